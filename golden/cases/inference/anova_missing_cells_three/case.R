suppressPackageStartupMessages(library(lmerTest))
data("ham", package = "lmerTest")
m <- lmer(Informed.liking ~ Product * Information * Gender + (1 | Consumer), ham, subset = !(Product == 3 & Information == 1))
anova(m)
show_tests(anova(m))$Gender
