x <- factor(c("lo","hi","mid","lo","hi"), levels=c("lo","mid","hi"))
x
as.integer(x)
table(x)
summary(x)
levels(x)[2] <- "medium"
x
nlevels(x)
relevel(x, ref="hi")
factor(x, labels=c("L","M","H"))
x[2:3, drop=TRUE]
droplevels(x[x!="lo"])
ordered(c("s","m","l"), levels=c("s","m","l"))
o <- factor(c(1,3,2), ordered=TRUE)
o < 3
max(o)
interaction(c("a","b"), c("x","y"))
cut(c(1,5,10), breaks=c(0,2,6,10))
cut(c(1,5,10), breaks=c(0,2,6,10), labels=c("low","mid","high"))
cut(0:10, 5)
table(cut(c(1,2,3,7,9), 3))
rev(x)
c(x, factor("new"))
is.factor(x)
as.vector(x)
str(x)
f <- gl(2, 3, labels=c("ctl","trt")); f
tapply(1:6, f, sum)
by(data.frame(v=1:6), f, function(d) mean(d$v))
split(1:6, f)
x[6] <- "zzz"
x
