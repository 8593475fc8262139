"""Text to numbers by R's rules and with R's rounding: decimal, hexadecimal, Inf and NaN, blanks around ignored.

R gathers the digits in extended precision and divides by a power of ten there, so that its last bit is not always
that of Python's `float`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import NA_REAL

__all__ = ["read_number", "read_numbers", "read_plain_numbers"]

_DECIMAL = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d*))?", re.ASCII)
_HEX = re.compile(r"([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?\d+))?", re.ASCII)
_WORDS = {"inf": np.inf, "infinity": np.inf, "nan": np.nan}
# Mantissas beyond this are gathered digit by digit.
_MOST_DIGITS = 18


def read_number(text: str, dec: str = ".") -> float | None:
    """Return the number a string stands for, or None if it is no number.

    R: as.numeric, type.convert.
    """
    values = _read([text], dec)
    return None if values is None else float(values[0])


def read_numbers(texts: Iterable[str | None], dec: str = ".") -> tuple[NDArray[np.float64], bool]:
    """Return the numbers, NA where a string is none, and whether there was such a string; blanks are NA.

    R: as.numeric on a character vector.
    """
    given = ["" if text is None or not text.strip() else text for text in texts]
    known = [text for text in given if text]
    values = _read(known, dec)
    failed = values is None
    if values is None:
        single = [_read([text], dec) for text in known]
        values = np.array([NA_REAL if value is None else value[0] for value in single], dtype=np.float64)
    result = np.full(len(given), NA_REAL)
    result[[bool(text) for text in given]] = values
    return result, failed


def read_plain_numbers(texts: Sequence[str], dec: str = ".") -> tuple[NDArray[np.float64], bool]:
    """As `read_numbers`, but in doubles throughout: two halves of nine digits, scaled by one power of ten.

    The last bit is often not that of the nearest double; 3.8899999999999997 becomes 3.89.

    R: readr::parse_double.
    """
    numbers, failed = read_numbers(texts, dec)
    for place, text in enumerate(texts):
        found = _DECIMAL.fullmatch(text.strip(" \t\n\r\f\v").replace(dec, "."))
        if found:
            sign, whole, fraction, power = found.groups()
            numbers[place] = _plain_number(whole + (fraction or ""), _exponent(power) - len(fraction or ""))
            if sign == "-":
                numbers[place] = -numbers[place]
    return numbers, failed


def _plain_number(digits: str, exponent: int) -> float:
    exponent += max(len(digits) - _MOST_DIGITS, 0)
    digits = digits[:_MOST_DIGITS]
    mantissa = 1e9 * int(digits[:-9] or "0") + int(digits[-9:] or "0")
    scale, power, left = 1.0, 10.0, min(abs(exponent), 511)
    while left:
        if left & 1:
            scale *= power
        power *= power
        left >>= 1
    return mantissa / scale if exponent < 0 else mantissa * scale


def _read(texts: Sequence[str], dec: str) -> NDArray[np.float64] | None:
    """All the numbers, or None if one of the strings is none."""
    mantissas: list[int] = []
    powers: list[int] = []
    odd: dict[int, float] = {}
    match = _DECIMAL.fullmatch
    for place, text in enumerate(texts):
        text = text.strip(" \t\n\r\f\v")
        if dec != ".":
            text = text.replace(dec, ".") if "." not in text else ""
        found = match(text)
        sign, whole, fraction, power = found.groups() if found else ("", "", "", "")
        digits = whole + fraction if fraction else whole
        if not digits or len(digits) > _MOST_DIGITS or (sign == "-" and not int(digits)):
            value = _odd_number(text, sign, digits, len(fraction or ""), power)
            if value is None:
                return None
            odd[place] = value
            mantissas.append(0)
            powers.append(0)
            continue
        mantissas.append(-int(digits) if sign == "-" else int(digits))
        powers.append(_exponent(power) - len(fraction or ""))
    return _scaled(mantissas, powers, odd)


def _exponent(power: str | None) -> int:
    """R takes `1e` and `1e+` for `1e0`."""
    return int(power) if power and power not in "+-" else 0


def _scaled(mantissas: list[int], powers: list[int], odd: dict[int, float]) -> NDArray[np.float64]:
    values = np.array(mantissas, dtype=np.int64).astype(np.longdouble)
    exponents = np.array(powers, dtype=np.int64)
    with np.errstate(all="ignore"):
        for exponent in np.unique(exponents).tolist():
            if exponent:
                rows = exponents == exponent
                scale = _power_of_ten(abs(exponent))
                values[rows] = values[rows] / scale if exponent < 0 else values[rows] * scale
        result = values.astype(np.float64)
    for place, value in odd.items():
        result[place] = value
    return np.asarray(result, dtype=np.float64)


def _power_of_ten(exponent: int) -> np.longdouble:
    """By repeated squaring, as the rounding of large powers depends on the order."""
    result, square = np.longdouble(1.0), np.longdouble(10.0)
    exponent = min(exponent, 5000)
    while exponent:
        if exponent & 1:
            result = result * square
        exponent >>= 1
        if exponent:
            square = square * square
    return result


def _odd_number(text: str, sign: str, digits: str, decimals: int, power: str | None) -> float | None:
    """Negative zero, long decimals, hexadecimal numbers and words."""
    if digits:
        total = np.longdouble(0.0)
        for digit in digits:
            total = total * np.longdouble(10.0) + np.longdouble(float(digit))
        exponent = _exponent(power) - decimals
        scale = _power_of_ten(abs(exponent))
        with np.errstate(all="ignore"):
            size = float(total / scale if exponent < 0 else total * scale)
        return -size if sign == "-" else size
    match = _HEX.fullmatch(text)
    if match:
        return _hexadecimal(*match.groups())
    bare = text[1:] if text[:1] in ("+", "-") else text
    word = _WORDS.get(bare.lower())
    return word if word is None or text[:1] != "-" else -word


def _hexadecimal(sign: str, whole: str, fraction: str | None, power: str | None) -> float | None:
    if not whole and not fraction:
        return None
    try:
        value = float.fromhex(f"0x{whole or '0'}.{fraction or '0'}p{power or '0'}")
    except OverflowError:
        value = math.inf
    return -value if sign == "-" else value
