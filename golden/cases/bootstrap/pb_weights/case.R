suppressPackageStartupMessages(library(lme4))
suppressPackageStartupMessages(library(pbkrtest))
data("sleepstudy", package = "lme4")
large <- lmer(Reaction ~ Days + I(Days^2) + (1 | Subject), sleepstudy, weights = Days + 1)
small <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy, weights = Days + 1)
set.seed(13)
p <- PBmodcomp(large, small, nsim = 30)
summary(p)$test
values <- list(exact_1 = as.numeric(p$ref))
