"""Print the Matrix package's S4 matrices as their `show` methods do: a header line, then the matrix."""

from __future__ import annotations

from rcompat.base.vectors import Vector

__all__ = ["MATRIX_CLASSES", "matrix_class_lines"]

MATRIX_CLASSES = frozenset({"dgeMatrix", "dpoMatrix", "dsyMatrix", "corMatrix"})


def matrix_class_lines(value: Vector, kind: str, lines: list[str]) -> list[str]:
    """Lines of a dense S4 matrix: its header before the lines of the plain matrix.

    R: Matrix::show.
    """
    n_rows, n_columns = value.data.shape
    return [f'{n_rows} x {n_columns} Matrix of class "{kind}"', *lines]
