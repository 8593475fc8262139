options(error = expression(NULL))
# S3 classes
account <- function(owner, balance = 0) structure(list(owner = owner, balance = balance), class = "account")
print.account <- function(x, ...) {
  cat("<account>", x$owner, "\n")
  cat("  balance:", format(x$balance, nsmall = 2, big.mark = ","), "\n")
  invisible(x)
}
deposit <- function(acc, amount, ...) UseMethod("deposit")
deposit.account <- function(acc, amount, ...) {
  if (amount <= 0) stop("amount must be positive")
  acc$balance <- acc$balance + amount
  acc
}
summary.account <- function(object, ...) {
  structure(list(total = object$balance, cls = class(object)), class = "summary.account")
}
print.summary.account <- function(x, ...) cat("Total of", x$cls, "=", x$total, "\n")
a <- account("Ann", 1234567.5)
a
b <- deposit(a, 100)
b
deposit(a, -5)
summary(b)
deposit(3, 4)
str(a)
unclass(a)
format.account <- function(x, ...) paste0("acct:", x$owner)
format(a)
toString.account <- function(x, ...) "ACC"
toString(a)
"+.account" <- function(e1, e2) { e1$balance <- e1$balance + e2$balance; e1 }
a + b
"==.account" <- function(e1, e2) e1$balance == e2$balance
a == b
length.account <- function(x) 99L
length(a)
"[.myvec" <- function(x, i) structure(unclass(x)[i], class = "myvec")
v <- structure(1:5, class = "myvec")
v[2:3]
inherits(v, "myvec"); inherits(v, c("a", "myvec"), which = TRUE)
methods(deposit)
