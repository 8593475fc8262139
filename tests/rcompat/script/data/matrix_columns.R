d <- data.frame(a = 1:2)
d$m <- matrix(c(1.5, 2.25), 2, 1, dimnames = list(NULL, "q"))
d
d$m <- matrix(c(1.5, 2.25), 2, 1)
d
names(d)
str(d)
d$k <- matrix(1:4, 2)
d
summary(d)
d$k <- matrix(1:4, 2, dimnames = list(NULL, c("u", "v")))
d
summary(d)
x <- scale(c(1, 2, 4))
data.frame(x)
data.frame(z = x)
data.frame(x, 1:3)
y <- matrix(1:4, 2)
data.frame(y)
data.frame(w = y)
w <- cars[1:4, ]
w$s <- scale(w$speed)
w
w$s2 <- scale(w$dist)[, 1]
w
str(w)
summary(w)
within(w, r <- scale(dist))
transform(w, r = scale(dist))
cbind(w, q = scale(w$dist))
sapply(w, class)
w[w$s > 0, ]
colMeans(w)
lm(dist ~ s, w)
aggregate(dist ~ s, w, mean)
data.frame(k = matrix(1:4, 2, dimnames = list(NULL, c("a", "b"))))
w <- data.frame(x = c(1, 2, 4.123456789))
w$s <- scale(w$x)
summary(w)
options(digits = 4)
summary(w)
options(digits = 7)
summary(w, digits = 3)
summary(w$s)
summary(w, digits = 10)
w$big <- matrix(c(12345.678, 99999.123456, 3), 3)
summary(w)
summary(w$big)
w$l <- matrix(c(TRUE, FALSE, NA), 3)
w$ch <- matrix(c("a", "b", "c"), 3)
w
summary(w)
w$s[2] <- NA
summary(w)
w$s
w$two <- matrix(c(1 / 3, 2, 3, 4, 5, 6), 3)
summary(w["two"])
str(summary(w["two"]))
head(w, 2)
as.matrix(w[c("x", "s")])
as.list(w[1:2, "s"])
dim(w[["s"]])
w[2, "s"]
w$s[1:2]
w[order(-w$x), "s"]
do.call(rbind, list(w[1:2, c("x", "big")], w[3, c("x", "big")]))
apply(w[, c("x", "big")], 2, mean)
