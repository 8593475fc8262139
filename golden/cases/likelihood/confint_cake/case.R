suppressPackageStartupMessages(library(lme4))
data("cake", package = "lme4")
m <- lmer(angle ~ recipe * temperature + (1 | recipe:replicate), cake)
confint(m)
