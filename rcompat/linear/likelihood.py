"""Likelihood and information criteria of a linear model. R: logLik.lm, AIC, BIC, extractAIC.lm."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from rcompat.base.arguments import truth
from rcompat.base.conditions import warning
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.generics import answers, ask
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.design.callers import caller_names
from rcompat.linear.accessors import deviance
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.sums import sum_of

__all__ = ["AIC", "BIC", "LogLik", "extractAIC", "logLik"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLik(Printable):
    """A log-likelihood.

    Attributes:
        value: natural log of the (restricted) likelihood.
        df: number of parameters.
        nobs, nall: number of observations.
        reml: whether it is the restricted one.
    """

    value: float
    df: int
    nobs: int
    nall: int
    reml: bool = False

    def __float__(self) -> float:
        return self.value


@answers("logLik", LmFit)
def logLik(fit: LmFit, REML: bool = False) -> LogLik:
    """Log-likelihood at the estimates, of the errors' normal distribution.

    R: logLik.lm.
    """
    residuals, weights = fit.solution.residuals, fit.prior_weights
    total = len(residuals)
    logs = 0.0
    if weights is None:
        squares = sum_of(residuals**2)
        n = total
    else:
        used = weights != 0.0
        n = int(used.sum())
        squares = sum_of(weights[used] * residuals[used] ** 2)
        logs = sum_of(np.log(weights[used]))
    rank = fit.solution.rank
    is_reml = truth(REML, "if (REML) N <- N - p")
    if is_reml and not rank:
        return LogLik(value=NA_REAL, df=1, nobs=n, nall=total, reml=True)
    size = n - rank if is_reml else n
    with np.errstate(all="ignore"):
        spread = math.log(2.0 * math.pi) + 1.0 - np.log(np.float64(size)) + np.log(np.float64(squares))
        value = float(0.5 * (logs - size * spread))
    if REML:
        value -= sum_of(np.log(np.abs(np.diag(fit.solution.qr.qr)[:rank])))
    return LogLik(value=value, df=rank + 1, nobs=size, nall=total, reml=REML)


def _criteria(fit: LmFit, others: tuple[Any, ...], name: str, penalty: Callable[[Any], float]) -> float | Frame:
    likelihoods = [logLik(fit), *(ask("logLik", other) for other in others)]
    values = [float(-2.0 * item.value + penalty(item) * item.df) for item in likelihoods]
    if not others:
        return values[0]
    names = caller_names()
    if len({item.nobs for item in likelihoods}) > 1:
        warning("models are not all fitted to the same number of observations", f"{name}.default(...)")
    labels = tuple(names.name_of(item) or f"fit{i}" for i, item in enumerate((fit, *others), start=1))
    columns = {"df": np.array([float(item.df) for item in likelihoods]), name: np.array(values)}
    return Frame(columns=columns, n=len(values), row_names=labels)


@answers("AIC", LmFit)
def AIC(fit: LmFit, *others: Any, k: float = 2.0) -> float | Frame:
    """Akaike's criterion, -2 logLik + k df; of several fits a table. R: stats::AIC."""
    return _criteria(fit, others, "AIC", lambda item: k)


@answers("BIC", LmFit)
def BIC(fit: LmFit, *others: Any) -> float | Frame:
    """Schwarz's criterion, -2 logLik + log(n) df; of several fits a table. R: stats::BIC."""
    return _criteria(fit, others, "BIC", lambda item: math.log(item.nobs))


@answers("extractAIC", LmFit)
def extractAIC(fit: LmFit, scale: float = 0.0, k: float = 2.0) -> Vector:
    """Number of coefficients and AIC up to a constant (Mallows' Cp if a scale is given).

    R: extractAIC.lm.
    """
    n = len(fit.y)
    used = n - fit.solution.df_residual
    rss = deviance(fit)
    with np.errstate(all="ignore"):
        part = rss / scale - n if scale > 0.0 else float(n * np.log(np.float64(rss) / n))
    return Vector(data=np.array([float(used), part + k * used]))
