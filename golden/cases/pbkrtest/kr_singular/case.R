suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("Dyestuff2", package = "lme4")
p1 <- lmer(Yield ~ 1 + (1 | Batch), data = Dyestuff2)
KRmodcomp(p1, 1)
SATmodcomp(p1, 1)
vcovAdj(p1)
