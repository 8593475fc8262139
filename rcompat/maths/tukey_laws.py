"""Tukey's studentized range: the distribution of the largest difference among several means over its standard error.

Probabilities by Gauss-Legendre quadrature with the points and stretches of Copenhaver and Holland, good to ten digits;
quantiles by the secant method that R documents as good to four decimals, from the same starting point.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import warning
from rcompat.maths.continuous_laws import pnorm

__all__ = ["ptukey", "qtukey"]

_MANY_DF = 25000.0
_INNER_NODES, _INNER_WEIGHTS = np.polynomial.legendre.leggauss(12)
_OUTER_NODES, _OUTER_WEIGHTS = np.polynomial.legendre.leggauss(16)
_WIDE, _FAR = 3.0, 8.0
_STRETCHES, _NOTHING = 50, 1e-14
_LENGTHS = ((100.0, 1.0), (800.0, 0.5), (5000.0, 0.25), (25000.0, 0.125))
_ROUNDS = 50


def ptukey(q: Any, nmeans: Any, df: Any, nranges: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the studentized range.

    R: stats::ptukey. Theory: Copenhaver and Holland 1988.
    """
    return _each(_probability, (q, nmeans, df, nranges), lower_tail, log_p)


def qtukey(p: Any, nmeans: Any, df: Any, nranges: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the studentized range, with the accuracy of R's.

    R: stats::qtukey. Theory: Lund and Lund 1983, AS 190 and AS 190.2.
    """
    return _each(_quantile, (p, nmeans, df, nranges), lower_tail, log_p)


def _each(one: Any, arguments: tuple[Any, ...], lower_tail: bool, log_p: bool) -> Any:
    arrays = [np.asarray(argument, dtype=np.float64).reshape(-1) for argument in arguments]
    if any(array.size == 0 for array in arrays):
        return np.empty(0)
    count = max(array.size for array in arrays)
    rows = zip(*(np.resize(array, count).tolist() for array in arrays), strict=True)
    values = []
    for row in rows:
        value = one(*row, lower_tail, log_p)
        if math.isnan(value) and not any(map(math.isnan, row)):
            warning("NaNs produced")
        values.append(value)
    return values[0] if all(np.ndim(argument) == 0 for argument in arguments) else np.array(values)


def _impossible(means: float, df: float, ranges: float) -> bool:
    return math.isnan(means + df + ranges) or df < 2.0 or ranges < 1.0 or means < 2.0


def _range_probability(widths: NDArray[np.float64], means: float, ranges: float) -> NDArray[np.float64]:
    """The probability that the range of standard normal numbers stays below each width, by Hartley's form.

    The half width is passed over in a closed form, the rest up to 8 in two or three stretches of 12 points.
    """
    half = widths / 2.0
    inner = 2.0 * pnorm(half) - 1.0
    found: NDArray[np.float64] = np.where(inner >= math.exp(-50.0 / means), inner**means, 0.0)
    for pieces, chosen in ((2, widths > _WIDE), (3, widths <= _WIDE)):
        if chosen.any():
            found[chosen] += _outer_part(widths[chosen], means, pieces)
    found = np.where(found <= math.exp(-30.0 / ranges), 0.0, np.minimum(found, 1.0) ** ranges)
    found[half >= _FAR] = 1.0
    return found


def _outer_part(widths: NDArray[np.float64], means: float, pieces: int) -> NDArray[np.float64]:
    step = (_FAR - widths / 2.0) / pieces
    total = np.zeros(len(widths))
    for piece in range(pieces):
        middle = widths / 2.0 + (piece + 0.5) * step
        points = middle[:, None] + 0.5 * step[:, None] * _INNER_NODES
        between = pnorm(points) - pnorm(points - widths[:, None])
        kept = (points * points <= 60.0) & (between >= math.exp(-30.0 / (means - 1.0)))
        values = np.where(kept, np.exp(-0.5 * points * points) * np.maximum(between, 0.0) ** (means - 1.0), 0.0)
        total += (values @ _INNER_WEIGHTS) * step * means / math.sqrt(2.0 * math.pi)
    return total


def _integral(q: float, means: float, df: float, ranges: float) -> float:
    """The studentized range: stretches of 16 points over the chi squared scale until they add nothing."""
    if df > _MANY_DF:
        return float(_range_probability(np.array([q]), means, ranges)[0])
    length = next(size for limit, size in _LENGTHS if df <= limit)
    constant = 0.5 * df * math.log(df) - df * math.log(2.0) - math.lgamma(0.5 * df) + math.log(length)
    points = (2.0 * np.arange(_STRETCHES)[:, None] + 1.0 + _OUTER_NODES) * length
    log_density = constant + (0.5 * df - 1.0) * np.log(points) - points * df / 4.0
    kept = log_density >= -30.0
    values = np.zeros_like(points)
    values[kept] = _range_probability(q * np.sqrt(0.5 * points[kept]), means, ranges) * np.exp(log_density[kept])
    answer = 0.0
    for place, part in enumerate((values @ _OUTER_WEIGHTS).tolist(), start=1):
        if place * length >= 1.0 and part <= _NOTHING:
            break
        answer += part
    return min(answer, 1.0)


def _probability(q: float, means: float, df: float, ranges: float, lower_tail: bool, log_p: bool) -> float:
    if math.isnan(q) or _impossible(means, df, ranges):
        return math.nan
    below = float(q > 0.0)
    if 0.0 < q < math.inf:
        below = min(_integral(q, means, df, ranges), 1.0)
    value = below if lower_tail else 0.5 - below + 0.5
    if log_p:
        return math.log(value) if value > 0.0 else -math.inf
    return value


def _first_guess(p: float, means: float, df: float) -> float:
    """AS 190.2: a starting point from the normal quantile of Odeh and Evans (1974)."""
    half = 0.5 - 0.5 * p
    y = math.sqrt(math.log(1.0 / (half * half)))
    above = (((y * -0.453642210148e-04 + -0.204231210125) * y + -0.342242088547) * y + -1.0) * y + 0.322232421088
    below = (((y * 0.38560700634e-02 + 0.103537752850) * y + 0.531103462366) * y + 0.588581570495) * y + 0.0993484626060
    t = y + above / below
    if df < 120.0:
        t += (t * t * t + t) / df / 4.0
    slope = 0.8832 - 0.2368 * t
    if df < 120.0:
        slope += -1.214 / df + 1.208 * t / df
    return t * (slope * math.log(means - 1.0) + 1.4142)


def _quantile(p: float, means: float, df: float, ranges: float, lower_tail: bool, log_p: bool) -> float:
    if math.isnan(p) or _impossible(means, df, ranges) or (p > 0.0 if log_p else not 0.0 <= p <= 1.0):
        return math.nan
    p = math.exp(p) if log_p else p
    p = p if lower_tail else 0.5 - p + 0.5
    if p in (0.0, 1.0):
        return math.inf if p else 0.0
    x0 = _first_guess(p, means, df)
    excess0 = _integral(x0, means, df, ranges) - p if x0 > 0.0 else -p
    x1 = max(0.0, x0 - 1.0) if excess0 > 0.0 and x0 > 1.0 else x0 + 1.0
    excess1 = _integral(x1, means, df, ranges) - p if x1 > 0.0 else -p
    for _ in range(_ROUNDS - 1):
        if excess1 == excess0:
            return math.nan
        answer = max(x1 - excess1 * (x1 - x0) / (excess1 - excess0), 0.0)
        x0, excess0 = x1, excess1
        x1, excess1 = answer, (_integral(answer, means, df, ranges) if answer > 0.0 else 0.0) - p
        if abs(x1 - x0) < 0.0001:
            return answer
    warning("convergence failed in 'qtukey'")
    return x1
