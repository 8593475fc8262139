stopifnot("x must be positive" = -1 > 0)
