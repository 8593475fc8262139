"""Interpolating curves: the natural cubic spline, its inverse by slopes, and straight lines.

Answers to interpSpline, backSpline and their predict() of R's package splines, and to stats::approx.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, warning

__all__ = ["CubicSpline", "LineInterpolation", "inverse_spline", "line_interpolation", "natural_spline"]


_MISSING_CALL = "na.fail.default(data.frame(x = as.numeric(obj1), y = as.numeric(obj2)))"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CubicSpline:
    """A piecewise cubic.

    Attributes:
        knots: (n,) ascending.
        coefficients: (n, 4), powers 0 to 3 of the distance from the knot to the left.
        is_natural: whether it goes on as a straight line outside the knots, where others have no value.

    R: classes npolySpline and polySpline of package splines.
    """

    knots: NDArray[np.float64]
    coefficients: NDArray[np.float64]
    is_natural: bool

    def __call__(self, at: float) -> float:
        """The curve at one point; NaN where it has no value."""
        knots = self.knots
        if math.isnan(at) or (not self.is_natural and not knots[0] <= at <= knots[-1]):
            return math.nan
        piece = int(np.searchsorted(knots, at, side="right")) - 1
        if piece < 0:
            constant, slope = self.coefficients[0, :2].tolist()
            return float(constant + (at - float(knots[0])) * slope)
        if not self.is_natural and at == knots[-1]:
            piece = len(knots) - 2
        x = at - float(knots[piece])
        a, b, c, d = self.coefficients[piece].tolist()
        return float(a + x * (b + x * (c + x * d)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LineInterpolation:
    """Straight lines between points (n,), ascending in x; no value outside. R: stats::approxfun."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]

    def __call__(self, at: float) -> float:
        """The line at one point; NaN outside the points."""
        if math.isnan(at) or not self.x[0] <= at <= self.x[-1]:
            return math.nan
        return float(np.interp(at, self.x, self.y))


def natural_spline(x: Sequence[float] | NDArray[np.float64], y: Sequence[float] | NDArray[np.float64]) -> CubicSpline:
    """The interpolating cubic spline through (x, y), straight outside the points.

    Args:
        x: abscissae, distinct, in any order.
        y: ordinates.

    Raises:
        RError: NaN among the points, fewer than four points, or values of x that coincide.

    R: splines::interpSpline.
    """
    if np.isnan(x).any() or np.isnan(y).any():
        raise RError("missing values in object", _MISSING_CALL)
    order = np.argsort(np.asarray(x, dtype=np.float64), kind="stable")
    knots = np.asarray(x, dtype=np.float64)[order]
    values = np.asarray(y, dtype=np.float64)[order]
    steps = np.diff(knots)
    n = len(knots)
    if n < 4:
        raise RError("must have at least 'ord'=4 points", "interpSpline.default(x, y)")
    if not (steps > 0).all():
        raise RError("values of 'x' must be distinct", "interpSpline.default(x, y)")
    slopes = np.diff(values) / steps
    curvature = np.zeros(n)
    curvature[1:-1] = _solve_tridiagonal(steps, 2.0 * (steps[:-1] + steps[1:]), 6.0 * np.diff(slopes))
    coefficients = np.zeros((n, 4))
    coefficients[:, 0] = values
    coefficients[:-1, 1] = slopes - steps * (2.0 * curvature[:-1] + curvature[1:]) / 6.0
    coefficients[-1, 1] = slopes[-1] + steps[-1] * (curvature[-2] + 2.0 * curvature[-1]) / 6.0
    coefficients[:, 2] = curvature / 2.0
    coefficients[:-1, 3] = np.diff(curvature) / (6.0 * steps)
    return CubicSpline(knots=knots, coefficients=coefficients, is_natural=True)


def _solve_tridiagonal(
    steps: NDArray[np.float64], diagonal: NDArray[np.float64], right: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Solve the symmetric system whose off-diagonals are the inner `steps`."""
    d, b, off = diagonal.tolist(), right.tolist(), steps.tolist()
    m = len(d)
    for i in range(1, m):
        factor = off[i] / d[i - 1]
        d[i] -= factor * off[i]
        b[i] -= factor * b[i - 1]
    for i in range(m - 1, -1, -1):
        b[i] = (b[i] - (off[i + 1] * b[i + 1] if i + 1 < m else 0.0)) / d[i]
    return np.array(b)


def inverse_spline(spline: CubicSpline) -> CubicSpline:
    """The monotone curve back from values to knots: cubic pieces that agree in value and slope at each knot.

    Raises:
        RError: the spline is not monotone.

    R: splines::backSpline.
    """
    knots, values, slopes = spline.knots, spline.coefficients[:, 0], spline.coefficients[:, 1]
    rises = np.diff(values)
    if not ((rises > 0).all() or (rises < 0).all()):
        raise RError("spline must be monotone", "backSpline.npolySpline(isp)")
    width, height = rises, np.diff(knots)
    back = 1.0 / slopes
    mean = height / width
    coefficients = np.full((len(knots), 4), np.nan)
    coefficients[:, 0] = knots
    coefficients[:-1, 1] = back[:-1]
    coefficients[:-1, 2] = (3.0 * mean - 2.0 * back[:-1] - back[1:]) / width
    coefficients[:-1, 3] = (back[:-1] + back[1:] - 2.0 * mean) / width**2
    # The outer pieces are parabolas that forget the slope at the end; where that would bend them inwards, lines.
    first = min(float((back[1] - mean[0]) / width[0]), 0.0)
    last = max(float((mean[-1] - back[-2]) / width[-1]), 0.0)
    coefficients[0, 1:] = (mean[0] - first * width[0], first, 0.0)
    coefficients[-2, 1:] = (mean[-1] - last * width[-1], last, 0.0)
    order = slice(None) if rises[0] > 0 else slice(None, None, -1)
    return CubicSpline(knots=values[order], coefficients=coefficients[order], is_natural=False)


def line_interpolation(x: Sequence[float], y: Sequence[float]) -> LineInterpolation:
    """Lines through points given in any order; points of equal x are averaged.

    Raises:
        RError: fewer than two points without NaN.

    R: stats::approxfun.
    """
    points = [(a, b) for a, b in zip(x, y, strict=True) if not (math.isnan(a) or math.isnan(b))]
    groups: dict[float, list[float]] = {}
    for a, b in points:
        groups.setdefault(a, []).append(b)
    if len(groups) < len(points):
        warning("collapsing to unique 'x' values", "regularize.values(x, y, ties, missing(ties), na.rm = na.rm)")
    if len(groups) < 2:
        raise RError("need at least two non-NA values to interpolate", "approxfun(obj1[, 2], obj1[, 1])")
    ends = sorted(groups)
    means = [sum(groups[a]) / len(groups[a]) for a in ends]
    return LineInterpolation(x=np.array(ends), y=np.array(means))
