suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + I(Days^2) + (Days | Subject), sleepstudy)
s <- step(m)
s
get_model(s)
m4 <- lme4::lmer(Reaction ~ Days + I(Days^2) + (Days | Subject), sleepstudy)
