"""Linear models: the door to `lm` and to the questions one can put to a fit. R: package stats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rcompat.base.generics import generic
from rcompat.base.refusals import in_r_words
from rcompat.design.callers import called_function, caller_names
from rcompat.linear import accessors, diagnostics, fitting, intervals, likelihood, prediction, selection, text
from rcompat.linear import anova as comparison
from rcompat.linear import influence_measures as measures
from rcompat.linear import summary as summaries
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.request import read_lm_request

__all__ = [
    "AIC",
    "BIC",
    "LmFit",
    "add1",
    "anova",
    "coef",
    "confint",
    "cooks_distance",
    "covratio",
    "deviance",
    "df_residual",
    "dfbeta",
    "dfbetas",
    "dffits",
    "drop1",
    "effects",
    "extractAIC",
    "fitted",
    "formula",
    "hatvalues",
    "influence",
    "influence_measures",
    "lm",
    "logLik",
    "model_frame",
    "model_matrix",
    "nobs",
    "predict",
    "residuals",
    "rstandard",
    "rstudent",
    "sigma",
    "summary",
    "terms",
    "update",
    "variable_names",
    "vcov",
    "weighted_residuals",
    "weights",
]

_DRAWERS = (text,)

AIC = generic(likelihood.AIC)
BIC = generic(likelihood.BIC)
add1 = generic(selection.add1)
cooks_distance = generic(diagnostics.cooks_distance)
covratio = generic(diagnostics.covratio)
dfbeta = generic(diagnostics.dfbeta)
dfbetas = generic(diagnostics.dfbetas)
dffits = generic(diagnostics.dffits)
drop1 = generic(selection.drop1)
hatvalues = generic(diagnostics.hatvalues)
influence = generic(diagnostics.influence)
influence_measures = generic(measures.influence_measures)
rstandard = generic(diagnostics.rstandard)
rstudent = generic(diagnostics.rstudent)
anova = generic(comparison.anova)
coef = generic(accessors.coef)
confint = generic(intervals.confint)
deviance = generic(accessors.deviance)
df_residual = generic(accessors.df_residual)
effects = generic(accessors.effects)
extractAIC = generic(likelihood.extractAIC)  # noqa: N816
fitted = generic(accessors.fitted)
formula = generic(accessors.formula)
logLik = generic(likelihood.logLik)  # noqa: N816
model_frame = generic(accessors.model_frame)
model_matrix = generic(accessors.model_matrix)
nobs = generic(accessors.nobs)
predict = generic(prediction.predict)
residuals = generic(accessors.residuals)
sigma = generic(accessors.sigma)
summary = generic(summaries.summary)
terms = generic(accessors.terms)
update = generic(fitting.update)
variable_names = generic(accessors.variable_names)
vcov = generic(summaries.vcov)
weights = generic(accessors.weights)
weighted_residuals = in_r_words(accessors.weighted_residuals_of)


@in_r_words
def lm(
    formula: Any = None,
    data: Any = None,
    subset: Any = None,
    weights: Any = None,
    na_action: str | None = None,
    singular_ok: bool = True,
    contrasts: Mapping[str, Any] | None = None,
    offset: Any = None,
    data_name: str | None = None,
    method: str | None = None,
    model: bool | None = None,
    x: bool | None = None,
    y: bool | None = None,
    qr: bool | None = None,
    **extra: Any,
) -> Any:
    """Fit a linear model by least squares.

    Args:
        formula: R formula as text, such as "y ~ x + g".
        data: data frame: pandas, polars, pyarrow, dict of columns, or `Frame`; variables it lacks are looked up
            among the caller's.
        subset, weights, offset: R expressions as text, or arrays with one value per row of the data.
        na_action: "na.omit", "na.exclude", "na.pass" or "na.fail".
        singular_ok: whether columns may depend on earlier ones.
        contrasts: factor name to contrast name or matrix.
        data_name: what the page calls the data; default: the caller's name for the object.
        method: "qr", or "model.frame" for the model frame instead of a fit.
        model, x, y, qr: which elements the fit shows to R scripts.
        **extra: disregarded with a warning, as in R.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: stats::lm.
    """
    options = {
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "singular.ok": None if singular_ok else False,
        "contrasts": contrasts,
        "offset": offset,
        "method": method,
        "model": model,
        "x": x,
        "y": y,
        "qr": qr,
    }
    request = read_lm_request(caller_names(), formula, data, options, data_name, extra)
    request = replace(request, called=called_function())
    return fitting.requested_frame(request).frame if method == "model.frame" else fitting.fit_lm_request(request)
