"""Generalised linear models: the door to `glm` and what a fit answers. R: stats::glm and its methods."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, NoReturn

import numpy as np

from rcompat.base.arguments import match_arg
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks, answers
from rcompat.base.refusals import in_r_words
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.design.callers import caller_names
from rcompat.language.deparse import deparse
from rcompat.linear import prediction
from rcompat.linear.accessors import padded, padded_names, padded_rows, response_expr
from rcompat.linear.anova import LmAnova
from rcompat.linear.families import Family, make_family
from rcompat.linear.glm_fit import GlmFit, fit_glm_request
from rcompat.linear.likelihood import LogLik
from rcompat.linear.request import read_lm_request, updated_lm_request
from rcompat.linear.summary import unscaled_covariance
from rcompat.linear.sums import sum_of
from rcompat.maths.distributions import pchisq, pf, pnorm, pt

__all__ = ["GlmSummary", "dispersion_of", "family_of", "glm"]

_RESIDUAL_TYPES = ("deviance", "pearson", "working", "response", "partial")


def family_of(value: Any) -> Family:
    """A family given as such or by name."""
    return value if isinstance(value, Family) else make_family("gaussian" if value is None else str(value))


@in_r_words
def glm(
    formula: Any,
    family: Any = None,
    data: Any = None,
    weights: Any = None,
    subset: Any = None,
    na_action: str | None = None,
    start: Any = None,
    etastart: Any = None,
    mustart: Any = None,
    offset: Any = None,
    control: Mapping[str, Any] | None = None,
    contrasts: Mapping[str, Any] | None = None,
    data_name: str | None = None,
) -> GlmFit:
    """Fit a generalised linear model.

    Args:
        formula: R formula as text, such as "y ~ x + g"; the response may be a factor or two columns of counts.
        family: a family's name, or a `Family` with another link; None is "gaussian".
        data: data frame: pandas, polars, pyarrow, dict of columns, or `Frame`.
        weights, subset, offset: R expressions as text, or arrays with one value per row of the data.
        na_action: "na.omit", "na.exclude", "na.pass" or "na.fail".
        start, etastart, mustart: where scoring starts: coefficients (p,), linear predictors (n,) or means (n,).
        control: "epsilon" and "maxit".
        contrasts: factor name to contrast name or matrix.
        data_name: what the page calls the data.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: stats::glm.
    """
    options = {
        "family": family,
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "start": start,
        "etastart": etastart,
        "mustart": mustart,
        "contrasts": contrasts,
        "offset": offset,
        "control": control,
    }
    request = read_lm_request(caller_names(), formula, data, options, data_name)
    made = {**request.options, "family": family_of(family)}
    return fit_glm_request(replace(request, options=made, function="glm"))


@answers("update", GlmFit)
def update(fit: GlmFit, formula: object = None, **changes: Any) -> GlmFit:
    """Fit again with another formula (`.` stands for the old parts) or other arguments. R: stats::update."""
    request = updated_lm_request(fit.request, formula, changes, caller_names())
    made = {**request.options, "family": family_of(changes.get("family", fit.family))}
    return fit_glm_request(replace(request, options=made))


@answers("fitted", GlmFit)
def fitted(fit: GlmFit) -> Vector:
    """Fitted means (n,). R: fitted.default."""
    return padded(fit, fit.steps.mu)


@answers("residuals", GlmFit)
def residuals(fit: GlmFit, type: str = "deviance") -> Vector:
    """Residuals (n,): "deviance", "pearson", "working" or "response". R: residuals.glm."""
    kind = match_arg(type, _RESIDUAL_TYPES, "type")
    return padded(fit, _residuals(fit, kind))


def _residuals(fit: GlmFit, kind: str) -> Any:
    y, mu, weights = fit.y, fit.steps.mu, fit.case_weights
    if kind == "working":
        return fit.solution.residuals
    if kind == "response":
        return y - mu
    if kind == "pearson":
        return (y - mu) * np.sqrt(weights) / np.sqrt(fit.family.variance(mu))
    parts = np.sqrt(np.maximum(fit.family.deviances(y, mu, weights), 0.0))
    return np.where(y > mu, parts, -parts)


@answers("deviance", GlmFit)
def deviance(fit: GlmFit) -> float:
    """The deviance. R: deviance.glm."""
    return fit.steps.deviance


@answers("nobs", GlmFit)
def nobs(fit: GlmFit) -> int:
    """Number of observations of non-zero weight. R: nobs.glm."""
    return int((fit.case_weights != 0.0).sum())


@answers("weights", GlmFit)
def weights(fit: GlmFit, type: str = "prior") -> Vector:
    """Prior or working weights (n,), named. R: weights.glm."""
    kind = match_arg(type, ("prior", "working"), "type")
    return padded(fit, fit.case_weights if kind == "prior" else fit.steps.weights)


@answers("logLik", GlmFit)
def logLik(fit: GlmFit) -> LogLik:
    """Log-likelihood at the estimates. R: logLik.glm."""
    rank = fit.solution.rank
    df = rank + int(fit.family.name in ("gaussian", "Gamma", "inverse.gaussian"))
    return LogLik(value=df - fit.aic / 2.0, df=df, nobs=nobs(fit), nall=nobs(fit))


@answers("extractAIC", GlmFit)
def extractAIC(fit: GlmFit, scale: float = 0.0, k: float = 2.0) -> Vector:
    """Number of coefficients and AIC. R: extractAIC.glm."""
    used = len(fit.y) - fit.solution.df_residual
    return Vector(data=np.array([float(used), fit.aic + (k - 2.0) * used]))


def dispersion_of(fit: GlmFit) -> float:
    """The dispersion: 1, or Pearson's estimate. R: summary.glm."""
    if not fit.family.is_dispersed:
        return 1.0
    rest = fit.solution.df_residual
    if not rest:
        return math.nan
    used = fit.steps.weights > 0.0
    return sum_of(fit.steps.weights[used] * fit.solution.residuals[used] ** 2) / rest


@answers("sigma", GlmFit)
def sigma(fit: GlmFit) -> float:
    """Root of the deviance over its degrees of freedom. R: sigma.default."""
    rest = fit.solution.df_residual
    return math.sqrt(fit.steps.deviance / rest) if rest else math.nan


@answers("confint", GlmFit)
def confint(fit: GlmFit, parm: Any = None, level: float = 0.95) -> NoReturn:
    """Refused: R profiles the likelihood here; `confint.default` has the intervals of Wald's kind.

    Raises:
        NotImplementedError: always.
    """
    raise NotImplementedError("confint of a glm profiles the likelihood; confint.default gives Wald's intervals")


@answers("vcov", GlmFit)
def vcov(fit: GlmFit, complete: bool = True) -> Vector:
    """Covariances of the coefficients; rows of NA for columns that depend on earlier ones. R: vcov.glm."""
    unscaled = unscaled_covariance(fit)
    values = unscaled.data * dispersion_of(fit)
    p = fit.design.x.shape[1]
    if not complete or fit.solution.rank == p:
        return Vector(data=values, dimnames=unscaled.dimnames)
    full = np.full((p, p), np.nan)
    full[np.ix_(fit.solution.kept, fit.solution.kept)] = values
    return Vector(data=full, dimnames=(fit.design.names, fit.design.names))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlmSummary(Printable, Asks):
    """What the summary page of a generalised linear model shows. R: class summary.glm.

    Attributes:
        fit: the model.
        residuals: deviance residuals (n,), named.
        coefficients: estimate, standard error, z or t value and p value of the independent columns (rank, 4).
        dispersion: the dispersion used.
        cov_unscaled: (X'WX)^-1.
    """

    fit: GlmFit
    residuals: Vector
    coefficients: Vector
    dispersion: float
    cov_unscaled: Vector


@answers("summary", GlmFit)
def summary(fit: GlmFit, dispersion: float | None = None, correlation: bool = False) -> GlmSummary:
    """Summarise a generalised linear model; a dispersion may be given. R: summary.glm."""
    used = dispersion_of(fit) if dispersion is None else dispersion
    unscaled = unscaled_covariance(fit)
    is_estimated = fit.family.is_dispersed and dispersion is None
    estimates = fit.solution.coefficients[fit.solution.kept]
    errors = np.sqrt(used * np.diag(unscaled.data))
    with np.errstate(all="ignore"):
        values = estimates / errors
    rest = fit.solution.df_residual
    if is_estimated:
        tails = [2.0 * pt(-abs(v), float(rest)) if rest else math.nan for v in values.tolist()]
    else:
        tails = [2.0 * pnorm(-abs(v)) for v in values.tolist()]
    letter = "t" if is_estimated else "z"
    names = tuple(fit.design.names[i] for i in fit.solution.kept)
    table = np.column_stack([estimates, errors, values, np.array(tails)]) if names else np.zeros((0, 4))
    titles = ("Estimate", "Std. Error", f"{letter} value", f"Pr(>|{letter}|)")
    return GlmSummary(
        fit=fit,
        residuals=padded(fit, _residuals(fit, "deviance")),
        coefficients=Vector(data=table, dimnames=(names, titles)),
        dispersion=used,
        cov_unscaled=unscaled,
    )


@answers("predict", GlmFit)
def predict(
    fit: GlmFit,
    newdata: Any = None,
    type: str = "link",
    se_fit: bool = False,
    dispersion: float | None = None,
    terms: Sequence[str] | None = None,
    na_action: str = "na.pass",
) -> Vector | RList:
    """Predict on the scale of the link, of the response, or the terms' parts. R: predict.glm."""
    kind = match_arg(type, ("link", "response", "terms"), "type")
    if newdata is None and not se_fit and kind != "terms":
        values = fit.solution.fitted if kind == "link" else fit.steps.mu
        return Vector(data=padded_rows(fit, values), names=padded_names(fit))
    scale = math.sqrt(dispersion_of(fit) if dispersion is None else dispersion)
    inner = "terms" if kind == "terms" else "response"
    found = prediction.predict(fit, newdata, se_fit, scale, type=inner, terms=terms, na_action=na_action)
    if not isinstance(found, RList):
        return _on_response(fit, found) if kind == "response" else found
    eta, errors = found.values[0], found.values[1]
    assert isinstance(eta, Vector) and isinstance(errors, Vector)
    if kind == "response":
        slope = np.abs(fit.family.link.slope(np.asarray(eta.data)))
        errors = Vector(data=errors.data * slope, names=eta.names)
        eta = _on_response(fit, eta)
    return RList(values=(eta, errors, scale), names=("fit", "se.fit", "residual.scale"))


def _on_response(fit: GlmFit, eta: Vector) -> Vector:
    return Vector(data=fit.family.link.back(np.asarray(eta.data)), names=eta.names)


@answers("anova", GlmFit)
def anova(fit: GlmFit, *others: GlmFit, dispersion: float | None = None, test: str | None = None) -> LmAnova:
    """Sequential analysis of deviance, or comparison of several models. R: anova.glm, anova.glmlist."""
    models = [fit, *others] if others else _sequence(fit)
    rest = [model.solution.df_residual for model in models]
    left = [model.steps.deviance for model in models]
    if not others:
        rest[0], left[0] = (fit.null_df, fit.null_deviance) if fit.frame.terms.intercept else (rest[0], left[0])
    dfs = [NA_REAL, *(float(a - b) for a, b in pairwise(rest))]
    gains = [NA_REAL, *(a - b for a, b in pairwise(left))]
    largest = models[min(range(len(models)), key=lambda i: rest[i])]
    used = dispersion_of(largest) if dispersion is None else dispersion
    tests = _deviance_test(test, dfs, gains, used, largest.solution.df_residual)
    columns: dict[str, Column]
    heading: tuple[str, ...]
    if others:
        texts = ["\n".join(deparse(model.frame.terms.formula)) for model in models]
        width = len(str(len(texts)))
        note = "\n".join(f"Model {str(i).rjust(width)}: {text}" for i, text in enumerate(texts, start=1))
        heading = ("Analysis of Deviance Table\n", note)
        columns = {"Resid. Df": np.array(rest, dtype=float), "Resid. Dev": np.array(left)}
        columns |= {"Df": np.array(dfs), "Deviance": np.array(gains)}
        rows = tuple(str(i + 1) for i in range(len(models)))
    else:
        heading = (
            f"Analysis of Deviance Table\n\nModel: {fit.family.name}, link: {fit.family.link.name}\n\n"
            f"Response: {deparse(response_expr(fit))[0]}\n\nTerms added sequentially (first to last)\n\n",
        )
        columns = {"Df": np.array(dfs), "Deviance": np.array(gains)}
        columns |= {"Resid. Df": np.array(rest, dtype=float), "Resid. Dev": np.array(left)}
        rows = ("NULL", *fit.frame.terms.term_labels)
    return LmAnova(heading=heading, table=Frame(columns={**columns, **tests}, n=len(models), row_names=rows))


def _sequence(fit: GlmFit) -> list[GlmFit]:
    """The models with no term, the first, the first two, ..."""
    from rcompat.linear.glm_terms import with_terms

    return [*(with_terms(fit, number) for number in range(len(fit.frame.terms.term_labels))), fit]


def _deviance_test(
    test: str | None, dfs: list[float], gains: list[float], dispersion: float, rest: int
) -> dict[str, Column]:
    if test is None:
        return {}
    kind = match_arg(test, ("Rao", "LRT", "Chisq", "F", "Cp"), "test")
    pairs = list(zip(dfs, gains, strict=True))
    if kind == "F":
        ratios = [g / d / dispersion if d else NA_REAL for d, g in pairs]
        tails = [pf(v, d, float(rest), False) if v == v else NA_REAL for v, (d, _) in zip(ratios, pairs, strict=True)]
        return {"F": np.array(ratios), "Pr(>F)": np.array(tails)}
    tails = [pchisq(abs(g) / dispersion, abs(d), False) if g == g and d else NA_REAL for d, g in pairs]
    return {"Pr(>Chi)": np.array(tails)}
