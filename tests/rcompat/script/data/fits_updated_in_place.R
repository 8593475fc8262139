suppressPackageStartupMessages({library(lmerTest); library(arm)})
d <- sleepstudy
d$w <- rep(1:3, 60)
l <- lm(Reaction ~ Days, d)
update(l, . ~ ., weights = w)
update(l, subset = Days > 2)
m <- lmer(Reaction ~ Days + (1 | Subject), d)
u <- update(m, weights = w, subset = Days > 1)
u
update(u, weights = NULL)@call
formula(m, fixed.only = TRUE); formula(m, random.only = TRUE)
x <- display(m)
y <- display(l)
d$Reaction[c(2, 5)] <- NA
e <- lmer(Reaction ~ Days + (1 | Subject), d, na.action = na.exclude)
str(simulate(e, nsim = 2, seed = 1))
head(simulate(e, seed = 2))
