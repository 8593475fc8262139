suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("Penicillin", package = "lme4")
p1 <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), data = Penicillin)
KRmodcomp(p1, matrix(1), betaH = 22)
vcovAdj(p1)
values <- list(kr_vcov = as.matrix(vcovAdj(p1)), kr_w = as.matrix(attr(vcovAdj(p1), "W")))
