f <- factor(c("lo", "hi", "mid", "hi"), levels = c("lo", "mid", "hi"))
f
as.integer(f)
levels(f)
nlevels(f)
table(f)
summary(f)
f == "hi"
f[2:3]
f[2, drop = TRUE]
droplevels(f[f != "mid"])
relevel(f, ref = "hi")
factor(f, labels = c("L", "M", "H"))
ordered(f)
o <- factor(c("a", "b"), ordered = TRUE)
o < "b"
max(o)
as.character(f)
rev(f)
c(f, f)
factor(c(1.5, 2.5, 1.5))
as.numeric(as.character(factor(c("10", "20"))))
interaction(c("a", "b"), c("x", "y"))
cut(c(1, 5, 9), breaks = 3)
cut(0:10, c(0, 5, 10), include.lowest = TRUE)
cut(1:3, c(0, 1, 2, 3), labels = FALSE)
is.factor(f)
unclass(f)
tapply(c(1, 2, 3, 4), f, mean)
levels(f) <- c("x", "y", "z")
f
f[5] <- "x"
f
f[6] <- "bad"
f
addNA(factor(c("a", NA)))
gl(2, 3)
nlevels(gl(3, 1, labels = c("p", "q", "r")))
