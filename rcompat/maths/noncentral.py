"""Noncentral t and F distributions. R: stats::pt(ncp=), pf(ncp=). Theory: Lenth (1989), AS 243; Johnson, Kotz and
Balakrishnan 1995, ch. 30: a mixture of beta distributions with Poisson weights."""

from __future__ import annotations

import math

from rcompat.maths.continuous_laws import pbeta, pnorm

__all__ = ["pnf", "pnt"]

_MOST, _ENOUGH = 1000, 1e-12


def pnt(t: float, df: float, ncp: float) -> float:
    """Probability that a noncentral t variable stays below t."""
    if t < 0.0:
        return 1.0 - pnt(-t, df, -ncp)
    x = t * t / (t * t + df)
    total = float(pnorm(-ncp))
    if x <= 0.0:
        return min(total, 1.0)
    half = 0.5 * ncp * ncp
    p = 0.5 * math.exp(-half)
    q = math.sqrt(2.0 / math.pi) * p * ncp
    a, b = 0.5, 0.5 * df
    left = 0.5 - p
    x_odd = float(pbeta(x, a, b))
    albeta = math.log(math.sqrt(math.pi)) + math.lgamma(b) - math.lgamma(0.5 + b)
    rest = (1.0 - x) ** b
    g_odd = 2.0 * rest * math.exp(a * math.log(x) - albeta)
    x_even, g_even = 1.0 - rest, b * x * rest
    answer = p * x_odd + q * x_even
    for place in range(1, _MOST):
        a += 1.0
        x_odd -= g_odd
        x_even -= g_even
        g_odd *= x * (a + b - 1.0) / a
        g_even *= x * (a + b - 0.5) / (a + 0.5)
        p *= half / place
        q *= half / (place + 0.5)
        answer += p * x_odd + q * x_even
        left -= p
        if left < -1e-10 or (left <= 0 and place > 1) or abs(2.0 * left * (x_odd - g_odd)) < _ENOUGH:
            break
    return float(min(answer + total, 1.0))


def pnf(f: float, df1: float, df2: float, ncp: float) -> float:
    """Probability that a noncentral F variable stays below f."""
    share = df1 * f / (df1 * f + df2)
    half = 0.5 * ncp
    middle = int(half)
    spread = int(10.0 * math.sqrt(half)) + 50
    total = 0.0
    for place in range(max(0, middle - spread), middle + spread):
        weight = math.exp(place * math.log(half) - half - math.lgamma(place + 1.0)) if half else float(place == 0)
        total += weight * float(pbeta(share, 0.5 * df1 + place, 0.5 * df2))
    return min(total, 1.0)
