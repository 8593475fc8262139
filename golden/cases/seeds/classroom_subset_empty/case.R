suppressPackageStartupMessages(library(lmerTest))
dat <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "classroom.csv"))
fit7 <- lmer(mathgain~1+(1|schoolid/classid),data=dat,subset=!is.na(mathknow))
print(summary(fit7))
values <- list(theta = getME(fit7, "theta"), beta = fixef(fit7), sigma = sigma(fit7), vcov = vcov(fit7),
               deviance = REMLcrit(fit7), count = fit7@optinfo$feval)
