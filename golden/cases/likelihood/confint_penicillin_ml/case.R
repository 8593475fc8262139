suppressPackageStartupMessages(library(lme4))
data("Penicillin", package = "lme4")
m <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin, REML = FALSE)
confint(m)
