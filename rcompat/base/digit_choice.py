"""How many significant digits a double needs, by R's rule.

R scales the number by a power of ten in 80-bit arithmetic, rounds it to an integer of `digits` digits and drops the
trailing zeros. C's `%.*e` (exact) gives the same digits unless the number lies next to a tie; only then the 80-bit
arithmetic is repeated with integers. Example: with 3 digits, 0.15 is 1.50 -> 2 digits, exponent -1.
"""

from __future__ import annotations

__all__ = ["significant_digits"]

_POWERS = tuple(10**k for k in range(310))
_FLOATS = tuple(float(10**k) for k in range(309))
_TABLE_END = 10
_EXACT_DIGITS = 15
_LONG_BITS = 64


def significant_digits(value: float, digits: int) -> tuple[int, int, bool]:
    """Return (decimal exponent, digits needed, whether rounding to `digits` adds a place before the point).

    Args:
        value: a finite double.
        digits: most significant digits, at least 1.
    """
    if value == 0:
        return 0, 1, False
    size = -value if value < 0 else value
    if digits > _EXACT_DIGITS:
        text = f"{size:.{digits - 1}e}"
        exponent = int(text[digits + 2 :])
        needed = len((text[0] + text[2 : digits + 1]).rstrip("0"))
        return exponent, needed, _is_below_power(size, exponent)
    text = f"{size:.{digits}e}"
    exponent = int(text[digits + 3 :])
    last = text[digits + 1]
    if last == "5" or (digits > 11 and (exponent >= digits + 8 or exponent < digits - 8)):
        exponent, mantissa = _long_double_digits(size, digits)
    else:
        if last < "5":
            kept = len((text[0] + text[2 : digits + 1]).rstrip("0"))
            return exponent, kept or 1, last == "0" and size < 1e16 and _is_below_power(size, exponent)
        mantissa = int(text[0] + text[2 : digits + 1]) + 1
        if mantissa == _POWERS[digits]:
            return exponent + 1, 1, _is_below_power(size, exponent + 1)
    return exponent, len(str(mantissa).rstrip("0")), _is_below_power(size, exponent)


def _is_below_power(size: float, exponent: int) -> bool:
    """Whether the value keeps its place count when written without decimals: 9.6 becomes 10, but 95.3 stays 95."""
    return 0 < exponent <= 22 and size < _FLOATS[exponent] - 0.5


def _long_double_digits(size: float, digits: int) -> tuple[int, int]:
    """Return the decimal exponent and the rounded integer of `digits` digits, as 80-bit arithmetic finds them."""
    shift = int(f"{size:.17e}"[20:]) - digits + 1
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
    if -_TABLE_END < shift < _TABLE_END:
        if shift > 0:
            bottom *= _POWERS[shift]
        else:
            top *= _POWERS[-shift]
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
