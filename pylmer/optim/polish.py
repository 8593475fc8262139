"""A Newton finish: from where an optimizer stopped to the optimum itself, as far as doubles carry.

R's optimizers stop some 1e-6 before the optimum; nothing in R answers to this.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pylmer.optim.outcome import Numbers, Objective

__all__ = ["polish"]

_STEP = 2e-3
_LARGEST_MOVE = 0.1
_ROUNDS = 20
_SETTLED = 1e-11
_WEIGHTS = ((1, 2 / 3), (2, -1 / 12))


def polish(objective: Objective, par: Numbers, lower: Numbers) -> Numbers:
    """Improve a minimum by Newton steps on difference quotients of fourth order.

    Parameters that sit on their bound stay there.

    Args:
        objective: a smooth function of m parameters.
        par: where an optimizer stopped (m,).
        lower: lower bounds (m,).

    Returns:
        The optimum (m,); `par` itself where a step would not help.
    """
    free = np.flatnonzero(par > lower)
    point, value = par.copy(), objective(par)
    for _ in range(_ROUNDS if len(free) else 0):
        gradient, hessian = _derivatives(objective, point, free)
        try:
            np.linalg.cholesky(hessian)
        except np.linalg.LinAlgError:
            break
        move = np.linalg.solve(hessian, gradient)
        scale = np.maximum(np.abs(point[free]), _STEP)
        longest = float(np.max(np.abs(move) / scale))
        trial = point.copy()
        trial[free] -= move * min(1.0, _LARGEST_MOVE / longest if longest else 1.0)
        if np.any(trial < lower):
            break
        found = objective(trial)
        if found > value + 1e-12 * (1 + abs(value)):
            break
        point, value = trial, found
        if longest < _SETTLED:
            break
    return point


def _derivatives(objective: Objective, point: Numbers, free: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    """Gradient and Hessian in the free parameters, the Hessian by differences of the gradient."""
    steps = _STEP * np.maximum(np.abs(point), _STEP)

    def gradient(at: Numbers) -> Numbers:
        return np.array([_slope(lambda h, i=i: objective(_moved(at, i, h)), steps[i]) for i in free])  # type: ignore[misc]

    columns = []
    for i in free:
        h = 5 * steps[i]
        columns.append((gradient(_moved(point, i, h)) - gradient(_moved(point, i, -h))) / (2 * h))
    hessian = np.column_stack(columns)
    return gradient(point), (hessian + hessian.T) / 2


def _slope(function: Callable[[float], float], h: float) -> float:
    return sum(weight * (function(k * h) - function(-k * h)) for k, weight in _WEIGHTS) / h


def _moved(point: Numbers, i: int, h: float) -> Numbers:
    moved = point.copy()
    moved[i] += h
    return moved
