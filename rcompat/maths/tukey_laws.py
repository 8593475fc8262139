"""Tukey's studentized range: the distribution of the largest difference among several means over its standard error.

Probabilities by the trapezoidal rule, exact to rounding (R's own have ten digits, and four for two or three degrees of
freedom); quantiles by the secant method that R documents as good to four decimals, from the same starting point.
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
_STEP = 0.125
_GRID = np.arange(-8.5, 8.5 + _STEP / 2, _STEP)
_WEIGHTS = np.exp(-0.5 * _GRID * _GRID) * (_STEP / math.sqrt(2.0 * math.pi))
_BELOW = pnorm(_GRID)
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
    """The probability that the range of standard normal numbers stays below each width."""
    between = _BELOW - pnorm(_GRID - widths[:, None])
    inner: NDArray[np.float64] = means * (np.maximum(between, 0.0) ** (means - 1.0) @ _WEIGHTS)
    return np.minimum(inner, 1.0) ** ranges


def _integral(q: float, means: float, df: float, ranges: float) -> float:
    if df > _MANY_DF:
        return float(_range_probability(np.array([q]), means, ranges)[0])
    spread = 1.0 / math.sqrt(2.0 * df)
    step = 0.125 * spread
    u = np.arange(-40.0 / df - 9.0 * spread, 9.0 * spread + step, step)
    log_density = df * (u - 0.5 * np.expm1(2.0 * u)) + 0.5 * df * (math.log(0.5 * df) - 1.0) - math.lgamma(0.5 * df)
    density = 2.0 * step * np.exp(log_density)
    kept = density > 0.0
    return float(density[kept] @ _range_probability(q * np.exp(u[kept]), means, ranges))


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
    above = (((y * -0.453642210148e-04 + -0.204231210125e-01) * y + -0.342242088547) * y + -1.0) * y + 0.322232421088
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
