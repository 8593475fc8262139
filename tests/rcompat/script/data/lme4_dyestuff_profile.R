library(lme4)
Dyestuff
m <- lmer(Yield ~ 1 + (1 | Batch), Dyestuff)
summary(m)
ranef(m)
coef(m)
p <- profile(m)
confint(p)
confint(m, level=.9, quiet=TRUE)
aggregate(Yield ~ Batch, Dyestuff, mean)
mean(Dyestuff$Yield)
v <- as.data.frame(VarCorr(m)); v$prop <- v$vcov/sum(v$vcov); v
tapply(Dyestuff$Yield, Dyestuff$Batch, var)
