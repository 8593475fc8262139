f <- function(x, y = 2, ...) { x + y }
f(1); f(1, 3); f(y = 1, x = 5); f(1, z = 3)
g <- function(n) if (n <= 1) 1 else n * g(n - 1)
g(5)
h <- function(...) { args <- list(...); length(args) }
h(1, 2, 3)
k <- function(x) { if (missing(x)) "none" else x }
k(); k(2)
sapply(1:3, function(i) i^2)
Map(function(a, b) a + b, 1:2, 3:4)
Reduce(`+`, 1:5); Reduce(`+`, 1:5, accumulate = TRUE); Filter(function(x) x > 2, 1:5); do.call(sum, list(1, 2, 3))
s <- 0
for (i in 1:5) { if (i == 3) next; if (i == 5) break; s <- s + i }
s
i <- 0; while (i < 3) i <- i + 1; i
repeat { i <- i + 1; if (i > 6) break }; i
switch("b", a = 1, b = 2, 3); switch("z", a = 1, 3); switch(2, "x", "y")
tryCatch(stop("oops"), error = function(e) conditionMessage(e), finally = cat("done\n"))
res <- try(log(-1)); res
r <- tryCatch(warning("w!"), warning = function(w) paste("caught", conditionMessage(w))); r
withCallingHandlers({ warning("hmm"); 10 }, warning = function(w) { cat("warn:", conditionMessage(w), "\n"); invokeRestart("muffleWarning") })
f <- function(type = c("one","two")) { type <- match.arg(type); type }
f(); f("two")
m <- matrix(1:6, nrow = 2); m; t(m); m %*% t(m); dim(m); m[1, ]; m[, 2]; m[2, 3]; m[m > 2]
dimnames(m) <- list(c("a","b"), NULL); m
solve(matrix(c(2,0,0,2), 2)); diag(2); outer(1:3, 1:3); crossprod(m)
apply(m, 2, sum); rowSums(m); colMeans(m)
l <- list(a = 1, b = "x", c = list(d = 2)); l; l$a; l[["b"]]; l$c$d; str(l); names(l)
l$a <- NULL; length(l)
fac <- factor(c("lo","hi","lo"), levels = c("lo","hi")); fac; levels(fac); table(fac); as.integer(fac); summary(fac); nlevels(fac)
cat("a", 1, TRUE, "\n"); cat(1.23456789, "\n"); cat("x\n", "y\n"); print("q"); print(1:3); message("note")
format(3.14159, digits = 3); format(c(1,10,100)); format(TRUE); format("a", width = 5); formatC(3.14159, digits = 3, format = "f"); prettyNum(1234567, big.mark = ",")
invisible(5)
x <- c(b = 2, a = 1); x[order(names(x))]
is.function(f); class(f); class(m); class(df <- data.frame())
