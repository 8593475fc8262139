suppressPackageStartupMessages(library(lmerTest))
data("carrots", package = "lmerTest")
m <- lmer(Preference ~ sens1 + sens2 + Homesize + (1 + sens1 + sens2 | Consumer), carrots)
m
summary(m)
values <- list(theta = getME(m, "theta"), sigma = sigma(m))
