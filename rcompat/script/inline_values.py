"""Values of inline code as text: numbers with powers of ten where they are large or small. R: knitr's inline hook."""

from __future__ import annotations

import math

import numpy as np

from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import round_half
from rcompat.script.coercion import strings
from rcompat.script.values import List, Value, Vec

__all__ = ["inline_text"]

_POWER = 4
_MOST_DIGITS = 15


def inline_text(value: Value) -> str:
    """What inline code leaves in the text: the elements with commas between them."""
    if value is None:
        return ""
    if isinstance(value, List):
        return ", ".join(inline_text(item) for item in value.data)
    if not isinstance(value, Vec):
        return str(value)
    if value.kind == "double" and "class" not in value.attrs:
        return ", ".join(_number(item) for item in value.data.tolist())
    return ", ".join("NA" if word is None else word for word in strings(value))


def _rounded(value: float) -> float:
    return float(round_half(np.array([value]), get_options().digits)[0])


def _number(value: float) -> str:
    if value == 0 or not math.isfinite(value):
        return "&infin;" if value > 0 and math.isinf(value) else format_doubles([value])[0]
    power = math.floor(math.log10(abs(value)))
    if abs(power) < _POWER:
        return format_doubles([_rounded(value)], digits=_MOST_DIGITS)[0]
    mantissa = _rounded(value / 10.0**power)
    raised = f"10<sup>{power}</sup>"
    return raised if abs(mantissa) == 1 else f"{format_doubles([mantissa], digits=_MOST_DIGITS)[0]} &times; {raised}"
