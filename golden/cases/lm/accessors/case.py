from rcompat.base.delimited import read_csv
from rcompat.base.render import render
from rcompat.linear.lm import (
    AIC,
    BIC,
    coef,
    confint,
    deviance,
    df_residual,
    effects,
    extractAIC,
    fitted,
    formula,
    lm,
    logLik,
    model_matrix,
    nobs,
    residuals,
    sigma,
    variable_names,
    vcov,
)

tiny = read_csv("golden/data/tiny.csv")
m = lm("y ~ x + g", tiny)
print(render(coef(m)), end="")
print(render(residuals(m)), end="")
print(render(fitted(m)), end="")
print(render(vcov(m)), end="")
print(render(confint(m)), end="")
print(render(confint(m, "x", level=0.9)), end="")
print(render(confint(m, [1, 2])), end="")
print(render(formula(m)), end="")
print(render(nobs(m)), end="")
print(render(df_residual(m)), end="")
print(render(deviance(m)), end="")
print(render(sigma(m)), end="")
print(render(logLik(m)), end="")
print(render(logLik(m, REML=True)), end="")
print(render(AIC(m)), end="")
print(render(BIC(m)), end="")
print(render(extractAIC(m)), end="")
print(render(model_matrix(m)), end="")
print(render(effects(m)), end="")
print(render(variable_names(m)), end="")
print(render(residuals(m, "pearson")), end="")
print(render(residuals(m, "partial")), end="")
values = {"coef": coef(m), "vcov": vcov(m), "loglik": float(logLik(m))}
