area <- function(shape, ...) UseMethod("area")
area.default <- function(shape, ...) stop("no area of ", class(shape)[1])
area("x")
