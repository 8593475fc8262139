library(lme4)
d <- data.frame(y=c(1,2,3,4,NA,6), x=1:6, g=c("a","a","b","b","c","c"))
m <- lmer(y ~ x + (1|g), d)
m
fitted(m); resid(m); nobs(m); isSingular(m)
lmer(y ~ x + (1|g) + z, d)
