suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
schoolmot <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "schoolmot.csv"))
smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid), data = schoolmot)
model_parameters(smod3, ci_method = "kr")
