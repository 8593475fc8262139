f <- function() { on.exit(cat("cleanup\n")); stop("fail") }
f()
