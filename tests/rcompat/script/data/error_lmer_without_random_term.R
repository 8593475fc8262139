library(lme4)
lmer(Reaction ~ Days, sleepstudy)
