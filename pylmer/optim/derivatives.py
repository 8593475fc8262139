"""Derivatives by differences: lme4's central differences and numDeriv's Richardson extrapolation, bit for bit.

The order of operations below is the order in which R rounds; do not simplify it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pylmer.optim.outcome import Numbers, Objective

__all__ = ["central_derivatives", "richardson_hessian", "richardson_jacobian"]

_DELTA: Final = 1e-4
_ROUNDS: Final = 4
_NEAR_ZERO: Final = float(np.sqrt(np.finfo(np.float64).eps / 7e-7))


def central_derivatives(objective: Objective, par: Numbers, value: float | None = None) -> tuple[Numbers, Numbers]:
    """Gradient (m,) and Hessian (m, m) at `par` by central differences of step 1e-4; bounds are ignored.

    Args:
        objective: a function of m parameters.
        par: parameters (m,).
        value: the objective at `par` if known.

    R: lme4:::deriv12.
    """
    m = len(par)
    center = objective(par) if value is None else value
    origin, point = par.tolist(), par.copy()
    upper, lower = [x + _DELTA for x in origin], [x - _DELTA for x in origin]
    square, side = _DELTA**2, (_DELTA + _DELTA) ** 2
    gradient, hessian = np.empty(m), np.empty((m, m))
    for j in range(m):
        point[j] = upper[j]
        above = objective(point)
        point[j] = lower[j]
        below = objective(point)
        hessian[j, j] = above / square - 2 * center / (_DELTA * _DELTA) + below / square
        gradient[j] = (above - below) / (_DELTA + _DELTA)
        for i in range(j):
            corners = []
            for at_i, at_j in ((upper, upper), (upper, lower), (lower, upper), (lower, lower)):
                point[i], point[j] = at_i[i], at_j[j]
                corners.append(objective(point) / side)
            hessian[i, j] = hessian[j, i] = corners[0] - corners[1] - corners[2] + corners[3]
            point[i] = origin[i]
        point[j] = origin[j]
    return gradient, hessian


def richardson_hessian(function: Objective, x: Numbers, d: float = 0.1, eps: float = 1e-4) -> Numbers:
    """Hessian (m, m) of `function` at `x` (m,) by four rounds of Richardson extrapolation.

    R: numDeriv::hessian with its defaults.
    """
    m = len(x)
    center = function(x)
    first_step = np.abs(d * x) + eps * (np.abs(x) < _NEAR_ZERO)
    steps = [first_step / 2**k for k in range(_ROUNDS)]
    diagonal, hessian = np.empty(m), np.empty((m, m))
    for i in range(m):
        rows = []
        for step in steps:
            h = step[i]
            above, below = function(_moved(x, i, h)), function(_moved(x, i, -h))
            rows.append((above - 2 * center + below) / h**2)
        diagonal[i] = hessian[i, i] = _extrapolate(rows)
        for j in range(i):
            rows = []
            for step in steps:
                hi, hj = step[i], step[j]
                above, below = function(_moved(_moved(x, i, hi), j, hj)), function(_moved(_moved(x, i, -hi), j, -hj))
                curved = above - 2 * center + below - diagonal[i] * hi**2 - diagonal[j] * hj**2
                rows.append(curved / (2 * hi * hj))
            hessian[i, j] = hessian[j, i] = _extrapolate(rows)
    return hessian


def richardson_jacobian(
    function: Callable[[Numbers], NDArray[np.float64]], x: Numbers, d: float = 1e-4, eps: float = 1e-4
) -> Numbers:
    """Jacobian (k, m) of a function with k results at `x` (m,) by Richardson extrapolation.

    R: numDeriv::jacobian with its defaults.
    """
    step = np.abs(d * x) + eps * (np.abs(x) < _NEAR_ZERO)
    rounds: list[list[Numbers]] = [[] for _ in x]
    for k in range(_ROUNDS):
        for i, whole in enumerate(step):
            h = whole / 2**k
            above, below = function(_moved(x, i, h)), function(_moved(x, i, -h))
            rounds[i].append((np.asarray(above) - np.asarray(below)) / (2 * h))
    return np.column_stack([np.atleast_1d(_extrapolate(column)) for column in rounds])


def _moved(x: Numbers, i: int, step: float) -> Numbers:
    point = x.copy()
    point[i] += step
    return point


def _extrapolate(rows: list[Any]) -> Any:
    """Richardson's triangle: `rows` were computed with steps halved from one to the next."""
    for m in range(1, _ROUNDS):
        power = 4.0**m
        rows = [(rows[i + 1] * power - rows[i]) / (power - 1) for i in range(_ROUNDS - m)]
    return rows[0]
