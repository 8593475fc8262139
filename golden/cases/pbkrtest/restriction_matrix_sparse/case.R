suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("beets", package = "pbkrtest")
b1 <- lmer(sugpct ~ block + sow + harvest + (1 | block:harvest), data = beets)
b0 <- lmer(sugpct ~ block + harvest + (1 | block:harvest), data = beets)
print(model2restriction_matrix(b1, b0, sparse = TRUE))
