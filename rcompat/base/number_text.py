"""Numbers, truth values, words and factors as R's `format` and `print` write them.

The only place that turns a double into text: how many digits and whether fixed or scientific is decided for a whole
vector, then every element is written with that one format. R: base::format.default, base::print.default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import pack, unpack
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rcompat.base.digit_choice import digit_needs
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Column, Factor
from rcompat.base.options import get_options
from rcompat.base.string_text import pad_all, quote_string

__all__ = [
    "NumberFormat",
    "encode_number",
    "format_column",
    "format_doubles",
    "format_integers",
    "format_logicals",
    "format_strings",
    "is_na_double",
    "number_format",
    "number_word",
]

_INF = float("inf")
_WORD_DIGITS = 15


class NumberFormat(NamedTuple):
    """One format for a vector of doubles.

    Attributes:
        width: characters of the widest element.
        decimals: digits after the mark.
        exponent: 0 fixed, 1 or 2 scientific with two or three exponent digits.
    """

    width: int
    decimals: int
    exponent: int


def is_na_double(value: float) -> bool:
    """Whether a NaN is R's NA (payload 1954)."""
    return bool(value != value and unpack("<I", pack("<d", value)[:4])[0] == 1954)


def _plain(values: Iterable[float] | NDArray[Any]) -> list[float]:
    if isinstance(values, np.ndarray):
        flat: list[float] = values.ravel(order="F").tolist()
        return flat
    return list(values)


def number_format(
    values: Iterable[float] | NDArray[Any], digits: int | None = None, nsmall: int = 0, na: str = "NA"
) -> NumberFormat:
    """Choose one format for all values.

    Args:
        values: doubles; an array is read as a whole.
        digits: significant digits that some element must show; None takes the option.
        nsmall: least decimals in fixed notation.
        na: text of NA, for the width.

    R: base::format.info.
    """
    current = get_options()
    if digits is None:
        digits = current.digits
    return _choose(_plain(values), digits, nsmall, na, current.scipen)


def _choose(values: list[float], digits: int, nsmall: int, na: str, scipen: int) -> NumberFormat:
    needs = digit_needs(values, digits)
    special = max([len(_special_text(value, na)) for value in values if value - value != 0], default=0)
    if needs.left == 0:
        return NumberFormat(special, 0, 0)
    right = needs.right if needs.right > 0 else 0
    fixed = needs.left + (right + 1 if right else 0)
    decimals = needs.significant - 1
    marks = 2 if needs.high >= 100 or needs.low <= -100 else 1
    scientific = needs.is_negative + (decimals + 1 if decimals else 0) + 4 + marks
    if fixed <= scientific + scipen:
        if nsmall > right:
            right = nsmall
            fixed = needs.left + right + 1
        return NumberFormat(max(fixed, special), right, 0)
    return NumberFormat(max(scientific, special), decimals, marks)


def _special_text(value: float, na: str) -> str:
    if value == _INF:
        return "Inf"
    if value == -_INF:
        return "-Inf"
    return na if is_na_double(value) else "NaN"


def encode_number(value: float, fmt: NumberFormat, na: str = "NA") -> str:
    """Return one double in a format, right-justified to its width.

    R: base::format of one element within a vector.
    """
    return _encode(value, fmt, na, get_options().out_dec)


def _encode(value: float, fmt: NumberFormat, na: str, mark: str) -> str:
    width, decimals, exponent = fmt
    if value != value or value in (_INF, -_INF):
        return _special_text(value, na).rjust(width)
    shown = value or 0.0
    text = f"{shown:{width}.{decimals}e}" if exponent else f"{shown:{width}.{decimals}f}"
    return text if mark == "." else text.replace(".", mark)


def number_word(value: float) -> str:
    """Return one double with up to 15 significant digits, as words made of numbers are.

    R: as.character(double) before R 4.3.
    """
    current = get_options()
    fmt = _choose([value], _WORD_DIGITS, 0, "NA", current.scipen)
    text = _encode(value, fmt, "NA", ".")
    if fmt.decimals == 0:
        return text
    mantissa, mark, power = text.partition("e")
    return mantissa.rstrip("0").removesuffix(".") + mark + power


def format_doubles(
    values: Iterable[float] | NDArray[Any],
    *,
    digits: int | None = None,
    nsmall: int = 0,
    width: int = 0,
    na: str = "NA",
) -> list[str]:
    """Return all values in their common format, padded to one width.

    R: base::format on a double vector.
    """
    current = get_options()
    plain = _plain(values)
    fmt = _choose(plain, current.digits if digits is None else digits, nsmall, na, current.scipen)
    if width > fmt.width:
        fmt = NumberFormat(width, fmt.decimals, fmt.exponent)
    width, decimals, exponent = fmt
    spec = f"{width}.{decimals}{'e' if exponent else 'f'}"
    cells = [format(v or 0.0, spec) if v - v == 0 else _special_text(v, na).rjust(width) for v in plain]
    mark = current.out_dec
    return cells if mark == "." else [cell.replace(".", mark) for cell in cells]


def _right(cells: list[str], width: int) -> list[str]:
    widest = max(map(len, cells), default=0)
    widest = max(widest, width)
    return [cell.rjust(widest) for cell in cells]


def format_integers(values: Iterable[int] | NDArray[Any], *, width: int = 0, na: str = "NA") -> list[str]:
    """Return integers right-justified to one width.

    R: base::format on an integer vector.
    """
    plain = values.ravel(order="F").tolist() if isinstance(values, np.ndarray) else values
    return _right([na if value == NA_INTEGER else str(value) for value in plain], width)


def format_logicals(values: Iterable[int] | NDArray[Any], *, width: int = 0, na: str = "NA") -> list[str]:
    """Return truth values right-justified to one width.

    R: base::format on a logical vector.
    """
    plain = values.ravel(order="F").tolist() if isinstance(values, np.ndarray) else values
    return _right([na if value == NA_LOGICAL else ("TRUE" if value else "FALSE") for value in plain], width)


def format_strings(
    values: Sequence[str | None],
    *,
    width: int = 0,
    justify: str = "left",
    na: str | None = "NA",
    quote: bool = False,
) -> list[str]:
    """Return words padded to one width.

    Args:
        values: words; None is NA.
        width: least width.
        justify: "left", "right", "centre" or "none".
        na: text of NA; None: NA stands as <NA>, unpadded and without effect on the width.
        quote: whether to write the words in double quotes with escapes.

    R: base::format on a character vector.
    """
    cells = [na if cell is None else (quote_string(cell) if quote else cell) for cell in values]
    if na is not None or None not in cells:
        return pad_all([cell or "" for cell in cells], justify, width)
    padded = iter(pad_all([cell for cell in cells if cell is not None], justify, width))
    return ["<NA>" if cell is None else next(padded) for cell in cells]


def format_column(
    column: Column,
    *,
    digits: int | None = None,
    nsmall: int = 0,
    width: int = 0,
    justify: str = "left",
    na_encode: bool = True,
    quote: bool = False,
) -> list[str]:
    """Return a column of any kind as R's `format` does, all cells of one width.

    With `na_encode=False` a missing word stands as <NA>, unpadded, as data frames print it.

    R: base::format.
    """
    missing = "NA" if na_encode else None
    if isinstance(column, Factor):
        levels = [*column.levels, None]
        words = [levels[code] for code in column.codes.tolist()]
        return format_strings(words, width=width, justify=justify, na=missing, quote=quote)
    if column.dtype == np.int8:
        return format_logicals(column, width=width)
    if column.dtype.kind == "i":
        return format_integers(column, width=width)
    if column.dtype.kind == "f":
        return format_doubles(column, digits=digits, nsmall=nsmall, width=width)
    words = list(column.ravel(order="F"))
    return format_strings(words, width=width, justify=justify, na=missing, quote=quote)
