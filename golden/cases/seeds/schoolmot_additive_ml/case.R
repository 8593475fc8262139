suppressPackageStartupMessages(library(lmerTest))
schoolmot <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "schoolmot.csv"))
smod2 <- lmer(grade ~ motiv + funding + (1 + motiv | schoolid), data = schoolmot, REML = FALSE)
summary(smod2)
values <- list(theta = getME(smod2, "theta"), beta = fixef(smod2), sigma = sigma(smod2), vcov = vcov(smod2),
               deviance = deviance(smod2), count = smod2@optinfo$feval)
