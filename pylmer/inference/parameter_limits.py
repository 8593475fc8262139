"""Confidence limits of a model's parameters: from their standard errors, by profile, by bootstrap.

R: parameters 0.20.2, ci for merMod and the intervals of model_parameters.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.base.conditions import collect_conditions, message
from rcompat.base.generics import ask
from rcompat.base.vectors import Vector
from rcompat.maths.distributions import qt

__all__ = ["FROM_CONFINT", "fixed_limits", "random_limits", "wald_limits"]

Array = NDArray[np.float64]

FROM_CONFINT = ("profile", "boot")
"""Methods whose limits are those of `confint`."""


def wald_limits(table: Array, level: float, method: str) -> Array:
    """Lower and upper limits (p, 2)."""
    prob = (1.0 + level) / 2.0
    quantiles = [qt(prob, math.inf if method == "normal" else df) for df in table[:, 3].tolist()]
    half = np.array(quantiles) * table[:, 1]
    return np.column_stack([table[:, 0] - half, table[:, 0] + half])


def fixed_limits(fit: MerFit, level: float, method: str, iterations: int = 500) -> Array:
    """Limits (p, 2) of the coefficients by `confint`, whose messages and warnings R does not show."""
    with collect_conditions():
        found: Vector = ask("confint", fit, parm="beta_", level=level, method=method, nsim=iterations)
    return np.asarray(found.data)


def random_limits(fit: MerFit, level: float, method: str) -> Array:
    """Limits (m + 1, 2) of the random effects by `confint`, as it orders them; R shows its message."""
    message(f"Computing {'profile' if method == 'profile' else 'bootstrap'} confidence intervals ...")
    found: Vector = ask("confint", fit, parm="theta_", level=level, method=method, quiet=True)
    return np.asarray(found.data)
