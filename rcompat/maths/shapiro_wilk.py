"""Shapiro and Wilk's test of normality. R: stats::shapiro.test. Theory: Royston (1995), AS R94."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from rcompat.maths.continuous_laws import pnorm, qnorm

__all__ = ["shapiro_wilk"]

_C1 = (0.0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056)
_C2 = (0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633)
_C3 = (0.544, -0.39978, 0.025054, -6.714e-4)
_C4 = (1.3822, -0.77857, 0.062767, -0.0020322)
_C5 = (-1.5861, -0.31082, -0.083751, 0.0038915)
_C6 = (-0.4803, -0.082676, 0.0030302)
_G = (-2.273, 0.459)
_SMALL = 1e-19


def _polynomial(coefficients: tuple[float, ...], x: float) -> float:
    total = 0.0
    for coefficient in reversed(coefficients):
        total = total * x + coefficient
    return total


def _weights(n: int) -> NDArray[np.float64]:
    """The weights of the upper half of the ordered numbers, greatest first (n // 2,)."""
    half = n // 2
    if n == 3:
        return np.array([math.sqrt(0.5)])
    m = np.array([float(qnorm((i - 0.375) / (n + 0.25))) for i in range(1, half + 1)])
    squares = 2.0 * float((m**2).sum())
    root = math.sqrt(squares)
    small = 1.0 / math.sqrt(n)
    first = _polynomial(_C1, small) - m[0] / root
    weights = np.empty(half)
    if n > 5:
        second = -m[1] / root + _polynomial(_C2, small)
        factor = math.sqrt((squares - 2 * m[0] ** 2 - 2 * m[1] ** 2) / (1 - 2 * first**2 - 2 * second**2))
        weights[:2] = first, second
        weights[2:] = -m[2:] / factor
    else:
        factor = math.sqrt((squares - 2 * m[0] ** 2) / (1 - 2 * first**2))
        weights[0] = first
        weights[1:] = -m[1:] / factor
    return weights


def shapiro_wilk(x: NDArray[np.float64]) -> tuple[float, float]:
    """W and the p value of sorted numbers (n,), 3 <= n <= 5000."""
    n = len(x)
    weights = _weights(n)
    full = np.zeros(n)
    full[: len(weights)] = -weights
    full[n - len(weights) :] = weights[::-1]
    scaled = x / (x[-1] - x[0])
    centred_weights = full - full.mean()
    centred = scaled - scaled.mean()
    ssa, ssx = float((centred_weights**2).sum()), float((centred**2).sum())
    sax = float((centred_weights * centred).sum())
    root = math.sqrt(ssa * ssx)
    below = (root - sax) * (root + sax) / (ssa * ssx)
    return 1.0 - below, _p_value(n, 1.0 - below, below)


def _p_value(n: int, w: float, below: float) -> float:
    if n == 3:
        return max(1.90985931710274 * (math.asin(math.sqrt(w)) - 1.04719755119660), 0.0)
    y, size = math.log(below), math.log(n)
    if n <= 11:
        gamma = _polynomial(_G, float(n))
        if y >= gamma:
            return _SMALL
        y = -math.log(gamma - y)
        centre, spread = _polynomial(_C3, float(n)), math.exp(_polynomial(_C4, float(n)))
    else:
        centre, spread = _polynomial(_C5, size), math.exp(_polynomial(_C6, size))
    return float(pnorm((y - centre) / spread, 0.0, 1.0, False))
