f <- function(n) if (n <= 1) 1 else n * f(n-1); f(5); sapply(0:5, f)
make_counter <- function() { i <- 0; function() { i <<- i + 1; i } }
cn <- make_counter()
cn()
cn()
fib <- numeric(10)
fib[1:2] <- 1
for (i in 3:10) fib[i] <- fib[i-1] + fib[i-2]
fib
x <- 5
while (x > 0) { x <- x - 2; if (x == 1) next; cat(x, "") }
cat("\n")
repeat { x <- x + 1; if (x >= 3) break }
x
sw <- function(t) switch(t, a="first", b=, c="second or third", "other")
sw("a")
sw("b")
sw("z")
switch(2, "x", "y", "z")
is.null(switch("q", a=1))
for (n in names(list(a=1,b=2))) print(n)
i <- 0
z <- NULL
for (v in list(1,"a",TRUE)) { z <- c(z, class(v)) }
z
if (length(z) > 2 && z[1] == "numeric") "yes" else "no"
ifelse(c(1,NA,3) > 2, "big", "small")
vapply(1:3, function(i) letters[i], "")
(function(x, y=2) x^y)(3)
compose <- function(f, g) function(x) g(f(x))
h <- compose(sqrt, abs)
h(16)
args <- list(1:10)
do.call(mean, args)
f <- function(x, ...) { dots <- list(...); length(dots) }
f(1,2,3)
g <- function(a, b) { if (missing(b)) "no b" else b }
g(1)
nchar("abc") |> print()
sq <- \(x) x^2
sq(4)
