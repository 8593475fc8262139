library(lme4)
lmer(Reaction ~ Days + (1|Nope), sleepstudy)
