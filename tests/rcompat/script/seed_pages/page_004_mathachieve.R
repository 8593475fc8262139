# SES and math achievement: the analyses of the slides, on nlme's MathAchieve.
library(nlme)
students <- data.frame(school = factor(as.character(MathAchieve$School)), ses = MathAchieve$SES, math = MathAchieve$MathAch)
c(n = nrow(students), mean = mean(students$math), sd = sd(students$math), median = median(students$math),
  trimmed = mean(students$math, trim = .1), mad = mad(students$math))
round(c(min = min(students$math), max = max(students$math), range = diff(range(students$math)),
        se = sd(students$math) / sqrt(nrow(students))), 2)
cor(students[c("ses", "math")])
lm.1 = lm(math ~ 1 + ses, data = students)
summary(lm.1)
anova(lm.1)
plot(students$ses, students$math)
abline(lm.1)
schools = aggregate(cbind(meanSES = ses, meanMath = math) ~ school, data = students, FUN = mean)
head(schools)
lm.2 = lm(meanMath ~ 1 + meanSES, data = schools)
summary(lm.2)
library(lme4)
lmer.1 = lmer(math ~ 1 + ses + (1 + ses | school), data = students)
summary(lmer.1)
anova(lmer.1)
# Best case scenario
1 - pf(410.7, df1 = 1, df2 = 1783)
# Worst case scenario
1 - pf(410.7, df1 = 1, df2 = 158)
# Best case scenario
library(lmerTest)
# Re-fit the model
lmer.1 = lmer(math ~ 1 + ses + (1 + ses | school), data = students)
summary(lmer.1)
anova(lmer.1)
