max("a", 2)
