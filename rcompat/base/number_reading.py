"""Text to numbers by R's rules: decimal, hexadecimal, Inf, NaN and NA, blanks around them ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import NA_REAL

__all__ = ["read_number", "read_numbers"]

_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d*)?L?\Z", re.ASCII)
_HEX = re.compile(r"([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?\d+))?L?\Z", re.ASCII)
_WORDS = {"inf": np.inf, "infinity": np.inf, "nan": np.nan}


def read_number(text: str, dec: str = ".") -> float | None:
    """Return the number a string stands for, or None if it is no number.

    R: as.numeric, type.convert.
    """
    text = text.strip()
    if dec != ".":
        text = text.replace(dec, ".", 1) if "." not in text else ""
    if _DECIMAL.match(text):
        return _decimal(text)
    match = _HEX.match(text)
    if match:
        return _hexadecimal(*match.groups())
    sign = -1.0 if text.startswith("-") else 1.0
    word = _WORDS.get(text.lstrip("+-").lower()) if len(text) - len(text.lstrip("+-")) <= 1 else None
    return None if word is None else sign * word


def _decimal(text: str) -> float | None:
    if text.endswith("L"):
        return None
    mantissa, mark, power = text.replace("E", "e").partition("e")
    if mark and power.strip("+-") == "":
        return float(mantissa)
    return float(mantissa + mark + power)


def _hexadecimal(sign: str, whole: str, fraction: str | None, power: str | None) -> float | None:
    if not whole and not fraction:
        return None
    fraction = fraction or ""
    value = float.fromhex(f"0x{whole or '0'}.{fraction or '0'}p{power or '0'}")
    return -value if sign == "-" else value


def read_numbers(texts: Iterable[str | None], dec: str = ".") -> tuple[NDArray[np.float64], bool]:
    """Return the numbers, NA where a string is none, and whether there was such a string.

    R: as.numeric on a character vector.
    """
    values: list[float] = []
    failed = False
    for text in texts:
        value = NA_REAL if text is None or not text.strip() else read_number(text, dec)
        failed = failed or value is None
        values.append(NA_REAL if value is None else value)
    return np.array(values, dtype=np.float64), failed
