"""B-spline bases by de Boor's recurrence, and the natural cubic splines inside them.

R: splines::splineDesign, bs and ns. Theory: de Boor 2001, A Practical Guide to Splines, chapters IX and X.
"""

from __future__ import annotations

from math import factorial

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.design.arithmetic import power
from rcompat.design.values import warn
from rcompat.maths.linpack import pivoted_qr, qt_times

__all__ = ["natural_basis", "spline_basis", "spline_design"]

_INWARD = 0.25
_OUTSIDE = "some 'x' values beyond boundary knots may cause ill-conditioned bases"


def spline_design(
    knots: NDArray[np.float64], x: NDArray[np.float64], order: int, derivative: int = 0
) -> NDArray[np.float64]:
    """Return the B-splines of an order (degree + 1) at the points x, or a derivative of them.

    Args:
        knots: full knot sequence, increasing.
        x: points (n,) inside the inner knots; the right end belongs to the last interval.
        order: degree + 1.
        derivative: which derivative.

    Returns:
        Matrix (n, len(knots) - order).
    """
    count = len(knots) - order
    place = np.searchsorted(knots, x, side="right") - 1
    place = np.where(x == knots[count], np.searchsorted(knots, knots[count], side="left") - 1, place)
    if len(place) and (place.min() < order - 1 or place.max() >= count):
        raise RError("the 'x' data must be in the range of the inner knots")
    values = _local_values(knots, x, place, order - derivative)
    if derivative:
        values = _derivatives(knots, place, values, order)
    result = np.zeros((len(x), count))
    rows = np.arange(len(x))
    for j in range(order):
        result[rows, place - order + 1 + j] = values[j]
    return result


def _local_values(
    knots: NDArray[np.float64], x: NDArray[np.float64], place: NDArray[np.intp], order: int
) -> list[NDArray[np.float64]]:
    """The B-splines of the order that do not vanish around each point, built up from order 1."""
    values = [np.ones_like(x)]
    right = [knots[place + 1 + i] - x for i in range(order - 1)]
    left = [x - knots[place - i] for i in range(order - 1)]
    for j in range(1, order):
        saved = np.zeros_like(x)
        for r in range(j):
            term = values[r] / (right[r] + left[j - 1 - r])
            values[r] = saved + right[r] * term
            saved = left[j - 1 - r] * term
        values.append(saved)
    return values


def _derivatives(
    knots: NDArray[np.float64], place: NDArray[np.intp], values: list[NDArray[np.float64]], order: int
) -> list[NDArray[np.float64]]:
    """Derivatives of the splines of an order: their coefficients in splines of lower order, times those `values`."""
    results = []
    for basis in range(order):
        coefficients = [np.full(len(place), float(j == basis)) for j in range(order)]
        for size in range(order - 1, len(values) - 1, -1):
            for j in range(size):
                low = place - size + 1 + j
                rise = coefficients[j + 1] - coefficients[j]
                coefficients[j] = size * rise / (knots[low + size] - knots[low])
        total = np.zeros(len(place))
        for coefficient, value in zip(coefficients, values, strict=False):
            total = total + coefficient * value
        results.append(total)
    return results


def _full_knots(inner: NDArray[np.float64], edges: NDArray[np.float64], order: int) -> NDArray[np.float64]:
    return np.sort(np.concatenate([np.repeat(edges, order), inner]))


def spline_basis(
    x: NDArray[np.float64], inner: NDArray[np.float64], edges: NDArray[np.float64], degree: int
) -> NDArray[np.float64]:
    """Return the B-spline basis with intercept; beyond the edges the polynomial pieces go on.

    R: splines::bs.
    """
    order = degree + 1
    knots = _full_knots(inner, edges, order)
    below, above = x < edges[0], x > edges[1]
    if not (below.any() or above.any()):
        return spline_design(knots, x, order)
    warn(_OUTSIDE)
    result = np.empty((len(x), len(knots) - order))
    inside = ~(below | above)
    result[inside] = spline_design(knots, x[inside], order)
    # expanded around a point between the edge and the next knot, where every derivative exists
    for outside, edge, knot in ((below, edges[0], knots[order]), (above, edges[1], knots[-order - 1])):
        if outside.any():
            pivot = float((1 - _INWARD) * edge + _INWARD * knot)
            result[outside] = _taylor(knots, x[outside] - pivot, pivot, order)
    return result


def _taylor(knots: NDArray[np.float64], gap: NDArray[np.float64], pivot: float, order: int) -> NDArray[np.float64]:
    total = np.zeros((len(gap), len(knots) - order))
    for j in range(order):
        term = spline_design(knots, np.array([pivot]), order, j) / factorial(j)
        total += power(gap, np.full(len(gap), float(j)))[:, None] * term
    return total


def natural_basis(
    x: NDArray[np.float64], inner: NDArray[np.float64], edges: NDArray[np.float64], intercept: bool
) -> NDArray[np.float64]:
    """Return the natural cubic spline basis: cubic splines with zero second derivative at the edges.

    R: splines::ns.
    """
    knots = _full_knots(inner, edges, 4)
    basis = np.empty((len(x), len(knots) - 4))
    below, above = x < edges[0], x > edges[1]
    inside = ~(below | above)
    basis[inside] = spline_design(knots, x[inside], 4)
    for outside, edge in ((below, edges[:1]), (above, edges[1:])):
        if outside.any():
            value, slope = spline_design(knots, edge, 4), spline_design(knots, edge, 4, 1)
            basis[outside] = value + (x[outside] - edge)[:, None] * slope
    bend = spline_design(knots, edges, 4, 2)
    if not intercept:
        bend, basis = bend[:, 1:], basis[:, 1:]
    return np.ascontiguousarray(qt_times(pivoted_qr(bend.T), np.ascontiguousarray(basis.T)).T[:, 2:])
