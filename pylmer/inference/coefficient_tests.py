"""t tests of the single coefficients, with degrees of freedom by Satterthwaite or by Kenward and Roger.

R: lmerTest 3.1-3, summary.lmerModLmerTest.
"""

from __future__ import annotations

import math

import numpy as np

from pylmer.inference.likelihood import isREML
from pylmer.inference.satterthwaite import LmerTestFit, satterthwaite_df
from rcompat.base.conditions import RError
from rcompat.base.generics import ask
from rcompat.base.vectors import Vector
from rcompat.maths.distributions import pt

__all__ = ["coefficient_tests"]


def coefficient_tests(fit: LmerTestFit, method: str) -> Vector:
    """t tests of the single coefficients: (p, 5) Estimate, Std. Error, df, t value, Pr(>|t|).

    Args:
        fit: a fit of `pylmer.lmertest.lmer`.
        method: "Satterthwaite" or "Kenward-Roger".

    Raises:
        RError: Kenward and Roger's method for a fit by maximum likelihood.
    """
    rows = []
    for estimate, (variance, df) in zip(fit.state.beta.tolist(), _variances(fit, method), strict=True):
        error = math.sqrt(variance)
        t = estimate / error
        rows.append([estimate, error, df, t, 2 * pt(abs(t), df, lower_tail=False)])
    heads = ("Estimate", "Std. Error", "df", "t value", "Pr(>|t|)")
    return Vector(data=np.array(rows).reshape(fit.spec.p, 5), dimnames=(fit.spec.x_names, heads))


def _variances(fit: LmerTestFit, method: str) -> list[tuple[float, float]]:
    """Variance and degrees of freedom of each coefficient."""
    if method == "Satterthwaite":
        return [satterthwaite_df(fit, unit) for unit in np.eye(fit.spec.p)]
    if not isREML(fit):
        raise RError("Kenward-Roger's method is only available for REML model fits")
    found: list[tuple[float, float]] = ask("kenward_roger_variances", fit)
    return found
