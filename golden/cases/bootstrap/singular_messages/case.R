suppressPackageStartupMessages(library(lme4))
data("Dyestuff2", package = "lme4")
m <- lmer(Yield ~ 1 + (1 | Batch), Dyestuff2)
b <- bootMer(m, fixef, nsim = 25, seed = 3)
b
set.seed(3)
confint(m, method = "boot", nsim = 40)
values <- list(exact = b$t)
