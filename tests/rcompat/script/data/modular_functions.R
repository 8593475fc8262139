library(lme4)
lmod <- lFormula(Reaction ~ Days + (Days|Subject), sleepstudy)
names(lmod)
str(lmod, max=2)
devfun <- do.call(mkLmerDevfun, lmod)
devfun(c(1,0,1))
ls(environment(devfun))
opt <- optimizeLmer(devfun)
opt[1:3]
str(opt)
m <- mkMerMod(environment(devfun), opt, lmod$reTrms, fr = lmod$fr)
m
summary(m)
m@call
rt <- mkReTrms(findbars(~(1|Subject)), sleepstudy)
names(rt)
str(rt, max=1)
cp <- lFormula(Reaction ~ Days + (1|Subject), sleepstudy, REML=FALSE)
cp$REML
cp$formula
d <- lmer(Reaction ~ Days + (Days|Subject), sleepstudy, devFunOnly=TRUE)
d(c(1,0,1))
d2 <- mkLmerDevfun(cp$fr, cp$X, cp$reTrms, REML=FALSE, formula=cp$formula)
optimizeLmer(d2)$par
