x <- list(a=1, b="two", c=c(3,4))
x$a
x[["b"]]
x["c"]
x$d <- TRUE
names(x)
x$a <- NULL
length(x)
str(x)
unlist(list(a=1, b=list(c=2, d=3)))
unlist(list(1, "a", TRUE))
lapply(x, class)
is.list(x)
x[["c"]][2] <- 99
x
setNames(1:3, c("a","b","c"))
list(1, 2)[[3]]
