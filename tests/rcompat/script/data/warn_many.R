f <- function(i) { warning(paste("problem", i)); i }
x <- sapply(1:3, f)
x
for (i in 1:2) warning("loop ", i)
as.numeric(c("1", "b", "3"))
suppressWarnings(as.numeric("z"))
warning("plain")
g <- function(x) { warning("a long warning message that goes on and on to see how R wraps the output line here", call. = FALSE); x }
g(1)
h <- function(some_long_argument_name) warning("another quite long warning message that does not fit on a single line of output")
h(3)
mean("a")
factor("a") + 1
1:3 == 1:2
