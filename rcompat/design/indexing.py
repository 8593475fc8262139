"""R's subscripts: `x[i]`, `x[i, j]`, `x[[i]]` and `x$name`.

R: Extract.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame, take_rows
from rcompat.base.vectors import Names, RList, Vector
from rcompat.design.values import as_array, as_double, as_text, flat

__all__ = ["element", "member", "positions", "subset"]

_NA_OF: dict[str, Any] = {"f": NA_REAL, "i": NA_INTEGER, "O": None}


def positions(index: object, n: int, names: Names = None) -> NDArray[np.intp]:
    """Return the chosen places from 0; -1 stands for NA, places beyond n are kept.

    R: the index rules of `[`: logical recycled, negative excludes, zero dropped, character by name.
    """
    if isinstance(index, Factor):
        index = as_array(index)
    data = flat(as_array(index))
    if data.dtype == object:
        place = {name: i for i, name in reversed(list(enumerate(names or ())))}
        return np.array([place.get(text, -1) for text in as_text(data)], dtype=np.intp)
    if data.dtype == np.int8:
        mask = np.resize(data, max(n, len(data))) if len(data) else data
        chosen = np.flatnonzero(mask != 0)
        return np.where(mask[chosen] == NA_LOGICAL, -1, chosen).astype(np.intp)
    numbers = as_double(data)
    missing = np.isnan(numbers)
    whole = np.where(missing, 0.5, np.trunc(np.where(missing, 0.0, numbers)))
    if (whole < 0).any():
        if (whole > 0).any():
            raise RError("only 0's may be mixed with negative subscripts")
        excluded = -whole.astype(np.intp) - 1
        return np.setdiff1d(np.arange(n, dtype=np.intp), excluded)
    places: NDArray[np.intp] = np.where(whole == 0.5, 0, whole).astype(np.intp)[whole != 0] - 1
    return places


def _take(column: Column, places: NDArray[np.intp]) -> Column:
    n = len(column)
    outside = (places < 0) | (places >= n)
    if not outside.any():
        return take_rows(column, places)
    safe = np.where(outside, 0, places)
    if isinstance(column, Factor):
        codes = np.append(column.codes, np.int32(-1))[np.where(outside, n, places)]
        return Factor(codes=codes, levels=column.levels, ordered=column.ordered, contrasts=column.contrasts)
    result = column[safe].copy() if n else np.empty(len(places), dtype=column.dtype)
    result[outside] = NA_LOGICAL if column.dtype == np.int8 else _NA_OF[column.dtype.kind]
    return result


def subset(value: Any, indices: Sequence[Any], missing: Sequence[bool], drop: bool = True) -> Any:
    """R: `value[indices]`; `missing` tells which indices are empty."""
    if value is None or not indices or (len(indices) == 1 and missing[0]):
        return value
    if isinstance(value, Frame):
        return _subset_frame(value, indices, missing, drop)
    if len(indices) == 1:
        return _subset_vector(value, indices[0])
    data = None if isinstance(value, Factor | RList) else as_array(value)
    if data is None or data.ndim != len(indices):
        raise RError("incorrect number of dimensions")
    return _subset_matrix(value, data, indices, missing, drop)


def _subset_vector(value: Any, index: Any) -> Any:
    if isinstance(value, Factor):
        return _take(value, positions(index, len(value)))
    if isinstance(value, RList):
        places = positions(index, len(value), value.names)
        labels = value.names
        names = None if labels is None else tuple(labels[i] for i in places)
        return RList(values=tuple(value.values[i] for i in places), names=names)
    known = value.names if isinstance(value, Vector) else None
    data = flat(as_array(value))
    places = positions(index, len(data), known)
    taken: Any = _take(data, places)
    if known is None:
        return taken
    return Vector(data=taken, names=tuple(known[i] if 0 <= i < len(known) else None for i in places))


def _subset_matrix(value: Any, data: Any, indices: Sequence[Any], missing: Sequence[bool], drop: bool) -> Any:
    labels = value.dimnames if isinstance(value, Vector) and value.dimnames else (None,) * data.ndim
    kept: list[Names] = []
    for axis, (index, empty) in enumerate(zip(indices, missing, strict=True)):
        names = labels[axis]
        places = np.arange(data.shape[axis]) if empty else positions(index, data.shape[axis], names)
        if len(places) and (places.min() < 0 or places.max() >= data.shape[axis]):
            raise RError("subscript out of bounds")
        data = np.take(data, places, axis=axis)
        kept.append(None if names is None else tuple(names[i] for i in places))
    long = [axis for axis in range(data.ndim) if data.shape[axis] != 1]
    if drop and len(long) <= 1:
        left = kept[long[0]] if long else None
        return flat(data) if left is None else Vector(data=flat(data), names=left)
    if any(kept):
        return Vector(data=data, dimnames=tuple(kept))
    return data


def _subset_frame(frame: Frame, indices: Sequence[Any], missing: Sequence[bool], drop: bool) -> Any:
    column_index, column_empty = indices[-1], missing[-1]
    names = frame.names
    if not column_empty:
        places = positions(column_index, len(names), names)
        if len(places) and (places.min() < 0 or places.max() >= len(names)):
            raise RError("undefined columns selected")
        names = tuple(names[i] for i in places)
    rows = None
    if len(indices) == 2 and not missing[0]:
        rows = positions(indices[0], frame.n, frame.row_names or tuple(str(i + 1) for i in range(frame.n)))
    columns = {name: frame[name] if rows is None else _take(frame[name], rows) for name in names}
    if len(indices) == 2 and len(columns) == 1 and drop:
        return next(iter(columns.values()))
    if rows is None:
        return Frame(columns=columns, n=frame.n, row_names=frame.row_names)
    return Frame(columns={name: frame[name] for name in names}, n=frame.n, row_names=frame.row_names).take(rows)


def element(value: Any, indices: Sequence[Any]) -> Any:
    """R: `value[[index]]`."""
    if isinstance(value, Frame | RList) and len(indices) == 1:
        names = value.names
        place = positions(indices[0], len(value), names)
        if len(place) != 1 or not 0 <= place[0] < len(value):
            if as_array(indices[0]).dtype == object:
                return None
            raise RError("subscript out of bounds")
        return list(value.values())[place[0]] if isinstance(value, Frame) else value.values[place[0]]
    if len(indices) == 2:
        return subset(value, indices, [False, False])
    names = value.names if isinstance(value, Vector) else None
    n = len(value) if isinstance(value, Factor) else as_array(value).size
    place = positions(indices[0], n, names)
    if len(place) != 1:
        raise RError("subscript out of bounds" if len(place) == 0 else _MANY)
    if not 0 <= place[0] < n:
        raise RError("subscript out of bounds")
    return _take(value, place) if isinstance(value, Factor) else _take(flat(as_array(value)), place)


_MANY = "attempt to select more than one element in vectorIndex"


def member(value: Any, name: str) -> Any:
    """R: `value$name` (a name may be shortened when that is unambiguous); NULL when there is none."""
    if value is None:
        return None
    if not isinstance(value, Frame | RList):
        raise RError("$ operator is invalid for atomic vectors")
    names = value.names or ()
    if name in names:
        return value[name]
    near = [known for known in names if known is not None and known.startswith(name)]
    return value[near[0]] if len(near) == 1 else None
