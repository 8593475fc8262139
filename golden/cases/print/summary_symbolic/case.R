suppressPackageStartupMessages(library(lme4))
data("cake", package = "lme4")
m <- lmer(angle ~ recipe + temperature + (1 | replicate), cake)
print(summary(m), symbolic.cor = TRUE)
