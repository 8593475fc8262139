x <- 1:6 + 1:2
x
y <- 1:5 + 1:2
y
f <- function(a, b) a * b
f(1:3, 1:2)
