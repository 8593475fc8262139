sum("a")
