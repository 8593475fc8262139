"""Smooth curves through scattered points by local straight lines. R: stats::lowess.

Theory: Cleveland 1979, JASA 74, 829-836; Cleveland 1981, The American Statistician 35, 54.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["lowess"]

Array = NDArray[np.float64]
_NEAR, _FAR = 0.001, 0.999
"""Shares of a reach within which a weight is 1, and beyond which it is 0."""


def lowess(x: Array, y: Array, share: float, rounds: int, delta: float) -> Array:
    """The smoothed ordinates (n,) of points whose x ascend.

    Args:
        x: abscissae (n,).
        y: ordinates (n,).
        share: of the points that have a say in each local line.
        rounds: of weighting by residuals after the first fit.
        delta: points nearer than this to the last fitted one are interpolated.

    R: stats::lowess.
    """
    n = len(x)
    if n < 2:
        return y.copy()
    count = max(min(int(share * n + 1e-7), n), 2)
    robust = np.ones(n)
    fitted = _one_round(x, y, count, delta, robust)
    for _ in range(rounds):
        gaps = np.abs(y - fitted)
        reach = 6.0 * float(np.median(gaps))
        if reach < 1e-7 * float(gaps.mean()):
            break
        ratio = gaps / reach
        robust = np.where(ratio <= _NEAR, 1.0, np.where(ratio <= _FAR, (1.0 - ratio**2) ** 2, 0.0))
        fitted = _one_round(x, y, count, delta, robust)
    return fitted


def _one_round(x: Array, y: Array, count: int, delta: float, robust: Array) -> Array:
    n = len(x)
    fitted = np.zeros(n)
    last, place, left = -1, 0, 0
    while last < n - 1:
        while left + count < n and x[place] - x[left] > x[left + count] - x[place]:
            left += 1
        value = _local_value(x, y, x[place], slice(left, left + count), robust)
        fitted[place] = y[place] if value is None else value
        if last < place - 1:
            part = (x[last + 1 : place] - x[last]) / (x[place] - x[last])
            fitted[last + 1 : place] = part * fitted[place] + (1.0 - part) * fitted[last]
        last, place = _next_place(x, fitted, place, delta)
    return fitted


def _next_place(x: Array, fitted: Array, last: int, delta: float) -> tuple[int, int]:
    """The last point that is done, equal ones with it, and the next one to fit."""
    n, limit = len(x), x[last] + delta
    place = last + 1
    while place < n and x[place] <= limit:
        if x[place] == x[last]:
            fitted[place] = fitted[last]
            last = place
        place += 1
    return last, max(last + 1, place - 1)


def _local_value(x: Array, y: Array, at: float, near: slice, robust: Array) -> float | None:
    """The local line's value at one point, or None if no point has weight."""
    reach = max(at - x[near.start], x[near.stop - 1] - at)
    stop = int(np.searchsorted(x, at + reach, side="right"))  # ties beyond the nearest points count as well
    chosen = slice(near.start, max(stop, near.stop))
    gap = np.abs(x[chosen] - at)
    weights = np.where(gap <= _NEAR * reach, 1.0, (1.0 - (gap / reach) ** 3) ** 3) if reach > 0 else np.ones(len(gap))
    weights = np.where(gap <= _FAR * reach, weights, 0.0) if reach > 0 else weights
    weights = weights * robust[chosen]
    total = float(weights.sum())
    if total <= 0.0:
        return None
    weights = weights / total
    if reach > 0.0:
        centre = float((weights * x[chosen]).sum())
        spread = float((weights * (x[chosen] - centre) ** 2).sum())
        if np.sqrt(spread) > 0.001 * (x[-1] - x[0]):
            weights = weights * (1.0 + (at - centre) / spread * (x[chosen] - centre))
    return float((weights * y[chosen]).sum())
