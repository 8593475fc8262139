library(lme4)
library(lmerTest)
library(pbkrtest)
m1 <- lmer(yield ~ harvest + sow + (1|block) + (1|block:harvest), data=beets)
m0 <- update(m1, . ~ . - sow)
KRmodcomp(m1, m0)
anova(m1, ddf="Kenward-Roger")
m1
