# Bank account simulation with S3 and environments
Account <- function(owner, balance = 0) {
  obj <- list(owner = owner, balance = balance, log = character())
  class(obj) <- "Account"
  obj
}
print.Account <- function(x, ...) {
  cat("Account<", x$owner, ">: ", format(x$balance, nsmall = 2), "\n", sep = "")
  invisible(x)
}
deposit <- function(x, ...) UseMethod("deposit")
deposit.Account <- function(x, amount, ...) {
  if (!is.numeric(amount) || amount <= 0) stop("amount must be positive")
  x$balance <- x$balance + amount
  x$log <- c(x$log, sprintf("deposit %.2f", amount))
  x
}
summary.Account <- function(object, ...) structure(list(n = length(object$log), total = object$balance), class = "summary.Account")
print.summary.Account <- function(x, ...) cat("Transactions:", x$n, "Total:", x$total, "\n")
a <- Account("Zoe", 100)
a
a <- deposit(a, 50.5)
a
a$log
summary(a)
tryCatch(deposit(a, -1), error = function(e) cat("Error caught:", conditionMessage(e), "\n"))
r <- try(deposit(a, "x"), silent = TRUE)
cat(r)
accounts <- list(Account("A", 1), Account("B", 2))
accounts
sapply(accounts, function(z) z$balance)
total <- 0
for (acc in accounts) total <- total + acc$balance
total
format(a)
str(a)
unclass(a)
inherits(a, "Account")
b <- a; b$owner <- "Bob"; a$owner
identical(a, b)
Stack <- function() {
  items <- list()
  push <- function(x) { items[[length(items) + 1]] <<- x; invisible(length(items)) }
  pop <- function() { it <- items[[length(items)]]; items[[length(items)]] <<- NULL; it }
  size <- function() length(items)
  list(push = push, pop = pop, size = size)
}
s <- Stack()
s$push(1); s$push("two"); s$push(list(3))
s$size()
s$pop()
s$pop()
s$size()
q <- c(5, 3, 8); q <- q[-1]; q
mat <- matrix(0, 3, 3); for (i in 1:3) for (j in 1:3) mat[i, j] <- i * j; mat
fizz <- sapply(1:15, function(i) if (i %% 15 == 0) "FizzBuzz" else if (i %% 3 == 0) "Fizz" else if (i %% 5 == 0) "Buzz" else as.character(i))
fizz
is_prime <- function(n) n > 1 && all(n %% 2:max(2, floor(sqrt(n))) != 0 | n == 2:max(2, floor(sqrt(n))))
Filter(is_prime, 1:30)
gcd <- function(a, b) if (b == 0) a else gcd(b, a %% b)
gcd(48, 18)
rev_string <- function(s) paste(rev(strsplit(s, NULL)[[1]]), collapse = "")
rev_string("stats")
table(strsplit("mississippi", "")[[1]])
sort(table(strsplit("mississippi", "")[[1]]), decreasing = TRUE)
names(which.max(table(strsplit("mississippi", "")[[1]])))
vapply(split(mtcars$mpg, mtcars$gear), median, numeric(1))
binary <- function(n) { r <- c(); while (n > 0) { r <- c(n %% 2, r); n <- n %/% 2 }; paste(r, collapse = "") }
binary(10)
mapply(function(x, y) x:y, 1:3, 4:6)
mapply(function(x, y) x:y, 1:3, c(4, 4, 4))
