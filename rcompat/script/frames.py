"""Data frames as lists of columns: making them, turning them into matrices and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.names import make_names, make_unique
from rcompat.script.coercion import ORDER, coerce, is_factor, is_frame, strings, to_array
from rcompat.script.doors import KeptRows, frame_length, from_array, is_automatic
from rcompat.script.values import List, Value, Vec, chr, intv

__all__ = [
    "as_column_value",
    "as_frame_value",
    "as_matrix",
    "column_labels",
    "column_rows",
    "data_frame",
    "flat_columns",
    "is_matrix_column",
    "make_frame",
    "matrix_columns",
    "matrix_of",
    "recycle_column",
    "row_labels",
]


def make_frame(columns: list[Value], names: list[str], rows: Vec | None = None) -> List:
    """A data frame of ready columns."""
    n = 0 if not columns else column_rows(columns[0])
    attrs: dict[str, Value] = {"names": chr(names), "class": chr(["data.frame"])}
    attrs["row.names"] = intv(range(1, n + 1)) if rows is None else rows
    return List(columns, attrs)


def column_rows(column: Value) -> int:
    """Rows of a column, which may be a matrix or a data frame."""
    if is_frame(column):
        return frame_length(column)
    dim = getattr(column, "attrs", {}).get("dim")
    return int(dim.data[0]) if dim is not None else len(column)


def as_column_value(value: Value) -> Value:
    """A value as a column: names go."""
    if isinstance(value, Vec) and "names" in value.attrs:
        value = value.copy()
        del value.attrs["names"]
    if isinstance(value, Vec) and "dim" in value.attrs and len(value.attrs["dim"]) == 1:
        value = Vec(value.data, {k: v for k, v in value.attrs.items() if k in ("levels",)})
    return value


def recycle_column(column: Value, n: int) -> Value:
    """A column repeated to n rows."""
    if isinstance(column, List):
        return List([column.data[i % len(column.data)] for i in range(n)], dict(column.attrs))
    if column_rows(column) == n:
        return column
    return Vec(np.resize(column.data, n), dict(column.attrs))


def is_matrix_column(value: Value) -> bool:
    """Whether a variable of a data frame is a matrix."""
    return isinstance(value, Vec) and len(value.attrs.get("dim", ())) == 2


def matrix_columns(value: Vec) -> list[Vec]:
    """The columns of a matrix as vectors."""
    rows, count = (int(n) for n in value.attrs["dim"].data)
    return [Vec(value.data[j * rows : (j + 1) * rows]) for j in range(count)]


def column_labels(value: Vec) -> list[str | None] | None:
    """Column names of a matrix."""
    dimnames = value.attrs.get("dimnames")
    return None if dimnames is None or dimnames.data[1] is None else strings(dimnames.data[1])


def row_labels(value: Vec) -> Vec | None:
    """Row names of a matrix."""
    dimnames = value.attrs.get("dimnames")
    return None if dimnames is None else dimnames.data[0]


def _pieces(name: str | None, shown: str, value: Value, factors: bool) -> tuple[list[Value], list[str], Vec | None]:
    """Columns and names that one argument of data.frame gives, and row names if it has them."""
    if is_frame(value):
        rows = value.attrs["row.names"]
        inner = [str(text) for text in strings(value.attrs["names"])]
        return list(value.data), _inner_names(name, inner), None if is_automatic(rows) else rows
    if isinstance(value, Vec) and "dim" in value.attrs and len(value.attrs["dim"]) == 2:
        count = int(value.attrs["dim"].data[1])
        places = [name or shown] if count == 1 else [str(j + 1) for j in range(count)]
        labels = _inner_names(name, column_labels(value) or places)
        columns: list[Value] = list(matrix_columns(value))
        if factors or value.kind == "character":
            columns = [_maybe_factor(column, factors) for column in columns]
        return columns, labels, row_labels(value)
    if isinstance(value, List):
        if "class" in value.attrs and "AsIs" in value.attrs["class"].data:
            return [value], [name or shown], None
        own = strings(value.attrs["names"]) if "names" in value.attrs else [None] * len(value.data)
        columns, names = [], []
        for label, item in zip(own, value.data, strict=True):
            inner_columns, inner_names, _ = _pieces(label or None, "V", item, factors)
            columns += inner_columns
            names += inner_names
        return columns, _inner_names(name, names), None
    if not isinstance(value, Vec):
        from rcompat.script.coercion import implicit_class

        kinds = implicit_class(value)
        shown_kind = f'‘"{kinds[0]}"’' if len(kinds) == 1 else str(kinds)
        raise RError(f"cannot coerce class {shown_kind} to a data.frame")
    rows = value.attrs.get("names") if len(value) else None
    return [_maybe_factor(as_column_value(value), factors)], [name or shown], rows


def _inner_names(name: str | None, inner: Sequence[str | None]) -> list[str]:
    """Names of the columns within an argument; the argument's own name stands before them if they are several."""
    return [f"{name}.{text}" if name and len(inner) > 1 else str(text) for text in inner]


def _maybe_factor(column: Value, factors: bool) -> Value:
    if factors and isinstance(column, Vec) and column.kind == "character":
        from rcompat.script.factors import make_factor

        return make_factor(column)
    return column


def data_frame(
    given: list[tuple[str | None, str, Value]],
    *,
    check_names: bool = True,
    factors: bool = False,
    rows: Vec | None = None,
) -> List:
    """Put columns together.

    Args:
        given: for each argument its name, its text, and its value.
        check_names: make names syntactic and unique.
        factors: turn text into factors.
        rows: row names.

    Raises:
        RError: the columns differ in length.

    R: base::data.frame.
    """
    columns: list[Value] = []
    names: list[str] = []
    found_rows: Vec | None = rows
    sizes: list[int] = []
    for name, shown, value in given:
        if value is None:
            continue
        new_columns, new_names, labels = _pieces(name, shown, value, factors)
        columns += new_columns
        names += new_names
        sizes.append(max((column_rows(column) for column in new_columns), default=0))
        if found_rows is None and labels is not None and len(set(strings(labels))) == len(labels):
            found_rows = labels
    n = max(sizes, default=0)
    if any(size == 0 or n % size for size in sizes) and n:
        shown_sizes = ", ".join(str(size) for size in dict.fromkeys(sizes))
        raise RError(f"arguments imply differing number of rows: {shown_sizes}")
    columns = [column if column_rows(column) == n else recycle_column(column, n) for column in columns]
    if check_names:
        names = list(make_unique(make_names(names)))
    if found_rows is not None and len(found_rows) != n:
        found_rows = None
    frame = make_frame(columns, names, found_rows)
    if not columns:
        frame.attrs["row.names"] = intv([]) if rows is None else rows
    return frame


def as_frame_value(value: Value, name: str = "x", factors: bool = False) -> List:
    """Any value as a data frame.

    R: base::as.data.frame.
    """
    if is_frame(value):
        kinds = strings(value.attrs["class"])
        return value if kinds[0] == "data.frame" else List(value.data, {**value.attrs, "class": chr(["data.frame"])})
    if isinstance(value, Vec) and "dim" in value.attrs and len(value.attrs["dim"]) == 2:
        labels = column_labels(value) or [f"V{j + 1}" for j in range(int(value.attrs["dim"].data[1]))]
        columns = [_maybe_factor(column, factors) for column in matrix_columns(value)]
        frame = make_frame(columns, [str(text) for text in labels], row_labels(value))
        if not columns:
            frame.attrs["row.names"] = intv(range(1, int(value.attrs["dim"].data[0]) + 1))
        return frame
    if isinstance(value, List):
        return data_frame([(None, name, value)], factors=factors)
    return data_frame([(name, name, value)], factors=factors, check_names=False)


def as_matrix(value: Value) -> Vec:
    """A data frame or vector as a matrix.

    R: base::as.matrix.
    """
    if isinstance(value, Vec):
        if "dim" in value.attrs and len(value.attrs["dim"]) == 2:
            return value
        names = value.attrs.get("names")
        attrs: dict[str, Value] = {"dim": intv([len(value), 1])}
        if names is not None:
            attrs["dimnames"] = List([names, None])
        return Vec(value.data, attrs)
    n = frame_length(value)
    columns, names = flat_columns(value)
    kinds = ["character" if is_factor(column) else column.kind for column in columns]
    kind = max(kinds, key=ORDER.index) if kinds else "logical"
    arrays = [_cells(column, kind) for column in columns]
    data = np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int8)
    rows = value.attrs["row.names"]
    labels = None if is_automatic(rows) and not isinstance(rows, KeptRows) else chr(strings(rows))
    return Vec(data, {"dim": intv([n, len(columns)]), "dimnames": List([labels, chr(names)])})


def _cells(column: Vec, kind: str) -> Any:
    if kind != "character" or column.kind == "character" or is_factor(column):
        return to_array(column, kind)
    if column.kind == "logical":
        return to_array(column, kind)
    from rcompat.base.number_text import format_column

    cells = format_column(column.data)
    gone = coerce(column.data, "double")
    result = np.empty(len(cells), dtype=object)
    result[:] = [None if gone[i] != gone[i] else cell for i, cell in enumerate(cells)]
    return result


def flat_columns(value: List) -> tuple[list[Vec], list[str]]:
    """The columns of a data frame with matrix columns spread out."""
    columns: list[Vec] = []
    names: list[str] = []
    for name, column in zip(strings(value.attrs["names"]), value.data, strict=True):
        if is_matrix_column(column):
            count = int(column.attrs["dim"].data[1])
            labels = column_labels(column) or [str(j + 1) for j in range(count)]
            columns += matrix_columns(column)
            names += [str(name)] if count == 1 else [f"{name}.{label}" for label in labels]
        else:
            columns.append(column)
            names.append(str(name))
    return columns, names


def matrix_of(columns: Any, row_names: Value = None, column_names: Value = None) -> Vec:
    """A matrix from a two-dimensional array and its names."""
    result = from_array(columns)
    if row_names is not None or column_names is not None:
        result.attrs["dimnames"] = List([row_names, column_names])
    return result
