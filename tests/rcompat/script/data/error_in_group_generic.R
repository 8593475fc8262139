a <- structure(list(v = 1), class = "money")
Ops.money <- function(e1, e2) stop("unsupported operation: ", .Generic)
a * 2
