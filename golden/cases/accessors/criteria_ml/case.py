from pylmer.datasets import load_dataset
from pylmer.lme4 import isREML, lmer
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
print(m.logLik())
print(render(m.AIC()), end="")
print(render(m.BIC()), end="")
print(render(m.deviance()), end="")
print(render(m.sigma()), end="")
print(render(isREML(m)), end="")
values = {"loglik": m.logLik(), "deviance": m.deviance()}
