mean("a")
