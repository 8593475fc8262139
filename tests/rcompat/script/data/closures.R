make <- function(n) function(x) x^n
sq <- make(2); cu <- make(3)
sq(4); cu(2)
adders <- lapply(1:3, function(i) function(x) x + i)
adders[[2]](10)
x <- 1
f <- function() { x <<- x + 1; x }
f(); x
g <- function(a, b = a * 2) { a <- 100; b }
g(1)
h <- function(...) sum(...)
h(1, 2, 3)
k <- function(first, ...) { rest <- c(...); first + length(rest) }
k(1, 2, 3)
(function(x, y) x * y)(3, 4)
sapply(c(a = 1, b = 2), \(v) v + 1)
