"""Distribution functions in plain Python, so that a page of p values costs no heavy import. R: stats::pt, pf."""

from __future__ import annotations

import math

__all__ = ["pbeta", "pf", "pt"]

_TINY = 1e-300
_EPSILON = 2.0**-53
_NORMAL_DF = 4e5


def pbeta(x: float, a: float, b: float, lower_tail: bool = True) -> float:
    """Distribution function of the beta distribution, the regularised incomplete beta function.

    R: stats::pbeta. Theory: continued fraction 8.17.22 of the DLMF, evaluated by Lentz's method.
    """
    if math.isnan(x) or math.isnan(a) or math.isnan(b):
        return math.nan
    if x <= 0.0 or x >= 1.0:
        return float((x >= 1.0) == lower_tail)
    return _incomplete_beta(x, 1.0 - x, a, b, lower_tail)


def _incomplete_beta(x: float, y: float, a: float, b: float, lower_tail: bool) -> float:
    """I_x(a, b) or its complement, with y = 1 - x given exactly."""
    swap = x > (a + 1.0) / (a + b + 2.0)
    if swap:
        x, y, a, b = y, x, b, a
    log_front = a * math.log(x) + b * math.log(y) - _log_beta(a, b)
    value = math.exp(log_front) * _fraction(x, a, b) / a
    return value if swap != lower_tail else 1.0 - value


def _log_beta(a: float, b: float) -> float:
    small, large = min(a, b), max(a, b)
    if large < 1e4:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    # lgamma(large) - lgamma(large + small) by Stirling's series: the difference of two big numbers loses digits.
    total = large + small
    difference = (
        (large - 0.5) * -math.log1p(small / large)
        - small * math.log(total)
        + small
        + _stirling_rest(large)
        - _stirling_rest(total)
    )
    return math.lgamma(small) + difference


def _stirling_rest(x: float) -> float:
    square = x * x
    return (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / (1260.0 * square)) / square) / x


def _fraction(x: float, a: float, b: float) -> float:
    c = 1.0
    d = 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    h = d
    for m in range(1, 100_000):
        twice = 2 * m
        even = m * (b - m) * x / ((a + twice - 1.0) * (a + twice))
        d = 1.0 + even * d
        c = 1.0 + even / c
        d = 1.0 / (d if abs(d) > _TINY else _TINY)
        c = c if abs(c) > _TINY else _TINY
        h *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1.0))
        d = 1.0 + odd * d
        c = 1.0 + odd / c
        d = 1.0 / (d if abs(d) > _TINY else _TINY)
        c = c if abs(c) > _TINY else _TINY
        step = d * c
        h *= step
        if abs(step - 1.0) < _EPSILON:
            break
    return h


def pt(t: float, df: float, lower_tail: bool = True) -> float:
    """Distribution function of Student's t with `df` degrees of freedom.

    R: stats::pt.
    """
    if math.isnan(t) or math.isnan(df) or df <= 0.0:
        return math.nan
    if df > _NORMAL_DF:
        # Hill's expansion: the t distribution as a normal one.
        value = 1.0 / (4.0 * df)
        t = t * (1.0 - value) / math.sqrt(1.0 + t * t * 2.0 * value)
        tail = 0.5 * math.erfc(abs(t) / math.sqrt(2.0))
    else:
        square = t * t
        total = df + square
        x, y = (df / total, square / total) if math.isfinite(square) else (0.0, 1.0)
        tail = 0.5 * (0.0 if x == 0.0 else (1.0 if y == 0.0 else _incomplete_beta(x, y, df / 2.0, 0.5, True)))
    return tail if (t <= 0.0) == lower_tail else 1.0 - tail


def pf(f: float, df1: float, df2: float, lower_tail: bool = True) -> float:
    """Distribution function of Fisher's F with `df1` and `df2` degrees of freedom.

    R: stats::pf.
    """
    if math.isnan(f) or math.isnan(df1) or math.isnan(df2) or df1 <= 0.0 or df2 <= 0.0:
        return math.nan
    if f <= 0.0:
        return 0.0 if lower_tail else 1.0
    if math.isinf(f):
        return 1.0 if lower_tail else 0.0
    total = df2 + df1 * f
    return _incomplete_beta(df1 * f / total, df2 / total, df1 / 2.0, df2 / 2.0, lower_tail)
