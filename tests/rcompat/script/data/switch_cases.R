f <- function(x) switch(x, a = "first", b = , c = "second or third", stop("unknown"))
f("a"); f("b"); f("c")
tryCatch(f("q"), error = function(e) conditionMessage(e))
switch(3, "a", "b", "c"); is.null(switch(4, "a", "b")); switch("n", y = 1)
g <- function(type) { switch(type, mean = mean(c(1, 5)), median = median(c(1, 5, 9))) }
g("mean"); g("median")
