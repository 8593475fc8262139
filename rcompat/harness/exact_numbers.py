"""Numbers on their way from R: C99 hexadecimal text, so that every bit arrives; NA apart from NaN."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from rcompat.base.frame import NA_REAL, is_na_real

__all__ = ["printing_exactly", "read_number", "read_numbers", "write_number"]

_SPECIAL = {"NA": NA_REAL, "NaN": math.nan, "Inf": math.inf, "-Inf": -math.inf}


def printing_exactly(expression: str) -> str:
    """R code that prints the elements of a numeric expression, one a line, for `read_numbers`."""
    return f'cat(sprintf("%a", as.double({expression})), sep = "\\n")'


def read_number(text: str) -> float:
    """The number that R's `sprintf("%a")` wrote."""
    return _SPECIAL[text] if text in _SPECIAL else float.fromhex(text)


def read_numbers(texts: Iterable[str]) -> list[float]:
    """Several of them."""
    return [read_number(text) for text in texts]


def write_number(value: float) -> str:
    """The text of a number, as R writes it but for zeros at the end of the fraction."""
    if math.isfinite(value):
        return value.hex()
    if math.isnan(value):
        return "NA" if bool(is_na_real(np.array([value]))[0]) else "NaN"
    return "Inf" if value > 0 else "-Inf"
