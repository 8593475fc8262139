x <- 1:3
y <- c(10, 20)
outer(x, y)
outer(x, y, "+")
outer(x, y, function(a, b) paste0(a, ":", b))
expand.grid(x = x, y = y)
x %o% y
crossprod(x)
x %*% x
x %in% c(2, 3)
sweep(matrix(1:4, 2), 1, c(1, 2), "*")
mapply(function(...) sum(...), 1:2, 3:4, 5:6)
do.call(cbind, list(a = 1:2, b = 3:4))
Reduce(function(a, b) merge(a, b, by = "k"), list(data.frame(k = 1:2, a = 3:4), data.frame(k = 1:2, b = 5:6)))
