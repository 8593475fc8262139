"""Tables with bars between the columns, and the texts of their numbers. R: insight 0.19.0, export_table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rcompat.base.number_text import format_doubles
from rcompat.base.sprintf import sprintf
from rcompat.base.string_text import display_width, pad

__all__ = ["LARGE", "df_texts", "p_text", "table_lines", "value_text"]

LARGE = 1e5


def value_text(value: float, digits: int) -> str:
    """A number with `digits` decimals; scientific if that shows nothing of it, or if it is large."""
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return "Inf" if value > 0 else "-Inf"
    size = abs(value)
    wants_power = value != 0.0 and (size >= LARGE or math.log10(size) < -digits)
    return sprintf(f"%.{digits}e" if wants_power else f"%.{digits}f", value)


def df_texts(values: Sequence[float]) -> list[str]:
    """Degrees of freedom: whole numbers if all are."""
    if all(math.isinf(value) or value == math.floor(value) for value in values):
        return [format_doubles([value], digits=15)[0] for value in values]
    return [value_text(value, 2) for value in values]


def p_text(value: float, digits: int) -> str:
    """A p value; small ones as a bound."""
    if math.isnan(value):
        return ""
    if digits <= 3:
        if value < 0.001:
            return "< .001"
        if value > 0.999:
            return "> .999"
    return value_text(value, digits)


def table_lines(heads: Sequence[str], columns: Sequence[Sequence[str]], left: Sequence[int]) -> list[str]:
    """A table with bars; the columns in `left` have their cells at the left, the first one its head too."""
    padded = []
    for j, (head, cells) in enumerate(zip(heads, columns, strict=True)):
        width = max(map(display_width, [head, *cells]))
        side = "left" if j in left else "right"
        padded.append([pad(head, width, "left" if j == 0 else "right"), *(pad(cell, width, side) for cell in cells)])
    first, *rows = [" | ".join(row) for row in zip(*padded, strict=True)]
    return [first, "-" * display_width(first), *rows]
