"""One-page statistics in R's arithmetic. R: stats::quantile."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["quantile"]


def quantile(x: NDArray[np.float64], probs: Sequence[float] = (0.0, 0.25, 0.5, 0.75, 1.0)) -> list[float]:
    """Sample quantiles of type 7: linear interpolation between order statistics.

    Args:
        x: sample (n,), without NaN.
        probs: probabilities in [0, 1].

    R: stats::quantile.default. Theory: Hyndman & Fan 1996, definition 7.
    """
    ordered = np.sort(x)
    n = len(ordered)
    answers = []
    for prob in probs:
        index = max(n - 1, 0) * prob
        low = math.floor(index)
        value = float(ordered[low])
        upper = float(ordered[math.ceil(index)])
        share = index - low
        if share > 0.0 and upper != value:
            value = (1.0 - share) * value + share * upper
        answers.append(value)
    return answers
