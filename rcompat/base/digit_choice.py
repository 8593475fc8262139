"""How many significant digits a double needs, by R's rule.

R scales the number by a power of ten in 80-bit arithmetic, rounds it to an integer of `digits` digits and drops the
trailing zeros. C's `%.*e` (exact) gives the same digits unless the number lies next to a tie; only then the 80-bit
arithmetic is repeated with integers. Example: with 3 digits, 0.15 is 1.50 -> 2 digits, exponent -1.
"""

from __future__ import annotations

from math import floor, log10
from typing import NamedTuple

from rcompat.base.digit_kernel import survey

__all__ = ["DigitNeeds", "digit_needs", "significant_digits"]

_POWERS = tuple(10**k for k in range(310))
_TABLE_END = 27
_TABLE = tuple(int(float(10**k)) for k in range(_TABLE_END + 1))
_EXACT_DIGITS = 15
_LONG_BITS = 64


class DigitNeeds(NamedTuple):
    """What a vector's finite elements need.

    Attributes:
        left: places before the point with the sign, 0 when there is no finite element.
        right: places after the point, negative when zeros before the point are not needed.
        significant: significant digits.
        high, low: largest and smallest decimal exponent.
        is_negative: whether there is a negative element.
    """

    left: int
    right: int
    significant: int
    high: int
    low: int
    is_negative: bool


def digit_needs(values: list[float], digits: int) -> DigitNeeds:
    """Survey the finite elements of a vector for at most `digits` significant digits."""
    return DigitNeeds(*survey(values, digits, significant_digits))


def significant_digits(size: float, digits: int) -> tuple[int, int]:
    """Return the decimal exponent and the digits needed.

    Args:
        size: a positive finite double.
        digits: most significant digits, at least 1.
    """
    if digits > _EXACT_DIGITS:
        text = f"{size:.{digits - 1}e}"
        return int(text[digits + 2 :]), len((text[0] + text[2 : digits + 1]).rstrip("0"))
    text = f"{size:.{digits}e}"
    exponent = int(text[digits + 3 :])
    last = text[digits + 1]
    if last == "5" or (digits == _EXACT_DIGITS and last in "46"):
        exponent, mantissa = _long_double_digits(size, digits)
    else:
        mantissa = int(text[0] + text[2 : digits + 1]) + (last > "5")
        if mantissa == _POWERS[digits]:
            exponent += 1
    return exponent, len(str(mantissa).rstrip("0"))


def _long_double_digits(size: float, digits: int) -> tuple[int, int]:
    """Return the decimal exponent and the rounded integer of `digits` digits, as 80-bit arithmetic finds them."""
    # Near a power of ten the logarithm may already be rounded up; R then multiplies by ten once more.
    shift = floor(log10(size)) - digits + 1
    top, bottom = _scaled(size, shift)
    if top < _POWERS[digits - 1] * bottom:
        top, bottom = _round_long(top * 10, bottom)
        shift -= 1
    mantissa, rest = divmod(top, bottom)
    if 2 * rest > bottom or (2 * rest == bottom and mantissa & 1):
        mantissa += 1
    if mantissa == _POWERS[digits]:
        mantissa //= 10
        shift += 1
    return shift + digits - 1, mantissa


def _scaled(size: float, shift: int) -> tuple[int, int]:
    top, bottom = size.as_integer_ratio()
    # R does it so: its table of powers up to 27 holds doubles, which are exact only up to 22.
    if -_TABLE_END <= shift <= _TABLE_END:
        if shift > 0:
            bottom *= _TABLE[shift]
        else:
            top *= _TABLE[-shift]
        return _round_long(top, bottom)
    if shift < -300:
        top, bottom = _round_long(top * _POWERS[303], bottom)
        shift += 303
    power_top, power_bottom = _round_long(_POWERS[shift], 1) if shift > 0 else _round_long(1, _POWERS[-shift])
    return _round_long(top * power_bottom, bottom * power_top)


def _round_long(top: int, bottom: int) -> tuple[int, int]:
    """Round a positive ratio to 64 bits, half to even; return it as a ratio again."""
    excess = top.bit_length() - bottom.bit_length() - _LONG_BITS
    low = bottom << excess if excess >= 0 else bottom
    high = top if excess >= 0 else top << -excess
    quotient, rest = divmod(high, low)
    if quotient.bit_length() > _LONG_BITS:
        rest += (quotient & 1) * low
        quotient >>= 1
        low <<= 1
        excess += 1
    if 2 * rest > low or (2 * rest == low and quotient & 1):
        quotient += 1
    return (quotient << excess, 1) if excess >= 0 else (quotient, 1 << -excess)
