library(lme4)
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
v <- vcov(m)
class(v * 2)[1]
class(2 * v)[1]
class(v / 2)[1]
class(-v)[1]
class(v * -1)[1]
class(v + 1)[1]
class(v - 1)[1]
class(v + v)[1]
class(v * v)[1]
class(v^2)[1]
class(sqrt(v))[1]
class(abs(v))[1]
class(exp(v))[1]
class(1 / v)[1]
class(v * c(1, 2))[1]
class(v * matrix(1:4, 2))[1]
class(v + diag(2))[1]
class(v > 0)[1]
class(v[1, , drop = FALSE])[1]
class(v[1:2, 1:2])[1]
class(v[-1, -1])[1]
class(v[-1, -1, drop = FALSE])[1]
class(v[, 1])
class(v[c("Days", "(Intercept)"), c("Days", "(Intercept)")])[1]
class(v[2:1, 1:2])[1]
class(round(v, 2))[1]
class(signif(v, 2))[1]
class(v %*% v)[1]
class(crossprod(v))[1]
class(chol(v))[1]
class(chol2inv(chol(v)))[1]
class(as(v, "matrix"))
v + v
v[2:1, 2:1]
sum(v); mean(v); range(v)
apply(v, 1, sum)
rowSums(v); colMeans(v)
det(v)
determinant(v)
eigen(v)
outer(sqrt(diag(v)), sqrt(diag(v)))
v / outer(sqrt(diag(v)), sqrt(diag(v)))
x <- c(1, 5)
x %*% v %*% x
t(x) %*% v
sqrt(as.numeric(t(x) %*% v %*% x))
v["Days", "Days"]
v["(Intercept)", ]
v == t(v)
isSymmetric(v)
is.matrix(v)
length(v)
as.vector(v)
upper.tri(v)
v[upper.tri(v)]
lapply(list(v), dim)
