from pylmer.datasets import load_dataset
from pylmer.lme4 import AIC, BIC, deviance, isREML, lmer, logLik, sigma
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
print(logLik(m))
print(render(AIC(m)), end="")
print(render(BIC(m)), end="")
print(render(deviance(m)), end="")
print(render(sigma(m)), end="")
print(render(isREML(m)), end="")
values = {"loglik": logLik(m).value, "deviance": deviance(m)}
