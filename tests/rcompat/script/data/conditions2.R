res <- tryCatch({ warning("first"); "not reached" }, warning = function(w) { message("handling: ", conditionMessage(w)); "handled" }, finally = message("finally"))
res
f <- function(x) { if (!is.numeric(x)) stop("need numeric: ", class(x), call. = FALSE); sqrt(x) }
try(f("a")); f(4); out <- try(f("a"), silent = TRUE); class(out); cat(out); inherits(out, "try-error"); attr(out, "condition")$message
withCallingHandlers({ x <- 10; warning("careful"); x * 2 }, warning = function(w) { message("noted: ", conditionMessage(w)); invokeRestart("muffleWarning") })
tryCatch(stop("E1"), error = function(e) tryCatch(stop("E2"), error = function(e2) cat(conditionMessage(e), conditionMessage(e2), "\n")))
tryCatch(as.integer("x"), warning = function(w) print(conditionMessage(w)))
cnd <- structure(class = c("myCond", "condition"), list(message = "hello", call = NULL)); tryCatch(signalCondition(cnd), myCond = function(c) "got it")
tryCatch(message("hi"), message = function(m) cat("msg:", conditionMessage(m)))
suppressWarnings({ warning("x"); 5 }); e <- simpleError("custom"); tryCatch(stop(e), error = function(err) identical(err$message, "custom"))
warning("top-level warning"); g <- function() { on.exit(cat("cleanup 1\n")); on.exit(cat("cleanup 2\n"), add = TRUE); stop("fail in g") }
try(g())
stopifnot("x must be positive" = -1 > 0)
