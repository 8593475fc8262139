f <- function(x) { stop("custom problem: ", x) }
tryCatch(f(3), error = function(e) print(e))
e <- tryCatch(f(3), error = function(e) e); class(e); conditionMessage(e); conditionCall(e)
try(f(1)); try(f(2), silent = TRUE)
geterrmessage()
as.integer("x")
1:3 + 1:2
sqrt(-1)
f <- function() { warning("uh oh"); 5 }
x <- f()
f()
suppressWarnings(f())
suppressMessages({ message("m"); 1 })
tryCatch({ warning("a"); cat("not reached\n") }, warning = function(w) cat("W:", conditionMessage(w), "\n"))
res <- withCallingHandlers(
  { message("hello"); "val" },
  message = function(m) { cat("got:", conditionMessage(m)); invokeRestart("muffleMessage") })
res
stopifnot(TRUE, 1 == 1)
g <- function(n) { on.exit(cat("bye\n")); cat("hi\n"); n }
g(3)
result <- tryCatch(stop("a"), error = function(e) "recovered", finally = cat("cleanup\n"))
result
inherits(try(stop("x"), silent = TRUE), "try-error")
cond <- simpleCondition("msg"); class(cond) <- c("custom", "condition")
withCallingHandlers(signalCondition(cond), custom = function(c) cat("custom!\n"))
tryCatch(signalCondition(cond), condition = function(c) cat("caught custom\n"))
log("a")
cat("not reached\n")
