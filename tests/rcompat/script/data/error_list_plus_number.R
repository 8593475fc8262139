x <- list(1, 2); x + 1
