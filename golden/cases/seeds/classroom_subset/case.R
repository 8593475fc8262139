suppressPackageStartupMessages(library(lmerTest))
dat <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "classroom.csv"))
fit8 <- lmer(mathgain~ses+mathknow+(1|schoolid/classid),data=dat,subset=!is.na(mathgain) & !is.na(mathknow))
print(summary(fit8))
values <- list(theta = getME(fit8, "theta"), beta = fixef(fit8), sigma = sigma(fit8), vcov = vcov(fit8),
               deviance = REMLcrit(fit8), count = fit8@optinfo$feval)
