library(lme4)
set.seed(101)
dd <- expand.grid(f=factor(letters[1:3]),g=factor(1:20),rep=1:3)
head(simulate(~f + (1|g), nsim=2, seed=5, newdata=dd, newparams=list(beta=c("(Intercept)"=1,fb=2,fc=3), theta=c("g.(Intercept)"=1), sigma=2)))
head(simulate(~f + (1|g) + (0 + dummy(f, "b")|g), newdata=dd, newparams=list(beta=rep(0,3), theta=c(1,2), sigma=1)))
dd$y <- simulate(~f + (1|g), newdata=dd, seed=1, newparams=list(beta=c(1,2,3), theta=1, sigma=2))[[1]]
lmer(y ~ f + (1|g), dd)
