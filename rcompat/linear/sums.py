"""Sums and means as R adds: one after another in 80-bit numbers. R: base::sum, mean; stats::var."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["column_mean", "mean", "sum_of", "times", "variance"]


def _long_sum(values: NDArray[np.float64]) -> np.longdouble:
    if not len(values):
        return np.longdouble(0.0)
    total: np.longdouble = np.add.accumulate(values.astype(np.longdouble))[-1]
    return total


def sum_of(values: NDArray[np.float64]) -> float:
    """Sum of a vector. R: base::sum."""
    return float(_long_sum(values))


def mean(values: NDArray[np.float64]) -> float:
    """Mean of a vector, in two passes. R: base::mean."""
    n = len(values)
    if n == 0:
        return float("nan")
    first = _long_sum(values) / n
    if not np.isfinite(first):
        return float(first)
    rest = np.add.accumulate(values.astype(np.longdouble) - first)[-1] / n
    return float(first + rest)


def column_mean(values: NDArray[np.float64]) -> float:
    """Mean of a vector, in one pass; NaN of an empty one. R: base::colMeans."""
    return float(_long_sum(values) / len(values)) if len(values) else float("nan")


def variance(values: NDArray[np.float64]) -> float:
    """Variance of a vector. R: stats::var."""
    n = len(values)
    if n < 2:
        return float("nan")
    deviations = values.astype(np.longdouble) - np.longdouble(mean(values))
    return float(np.add.accumulate(deviations * deviations)[-1] / (n - 1))


def times(x: NDArray[np.float64], beta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Matrix (n, p) times vector (p,), column after column as reference BLAS adds them.

    R: base::`%*%`.
    """
    total = np.zeros(x.shape[0])
    for column, value in zip(x.T, beta.tolist(), strict=True):
        total += value * column
    return total
