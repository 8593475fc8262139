suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
m <- lme4::lmer(Reaction ~ Days + I(Days^2) + (Days | Subject), sleepstudy)
ranova(m)
