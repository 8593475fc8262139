from pylmer.datasets import load_dataset
from rcompat.linear.lm import lm

cake = load_dataset("cake")
m = lm("cbind(angle, temp) ~ recipe + replicate", data=cake)
print(m)
print(m.summary())
print(m.anova())
print(m.anova(test="Wilks"))
print(m.anova(test="Roy"))
print(m.anova(test="Hotelling-Lawley"))
m0 = lm("cbind(angle, temp) ~ recipe", data=cake)
print(m0.anova(m))
print(m0.confint())
print(m0.predict({"recipe": ["A", "B"]}))
values = {"coef": m.coef(), "vcov": m0.vcov(), "sigma": m.sigma(), "residuals": m.residuals()}
