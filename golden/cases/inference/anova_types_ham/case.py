from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
print(anova(m))
print(anova(m, type=1))
print(anova(m, type="2"))
print(anova(m, type="marginal"))
print(anova(m, ddf="lme4"))
values = {"df": anova(m)["DenDF"], "p_value": anova(m)["Pr(>F)"]}
