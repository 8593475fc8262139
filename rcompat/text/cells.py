"""Turn the elements of an R value into the texts that R's printer shows, before any layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL
from rcompat.base.number_text import format_doubles
from rcompat.base.string_text import quote_string

__all__ = ["PrintStyle", "cell_texts", "escape", "escape_names", "type_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintStyle:
    """The arguments of R's `print` that reach every part of a value.

    Attributes:
        digits: significant digits, or None for options(digits).
        quote: quote strings; None lets the kind of value decide.
        right: right-justify strings; None lets the kind of value decide.
        na_print: text of missing values, or None for R's own.
        gap: blanks between columns.
        width: columns of a line.
        max_print: most entries printed.
    """

    digits: int | None
    quote: bool | None
    right: bool | None
    na_print: str | None
    gap: int
    width: int
    max_print: int


def escape(text: str) -> str:
    """A string as `print(quote = FALSE)` shows it: control characters and backslashes escaped.

    R: base::print.default.
    """
    return quote_string(text, "")


def escape_names(names: Sequence[str | None] | None, missing: str | None = None) -> tuple[str | None, ...] | None:
    """Names or dimnames as R's printer shows them; a missing name becomes `missing`."""
    return None if names is None else tuple([missing if name is None else escape(name) for name in names])


def type_name(data: NDArray[Any]) -> str:
    """R's word for the empty vector of this type: numeric, integer, logical or character."""
    kind = data.dtype.kind
    if kind == "f":
        return "numeric"
    if kind == "b" or data.dtype == np.int8:
        return "logical"
    return "integer" if kind in "iu" else "character"


def _string_texts(values: Sequence[str | None], quote: bool, na_print: str | None) -> list[str]:
    missing = na_print if na_print is not None else "NA" if quote else "<NA>"
    if quote:
        return [missing if value is None else quote_string(value) for value in values]
    return [missing if value is None else escape(value) for value in values]


def cell_texts(data: NDArray[Any], *, digits: int | None, quote: bool, na_print: str | None = None) -> list[str]:
    """Texts of the elements of a one-dimensional array, numbers in one common format.

    Args:
        data: values (n,); the dtype tells R's type (see rcompat.base.frame).
        digits: significant digits, or None for options(digits).
        quote: quote strings.
        na_print: text of missing values, or None for R's own.

    R: base::print.default.
    """
    kind = type_name(data)
    if kind == "character":
        return _string_texts(data.tolist(), quote, na_print)
    missing = "NA" if na_print is None else na_print
    if kind == "numeric":
        return format_doubles(data, digits=digits, na=missing)
    missing = missing or " "  # whole numbers and truth values take at least one column
    if kind == "logical":
        return [missing if value == NA_LOGICAL else "TRUE" if value else "FALSE" for value in data.tolist()]
    return [missing if value == NA_INTEGER else str(value) for value in data.tolist()]
