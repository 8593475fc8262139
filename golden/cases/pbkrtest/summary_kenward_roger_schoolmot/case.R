suppressPackageStartupMessages({
  library(lmerTest)
  library(pbkrtest)
})
schoolmot <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "schoolmot.csv"))
smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid), data = schoolmot)
summary(smod3, ddf = "Kenward-Roger")
