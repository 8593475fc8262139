suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
model_parameters(h1, ci_method = "satterthwaite")
