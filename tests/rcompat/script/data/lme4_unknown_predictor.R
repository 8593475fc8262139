library(lme4)
m <- lmer(Reaction ~ Dayz + (1|Subject), sleepstudy)
