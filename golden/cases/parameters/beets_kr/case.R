suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("beets", package = "pbkrtest")
b1 <- lmer(sugpct ~ block + sow + harvest + (1 | block:harvest), data = beets)
model_parameters(b1, ci_method = "kr")
