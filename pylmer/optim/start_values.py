"""Start values of theta for models whose terms are all random intercepts, with R's 80-bit sums."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pylmer.optim.outcome import Numbers

__all__ = ["simple_start"]


def simple_start(y: Numbers, group_codes: Sequence[NDArray[np.integer]]) -> Numbers | None:
    """Start values from the variances of group means, one per term.

    Args:
        y: response (n,).
        group_codes: per term, in the order of theta, the group of each row (n,), counted from 0.

    Returns:
        theta (k,), or None if the group means explain more than the response varies.

    R: lme4::lmer, for models of (1 | group) terms with distinct groups. R sums in 80-bit precision, one row after
    the other, and so does this.
    """
    long_y = y.astype(np.longdouble)
    variances = [_variance(_group_means(long_y, codes)[codes]) for codes in group_codes]
    left = _variance(long_y) - float(_sum(np.array(variances, dtype=np.longdouble)))
    if not left > 0:
        return None
    return np.array([math.sqrt(variance / left) for variance in variances])


def _sum(values: NDArray[np.longdouble]) -> np.longdouble:
    # a cumulative sum adds one by one; np.sum adds in pairs
    return np.longdouble(np.add.accumulate(values)[-1])


def _variance(values: NDArray[np.floating]) -> float:
    long = values.astype(np.longdouble)
    n = len(long)
    rough = _sum(long) / n
    mean = float(rough + _sum(long - rough) / n)
    deviations = long - np.longdouble(mean)
    return float(_sum(deviations * deviations) / (n - 1))


def _group_means(long_y: NDArray[np.longdouble], codes: NDArray[np.integer]) -> Numbers:
    """Mean of each group (0 for an empty one): two passes, rounded to double at the end."""
    counts = np.bincount(codes)
    sizes = np.maximum(counts, 1)
    first = _group_sums(long_y, codes, len(counts)) / sizes
    second = _group_sums(long_y - first[codes], codes, len(counts)) / sizes
    return (first + second).astype(np.float64)


def _group_sums(values: NDArray[np.longdouble], codes: NDArray[np.integer], count: int) -> NDArray[np.longdouble]:
    totals = np.zeros(count, dtype=np.longdouble)
    np.add.at(totals, codes, values)  # row by row, unlike any sum of slices
    return totals
