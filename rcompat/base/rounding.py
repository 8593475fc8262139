"""R's `round` (R >= 4.0.0), `signif` and `zapsmall` (R < 4.4)."""

from __future__ import annotations

from math import floor, isfinite, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.digit_kernel import power_of_ten, round_one

__all__ = ["is_rounded", "round_half", "round_one", "signif", "signif_one", "zapped", "zapsmall"]

_BIG_EXPONENT = 308
_MOST_SIGNIFICANT = 22
_ROUNDED_SHARE = 9e-16  # seen in R: 8.9866e-16 passes, 9.0056e-16 does not


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
        scale = float(power_of_ten(-power))
        return round(value / scale) * scale
    extra = 1.0
    if power > _BIG_EXPONENT:
        extra = float(power_of_ten(power - _BIG_EXPONENT))
        power = _BIG_EXPONENT
    scale = float(power_of_ten(power))
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


def zapped(values: NDArray[Any]) -> list[float]:
    """The numbers of a summary, finite ones that are nothing beside the largest as zeros.

    R: base's format.summaryDefault.
    """
    shown = np.array(values, dtype=np.float64)
    finite = np.isfinite(shown)
    shown[finite] = zapsmall(shown[finite])
    found: list[float] = shown.tolist()
    return found
