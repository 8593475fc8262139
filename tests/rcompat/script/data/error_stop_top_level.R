stop("x")
