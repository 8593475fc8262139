"""Print R's data frames: every column formatted by itself, right-justified, wrapped like a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import Column, Factor, Frame, take_rows
from rcompat.base.vectors import Vector
from rcompat.text.cells import PrintStyle, cell_texts, escape, escape_names, type_name
from rcompat.text.layout import MatrixLayout, indexed_lines, limited_matrix_lines

__all__ = ["frame_lines"]


def frame_lines(frame: Frame, style: PrintStyle) -> list[str]:
    """Lines of a data frame.

    R: base::print.data.frame.
    """
    if not frame.columns:
        return [f"data frame with 0 columns and {frame.n} rows"]
    if frame.n == 0:
        heads = indexed_lines([escape(name) for name in frame.names], right=False, width=style.width)
        return [*heads, "<0 rows> (or 0-length row.names)"]
    shown = min(frame.n, style.max_print // len(frame.columns))
    rows = np.arange(shown)
    names: list[str] = []
    columns: list[list[str]] = []
    for name, column in frame.columns.items():
        part = column if shown == frame.n else _first_rows(column, rows)
        labels, texts = _column_texts(name, part, style)
        names += labels
        columns += texts
    layout = MatrixLayout(right=style.right is not False, gap=style.gap, width=style.width, n_columns=len(columns))
    row_names: Sequence[str | None] | None = (
        escape_names(frame.row_names[:shown]) if frame.row_names is not None else [str(i + 1) for i in range(shown)]
    )
    cells = list(zip(*columns, strict=True))
    lines = limited_matrix_lines(cells, row_names or None, escape_names(names), layout, style.max_print)
    if shown == frame.n:
        return lines
    left = frame.n - shown
    return [*lines, f""" [ reached 'max' / getOption("max.print") -- omitted {left} rows ]"""]


def _first_rows(column: Column | Vector, rows: NDArray[np.intp]) -> Column | Vector:
    if isinstance(column, Vector):
        return Vector(data=column.data[rows], dimnames=column.dimnames)
    return take_rows(column, rows)


def _column_texts(name: str, column: Column | Vector, style: PrintStyle) -> tuple[list[str], list[list[str]]]:
    """Labels and cells of a column; a matrix column gives several."""
    quote = bool(style.quote)
    if isinstance(column, Factor):
        words = np.array([*column.levels, None], dtype=object)[column.codes]
        return [name], [_word_cells(words, style, quote)]
    if isinstance(column, Vector) or column.ndim == 2:
        return _matrix_column(name, column, style)
    if type_name(column) == "character":
        return [name], [_word_cells(column, style, quote)]
    cells = cell_texts(column, digits=style.digits, quote=False)
    widest = max(map(len, cells), default=0)
    return [name], [_quoted([cell.rjust(widest) for cell in cells], quote)]


def _word_cells(words: NDArray[Any], style: PrintStyle, quote: bool) -> list[str]:
    return cell_texts(words, digits=None, quote=quote, na_print=style.na_print)


def _quoted(cells: list[str], quote: bool) -> list[str]:
    return [f'"{cell}"' for cell in cells] if quote else cells


def _matrix_column(name: str, column: Vector | NDArray[Any], style: PrintStyle) -> tuple[list[str], list[list[str]]]:
    """Labels and cells of a matrix column, whose cells share one format; a Vector may name its columns."""
    data, names = (column.data, column.dimnames) if isinstance(column, Vector) else (column, None)
    n_rows, n_columns = data.shape
    cells = _quoted(cell_texts(data.ravel(order="F"), digits=style.digits, quote=False), bool(style.quote))
    own = None if names is None else names[1]
    return _matrix_heads(name, own, n_columns), [cells[j * n_rows : (j + 1) * n_rows] for j in range(n_columns)]


def _matrix_heads(name: str, own: Sequence[str | None] | None, count: int) -> list[str]:
    """Labels of a matrix column: the only one is called by its own name, or by the variable's."""
    if count == 1:
        return [name if own is None else str(own[0])]
    heads = [str(j + 1) for j in range(count)] if own is None else own
    return [f"{name}.{head}" for head in heads]
