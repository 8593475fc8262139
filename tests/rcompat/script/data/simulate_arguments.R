library(lme4)
fm <- lmer(Reaction ~ Days + (Days|Subject), sleepstudy)
try(simulate(fm, 1, seed=3e9))
try(simulate(fm, 1, seed=NA))
try(simulate(fm, re.form="a"))
try(simulate(fm, re.form=3))
try(simulate(fm, re.form=TRUE))
p <- lmer(strength ~ 1 + (1|batch/cask), Pastes)
simulate(p, 2, seed=1)[1:4,]
simulate(p, 1, seed=1, re.form=~(1|batch))[1:4,]
simulate(p, 1, seed=1, re.form=~(1|cask:batch))[1:4,]
simulate(p, 1, seed=1, newparams=list(theta=c(1,2)))[1:4,]
simulate(p, 1, seed=1, newparams=list(theta=c(2,1), beta=50, sigma=2))[1:4,]
simulate(p, 1, seed=1, newparams=list(beta=c("(Intercept)"=50), theta=c("batch.(Intercept)"=1, "cask:batch.(Intercept)"=2), sigma=1))[1:4,]
try(simulate(p, 1, seed=1, newparams=list(theta=c("a"=1,"b"=2)))[1:4,])
try(simulate(p, 1, seed=1, newparams=list(theta="a")))
simulate(p, 1, seed=1, newparams=list(sigma=c(1,2)))[1:4,]
simulate(p, 1, seed=1, newparams=list())[1:4,]
simulate(p, 1, seed=1, newparams=NULL)[1:4,]
nd <- data.frame(batch=c("A","Z"), cask=c("a","b"))
simulate(p, 1, seed=1, newdata=nd, allow.new.levels=TRUE)
try(simulate(p, 1, seed=1, newdata=nd))
try(simulate(p, 1, seed=1, newdata=Pastes[0,]))
simulate(p, 1, seed=1, newdata=Pastes[c(1,1,2),])
pen <- lmer(diameter ~ 1 + (1|plate) + (1|sample), Penicillin)
simulate(pen, 2, seed=7)[1:3,]
simulate(pen, 2, seed=7, re.form=~(1|plate))[1:3,]
simulate(pen, 2, seed=7, re.form=~(1|plate)+(1|sample))[1:3,]
simulate(pen, 1, seed=7, use.u=TRUE)[1:3,]
s <- simulate(pen, 3, seed=7); colMeans(s); sapply(s, sd); summary(s)
refit(pen, s[[1]])
refit(pen, s[,2])
try(refit(pen, s))
r <- lapply(s, function(y) fixef(refit(pen, y))); r
w <- lmer(Reaction ~ Days + (1|Subject), sleepstudy, weights=Days+1, offset=Days); simulate(w, 1, seed=1)[1:3,]
ss <- sleepstudy; ss$Reaction[3] <- NA
mm <- lmer(Reaction ~ Days + (1|Subject), ss); dim(simulate(mm, 1, seed=1)); str(simulate(mm, 1, seed=1))
me <- lmer(Reaction ~ Days + (1|Subject), ss, na.action=na.exclude); simulate(me, 1, seed=1)[1:4,]
ml <- lmer(log(Reaction) ~ Days + (1|Subject), sleepstudy); simulate(ml, 1, seed=1)[1:3,]
simulate(refitML(fm), 1, seed=1)[1:3,]
form <- Reaction ~ Days + (1|Subject)
simulate(form, newdata=sleepstudy, newparams=list(beta=c(250,10), theta=c("Subject.(Intercept)"=1), sigma=20), seed=1)[1:3,]
simulate(form, nsim=2, newdata=sleepstudy, newparams=list(beta=c(250,10), theta=1, sigma=20), seed=1, family=gaussian)[1:3,]
simulate(form[-2], nsim=2, newdata=sleepstudy, newparams=list(beta=c(`(Intercept)`=250,Days=10), theta=1, sigma=20), seed=1)[1:3,]
simulate(form[-2], newdata=sleepstudy, newparams=list(beta=c(Days=10,`(Intercept)`=250), theta=1, sigma=20), seed=1)[1:3,]
try(simulate(form[-2], newdata=sleepstudy, newparams=list(beta=c(a=10,b=250), theta=1, sigma=20), seed=1)[1:3,])
simulate(form[-2], newdata=sleepstudy, newparams=list(theta=1, sigma=20), seed=1)[1:3,]
simulate(form[-2], newdata=sleepstudy, newparams=list(beta=c(250,10), sigma=20), seed=1)[1:3,]
simulate(form[-2], newdata=sleepstudy, newparams=list(beta=c(250,10), theta=1), seed=1)[1:3,]
d <- expand.grid(g=factor(1:3), r=1:4); d$x <- d$r
set.seed(5); d$y <- simulate(~ x + (1|g), newdata=d, newparams=list(beta=c(1,2), theta=0.5, sigma=2))[[1]]; d
lmer(y ~ x + (1|g), d)
simulate(~ x + (x|g), newdata=d, newparams=list(beta=c(1,2), theta=c(1,.2,.5), sigma=2), seed=2)
simulate(~ x + (1|g), newdata=d, newparams=list(beta=c(1,2), theta=0.5, sigma=2), seed=1, weights=rep(4,12))[1:3,]
simulate(~ x + (1|g), newdata=d, newparams=list(beta=c(1,2), theta=0.5, sigma=2), seed=1, offset=rep(100,12))[1:3,]
try(simulate(~ x + (1|h), newdata=d, newparams=list(beta=c(1,2), theta=0.5, sigma=2), seed=1))
try(simulate(y ~ x, newdata=d, newparams=list(beta=c(1,2), sigma=2), seed=1))
library(lme4)
np <- list(beta=c(250,10), theta=1, sigma=20)
form <- Reaction ~ Days + (1|Subject)
simulate(Reaction ~ Days + (1|Subject), newdata=sleepstudy, newparams=np, seed=1)[1:3,]
try(simulate(form, newdata=sleepstudy, newparams=np, seed=1)[1:3,])
form <- zz ~ Days + (1|Subject)
try(simulate(form, newdata=sleepstudy, newparams=np, seed=1)[1:3,])
try(simulate(zz ~ Days + (1|Subject), newdata=sleepstudy, newparams=np, seed=1)[1:3,])
try(simulate(zz ~ Days + (1|Subject), newdata=sleepstudy, newparams=np, seed=1, family=gaussian)[1:3,])
simulate(Reaction ~ Days + (1|Subject), nsim=1, seed=1, newdata=sleepstudy, newparams=np)[1:3,]
simulate(log(Reaction) ~ Days + (1|Subject), nsim=1, seed=1, newdata=sleepstudy, newparams=np)[1:3,]
d <- sleepstudy; d$Reaction <- NULL
Reaction <- 3
