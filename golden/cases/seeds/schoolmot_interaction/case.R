suppressPackageStartupMessages(library(lmerTest))
schoolmot <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "schoolmot.csv"))
smod3sat <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid), data = schoolmot)
summary(smod3sat)
values <- list(theta = getME(smod3sat, "theta"), beta = fixef(smod3sat), sigma = sigma(smod3sat), vcov = vcov(smod3sat),
               deviance = REMLcrit(smod3sat), count = smod3sat@optinfo$feval)
