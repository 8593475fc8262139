suppressPackageStartupMessages(library(lme4))
classroom <- read.csv(file.path(Sys.getenv("PYLMER_DATA"), "classroom.csv"))
m <- lmer(mathkind ~ ses + (1 | schoolid/classid), classroom)
confint(m, method = "Wald")
