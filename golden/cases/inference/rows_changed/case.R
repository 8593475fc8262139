suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
sleepstudy$x <- sin(1:180)
sleepstudy$x[30:33] <- NA
m <- lmer(Reaction ~ Days + x + (1 | Subject), sleepstudy)
drop1(m)
tryCatch(drop1(m, ddf = "lme4"), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
tryCatch(ranova(update(m, . ~ . - x + (0 + x | Subject))), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
tryCatch(step(m), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
