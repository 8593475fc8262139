strsplit(1, "a")
