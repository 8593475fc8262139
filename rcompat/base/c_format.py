"""R's `formatC`, `prettyNum` and `format` with all their arguments, on columns and plain Python values."""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, isfinite, trunc
from typing import Any

import numpy as np

from rcompat.base.conditions import RError, warning
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Factor
from rcompat.base.number_marks import make_marks, mark_cells
from rcompat.base.number_text import (
    format_doubles,
    format_integers,
    format_logicals,
    format_strings,
    is_na_double,
)
from rcompat.base.options import get_options, local_options
from rcompat.base.string_text import pad_all

__all__ = ["atoms", "formatC", "format_values", "prettyNum"]

_LARGEST_INTEGER = 2147483647
_MOST_DIGITS = 22
_ALWAYS = 100
_UNPADDED = 1e-4


def atoms(x: object) -> tuple[str, list[Any]]:
    """Return the kind ("double", "integer", "logical", "character", "factor") and the elements of a value.

    Args:
        x: a column, any NumPy array, a Python number, truth value or text, None (NA), or a sequence of those.
    """
    if isinstance(x, Factor):
        levels = [*x.levels, None]
        return "factor", [levels[code] for code in x.codes.tolist()]
    if hasattr(x, "data") and isinstance(x.data, np.ndarray):
        x = x.data
    if isinstance(x, np.ndarray):
        flat = x.ravel(order="F").tolist()
        if x.dtype == np.int8:
            return "logical", flat
        kinds = {"f": "double", "i": "integer", "u": "integer", "b": "logical"}
        return kinds.get(x.dtype.kind, "character"), flat
    values = list(x) if isinstance(x, Sequence) and not isinstance(x, str) else [x]
    return _plain_kind(values)


def _plain_kind(values: list[Any]) -> tuple[str, list[Any]]:
    if any(isinstance(value, str) for value in values):
        return "character", [value if value is None or isinstance(value, str) else str(value) for value in values]
    if any(isinstance(value, float) for value in values):
        return "double", [NA_REAL if value is None else float(value) for value in values]
    if all(value is None or isinstance(value, (bool, np.bool_)) for value in values):
        return "logical", [NA_LOGICAL if value is None else int(value) for value in values]
    whole = [NA_INTEGER if value is None else int(value) for value in values]
    if any(abs(value) > _LARGEST_INTEGER for value in whole if value != NA_INTEGER):
        return "double", [NA_REAL if value is None else float(value) for value in values]
    return "integer", whole


def format_values(
    x: object,
    *,
    trim: bool = False,
    digits: int | None = None,
    nsmall: int = 0,
    justify: str = "left",
    width: int | None = None,
    na_encode: bool = True,
    scientific: bool | int | None = None,
    big_mark: str = "",
    big_interval: int = 3,
    small_mark: str = "",
    small_interval: int = 5,
    decimal_mark: str | None = None,
    zero_print: str | None = None,
    drop0trailing: bool = False,
) -> list[str]:
    """Return a vector's elements as R's `format` writes them.

    Args:
        scientific: whether to write 1e+05; a whole number is used as the option scipen.

    Raises:
        RError: `digits` is out of range.

    R: base::format.
    """
    if digits is not None and not 1 <= digits <= _MOST_DIGITS:
        raise RError(f"invalid value {digits} for 'digits' argument", "prettyNum(.Internal(format(...)))")
    kind, values = atoms(x)
    least = width or 0
    if kind in ("character", "factor"):
        return format_strings(values, width=least, justify=justify, na="NA" if na_encode else None)
    penalty = get_options().scipen
    if scientific is not None:
        penalty = (-_ALWAYS if scientific else _ALWAYS) if isinstance(scientific, bool) else int(scientific)
    mark = get_options().out_dec if decimal_mark is None else decimal_mark
    with local_options(scipen=penalty, out_dec=mark):
        cells = _number_cells(kind, values, digits, nsmall, 0 if trim else least)
    if trim:
        cells = [cell.strip(" ").rjust(least) for cell in cells]
    marks = make_marks((big_mark, big_interval), (small_mark, small_interval), mark, zero_print, drop0trailing)
    return mark_cells(cells, marks, "individual" if trim else "common")


def _number_cells(kind: str, values: list[Any], digits: int | None, nsmall: int, width: int) -> list[str]:
    if kind == "double":
        return format_doubles(values, digits=digits, nsmall=nsmall, width=width)
    return format_logicals(values, width=width) if kind == "logical" else format_integers(values, width=width)


def prettyNum(
    x: object,
    big_mark: str = "",
    *,
    big_interval: int = 3,
    small_mark: str = "",
    small_interval: int = 5,
    decimal_mark: str | None = None,
    preserve_width: str = "common",
    zero_print: str | None = None,
    drop0trailing: bool = False,
    **arguments: Any,
) -> list[str]:
    """Return numbers one by one with marks; text gets the marks only.

    Args:
        arguments: passed to `format_values` when `x` holds numbers.

    R: base::prettyNum.
    """
    kind, values = atoms(x)
    marks = make_marks(
        (big_mark, big_interval),
        (small_mark, small_interval),
        get_options().out_dec if decimal_mark is None else decimal_mark,
        zero_print,
        drop0trailing,
    )
    if kind in ("character", "factor"):
        return mark_cells(["NA" if v is None else v for v in values], marks, preserve_width)
    cells: list[str] = []
    with local_options(out_dec=marks.decimal_mark):
        for value in values:
            element = np.array([value], dtype={"double": np.float64, "integer": np.int32}.get(kind, np.int8))
            cells += mark_cells(format_values(element, **arguments), marks, preserve_width)
    return cells


def formatC(
    x: object,
    digits: int | None = None,
    width: int | None = None,
    format: str | None = None,
    flag: str = "",
    mode: str | None = None,
    *,
    big_mark: str = "",
    big_interval: int = 3,
    small_mark: str = "",
    small_interval: int = 5,
    decimal_mark: str | None = None,
    preserve_width: str = "individual",
    zero_print: str | None = None,
    drop0trailing: bool = False,
) -> list[str]:
    """Return each element in a C format.

    Args:
        x: numbers or words.
        digits: decimals ("f") or significant digits ("e", "g", "fg").
        width: least width; negative: left-justified.
        format: "d", "f", "e", "E", "g", "G", "fg" or "s".
        flag: any of `0`, `-`, `+`, blank and `#`.
        mode: "double", "integer" or "character".

    Raises:
        RError: unknown mode or format.

    R: base::formatC.
    """
    kind, values = atoms(x)
    mode, form = _checked_mode(kind, mode, format)
    if mode == "character":
        return _formatted_words(values, width, flag)
    least = _least_width(digits, width, "integer" if form == "d" else mode)
    numbers = _numbers(x, kind, values, mode)
    special = max([len(_special(value)) for value in numbers if not isfinite(value)], default=0)
    cells = [_c_number(value, form, flag, least, digits, special) for value in numbers]
    mark = get_options().out_dec if decimal_mark is None else decimal_mark
    if mark != ".":
        cells = [cell.replace(".", mark).removesuffix(mark) for cell in cells]
    marks = make_marks((big_mark, big_interval), (small_mark, small_interval), mark, zero_print, drop0trailing, True)
    return mark_cells(cells, marks, preserve_width)


def _numbers(x: object, kind: str, values: list[Any], mode: str) -> list[float]:
    if isinstance(x, Factor):
        return [NA_REAL if code < 0 else code + 1 for code in x.codes.tolist()]
    if kind == "integer":
        values = [NA_REAL if value == NA_INTEGER else value for value in values]
    return [_whole(value) for value in values] if mode == "integer" else values


def _checked_mode(kind: str, mode: str | None, form: str | None) -> tuple[str, str]:
    if mode is None:
        mode = {"factor": "integer"}.get(kind, kind)
        if mode == "logical":
            raise RError("unsupported type ", "formatC")
        if form is not None and mode != "character":
            mode = "integer" if form == "d" else "double"
    if mode == "real":
        mode = "double"
    if mode not in ("double", "integer", "character"):
        raise RError('\'mode\' must be "double" ("real"), "integer" or "character"', "formatC")
    if form is None:
        return mode, {"double": "g", "integer": "d"}.get(mode, "s")
    if form not in ("d", "f", "e", "E", "g", "G", "fg", "s"):
        raise RError('\'format\' must be one of {"f","e","E","g","G", "fg", "s"}', "formatC")
    return mode, form


def _least_width(digits: int | None, width: int | None, mode: str) -> int:
    if width is None:
        return 1 if digits is None else digits + 1
    if width == 0 and digits == 0:
        raise RError("width cannot be zero", "formatC")
    return width or digits or (2 if mode == "integer" else 4)


def _formatted_words(values: list[Any], width: int | None, flag: str) -> list[str]:
    words = ["NA" if value is None else value if isinstance(value, str) else f"{value:g}" for value in values]
    left = "-" in flag or (width is not None and width < 0)
    return pad_all(words, "left" if left else "right", abs(width or 0))


def _whole(value: float) -> float:
    if not isfinite(value):
        return NA_REAL
    if abs(value) > _LARGEST_INTEGER:
        warning("NAs introduced by coercion to integer range", 'storage.mode(x) <- "integer"')
        return NA_REAL
    return trunc(value)


def _special(value: float) -> str:
    if value != value:
        return "NA" if is_na_double(value) else "NaN"
    return "Inf" if value > 0 else "-Inf"


def _c_number(value: float, form: str, flag: str, width: int, digits: int | None, special: int) -> str:
    if not isfinite(value):
        size = max(abs(width), special)
        return _special(value).ljust(size) if flag == "-" or width < 0 else _special(value).rjust(size)
    if width < 0:
        flag, width = flag.replace("-", "") + "-", -width
    if form == "d":
        return f"%{flag}{width}d" % value
    wanted = 4 if digits is None else digits if digits >= 0 else 6
    if form != "fg":
        return f"%{flag}{width}.{wanted}{form}" % value
    # R does it so: zero and numbers below 1e-4 are not padded.
    text = _fixed_significant(value, wanted, flag) if value else "0"
    return text if abs(value) < _UNPADDED else _padded(text, flag, width)


def _padded(text: str, flag: str, width: int) -> str:
    digits = text.lstrip("+- ")
    if "-" in flag:
        return text.ljust(width)
    if "0" not in flag:
        return text.rjust(width)
    return text[: len(text) - len(digits)] + digits.rjust(width - len(text) + len(digits), "0")


def _fixed_significant(value: float, digits: int, flag: str) -> str:
    sign = "+" if "+" in flag else " " if " " in flag else "-"
    digits = max(digits, 1)
    exponent = int(f"{value:.{digits - 1}e}".partition("e")[2])
    decimals = digits - 1 - exponent
    size = abs(value)
    if exponent >= 1 and size < 10**exponent:
        # R does it so: a value carried to 100 or more loses its sign, one carried to 10 is left to C's %g.
        if exponent == 1 and decimals < 0:
            return f"{value:{sign}{'#' if '#' in flag else ''}.{digits}g}"
        if exponent > 1:
            value = size
    if decimals <= 0:
        if size < 10**exponent:
            value = copysign(10**exponent, value)
        return f"{value:{sign}.0f}" + ("." if "#" in flag else "")
    text = f"{value:{sign}.{decimals}f}"
    return text if "#" in flag else text.rstrip("0").removesuffix(".")
