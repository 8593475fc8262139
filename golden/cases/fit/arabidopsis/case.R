suppressPackageStartupMessages(library(lme4))
data("Arabidopsis", package = "lme4")
m <- lmer(total.fruits ~ nutrient + amd + rack + status + (amd * nutrient | popu), Arabidopsis, REML = FALSE)
m
values <- list(sigma = sigma(m))
