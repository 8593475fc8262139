suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, control = lmerControl(optimizer = "nlminbwrap"))
m
summary(m)
values <- list(nlminb = getME(m, "theta"), nlminb_value = REMLcrit(m))
