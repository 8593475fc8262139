"""The minimum and the root of a function of one number.

R: stats::optimize, uniroot. Theory: Brent (1973), Algorithms for Minimization without Derivatives.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Root", "brent_minimum", "brent_root"]

_EPSILON = 2.220446049250313e-16


@dataclass(frozen=True, slots=True)
class Root:
    """Where a function vanishes: place, value there, iterations (negative: not found) and precision."""

    root: float
    value: float
    iterations: int
    precision: float


def brent_minimum(f: Callable[[float], float], low: float, high: float, tol: float) -> float:
    """The place of a minimum between two numbers.

    R: stats::optimize. Theory: Brent's golden section and parabolas.
    """
    ratio = (3.0 - math.sqrt(5.0)) * 0.5
    eps = math.sqrt(_EPSILON)
    v = w = x = low + ratio * (high - low)
    d = e = 0.0
    fv = fw = fx = f(x)
    while True:
        middle = (low + high) * 0.5
        tol2 = 2.0 * (tol1 := eps * abs(x) + tol / 3.0)
        if abs(x - middle) <= tol2 - (high - low) * 0.5:
            return x
        p = q = r = 0.0
        if abs(e) > tol1:
            r = (x - w) * (fx - fv)
            q = (x - v) * (fx - fw)
            p = (x - v) * q - (x - w) * r
            q = (q - r) * 2.0
            p, q = (-p, q) if q > 0.0 else (p, -q)
            r, e = e, d
        if abs(p) >= abs(q * 0.5 * r) or p <= q * (low - x) or p >= q * (high - x):
            e = high - x if x < middle else low - x
            d = ratio * e
        else:
            d = p / q
            u = x + d
            if u - low < tol2 or high - u < tol2:
                d = tol1 if x < middle else -tol1
        u = x + d if abs(d) >= tol1 else x + (tol1 if d > 0.0 else -tol1)
        fu = f(u)
        if fu <= fx:
            low, high = (low, x) if u < x else (x, high)
            v, w, x = w, x, u
            fv, fw, fx = fw, fx, fu
            continue
        low, high = (u, high) if u < x else (low, u)
        if fu <= fw or w == x:
            v, fv, w, fw = w, fw, u, fu
        elif fu <= fv or v in (x, w):
            v, fv = u, fu


def brent_root(
    f: Callable[[float], float], ends: tuple[float, float], values: tuple[float, float], tol: float, most: int
) -> Root:
    """A root between two numbers at which the function has different signs.

    R: stats::uniroot. Theory: Brent's zeroin.
    """
    (a, b), (fa, fb) = ends, values
    c, fc = a, fa
    left = most + 1
    if fa == 0.0:
        return Root(a, fa, 0, 0.0)
    if fb == 0.0:
        return Root(b, fb, 0, 0.0)
    while left > 0:
        left -= 1
        before = b - a
        if abs(fc) < abs(fb):
            a, b, c = b, c, b
            fa, fb, fc = fb, fc, fb
        small = 2.0 * _EPSILON * abs(b) + tol / 2.0
        step = (c - b) / 2.0
        if abs(step) <= small or fb == 0.0:
            return Root(b, fb, most - left, abs(c - b))
        if abs(before) >= small and abs(fa) > abs(fb):
            step = _interpolated((a, b, c), (fa, fb, fc), before, small, step)
        if abs(step) < small:
            step = small if step > 0.0 else -small
        a, fa = b, fb
        b += step
        fb = f(b)
        if (fb > 0.0 and fc > 0.0) or (fb < 0.0 and fc < 0.0):
            c, fc = a, fa
    return Root(b, fb, -1, abs(c - b))


def _interpolated(
    places: tuple[float, float, float],
    values: tuple[float, float, float],
    before: float,
    small: float,
    halving: float,
) -> float:
    """The step of linear or inverse quadratic interpolation, or the halving step where that is too bold."""
    (a, b, c), (fa, fb, fc) = places, values
    cb = c - b
    if a == c:
        t = fb / fa
        p, q = cb * t, 1.0 - t
    else:
        r, t1, t2 = fa / fc, fb / fc, fb / fa
        p = t2 * (cb * r * (r - t1) - (b - a) * (t1 - 1.0))
        q = (r - 1.0) * (t1 - 1.0) * (t2 - 1.0)
    p, q = (p, -q) if p > 0.0 else (-p, q)
    if p < 0.75 * cb * q - abs(small * q) / 2.0 and p < abs(before * q / 2.0):
        return p / q
    return halving
