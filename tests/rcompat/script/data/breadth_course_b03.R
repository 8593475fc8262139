# Functions and closures
add <- function(x, y = 2) {
  # add two numbers
  x + y
}
add
add(1)
add(y = 5, 1)
outer_fn <- function() {
  v <- 1
  inner <- function() {
    v <<- v + 1
    v
  }
  inner()
  inner()
  v
}
outer_fn()
adders <- lapply(1:3, function(i) function(x) x + i)
adders[[2]](10)
f <- function(n) {
  if (n == 0) return("done")
  f(n - 1)
}
f(3)
g <- function(x, ...) UseMethod("g")
g.default <- function(x, ...) "default"
g.numeric <- function(x, ...) paste("numeric", NextMethod())
g.integer <- function(x, ...) paste("integer", NextMethod())
g(1L)
g("a")
h <- function(...) {
  args <- list(...)
  if (length(args) == 0) return(invisible(NULL))
  for (nm in names(args)) cat(nm, "=", args[[nm]], "\n")
  invisible(args)
}
h(a = 1, b = "x")
r <- h()
is.null(r)
vf <- function(x) {
  stopifnot(is.numeric(x), length(x) == 1)
  x
}
vf("a")
vf(1:2)
vf(3)
fib <- local({
  memo <- c(1, 1)
  function(n) {
    if (n <= length(memo) && !is.na(memo[n])) return(memo[n])
    val <- fib(n - 1) + fib(n - 2)
    memo[n] <<- val
    val
  }
})
fib(30)
compose2 <- function(...) { fs <- list(...); function(x) Reduce(function(acc, f) f(acc), fs, x) }
compose2(sqrt, abs, function(z) z + 1)(16)
(function() { on.exit(cat("exit1\n")); on.exit(cat("exit2\n"), add = TRUE); cat("body\n") })()
k <- function(a, b) { if (missing(b)) "no b" else b }
k(1)
match_test <- function(type = c("one", "two", "three")) { type <- match.arg(type); type }
match_test()
match_test("tw")
match_test("four")
do.call(add, list(3, y = 4))
args(add)
formals(add)$y
body(add)
arg_names <- names(formals(add)); arg_names
environment(add)
nchar(deparse(body(add)))
deparse(args(add))
sapply(c(first = 1, second = 2), function(x) x^2)
Map(function(k, v) paste(k, v), c("a", "b"), 1:2)
mapply(function(x, y) x + y, c(a = 1, b = 2), c(3, 4))
vapply(1:3, function(i) letters[i], character(1))
tryCatch({ warning("first"); cat("not reached\n") }, warning = function(w) cat("Got:", conditionMessage(w), "\n"), finally = cat("cleanup\n"))
res <- withCallingHandlers(
  { x <- 10; warning("careful"); x * 2 },
  warning = function(w) { message("Logged: ", conditionMessage(w)); invokeRestart("muffleWarning") }
)
res
out <- try(sqrt("x"), silent = TRUE)
class(out)
cat(geterrmessage())
print(tryCatch(as.integer("x"), warning = function(w) -1L))
cnd <- structure(class = c("http_error", "error", "condition"), list(message = "404", call = NULL))
tryCatch(stop(cnd), http_error = function(e) paste("HTTP", conditionMessage(e)))
f1 <- function() stop("inside f1")
f2 <- function() f1()
tryCatch(f2(), error = function(e) print(conditionCall(e)))
warn_fun <- function(x) { if (x < 0) warning("negative value: ", x, call. = FALSE); abs(x) }
warn_fun(-3)
sapply(c(-1, 2, -3), warn_fun)
message("note: ", 5, " items")
suppressWarnings({ warning("x"); 7 })
seq_along(c("a", "b", "c"))
Sys.time() > as.POSIXct("2020-01-01")
invisible(5)
if (FALSE) 1
NULL -> nothing; nothing
repeat { break }
i <- 5; while (i > 0) i <- i - 2; i
switch("c", a = 1, b = 2)
switch(3, "a", "b")
x <- c(5, 3); x[[2]] <- 10; x
z <- sapply(1:3, function(i) { if (i == 2) return(NA); i }); z
