library(lmerTest)
m1 <- lmer(Reaction ~ Days + (1|Subject), sleepstudy)
m2 <- lmer(Reaction ~ Days + (Days|Subject), sleepstudy)
anova(m1, m2)
anova(m1, m2, refit=FALSE)
a <- anova(m2)
a$`Pr(>F)`
a["Days", "F value"]
names(a)
class(a)
a$DenDF
s <- summary(m2); s$coefficients["Days", "df"]; s$coefficients[, 5]; rownames(s$coefficients)
rand(m2)
r <- ranova(m2); r; r$`Pr(>Chisq)`
confint(m2, method="Wald"); confint(m1, "Days", method="Wald"); 
AIC(m1, m2); BIC(m1, m2); logLik(m2)
c(AIC(m1), AIC(m2)); diff(c(AIC(m1), AIC(m2)))
step(m2)
as_lmerModLmerTest(m1)
ls_means(m2)
class(m2); isSingular(m2)
predict(m2, newdata=data.frame(Days=10, Subject="308")); predict(m2, data.frame(Days=0:1), re.form=~0)
sleepstudy$pred <- fitted(m2); head(sleepstudy, 3)
aggregate(pred ~ Days, sleepstudy, mean)
cor(sleepstudy$pred, sleepstudy$Reaction)^2
options(digits=4); summary(m1); options(digits=7)
drop1(m2, test="F"); drop1(m2)
