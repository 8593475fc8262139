suppressMessages(library(lmerTest))
fm1 <- lmer(Yield ~ 1|Batch, Dyestuff, REML=FALSE)
names(summary(fm1))
str(summary(fm1), max.level=1)
summary(fm1)$methTitle
summary(fm1)$ngrps
summary(fm1)$objClass
summary(fm1)$vcov
summary(fm1)$AICtab
summary(fm1)$fitMsgs
summary(fm1)$link
s <- summary(lme4::lmer(Yield ~ 1|Batch, Dyestuff))
names(s)
s$methTitle
s$AICtab
s$devcomp$dims
s$optinfo$feval
