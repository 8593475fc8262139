"""Rows and columns of data frames: `df[i, j]`."""

from __future__ import annotations

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.names import make_unique
from rcompat.script.coercion import is_factor, is_frame, strings
from rcompat.script.doors import KeptRows, frame_length
from rcompat.script.indexing import Indices, array_subset, positions, take
from rcompat.script.values import List, Value, Vec, chr, intv

__all__ = ["frame_subset", "row_positions", "select_columns", "take_row_values", "take_rows"]


def frame_subset(frame: List, indices: list[Value], missing: list[bool], drop: bool | None) -> Value:
    """`frame[i, j]`. R: base::`[.data.frame`."""
    names = strings(frame.attrs["names"])
    if len(indices) <= 1:
        if not indices or missing[0]:
            return frame
        index = indices[0]
        if isinstance(index, Vec) and "dim" in index.attrs and index.kind == "logical":
            from rcompat.script.frames import as_matrix

            return Vec(as_matrix(frame).data[index.data.astype(bool)])
        return select_columns(frame, _columns(index, names))
    rows_index, column_index = indices[0], indices[1]
    picked = frame if missing[1] else select_columns(frame, _columns(column_index, names))
    if missing[0] and not missing[1]:
        picked.attrs["row.names"] = picked.attrs.pop("row.names")  # R's order of the attributes tells how it went
    if not missing[0]:
        picked = take_rows(picked, row_positions(frame, rows_index))
    is_tibble = "tbl_df" in frame.attrs["class"].data
    if drop is None and is_tibble:
        drop = False
    if drop is None:
        drop = (
            not missing[1] if missing[0] or len(picked.data) != len(frame.data) or not missing[1] else len(names) == 1
        )
    if drop and len(picked.data) == 1:
        return picked.data[0]
    if drop and drop is True and frame_length(picked) == 1 and missing[1] is False and False:
        return picked
    return picked


def _columns(index: Value, names: list[str | None]) -> Indices:
    places = positions(index, len(names), names, grow=True)
    if (places < 0).any() or (places >= len(names)).any():
        raise RError("undefined columns selected")
    return places


def select_columns(frame: List, places: Indices) -> List:
    """A data frame of some columns; attributes of its own are lost, but for the groups of a tibble."""
    names = strings(frame.attrs["names"])
    chosen = [str(names[i]) for i in places.tolist()]
    attrs = {"names": chr(make_unique(chosen))}
    attrs["row.names"] = intv(range(1, frame_length(frame) + 1)) if not len(frame.data) else frame.attrs["row.names"]
    attrs["class"] = frame.attrs["class"]
    if "groups" in frame.attrs:
        attrs["groups"] = frame.attrs["groups"]
    return List([frame.data[i] for i in places.tolist()], attrs)


def row_positions(frame: List, index: Value) -> Indices:
    """Rows (from 0) an index means; names are row names."""
    n = frame_length(frame)
    rows = frame.attrs["row.names"]
    labels = strings(rows) if isinstance(index, Vec) and index.kind == "character" else None
    if is_factor(index):
        index = Vec(index.data)
        if isinstance(index, Vec):
            labels = strings(rows)
    if isinstance(index, Vec) and "dim" in index.attrs:
        index = Vec(index.data)
    return positions(index, n, labels)


def take_rows(frame: List, places: Indices) -> List:
    """The chosen rows of a data frame, with their row names made unique."""
    columns = [take_row_values(column, places) for column in frame.data]
    attrs = {name: item for name, item in frame.attrs.items() if name not in ("row.names", "class")}
    is_tibble = "tbl_df" in frame.attrs["class"].data
    attrs["row.names"] = intv(range(1, len(places) + 1)) if is_tibble else _row_labels(frame, places)
    attrs["class"] = frame.attrs["class"]
    return List(columns, attrs)


def take_row_values(column: Value, places: Indices) -> Value:
    """Rows of one column, which may be a matrix or a data frame."""
    if is_frame(column):
        return take_rows(column, places)
    dim = column.attrs.get("dim")
    if dim is not None and len(dim) == 2:
        return array_subset(column, [intv(places + 1), None], [False, True], False)
    result = take(column, places)
    for name, item in column.attrs.items():
        if name == "class" and "class" not in result.attrs and isinstance(column, List):
            result.attrs["class"] = item
    return result


def _row_labels(frame: List, places: Indices) -> Vec:
    rows: Vec = frame.attrs["row.names"]
    bad = places < 0
    if bad.any() or len(np.unique(places)) != len(places):
        labels = strings(rows)
        named = [str(labels[i]) if i >= 0 else "NA" for i in places.tolist()]
        return chr(make_unique(named))
    return KeptRows(rows.data[places]) if rows.kind == "integer" else Vec(rows.data[places])
