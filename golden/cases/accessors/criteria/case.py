from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, isREML, isSingular, lmer, ngrps
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(m.logLik())
print(render(m.AIC()), end="")
print(render(m.BIC()), end="")
print(render(REMLcrit(m)), end="")
print(render(m.sigma()), end="")
print(render(m.nobs()), end="")
print(ngrps(m))
print(render(m.df_residual()), end="")
print(render(isREML(m)), end="")
print(render(isSingular(m)), end="")
print(m.formula())
values = {"loglik": m.logLik()}
