suppressPackageStartupMessages(library(lme4))
data("Penicillin", package = "lme4")
m <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin)
b <- bootMer(m, fixef, nsim = 20, seed = 4, re.form = NULL)
b$t0
confint(b)
values <- list(exact = b$t)
