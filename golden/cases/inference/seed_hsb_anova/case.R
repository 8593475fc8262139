suppressPackageStartupMessages(library(lme4))
hsb <- read.csv("golden/data/hsb.csv")
lmer.1 <- lmer(math ~ 1 + ses + (1 + ses | school), hsb)
anova(lmer.1)
