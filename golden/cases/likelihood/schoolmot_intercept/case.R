suppressPackageStartupMessages(library(lme4))
schoolmot <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "schoolmot.csv"))
m <- lmer(grade ~ motiv + funding + (1 | schoolid), schoolmot)
confint(m)
