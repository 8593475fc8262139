l <- list(name="Bob", age=25, kids=c("A","B"))
l
str(l)
l$age <- l$age + 1
l[["kids"]][2]
l$new <- list(x=1)
names(l)
l[c("name","age")]
length(l)
sapply(l, class)
unlist(l)
l$name <- NULL
l
rapply(list(1.5, "a"), toupper, classes="character", how="replace")
modifyList(list(a=1,b=2), list(b=3))
list(1, list(2, "x"), NULL)
is.null(l$zzz)
lapply(1:2, function(i) i * 10)
array(1:3)
setdiff(names(l), "age")
as.data.frame(list(a=1:2, b=c("x","y")))
do.call(cbind, list(a=1:2, b=3:4))
Reduce(`+`, list(1, 2, 3))
mapply(function(k, v) paste(k, v), names(c(a=1,b=2)), c(a=1,b=2))
rev(list(a=1, b="z"))
list(f=function(x) x + 1, m=matrix(1:4, 2), d=data.frame(q=1:2), n=NULL, fac=factor("u"))
stack <- c(); stack <- c(stack, 1); stack <- c(stack, 2); stack[length(stack)]
