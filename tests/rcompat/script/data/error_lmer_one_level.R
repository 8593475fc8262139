library(lmerTest)
sleepstudy$Subject2 <- 1
m <- lmer(Reaction ~ Days + (1|Subject2), sleepstudy)
