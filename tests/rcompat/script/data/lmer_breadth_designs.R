library(lme4)
d <- sleepstudy
d$grp <- ifelse(as.integer(d$Subject) %% 2 == 0, "even", "odd")
d$late <- d$Days > 4
d$week <- factor(ifelse(d$Days < 5, "first", "second"), ordered = TRUE)
d$S <- as.character(d$Subject)
m1 <- lmer(Reaction ~ grp * Days + (1 + Days || S), d)
m1
summary(m1)
confint(m1, method = "Wald", level = 0.9)
m2 <- lmer(Reaction ~ late + (late | Subject), d)
m2
VarCorr(m2)
ranef(m2)$Subject[1:3, ]
m3 <- lmer(Reaction ~ week + (1 | Subject), d, contrasts = list(week = "contr.poly"))
summary(m3)
m4 <- lmer(Reaction ~ poly(Days, 2) + (1 | Subject), d)
summary(m4, corr = FALSE)
anova(m4)
predict(m4, data.frame(Days = c(0, 5), Subject = "308"))
m5 <- lmer(Reaction ~ 0 + grp + grp:Days + (0 + Days | Subject), d)
print(m5, digits = 4)
fixef(m5)
m6 <- lmer(Reaction ~ splines::ns(Days, 3) + (1 | Subject), d)
fixef(m6)
predict(m6, data.frame(Days = 3.5, Subject = "330"))
m7 <- lmer(Reaction ~ Days + offset(2 * Days) + (1 | Subject), d, weights = rep(1:2, 90), subset = Days > 0)
summary(m7)
logLik(m7)
model.frame(m7)[1:3, ]
weights(m7)[1:4]
head(residuals(m7, "pearson"), 3)
m8 <- update(m7, . ~ . - offset(2 * Days), weights = NULL)
anova(m8, refit = FALSE)
drop1(m1, test = "Chisq")
