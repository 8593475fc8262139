x <- "global"
f <- function() { x <- "local"; g <- function() x; g() }
f()
x
h <- function() { x <<- "changed"; x }
h()
x
k <- function() { if (FALSE) y <- 1; exists("y", inherits = FALSE) }
k()
counter <- local({ n <- 0; function() { n <<- n + 1; n } })
counter()
counter()
outer_fn <- function() { v <- 1; inner <- function() { v <<- v + 1 }; inner(); v }
outer_fn()
