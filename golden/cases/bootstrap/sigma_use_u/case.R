suppressPackageStartupMessages(library(lme4))
data("Pastes", package = "lme4")
m <- lmer(strength ~ 1 + (1 | batch/cask), Pastes)
b <- bootMer(m, sigma, nsim = 30, seed = 7, use.u = TRUE)
b
s <- bootMer(m, fixef, nsim = 10, seed = 7, use.u = TRUE, type = "semiparametric")
values <- list(exact_1 = b$t, exact_2 = s$t)
