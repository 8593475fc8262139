"""Print R's matrices and arrays: each column in its own format, wrapped at the line width, slab by slab."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.vectors import Names, Vector
from rcompat.text.cells import PrintStyle, cell_texts, escape_names, type_name
from rcompat.text.layout import MatrixLayout, limited_matrix_lines, matrix_lines, omitted_line

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
    shown: int | None,
) -> list[str]:
    """Lines of one two-dimensional slab; `shown` rows of it, or, if None, what options(max.print) lets through."""
    n_rows, n_columns = data.shape
    quote = style.quote is not False
    columns = [
        cell_texts(data[:, j], digits=style.digits, quote=quote, na_print=style.na_print) for j in range(n_columns)
    ]
    is_text = type_name(data) == "character"
    layout = MatrixLayout(
        right=bool(style.right) or not is_text,
        right_numbers=not is_text,
        gap=style.gap,
        width=style.width,
        header_names=None if titles is None else (titles[0], titles[1]),
        n_columns=n_columns,
        least_width=int(n_rows == 0 and type_name(data) in ("integer", "logical")),
        shown_rows=shown,
    )
    rows = list(zip(*columns, strict=True)) if columns else [()] * n_rows
    row_names = escape_names(dimnames[0], style.na_print) or None  # no rows, no names
    column_names = escape_names(dimnames[1], style.na_print)
    if shown is None:
        return limited_matrix_lines(rows, row_names, column_names, layout, style.max_print)
    return matrix_lines(rows, row_names, column_names, layout)


def matrix_value_lines(value: Vector, style: PrintStyle) -> list[str]:
    """Lines of a matrix.

    R: base::print.default on a matrix.
    """
    if value.data.shape == (0, 0):
        return ["<0 x 0 matrix>"]
    return _slab_lines(value.data, value.dimnames or (None, None), _dimension_titles(value), style, None)


def _no_slab_lines(value: Vector, dimnames: Sequence[Names], space: str) -> list[str]:
    """Lines of an array without a single slab: R still draws the row and column labels."""
    n_rows, n_columns = value.data.shape[:2]
    word = type_name(value.data)
    extents = " x ".join(map(str, value.data.shape))
    labels = matrix_lines([()] * n_rows, escape_names(dimnames[0]), None, MatrixLayout(n_columns=0))
    heads = "".join([f"{space}[,{j + 1}]" for j in range(n_columns)])
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
        parts.append(label if titles is None else f"{titles[position + 2] or ''} = {label}")
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
        return _no_slab_lines(value, dimnames, " " * style.gap)
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
    # R says nothing about rows missing from the last slab.
    if whole + (rows_left > 0) >= n_slabs:
        return lines
    return [*lines, _slabs_omitted(n_rows, n_slabs - whole, rows_left)]


def _slabs_omitted(n_rows: int, slabs: int, rows_shown: int) -> str:
    if rows_shown == 0:
        return omitted_line(slabs, "matrix slice(s)")
    return omitted_line(n_rows - rows_shown, f"row(s) and {slabs - 1} matrix slice(s)")
