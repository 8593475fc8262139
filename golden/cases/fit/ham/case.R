suppressPackageStartupMessages(library(lmerTest))
data("ham", package = "lmerTest")
m <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), ham)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
