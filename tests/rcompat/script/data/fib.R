fib <- function(n) if (n < 2) n else fib(n - 1) + fib(n - 2)
sapply(0:10, fib)
fact <- function(n) { if (n == 0) return(1); n * Recall(n - 1) }
fact(5)
