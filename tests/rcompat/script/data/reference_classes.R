Account <- setRefClass("Account", fields = list(owner = "character", balance = "numeric"), methods = list(
  deposit = function(x) { balance <<- balance + x; invisible(.self) },
  withdraw = function(x) { if (x > balance) stop("insufficient funds"); balance <<- balance - x; invisible(.self) },
  show = function() cat("Account:", owner, balance, "\n")))
a <- Account$new(owner = "Ann", balance = 100)
a
a$deposit(50)
a$balance
b <- a
b$deposit(1)
a$balance
c2 <- a$copy(); c2$deposit(1000); a$balance
try(a$withdraw(1e6))
a$deposit(1)$deposit(2)
a$balance
a$owner <- "Zed"
a
try(a$balance <- "x")
Sav <- setRefClass("Sav", contains = "Account", fields = list(rate = "numeric"), methods = list(
  addInterest = function() { deposit(balance * rate) },
  show = function() { callSuper(); cat("rate", rate, "\n") }))
s <- Sav$new(owner = "Bob", balance = 200, rate = 0.1)
s$addInterest()
s
is(s, "Account")
class(s)
P <- setRefClass("P", fields = c("x", "y"))
p <- P$new(x = 1, y = "a")
p
P
Q <- setRefClass("Q", fields = list(n = "numeric"), methods = list(initialize = function(...) { initFields(...); if (length(n) == 0) n <<- 0; .self }, inc = function() { "Add one"; n <<- n + 1; invisible(.self) }))
q <- Q$new()
q$n
q$inc()$inc()
q$n
q
try(q$foo)
try(q$foo())
try(Q$new(zz = 1))
Q$methods(dec = function() { n <<- n - 1 })
q2 <- Q$new(n = 5)
q2$dec()
q2$n
q2$getClass()
Q$methods()
Q$fields()
q2$field("n")
q2$field("n", 9)
q2$n
isVirtualClass("Q")
identical(a, b)
Stack <- setRefClass("Stack", fields = list(items = "list"), methods = list(push = function(x) { items[[length(items) + 1]] <<- x }, pop = function() { v <- items[[length(items)]]; items[[length(items)]] <<- NULL; v }, size = function() length(items)))
st <- Stack$new()
st$push(1); st$push("b")
st$size()
st$pop()
st$size()
print(st)
f <- function(acc) { acc$balance <- 0; invisible() }
f(a)
a$balance
Account$className
a$show()
u <- Account$new()
u$balance
u
