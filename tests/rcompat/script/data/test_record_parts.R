suppressPackageStartupMessages({library(lmerTest); library(pbkrtest)})
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
m0 <- lmer(Reaction ~ 1 + (Days | Subject), sleepstudy)
k <- KRmodcomp(m, m0)
names(k); class(k); k$test; k$stats$ddf; k$aux; k$L; k$formula.large
names(KRmodcomp(m, matrix(c(0, 1), 1))$formula.small)
s <- SATmodcomp(m, m0)
names(s); s$test; s$sigma;
set.seed(1)
b <- PBmodcomp(m, m0, nsim = 5)
names(b); b$test; b$samples; b$n.extreme; b$LRTstat
as.vector(b$ref)
p <- summary(b)
names(p); p$moment; p$gamma; p$se; p$ci
names(step(m)); class(step(m)); step(m)$random
h <- lmer(Informed.liking ~ Product + (1 | Consumer), ham)
str(ls_means(h))
str(anova(h))
str(drop1(h))
str(anova(m, m0))
attributes(ranova(m))$formulae
show_tests(anova(h, type = 2))
show_tests(ls_means(h), fractions = TRUE)
bo <- bootMer(m, fixef, nsim = 3, seed = 1)
names(bo); bo$t; bo$R; bo$sim; bo$call; bo$ran.gen; class(bo)
bootMer(m, function(z) sigma(z), 3, seed = 2, use.u = TRUE)
str(VarCorr(m)); str(ranef(m)); str(coef(m)); str(logLik(m)); str(rePCA(m))
levels(as.data.frame(ranef(m))$grp)
i <- influence(m, "Subject")
names(i); i[[1]]; i$groups; dim(i[["fixed.effects[-Subject]"]])
