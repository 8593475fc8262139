"""Confidence intervals of the coefficients of a linear model. R: confint.lm."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from rcompat.base.conditions import warning
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.vectors import Vector
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import vcov
from rcompat.maths.distributions import qt

__all__ = ["confint", "percent_labels", "percent_names", "t_quantiles"]


def percent_labels(probabilities: Sequence[float]) -> list[str]:
    """Labels such as "2.5 %" and "97.5 %"."""
    return [f"{text.strip()} %" for text in format_doubles([100.0 * a for a in probabilities], digits=3)]


def percent_names(level: float) -> tuple[str, str]:
    """Column names of an interval, such as "2.5 %" and "97.5 %"."""
    tail = (1.0 - level) / 2.0
    low, high = percent_labels([tail, 1.0 - tail])
    return low, high


def t_quantiles(probabilities: Sequence[float], df: float, call: str) -> list[float]:
    """Quantiles of Student's t; without degrees of freedom NaN and one warning from R's `call`."""
    if df > 0.0:
        return [float(qt(p, df)) for p in probabilities]
    warning("NaNs produced", call)
    return [math.nan] * len(probabilities)


@answers("confint", LmFit)
def confint(fit: LmFit, parm: str | int | Sequence[str | int] | None = None, level: float = 0.95) -> Vector:
    """Confidence intervals of the coefficients.

    Args:
        fit: a fitted model.
        parm: coefficients by name or by position from 1; None takes all.
        level: coverage.

    R: confint.lm.
    """
    names = fit.design.names
    given = names if parm is None else (parm,) if isinstance(parm, str | int) else tuple(parm)
    tail = (1.0 - level) / 2.0
    quantiles = t_quantiles((tail, 1.0 - tail), float(fit.solution.df_residual), "qt(a, object$df.residual)")
    with np.errstate(invalid="ignore"):
        errors = np.sqrt(np.diag(vcov(fit).data))
    rows, labels = [], []
    for item in given:
        place = item - 1 if isinstance(item, int) else names.index(item) if item in names else len(names)
        if place < len(names):
            estimate, error = float(fit.solution.coefficients[place]), float(errors[place])
            is_known = estimate == estimate
            rows.append([estimate + error * q if is_known else NA_REAL for q in quantiles])
        else:
            rows.append([NA_REAL, NA_REAL])
        labels.append(item if isinstance(item, str) else names[place] if place < len(names) else None)
    data = np.array(rows, dtype=np.float64).reshape(len(rows), 2)
    return Vector(data=data, dimnames=(tuple(labels) or None, percent_names(level)))
