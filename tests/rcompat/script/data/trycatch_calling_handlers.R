res <- tryCatch({ warning("uh oh"); 1 }, warning = function(w) { message("Caught: ", conditionMessage(w)); 2 }, finally = { cat("cleanup\n") })
res
out <- withCallingHandlers(
  { x <- 10; warning("odd"); x * 2 },
  warning = function(w) { cat("log:", conditionMessage(w), "\n"); invokeRestart("muffleWarning") })
out
e <- tryCatch(stop("bad thing"), error = function(e) e)
class(e); conditionMessage(e); conditionCall(e); print(e)
inherits(try(log(-1), silent=TRUE), "try-error")
x <- suppressWarnings(as.numeric(c("1", "b"))); x
f <- function(x) { warning("from f"); x }
f(1)
y <- f(2); y
for (i in 1:2) f(i)
myCondition <- function(msg, class) structure(class=c(class, "condition"), list(message=msg, call=sys.call(-1)))
r <- withRestarts(invokeRestart("myR", 5), myR = function(v) v * 2); r
tryCatch(stop(myCondition("custom!", "custom")), custom = function(c) cat("custom handler\n"))
warning("a"); warning("b")
try(stop("visible error"))
cat("still running\n")
stop("the end")
