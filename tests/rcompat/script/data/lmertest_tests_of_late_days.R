library(lmerTest)
sleepstudy$late <- factor(ifelse(sleepstudy$Days > 5, "late", "early"))
m <- lmer(Reaction ~ late * Days + (1|Subject), data=sleepstudy)
summary(m, ddf="Kenward-Roger")
anova(m, type=2); anova(m, type="III")
nd <- expand.grid(late=levels(sleepstudy$late), Days=c(0,5)); nd$pred <- predict(m, nd, re.form=NA); nd
tapply(resid(m), sleepstudy$late, sd)
X <- model.matrix(~ late*Days, nd); X %*% fixef(m); sqrt(diag(X %*% vcov(m) %*% t(X)))
plot(m); qqnorm(resid(m)); hist(resid(m))
as.data.frame(ranef(m))[1:3,]
aggregate(Reaction ~ late, sleepstudy, function(x) c(mean=mean(x), sd=sd(x)))
round(coef(summary(m)), 3); format(coef(summary(m)), digits=3)
p <- coef(summary(m))[, "Pr(>|t|)"]; p < .05; p.adjust(p, "holm")
cbind(est=fixef(m), confint(m, method="Wald")[-(1:2),])
