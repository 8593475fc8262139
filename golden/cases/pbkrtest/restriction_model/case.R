suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + I(Days^2) + (Days | Subject), data = sleepstudy)
m <- restriction_matrix2model(fm1, c(0, 0, 1))
m
m2 <- restriction_matrix2model(fm1, rbind(c(0, 1, 2)), REML = FALSE)
m2
KRmodcomp(fm1, m)
values <- list(beta = fixef(m))
