suppressPackageStartupMessages({
  library(lmerTest)
  library(pbkrtest)
})
data("carrots", package = "lmerTest")
c1 <- lmer(Preference ~ sens2 + Homesize + (1 + sens2 | Consumer), data = carrots)
summary(c1, ddf = "Kenward-Roger")
