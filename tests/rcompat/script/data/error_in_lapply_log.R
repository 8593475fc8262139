lapply(list(1, "a"), function(z) log(z))
