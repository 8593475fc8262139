library(lme4)
data(Penicillin, package = "lme4"); data(Pastes, package = "lme4")
str(Pastes)
xtabs(~ batch + cask, Pastes)
fm1 <- lmer(strength ~ 1 + (1 | sample) + (1 | batch), Pastes)
fm2 <- lmer(strength ~ 1 + (1 | batch/cask), Pastes)
fm1; fm2
all.equal(deviance(fm1, REML = FALSE), deviance(fm2, REML = FALSE))
isNested(Pastes$sample, Pastes$batch)
pr <- profile(refitML(fm1))
confint(pr, level = 0.9)
pr
head(as.data.frame(pr), 3)
fm3 <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin)
summary(fm3)
rr <- ranef(fm3, condVar = TRUE)
str(rr, max.level = 1)
attr(rr$sample, "postVar")
sqrt(attr(rr$plate, "postVar")[1, 1, ])[1:4]
dotplot <- as.data.frame(rr)
dotplot[dotplot$grpvar == "sample", ]
getME(fm3, "Zt")[1:3, 1:6]
dim(getME(fm3, "Z")); getME(fm3, "q"); getME(fm3, "devcomp")$cmp[1:4]
getME(fm3, c("theta", "beta"))
image(getME(fm3, "L"))
nlev <- sapply(getME(fm3, "flist"), nlevels); nlev
lapply(ranef(fm3), head, 2)
fm4 <- update(fm3, . ~ . - (1 | plate))
anova(fm4, fm3)
influence(fm4, "sample")
im <- influence(lmer(Reaction ~ Days + (1 | Subject), sleepstudy), "Subject")
head(cooks.distance(im)); dfbeta(im)[1:2, ]
set.seed(1); sim <- simulate(fm3, 3); colMeans(sim)
bb <- bootMer(fm3, function(x) c(sigma(x), unlist(VarCorr(x))), nsim = 20, seed = 101)
bb
confint(bb, type = "perc", level = .8)
summary(bb)
head(model.frame(fm3)); weights(fm3)[1:3]
family(fm3); REMLcrit(fm3)
lmer(diameter ~ 1 + (1 | plate), Penicillin, control = lmerControl(optimizer = "bobyqa", optCtrl = list(maxfun = 100)))
try(lmer(diameter ~ (1 | plate), Penicillin, REML = "yes"))
try(lmer(diameter ~ 1 + (1 | plate), Penicillin, control = lmerControl(optimizer = "foo")))
try(lmer(diameter ~ 1 + (1 | diameter), Penicillin))
try(lmer(nonexist ~ 1 + (1 | plate), Penicillin))
try(ranef(5)); try(fixef("a")); try(VarCorr(lm(1:3 ~ 1)))
