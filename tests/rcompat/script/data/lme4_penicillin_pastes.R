library(lme4)
data(Penicillin)
str(Penicillin)
m <- lmer(diameter ~ 1 + (1|plate) + (1|sample), Penicillin)
m
summary(m)
lapply(ranef(m), head, 2)
VarCorr(m)
vc <- as.data.frame(VarCorr(m)); vc; vc$vcov / sum(vc$vcov); print(vc, digits=3)
round(vc$vcov[1]/sum(vc$vcov), 3)
icc <- vc$vcov[1]/sum(vc$vcov); cat("ICC:", icc, "\n"); cat(sprintf("ICC = %.3f\n", icc))
anova(m, update(m, . ~ . - (1|sample)))
m2 <- lmer(strength ~ 1 + (1|batch/cask), Pastes); summary(m2); ranef(m2)$batch
print(summary(m2), correlation=FALSE); 
lmer(yield ~ 1 + (1|Batch), Dyestuff2)
lmer(y ~ x + (1|g), data.frame(y=1:4,x=1:4,g=1:4))
