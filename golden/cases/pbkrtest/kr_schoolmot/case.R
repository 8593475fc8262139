suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
schoolmot <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "schoolmot.csv"))
smod3 <- lmer(grade ~ motiv * funding + (1 + motiv | schoolid), data = schoolmot)
smod3_res <- lmer(grade ~ motiv + funding + (1 + motiv | schoolid), data = schoolmot)
KRmodcomp(largeModel = smod3, smallModel = smod3_res)
values <- list(kr_ddf = getKR(KRmodcomp(smod3, smod3_res), "ddf"), kr_f = getKR(KRmodcomp(smod3, smod3_res), "Fstat"), kr_aux = getKR(KRmodcomp(smod3, smod3_res), "aux"))
