suppressPackageStartupMessages(library(lme4))
data("Penicillin", package = "lme4")
m <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin)
statistic <- function(fit) c(sigma = sigma(fit), theta = unname(getME(fit, "theta")))
b <- bootMer(m, statistic, nsim = 30, seed = 21)
b
confint(b, level = 0.8)
as.data.frame(b)[1:3, ]
values <- list(exact = b$t)
