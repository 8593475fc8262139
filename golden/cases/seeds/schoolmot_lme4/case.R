suppressPackageStartupMessages(library(lme4))
schoolmot <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "schoolmot.csv"))
smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid), data = schoolmot)
smod3
summary(smod3)
values <- list(theta = getME(smod3, "theta"), beta = fixef(smod3), sigma = sigma(smod3), vcov = vcov(smod3),
               deviance = REMLcrit(smod3), count = smod3@optinfo$feval)
