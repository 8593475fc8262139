"""Test functions, written with the same operations in the same order as in scripts/golden_r/optim.R."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

__all__ = ["FUNCTIONS"]


def _quartic(x: np.ndarray) -> float:
    total = 0.0
    for i, value in enumerate(x.tolist(), start=1):
        total = total + (value - i) * (value - i)
    square = float(x[0] * x[0])
    return total + square * square


def _valley(x: np.ndarray) -> float:
    total = 0.0
    values = x.tolist()
    for here, following in pairwise(values):
        a, b = following - here * here, 1 - here
        total = total + 10 * (a * a) + b * b
    return total


def _far(x: np.ndarray) -> float:
    total = 0.0
    values = x.tolist()
    for i, value in enumerate(values, start=1):
        total = total + i * (value + 1) * (value + 1) + 0.1 * values[0] * value
    return total


FUNCTIONS: dict[str, Callable[[np.ndarray], float]] = {"quartic": _quartic, "valley": _valley, "far": _far}
