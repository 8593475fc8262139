"""cbind and rbind, of matrices, lists and data frames. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.names import make_unique
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import ORDER, coerce, is_factor, is_frame, strings, to_array
from rcompat.script.doors import frame_length, is_automatic
from rcompat.script.evaluator import force
from rcompat.script.frame_indexing import select_columns
from rcompat.script.frames import (
    column_labels,
    column_rows,
    data_frame,
    is_matrix_column,
    make_frame,
    matrix_columns,
)
from rcompat.script.functions.combining import combine
from rcompat.script.machine import Context
from rcompat.script.matching import Given
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import List, Value, Vec, chr, intv, names_of

__all__ = ["stack_frames", "stacked_columns"]


def _bind_pieces(context: Context, dots: Given) -> list[tuple[str | None, str | None, Value]]:
    pieces = []
    for name, promise in dots:
        if name in ("deparse.level", "stringsAsFactors", "make.row.names"):
            continue
        value = force(context.it, promise)
        if value is None:
            continue
        expr = plain(promise)
        pieces.append((name, expr.name if isinstance(expr, Symbol) else None, value))
    return pieces


@builtin("cbind rbind", "...", lazy="...", primitive=False)
def _bind(context: Context, dots: Any = ()) -> Value:
    by_columns = context.builtin.name == "cbind"
    pieces = _bind_pieces(context, dots)
    if not pieces:
        return None
    if any(is_frame(value) for _, _, value in pieces):
        return _bound_frames(context, pieces, by_columns, dots)
    if by_columns and any("tsp" in value.attrs for _, _, value in pieces):
        from rcompat.script.functions.several_series import bound_series

        shown = [deparse(plain(promise))[0] for name, promise in dots if name != "deparse.level"]
        return bound_series([(name, text, value) for (name, _, value), text in zip(pieces, shown, strict=False)])
    _warn_of_recycling(context, pieces, by_columns)
    return _bound_matrix(pieces, by_columns)


def _warn_of_recycling(context: Context, pieces: list[Any], by_columns: bool) -> None:
    """A vector that does not fill its row or column a whole number of times."""
    axis = 1 if by_columns else 0
    sizes = [int(value.attrs["dim"].data[1 - axis]) for _, _, value in pieces if "dim" in value.attrs]
    other = sizes[0] if sizes else max(len(value) for _, _, value in pieces)
    for place, (_, _, value) in enumerate(pieces, start=1):
        size = len(value)
        if "dim" not in value.attrs and size and (other % size if other >= size else size % max(other, 1) or not other):
            side = "rows" if by_columns else "columns"
            text = f"number of {side} of result is not a multiple of vector length (arg {place})"
            raise_warning(context.it, text, context.call)
            return


def _bound_frames(context: Context, pieces: list[Any], by_columns: bool, dots: Given) -> Value:
    if by_columns:
        given = [(name, shown or "V", value) for name, shown, value in pieces]
        labelled = []
        for (name, shown, value), (_, promise) in zip(
            given, [d for d in dots if d[0] != "stringsAsFactors"], strict=False
        ):
            labelled.append((name, deparse(plain(promise))[0] if shown == "V" else shown, value))
        return data_frame(labelled, check_names=False)
    return stack_frames([value for _, _, value in pieces], [name for name, _, _ in pieces])


def stack_frames(values: list[Value], labels: list[str | None] | None = None) -> List:
    """Data frames on top of each other, columns matched by name; labels of the arguments go into the row names.

    Raises:
        RError: the columns do not fit.
    """
    first = next(value for value in values if is_frame(value) and len(value.data))
    names = [str(name) for name in strings(first.attrs["names"])]
    frames = []
    for value in values:
        if is_frame(value):
            if not len(value.data):
                continue
            frames.append(_matched_columns(value, names))
        else:
            frames.append(_row_frame(value, names))
    columns = [stacked_columns([frame.data[j] for frame in frames]) for j in range(len(names))]
    attrs = dict(first.attrs)
    attrs["row.names"] = _stacked_rows(frames, labels if labels is not None and len(labels) == len(frames) else None)
    return List(columns, attrs)


def _row_frame(value: Value, names: list[str]) -> List:
    if isinstance(value, List):
        given = names_of(value)
        items = list(value.data)
        if given is not None and set(given) == set(names):
            items = [value.data[given.index(name)] for name in names]
    else:
        items = [Vec(value.data[i : i + 1]) for i in range(len(value))]
    if len(items) != len(names):
        raise RError("invalid list argument: all variables should have the same length")
    return make_frame(items, names)


def _matched_columns(frame: List, names: list[str]) -> List:
    own = [str(name) for name in strings(frame.attrs["names"])]
    if own == names:
        return frame
    if len(own) != len(names):
        error = RError("numbers of columns of arguments do not match")
        error.call = "rbind(deparse.level, ...)"
        error.functions = ("rbind",)
        raise error
    if set(own) != set(names):
        error = RError("names do not match previous names")
        error.call = "match.names(clabs, names(xi))"
        error.functions = ("rbind", "match.names")
        raise error
    return select_columns(frame, np.array([own.index(name) for name in names]))


def stacked_columns(columns: list[Value]) -> Value:
    """Columns of several data frames as one column; factors keep the levels of all."""
    if any(is_factor(column) for column in columns):
        from rcompat.script.factors import make_factor

        levels: list[Any] = []
        for column in columns:
            own = column.attrs["levels"].data if is_factor(column) else dict.fromkeys(strings(column))
            levels += [level for level in own if level not in levels and level is not None]
        words = np.concatenate([to_array(column, "character") for column in columns])
        if is_factor(columns[0]):
            return make_factor(Vec(words), chr(levels), ordered="ordered" in columns[0].attrs["class"].data)
        return Vec(words)
    if all(is_matrix_column(column) for column in columns):
        return _stacked_matrices(columns)
    result = combine([(None, column) for column in columns])
    if result is not None and "names" in result.attrs:
        del result.attrs["names"]
    return result


def _stacked_matrices(columns: list[Value]) -> Vec:
    """Matrix columns on top of each other, under the names of the first one's columns."""
    parts = [combine([(None, part) for part in same]) for same in zip(*map(matrix_columns, columns), strict=True)]
    result = Vec(np.concatenate([part.data for part in parts]))
    result.attrs["dim"] = intv([sum(map(column_rows, columns)), len(parts)])
    labels = column_labels(columns[0])
    if labels is not None:
        result.attrs["dimnames"] = List([None, chr(labels)])
    return result


def _labelled_rows(frames: list[List], labels: list[str | None]) -> Vec:
    """Row names of frames given by name: the name alone for one row, else name and row."""
    names: list[str] = []
    for frame, label in zip(frames, labels, strict=True):
        rows = [str(text) for text in strings(frame.attrs["row.names"])]
        if not label:
            automatic = is_automatic(frame.attrs["row.names"])
            names += [str(len(names) + i + 1) for i in range(len(rows))] if automatic else rows
        elif len(rows) == 1:
            names.append(label)
        else:
            names += [f"{label}.{row}" for row in rows]
    return chr(make_unique(names, sep=""))


def _stacked_rows(frames: list[List], labels: list[str | None] | None = None) -> Vec:
    if labels is not None and any(labels):
        return _labelled_rows(frames, labels)
    if all(is_automatic(frame.attrs["row.names"]) for frame in frames):
        return intv(range(1, sum(frame_length(frame) for frame in frames) + 1))
    names: list[str] = []
    for frame in frames:
        rows = frame.attrs["row.names"]
        if is_automatic(rows):
            start = len(names)
            names += [str(start + i + 1) for i in range(len(rows))]
        else:
            names += [str(text) for text in strings(rows)]
    unique = list(make_unique(names, sep=""))
    if all(label.isdigit() for label in unique):
        return intv([int(label) for label in unique])
    return chr(unique)


def _bound_matrix(pieces: list[Any], by_columns: bool) -> Value:
    axis = 1 if by_columns else 0
    kinds = [value.kind if not isinstance(value, List) else "list" for _, _, value in pieces]
    if "list" in kinds:
        return _bound_lists(pieces, by_columns)
    kind = max(kinds, key=ORDER.index)
    sizes = [int(value.attrs["dim"].data[1 - axis]) for _, _, value in pieces if "dim" in value.attrs]
    other = sizes[0] if sizes else max(len(value) for _, _, value in pieces)
    if any(size != other for size in sizes):
        raise RError(f"number of {'rows' if by_columns else 'columns'} of matrices must match (see arg 2)")
    blocks, labels, cross = [], [], None
    for name, shown, value in pieces:
        data = coerce(value.data, kind)
        if "dim" in value.attrs:
            block = data.reshape(tuple(value.attrs["dim"].data), order="F")
            dimnames = value.attrs.get("dimnames")
            own = None if dimnames is None else dimnames.data[axis]
            labels += [""] * block.shape[axis] if own is None else [text or "" for text in strings(own)]
            if cross is None and dimnames is not None:
                cross = dimnames.data[1 - axis]
        else:
            if not len(data) and other:
                continue
            line = np.resize(data, other)
            block = line[:, None] if by_columns else line[None, :]
            labels.append(name or shown or "")
            if cross is None and names_of(value) is not None and len(value) == other:
                cross = chr(names_of(value) or [])
        blocks.append(block)
    joined = np.concatenate(blocks, axis=axis)
    attrs: dict[str, Value] = {"dim": intv(joined.shape)}
    own_labels = chr(labels) if any(labels) else None
    if own_labels is not None or cross is not None:
        attrs["dimnames"] = List([cross, own_labels] if by_columns else [own_labels, cross])
    return Vec(joined.ravel(order="F"), attrs)


def _bound_lists(pieces: list[Any], by_columns: bool) -> Value:
    rows = [
        value.data if isinstance(value, List) else [Vec(value.data[i : i + 1]) for i in range(len(value))]
        for _, _, value in pieces
    ]
    width = max(len(row) for row in rows)
    n = len(rows)
    data = [rows[i][j % len(rows[i])] for j in range(width) for i in range(n)]
    cross = names_of(pieces[0][2])
    labels = [name or shown or "" for name, shown, _ in pieces]
    own = chr(labels) if any(labels) else None
    other = None if cross is None else chr(cross)
    if by_columns:
        data = [rows[i][j % len(rows[i])] for i in range(n) for j in range(width)]
        return List(data, {"dim": intv([width, n]), "dimnames": List([other, own])})
    return List(data, {"dim": intv([n, width]), "dimnames": List([own, other])})
