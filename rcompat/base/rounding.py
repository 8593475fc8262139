"""R's `round` (R >= 4.0.0), `signif` and `zapsmall` (R < 4.4)."""

from __future__ import annotations

from functools import cache
from math import copysign, floor, frexp, isfinite, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["is_rounded", "round_half", "round_one", "signif", "signif_one", "zapsmall"]

_BIG_EXPONENT = 308
_DOUBLE_DIGITS = 15
_LOG10_2 = 0.301029995663981195
_MOST_SIGNIFICANT = 22
_ROUNDED_SHARE = 9e-16  # seen in R: 8.9866e-16 passes, 9.0056e-16 does not


def round_one(value: float, digits: int = 0) -> float:
    """Round one double to `digits` decimals (negative: tens, hundreds).

    R: base::round.
    """
    if not isfinite(value) or digits > _BIG_EXPONENT + _DOUBLE_DIGITS or value == 0:
        return value
    if digits < -_BIG_EXPONENT:
        return copysign(0.0, value)
    if digits == 0:
        return copysign(round(value), value)
    return -_round_positive(-value, digits) if value < 0 else _round_positive(value, digits)


@cache
def _power_of_ten(exponent: int) -> float:
    """Ten to a whole power by repeated squaring, whose last bit can differ from the nearest double."""
    power, base = 1.0, 10.0
    while exponent:
        if exponent & 1:
            power *= base
        exponent >>= 1
        base *= base
    return power


def _round_positive(value: float, digits: int) -> float:
    # R does it so: the size of the number is judged by its binary exponent, a half step above the power of two.
    if digits > _BIG_EXPONENT or digits + (frexp(value)[1] - 0.5) * _LOG10_2 > _DOUBLE_DIGITS:
        return value
    # Tens are rounded by the inexact factor 1e-k too: round(240000000, -5) is a bit below.
    scale = _power_of_ten(digits) if digits > 0 else 1 / _power_of_ten(-digits)
    below = floor(value * scale)
    low, high = below / scale, (below + 1) / scale
    to_low, to_high = value - low, high - value
    if to_low < to_high or (to_low == to_high and below % 2 == 0):
        return low
    return high


def round_half(x: NDArray[Any], digits: int = 0) -> NDArray[Any]:
    """Round every element to `digits` decimals.

    R: base::round.
    """
    values = np.asarray(x)
    if values.dtype.kind != "f" and digits >= 0:
        return values
    flat = [round_one(value, digits) for value in values.ravel().tolist()]
    return np.array(flat, dtype=float).reshape(values.shape)


def signif_one(value: float, digits: int = 6) -> float:
    """Round one double to `digits` significant digits.

    R: base::signif.
    """
    if not isfinite(value) or value == 0 or digits > _MOST_SIGNIFICANT:
        return value
    power = max(digits, 1) - 1 - floor(log10(abs(value)))
    if power <= 0:
        scale = _power_of_ten(-power)
        return round(value / scale) * scale
    extra = 1.0
    if power > _BIG_EXPONENT:
        extra = _power_of_ten(power - _BIG_EXPONENT)
        power = _BIG_EXPONENT
    scale = _power_of_ten(power)
    return round(value * scale * extra) / scale / extra


def signif(x: NDArray[Any], digits: int = 6) -> NDArray[Any]:
    """Round every element to `digits` significant digits.

    R: base::signif.
    """
    values = np.asarray(x)
    if values.dtype.kind != "f":
        return values
    flat = [signif_one(value, digits) for value in values.ravel().tolist()]
    return np.array(flat, dtype=float).reshape(values.shape)


def is_rounded(value: float, digits: int) -> bool:
    """Whether a double has no more than `digits` significant digits, as `str` judges it."""
    return value != value or abs(value - signif_one(value, digits)) <= _ROUNDED_SHARE * abs(value)


def zapsmall(x: NDArray[Any], digits: int | None = None) -> NDArray[Any]:
    """Round so that values tiny beside the largest become 0.

    R: base::zapsmall.
    """
    from rcompat.base.options import get_options

    values = np.asarray(x)
    wanted = get_options().digits if digits is None else digits
    seen = [abs(value) for value in values.ravel().tolist() if value == value]
    largest = max(seen, default=0.0)
    if largest > 0:
        return round_half(values, max(0, wanted - round(log10(largest))) if isfinite(largest) else 0)
    return round_half(values, wanted)
