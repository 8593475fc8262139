library(lme4)
fm1 <- lmer(Yield ~ 1|Batch, Dyestuff)
str(fm1, max.level=1)
str(fm1, max.level=2)
slot(fm1, "theta")
Zt <- getME(fm1, "Zt")
Zt
str(Zt)
Zt@x
Zt@Dim
Zt@Dimnames
dim(Zt); class(Zt)
isS4(Zt)
is(Zt)
Zt[1:2, 1:7]
Zt[1, ]
Zt[, 1]
Zt[1, 1]
as.matrix(Zt)[, 1:4]
t(Zt)[1:3, ]
u <- getME(fm1, "u")
class(getME(fm1,"b"))
getME(fm1, "b")
Zt %*% rep(1, 30)
crossprod(Zt, 1:6)[1:3,]
L <- getME(fm1, "L")
L
class(L)
str(L)
as(L, "sparseMatrix")
getME(fm1, "Lambda")
Zt %*% t(Zt)
tcrossprod(Zt)
2 * Zt[1:2, 1:3]
Zt[1:2, 1:3] + 1
vcov(fm1)
as.matrix(vcov(fm1))
str(vcov(fm1))
nnzero(Zt)
rowSums(Zt)
image(Zt)
is(Zt, "Matrix"); is(Zt, "sparseMatrix")
diag(tcrossprod(Zt))
solve(tcrossprod(Zt))
Matrix(1:6, 2, 3)
identical(Zt, getME(fm1, "Zt"))
all.equal(Zt, getME(fm1, "Zt"))
print(Zt[,1:3])
getME(fm1, "A")[1:2,1:6]
VarCorr(fm1)$Batch
str(VarCorr(fm1))
str(ranef(fm1))
str(fixef(fm1))
str(logLik(fm1))
str(coef(fm1))
str(vcov(fm1))
length(fm1)
names(fm1)
