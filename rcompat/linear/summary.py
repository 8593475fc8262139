"""The summary of a linear model: coefficients with standard errors, R squared, F."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from rcompat.base.arguments import either, truth
from rcompat.base.conditions import warning
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.design.callers import caller_names
from rcompat.linear.accessors import residual_sum, row_names, weighted_residuals
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.sums import mean, sum_of, variance
from rcompat.linear.triangular import inverse_of_crossproduct
from rcompat.maths.distributions import pt

__all__ = ["LmSummary", "shown_name", "summary", "unscaled_covariance", "vcov"]

_COLUMNS = ("Estimate", "Std. Error", "t value", "Pr(>|t|)")
_PERFECT = 1e-30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmSummary(Printable, Asks):
    """What the summary page of a linear model shows.

    Attributes:
        fit: the model.
        residuals: weighted residuals (n,), named.
        coefficients: Estimate, Std. Error, t value, Pr(>|t|) of the independent columns, (rank, 4).
        aliased: which columns depend on earlier ones (p,).
        sigma: residual standard deviation, in units of y.
        df: rank, residual degrees of freedom, number of columns.
        r_squared, adj_r_squared: share of the variance explained.
        fstatistic: F, numerator and denominator degrees of freedom; None for a model of the mean alone.
        cov_unscaled: (X'WX)^-1 of the independent columns.
        correlation: correlations of the coefficients, if asked for.
        symbolic_cor: whether they are drawn as symbols.

    R: class summary.lm.
    """

    fit: LmFit
    residuals: Vector
    coefficients: Vector
    aliased: Vector
    sigma: float
    df: tuple[int, int, int]
    r_squared: float
    adj_r_squared: float
    fstatistic: tuple[float, float, float] | None
    cov_unscaled: Vector
    correlation: Vector | None = None
    symbolic_cor: bool = False


def shown_name(fit: LmFit, default: str = "object") -> str:
    """The caller's name for a fit, for the calls that warnings name."""
    return caller_names().name_of(fit) or default


def _ratio(numerator: float, denominator: float) -> float:
    """A quotient as IEEE arithmetic has it."""
    if denominator == 0.0 or numerator != numerator:
        return math.copysign(math.inf, numerator) if numerator and numerator == numerator else math.nan
    return numerator / denominator


def unscaled_covariance(fit: LmFit) -> Vector:
    """(X'WX)^-1 of the independent columns, in the order of the factorisation.

    R: summary.lm's cov.unscaled.
    """
    solution = fit.solution
    rank = solution.rank
    names = tuple(fit.design.names[i] for i in solution.kept)
    return Vector(data=inverse_of_crossproduct(solution.qr.qr[:rank, :rank]), dimnames=(names, names))


def _explained(fit: LmFit) -> float:
    """Sum of squares of the model; R leaves the offset in the fitted values."""
    fitted, weights = fit.solution.fitted, fit.prior_weights
    has_mean = fit.frame.terms.intercept
    if weights is None:
        return sum_of((fitted - mean(fitted) if has_mean else fitted) ** 2)
    if has_mean:
        centre = sum_of(weights * fitted / sum_of(weights))
        return sum_of(weights * (fitted - centre) ** 2)
    return sum_of(weights * fitted**2)


def _warn_of_perfection(fit: LmFit, variance_left: float, call: str) -> None:
    fitted = fit.solution.fitted
    if fit.solution.rank and variance_left < (mean(fitted) ** 2 + variance(fitted)) * _PERFECT:
        warning("essentially perfect fit: summary may be unreliable", call)


@answers("summary", LmFit)
def summary(fit: LmFit, correlation: bool = False, symbolic_cor: bool = False) -> LmSummary:
    """Summarise a linear model.

    Args:
        fit: a fitted model.
        correlation: keep and draw the correlations of the coefficients.
        symbolic_cor: draw them as symbols.

    R: summary.lm.
    """
    solution = fit.solution
    keeps = truth(correlation, "if (correlation) {")
    rank, rest, p = solution.rank, solution.df_residual, fit.design.x.shape[1]
    rss = residual_sum(fit)
    variance_left = _ratio(rss, rest)
    mss = _explained(fit)
    _warn_of_perfection(fit, variance_left, f"summary.lm({shown_name(fit)})")
    unscaled = unscaled_covariance(fit)
    table = _coefficient_table(fit, unscaled, variance_left)
    mean_df = int(fit.frame.terms.intercept)
    r_squared, adjusted, statistic = 0.0, 0.0, None
    if rank and rank != mean_df:
        r_squared = _ratio(mss, mss + rss)
        n = len(solution.qr.qr)
        adjusted = 1.0 - (1.0 - r_squared) * _ratio(n - mean_df, rest)
        statistic = (_ratio(mss / (rank - mean_df), variance_left), float(rank - mean_df), float(rest))
    scaled = _correlations(unscaled, variance_left) if keeps and rank else None
    return LmSummary(
        fit=fit,
        residuals=Vector(data=weighted_residuals(fit), names=row_names(fit)),
        coefficients=table,
        aliased=Vector(data=np.isnan(solution.coefficients).astype(np.int8), names=fit.design.names),
        sigma=math.sqrt(variance_left) if variance_left >= 0.0 else math.nan,
        df=(rank, rest if rank else len(fit.y), p),  # R counts rows of weight zero if there are no columns
        r_squared=r_squared,
        adj_r_squared=adjusted,
        fstatistic=statistic,
        cov_unscaled=unscaled,
        correlation=scaled,
        symbolic_cor=symbolic_cor,
    )


def _coefficient_table(fit: LmFit, unscaled: Vector, variance_left: float) -> Vector:
    solution = fit.solution
    rows = []
    for place, column in enumerate(solution.kept.tolist()):
        estimate = float(solution.coefficients[column])
        error = _root(float(unscaled.data[place, place]) * variance_left)
        statistic = _ratio(estimate, error)
        rows.append((estimate, error, statistic, 2.0 * pt(abs(statistic), float(solution.df_residual), False)))
    names = tuple(fit.design.names[i] for i in solution.kept)
    return Vector(data=np.array(rows, dtype=np.float64).reshape(len(rows), 4), dimnames=(names, _COLUMNS))


def _root(value: float) -> float:
    return math.sqrt(value) if value >= 0.0 else math.nan


def _correlations(unscaled: Vector, variance_left: float) -> Vector:
    deviations = np.sqrt(np.diag(unscaled.data) * variance_left)
    with np.errstate(all="ignore"):
        values = unscaled.data * variance_left / np.multiply.outer(deviations, deviations)
    return Vector(data=values, dimnames=unscaled.dimnames)


@answers("vcov", LmFit)
def vcov(fit: LmFit, complete: bool = True) -> Vector:
    """Covariances of the coefficients.

    Args:
        fit: a fitted model.
        complete: keep rows and columns of NA for the columns that depend on earlier ones.

    R: vcov.lm.
    """
    unscaled = unscaled_covariance(fit)
    variance_left = _ratio(residual_sum(fit), fit.solution.df_residual)
    _warn_of_perfection(fit, variance_left, "summary.lm(object, ...)")
    spread = _root(variance_left)
    values = unscaled.data * (spread * spread)
    p = fit.design.x.shape[1]
    wanted = either(complete, "complete && NROW(vc) < (P <- length(aliased))")
    if not wanted or fit.solution.rank == p:
        return Vector(data=values, dimnames=unscaled.dimnames)
    full = np.full((p, p), NA_REAL)
    full[np.ix_(fit.solution.kept, fit.solution.kept)] = values
    return Vector(data=full, dimnames=(fit.design.names, fit.design.names))
