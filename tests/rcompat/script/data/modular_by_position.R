library(lme4)
lmod <- lFormula(Reaction ~ Days + (Days | Subject), sleepstudy)
df1 <- mkLmerDevfun(lmod$fr, lmod$X, lmod$reTrms)
df1(c(1, 0, 1))
df2 <- mkLmerDevfun(fr = lmod$fr, X = lmod$X, reTrms = lmod$reTrms, REML = FALSE)
df2(c(1, 0, 1))
df3 <- with(lmod, mkLmerDevfun(fr, X, reTrms))
df3(c(1, 0, 1))
opt <- optimizeLmer(df3)
opt$fval
m <- mkMerMod(environment(df3), opt, lmod$reTrms, lmod$fr)
m
lmod2 <- lmod
lmod2$X <- lmod$X[, 1, drop = FALSE]
df4 <- do.call(mkLmerDevfun, lmod2)
df4(c(1, 0, 1))
o4 <- optimizeLmer(df4)
mkMerMod(environment(df4), o4, lmod2$reTrms, lmod2$fr)
lmod$REML <- FALSE
df5 <- do.call(mkLmerDevfun, lmod)
df5(c(1, 0, 1))
summary(mkMerMod(environment(df5), optimizeLmer(df5), lmod$reTrms, lmod$fr))
