suppressPackageStartupMessages({
  library(lmerTest)
  library(pbkrtest)
})
data("beets", package = "pbkrtest")
b1 <- lmer(sugpct ~ block + sow + harvest + (1 | block:harvest), data = beets)
coef(summary(b1, ddf = "Kenward-Roger"))
