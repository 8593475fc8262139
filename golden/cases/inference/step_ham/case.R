suppressPackageStartupMessages(library(lmerTest))
data("ham", package = "lmerTest")
m <- lmer(Informed.liking ~ Product * Information * Gender * Age + (1 | Product:Consumer) + (1 | Consumer), ham)
s <- step(m)
s
get_model(s)
s$fixed
s$random
