"""Print the Matrix package's S4 matrices as their `show` methods do: a header line, then the matrix.

Sparse matrices show their structural zeros as dots under the units digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import message
from rcompat.base.number_text import NumberFormat, encode_number, format_doubles, number_format
from rcompat.base.string_text import squote
from rcompat.base.vectors import Names, Vector
from rcompat.text.cells import escape_names
from rcompat.text.layout import MatrixLayout, matrix_lines

__all__ = [
    "DENSE_CLASSES",
    "SPARSE_CLASSES",
    "TRIANGULAR_CLASSES",
    "dense_matrix_lines",
    "sparse_matrix_lines",
    "triangular_matrix_lines",
]

DENSE_CLASSES = frozenset(
    {"dgeMatrix", "dpoMatrix", "dppMatrix", "dspMatrix", "dsyMatrix", "corMatrix", "lgeMatrix", "lsyMatrix"}
)
SPARSE_CLASSES = frozenset(
    {"dgCMatrix", "dsCMatrix", "dtCMatrix", "dgTMatrix", "dsTMatrix", "dtTMatrix", "ngCMatrix", "ddiMatrix"}
)
TRIANGULAR_CLASSES = frozenset({"dtrMatrix", "dtpMatrix", "Cholesky"})

_MOST_NAMED_COLUMNS = 9


def dense_matrix_lines(value: Vector, kind: str, lines: list[str]) -> list[str]:
    """Lines of a dense S4 matrix: its header before the lines of the plain matrix.

    R: Matrix::show.
    """
    n_rows, n_columns = value.data.shape
    return [f'{n_rows} x {n_columns} Matrix of class "{kind}"', *lines]


def triangular_matrix_lines(
    value: Vector, kind: str, *, digits: int | None = None, width: int | None = None
) -> list[str]:
    """Lines of a dense triangular S4 matrix: one format for all cells, dots in the empty triangle.

    R: Matrix::show.
    """
    data = value.data
    n_rows, n_columns = data.shape
    mask = np.tri(n_rows, n_columns, dtype=bool)
    if np.triu(data, 1).any():
        mask = mask.T
    texts = np.array(format_doubles(data, digits=digits), dtype=object).reshape(data.shape, order="F")
    texts[~mask] = "."
    row_names, column_names = value.dimnames or (None, None)
    layout = MatrixLayout(n_columns=n_columns, width=width)
    lines = matrix_lines(texts.tolist(), escape_names(row_names), escape_names(column_names), layout)
    return dense_matrix_lines(value, kind, lines)


def sparse_matrix_lines(
    value: Vector,
    kind: str,
    *,
    stored: NDArray[np.bool_] | None = None,
    digits: int | None = None,
    width: int | None = None,
) -> list[str]:
    """Lines of a sparse S4 matrix. Matrices beyond options(max.print) are printed whole.

    As in R a message, not a line, says that the names of ten and more columns are left out.

    Args:
        value: the matrix, zeros included.
        kind: its class.
        stored: mask of the stored entries; default those that are not 0.
        digits: significant digits, or None for options(digits).
        width: columns of a line, or None for options(width).

    R: Matrix::show.
    """
    data = value.data
    mask = data != 0 if stored is None else stored
    n_rows, n_columns = data.shape
    pattern = kind.startswith("n")
    columns = [
        _pattern_cells(mask[:, j]) if pattern else _column_cells(data[:, j], mask[:, j], digits)
        for j in range(n_columns)
    ]
    row_names, column_names = value.dimnames or (None, None)
    what = "diagonal matrix" if kind == "ddiMatrix" else "sparse Matrix"
    lines = [f'{n_rows} x {n_columns} {what} of class "{kind}"']
    heads: Sequence[str | None] = [""] * n_columns
    if column_names is not None and n_columns <= _MOST_NAMED_COLUMNS:
        heads = escape_names(column_names) or ()
    elif column_names is not None:
        message(_suppressed(column_names), drawn=1)
    rows = list(zip(*columns, strict=True)) if columns else [()] * n_rows
    layout = MatrixLayout(n_columns=n_columns, width=width, least_width=1)
    return lines + matrix_lines(rows, escape_names(row_names), heads, layout)


def _suppressed(names: Names) -> str:
    shown = ", ".join([squote(name or "NA") for name in (names or ())[:3]])
    return f"  [[ suppressing {len(names or ())} column names {shown} ... ]]"


def _pattern_cells(mask: NDArray[np.bool_]) -> list[str]:
    return ["|" if stored else "." for stored in mask.tolist()]


def _column_cells(data: NDArray[Any], mask: NDArray[np.bool_], digits: int | None) -> list[str]:
    values = data.tolist()
    fmt = number_format(values, digits)
    dot = _dot(fmt)
    return [
        encode_number(value, fmt).strip() if stored else dot
        for value, stored in zip(values, mask.tolist(), strict=True)
    ]


def _dot(fmt: NumberFormat) -> str:
    """A dot where the units digit of the column stands; a scientific column leaves room for a point it may lack."""
    if fmt.exponent:
        return "." + " " * (1 + fmt.decimals + 3 + fmt.exponent)
    return "." + " " * (fmt.decimals + (fmt.decimals > 0))
