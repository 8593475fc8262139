suppressPackageStartupMessages(library(lmerTest))
dat <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "classroom.csv"))
fit3 <- lmer(mathkind~ses+(1|schoolid/classid),data=dat)
print(summary(fit3))
values <- list(theta = getME(fit3, "theta"), beta = fixef(fit3), sigma = sigma(fit3), vcov = vcov(fit3),
               deviance = REMLcrit(fit3), count = fit3@optinfo$feval)
