from pylmer.datasets import load_dataset
from pylmer.lme4 import AIC, BIC, REMLcrit, df_residual, formula, isREML, isSingular, lmer, logLik, ngrps, nobs, sigma
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(logLik(m))
print(render(AIC(m)), end="")
print(render(BIC(m)), end="")
print(render(REMLcrit(m)), end="")
print(render(sigma(m)), end="")
print(render(nobs(m)), end="")
print(ngrps(m))
print(render(df_residual(m)), end="")
print(render(isREML(m)), end="")
print(render(isSingular(m)), end="")
print(render(formula(m)), end="")
values = {"loglik": logLik(m).value}
