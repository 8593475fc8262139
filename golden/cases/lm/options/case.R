sleep <- read.csv("golden/data/sleep.csv")
options(digits = 4, show.signif.stars = FALSE)
m <- lm(Reaction ~ Days + dose, sleep)
m
summary(m)
anova(m)
options(contrasts = c("contr.sum", "contr.poly"))
summary(lm(Reaction ~ dose, sleep))
