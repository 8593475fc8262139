from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, drop1, lmer, ranova
from pylmer.parameters import model_parameters
from rcompat.linear.aov import aov
from rcompat.linear.lm import lm

sleepstudy = load_dataset("sleepstudy")
ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + (1 | Consumer)", data=ham)
m0 = lmer("Informed.liking ~ Product + (1 | Consumer)", data=ham)
print(model_parameters(anova(m)))
print(model_parameters(anova(m, type=2), digits=3))
print(model_parameters(anova(m, ddf="lme4")))
print(model_parameters(anova(m0, ddf="Kenward-Roger")))
print(model_parameters(anova(m, m0)))
print(model_parameters(ranova(m)))
print(model_parameters(drop1(m)))
cake = load_dataset("cake")
l = lm("angle ~ temp * recipe", data=cake)
print(model_parameters(l.anova(), digits=4))
print(model_parameters(l.drop1(test="F")))
l0 = lm("angle ~ temp", data=cake)
print(model_parameters(l0.anova(l)))
print(model_parameters(aov("angle ~ recipe + temp", data=cake)))
print(model_parameters(aov("angle ~ recipe * temp + Error(replicate)", data=cake)))
values = {name: column for name, column in model_parameters(anova(m)).to_frame().items() if name != "Parameter"}
