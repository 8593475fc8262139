fit <- aov(breaks ~ wool * tension, warpbreaks)
summary(fit)
print(fit)
TukeyHSD(fit, "tension")
TukeyHSD(fit)
d <- data.frame(y=c(1,2,3,4,5,7,8,2), longname10=factor(c(1,1,1,2,2,2,2,1)), z=c(3,2,4,1,2,4,5,1))
summary(aov(y ~ longname10, d))
summary(aov(y ~ longname10 + z, d))
summary(aov(y ~ z, d))
a <- aov(y ~ longname10 + z, d)
a
TukeyHSD(aov(y ~ longname10, d), ordered=TRUE, conf.level=.9)
coef(a); s <- summary(a); s[[1]]; s[[1]][["Pr(>F)"]]; s[[1]]$`F value`[1]; class(s); names(s[[1]]); rownames(s[[1]])
npk.aov <- aov(yield ~ block + N*P*K, npk)
summary(npk.aov)
npk.aov
npk.aovE <- aov(yield ~  N*P*K + Error(block), npk)
npk.aovE
summary(npk.aovE)
set.seed(1); rm <- data.frame(s=factor(rep(1:6,each=3)), t=factor(rep(c("a","b","c"),6)), y=rnorm(18))
f <- aov(y ~ t + Error(s/t), rm); summary(f); f
f2 <- aov(y ~ t + Error(s), rm); summary(f2)
summary(aov(y ~ 1, rm)); aov(y~1,rm)
d$y[3] <- NA
summary(aov(y ~ longname10, d)); aov(y ~ longname10, d)
drop1(a, test="F"); anova(a); summary.lm(a)
plot(TukeyHSD(fit))
