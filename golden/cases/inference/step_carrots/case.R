suppressPackageStartupMessages(library(lmerTest))
data("carrots", package = "lmerTest")
m <- lmer(Preference ~ sens2 * Homesize + Age + (1 + sens2 | Consumer) + (1 | Product), carrots)
step(m)
