"""Where quantiles of ordered values are taken, and the normal scores of values. R: stats::ppoints, stats::qqnorm."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rcompat.maths.distributions import qnorm

__all__ = ["normal_scores", "plotting_points"]

Array = NDArray[np.float64]


def plotting_points(n: int, a: float | None = None) -> Array:
    """Probabilities (n,), (i - a) / (n + 1 - 2a); by default a is 3/8 for up to ten values, else 1/2."""
    shift = (0.375 if n <= 10 else 0.5) if a is None else a
    return np.asarray((np.arange(1, n + 1) - shift) / (n + 1 - 2 * shift), dtype=np.float64)


def normal_scores(values: Array) -> Array:
    """The normal quantile of each value's place among the known ones (n,); NaN where a value is missing."""
    known = np.flatnonzero(~np.isnan(values))
    scores = np.full(len(values), np.nan)
    scores[known[np.argsort(values[known], kind="stable")]] = np.asarray(qnorm(plotting_points(len(known))))
    return scores
