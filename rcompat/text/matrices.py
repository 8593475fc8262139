"""Print R's matrices and arrays: each column in its own format, wrapped at the line width, slab by slab."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.vectors import Names, Vector
from rcompat.text.cells import PrintStyle, cell_texts, escape_names, type_name
from rcompat.text.layout import MatrixLayout, matrix_lines, text_width
from rcompat.text.vectors import omitted_line

__all__ = ["array_lines", "matrix_value_lines"]

_ARRAY_WORDS = {"numeric": "double"}


def _dimension_titles(value: Vector) -> tuple[str | None, ...] | None:
    titles = value.attributes.get("dimnames_names")
    return escape_names(titles) if isinstance(titles, tuple) else None


def _slab_lines(
    data: NDArray[Any],
    dimnames: Sequence[Names],
    titles: tuple[str | None, ...] | None,
    style: PrintStyle,
    shown: int,
) -> list[str]:
    """Lines of one two-dimensional slab, of which the first `shown` rows are printed."""
    n_rows, n_columns = data.shape
    quote = style.quote is not False
    columns = [
        cell_texts(data[:, j], digits=style.digits, quote=quote, na_print=style.na_print) for j in range(n_columns)
    ]
    right = type_name(data) != "character" or bool(style.right)
    layout = MatrixLayout(
        right=right,
        gap=style.gap,
        width=style.width,
        header_names=None if titles is None else (titles[0], titles[1]),
        n_columns=n_columns,
        total_rows=n_rows,
        column_widths=[max(map(text_width, column), default=0) for column in columns],
    )
    rows = list(zip(*columns, strict=True)) if columns else [()] * n_rows
    return matrix_lines(rows[:shown], escape_names(dimnames[0]), escape_names(dimnames[1]), layout)


def matrix_value_lines(value: Vector, style: PrintStyle) -> list[str]:
    """Lines of a matrix.

    R: base::print.default on a matrix.
    """
    n_rows, n_columns = value.data.shape
    if n_rows == 0 and n_columns == 0:
        return ["<0 x 0 matrix>"]
    shown = n_rows
    if value.data.size > style.max_print:
        shown = style.max_print // n_columns
    dimnames = value.dimnames or (None, None)
    lines = _slab_lines(value.data, dimnames, _dimension_titles(value), style, shown)
    return lines if shown == n_rows else [*lines, omitted_line(n_rows - shown, "rows")]


def _no_slab_lines(value: Vector, dimnames: Sequence[Names]) -> list[str]:
    """Lines of an array without a single slab: R still draws the row and column labels."""
    n_rows, n_columns = value.data.shape[:2]
    word = type_name(value.data)
    extents = " x ".join(map(str, value.data.shape))
    labels = matrix_lines([()] * n_rows, escape_names(dimnames[0]), None, MatrixLayout(n_columns=0))
    heads = "".join([f" [,{j + 1}]" for j in range(n_columns)])
    title = f"<{extents} array of {_ARRAY_WORDS.get(word, word)}>"
    return [title, labels[0] + heads, *labels[1:], ""]


def _slab_title(index: Sequence[int], dimnames: Sequence[Names], titles: tuple[str | None, ...] | None) -> str:
    parts = []
    for position, (i, names) in enumerate(zip(index, dimnames, strict=True)):
        if names is None:
            parts.append(str(i + 1))
            continue
        name = names[i]
        label = "NA" if name is None else name
        title = titles[position + 2] if titles is not None else None
        parts.append(f"{title} = {label}" if title else label)
    return ", , " + ", ".join(parts)


def array_lines(value: Vector, style: PrintStyle) -> list[str]:
    """Lines of an array of three and more dimensions: a matrix for each slab, with its title.

    R: base::print.default on an array.
    """
    shape = value.data.shape
    dimnames = value.dimnames or (None,) * len(shape)
    titles = _dimension_titles(value)
    n_rows, n_columns, n_slabs = shape[0], shape[1], int(np.prod(shape[2:]))
    if n_slabs == 0:
        return _no_slab_lines(value, dimnames)
    whole, rows_left = n_slabs, 0
    if value.data.size > style.max_print:
        whole, entries_left = divmod(style.max_print, n_rows * n_columns)
        rows_left = entries_left // n_columns
    slabs: Any = value.data
    lines = []
    for number, reversed_index in enumerate(product(*[range(extent) for extent in reversed(shape[2:])])):
        if number == whole + (rows_left > 0):
            break
        index = tuple(reversed(reversed_index))
        shown = n_rows if number < whole else rows_left
        slab = slabs[(..., *index)]
        lines += [_slab_title(index, dimnames[2:], titles), ""]
        lines += [*_slab_lines(slab, dimnames, titles, style, shown), ""]
    return lines if whole >= n_slabs else [*lines, _slabs_omitted(n_rows, n_slabs - whole, rows_left)]


def _slabs_omitted(n_rows: int, slabs: int, rows_shown: int) -> str:
    if rows_shown == 0:
        return omitted_line(slabs, "matrix slice(s)")
    return omitted_line(n_rows - rows_shown, f"row(s) and {slabs - 1} matrix slice(s)")
