suppressPackageStartupMessages(library(lme4))
wide <- read.csv("golden/data/wide.csv")
m <- lmer(y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + b + zz + k14 + Income2019 + (1 | g), wide)
print(summary(m), correlation = TRUE)
