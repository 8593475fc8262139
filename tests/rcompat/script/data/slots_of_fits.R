library(lme4)
fm1 <- lmer(Yield ~ 1|Batch, Dyestuff)
str(fm1)
str(fm1@resp)
str(list(a=fm1@resp, b=1), max.level=1)
str(list(a=fm1@resp, b=1), max.level=2)
fm1@resp$wtres[1:3]
fm1@pp$Xwts[1:3]
fm1@pp$VtV
fm1@pp$V[1:2,]
fm1@pp$beta0
fm1@resp$sqrtXwt[1:2]
fm1@resp$weights[1:2]
fm1@pp$Lambdat[1:2,1:2]
fm1@resp$REML
fm1@nosuch
