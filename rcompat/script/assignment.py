"""Changing parts of values: `x[i] <- v`, `x[[i]] <- v`, `x$name <- v`; every change gives a new value."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.script.coercion import ORDER, coerce, is_factor, is_frame, is_missing, strings
from rcompat.script.doors import KeptRows, frame_length, is_automatic
from rcompat.script.formal_objects import check_field
from rcompat.script.frame_indexing import row_positions
from rcompat.script.frames import as_column_value, recycle_column
from rcompat.script.indexing import cell_places, element, positions, take_data
from rcompat.script.values import Environment, List, Value, Vec, chr, intv, names_of

__all__ = ["assign_dollar", "assign_element", "assign_subset"]


def assign_subset(target: Value, indices: list[Value], missing: list[bool], value: Value, warn: Any) -> Value:
    """`target[indices...] <- value`.

    R: base::`[<-`, `[<-.data.frame`, `[<-.factor`.
    """
    if is_frame(target):
        return _assign_frame(target, indices, missing, value, warn)
    if target is None:
        if value is None:
            return None
        target = List([]) if isinstance(value, List) else Vec(value.data[:0])
    if is_factor(target):
        value = _factor_codes(target, value, warn)
    if len(indices) > 1:
        places = _array_places(target, indices, missing)
    elif not indices or missing[0]:
        places = np.arange(len(target.data))
    else:
        places = _vector_places(target, indices[0])
    if isinstance(target, Vec) and isinstance(value, Vec):
        return _put(target, places, value, indices, warn)
    return _put_items(target, places, value, indices)


def _vector_places(target: Vec | List, index: Value) -> Any:
    dim = target.attrs.get("dim")
    if dim is not None and isinstance(index, Vec) and "dim" in index.attrs and index.kind != "logical":
        shape = index.attrs["dim"].data
        if len(shape) == 2 and shape[1] == len(dim):
            cells = coerce(index.data, "integer").reshape(tuple(shape), order="F").astype(np.intp) - 1
            steps = np.concatenate([[1], np.cumprod(dim.data[:-1])]).astype(np.intp)
            return cells @ steps
    return positions(index, len(target.data), names_of(target), grow=True)


def _array_places(target: Vec | List, indices: list[Value], missing: list[bool]) -> Any:
    dim = tuple(int(n) for n in target.attrs["dim"].data) if "dim" in target.attrs else ()
    if len(dim) != len(indices):
        raise RError("incorrect number of subscripts" if dim else "incorrect number of subscripts on matrix")
    places = cell_places(target, indices, missing)
    return np.arange(int(np.prod(dim))).reshape(dim, order="F")[np.ix_(*places)].ravel(order="F")


def _factor_codes(target: Vec, value: Value, warn: Any) -> Vec:
    levels = list(target.attrs["levels"].data)
    if isinstance(value, Vec) and value.kind == "logical" and is_missing(value.data).all():
        return Vec(np.full(len(value), NA_INTEGER, dtype=np.int32))
    words = strings(value)
    codes = [levels.index(word) + 1 if word in levels else NA_INTEGER for word in words]
    if any(code == NA_INTEGER and word is not None for code, word in zip(codes, words, strict=True)):
        warn("invalid factor level, NA generated", "`[<-.factor`(`*tmp*`, {0}, value = {1})")
    return intv(codes)


def _put(target: Vec, places: Any, value: Vec, indices: list[Value], warn: Any) -> Vec:
    if len(places) == 0:
        return target
    if len(value) == 0:
        raise RError("replacement has length zero")
    kind = max(target.kind, value.kind, key=ORDER.index)
    old = coerce(target.data, kind)
    source = value
    if kind == "character" and is_factor(value):
        source = Vec(value.data)
    new = coerce(source.data, kind)
    top = int(places.max()) + 1
    attrs = dict(target.attrs)
    if top > len(old):
        attrs = _grown(target, attrs, places, top, indices)
        old = take_data(old, np.arange(top))
    else:
        old = old.copy()
    if len(places) % len(new):
        warn("number of items to replace is not a multiple of replacement length", None)
    old[places] = new if len(new) == 1 else np.resize(new, len(places))
    return Vec(old, attrs)


def _grown(target: Vec | List, attrs: dict[str, Value], places: Any, top: int, indices: list[Value]) -> Any:
    for name in ("dim", "dimnames"):
        attrs.pop(name, None)
    names = names_of(target)
    index = indices[0] if indices else None
    by_name = isinstance(index, Vec) and index.kind == "character"
    if names is None and not by_name:
        return attrs
    count = len(target.data)
    grown = [*(names or [""] * count), *[""] * (top - count)]
    if isinstance(index, Vec) and by_name:
        new = [
            (place, name) for place, name in zip(places.tolist(), index.data.tolist(), strict=True) if place >= count
        ]
        for place, name in new:
            grown[place] = name
    attrs["names"] = chr(grown)
    return attrs


def _put_items(target: Value, places: Any, value: Value, indices: list[Value]) -> Value:
    if isinstance(target, Vec):
        if not isinstance(value, List) and value is not None:
            value = List([value])
        if value is None:
            raise RError("replacement has length zero")
        target = List([Vec(target.data[i : i + 1]) for i in range(len(target))], dict(target.attrs))
    if not isinstance(target, List):
        raise RError("object of type 'closure' is not subsettable")
    if value is None:
        return _without(target, set(places.tolist()))
    items = _items_of(value)
    if not len(places):
        return target
    if not items:
        raise RError("replacement has length zero")
    top = int(places.max()) + 1
    data = list(target.data) + [None] * max(0, top - len(target.data))
    attrs = dict(target.attrs)
    if top > len(target.data):
        attrs = _grown(target, attrs, places, top, indices)
    for i, place in enumerate(places.tolist()):
        data[place] = items[i % len(items)]
    return List(data, attrs)


def _items_of(value: Value) -> list[Value]:
    if isinstance(value, List):
        return list(value.data)
    if isinstance(value, Vec):
        if is_factor(value):
            return (
                [value]
                if len(value) == 1
                else [Vec(value.data[i : i + 1], dict(value.attrs)) for i in range(len(value))]
            )
        return [Vec(value.data[i : i + 1]) for i in range(len(value))]
    return [value]


def _without(target: List, gone: set[int]) -> List:
    kept = [i for i in range(len(target.data)) if i not in gone]
    attrs = dict(target.attrs)
    names = attrs.get("names")
    if names is not None:
        attrs["names"] = chr(names.data[i] for i in kept)
    return List([target.data[i] for i in kept], attrs)


def assign_element(target: Value, indices: list[Value], value: Value, warn: Any) -> Value:
    """`target[[indices...]] <- value`.

    R: base::`[[<-`.
    """
    if isinstance(target, Environment):
        target.values[str(indices[0].data[0])] = value
        return target
    if len(indices) > 1:
        return assign_subset(target, indices, [False] * len(indices), value, warn)
    index = indices[0]
    if is_frame(target):
        return _assign_column(target, index, value)
    if target is None:
        target = _fresh(value, index)
    if isinstance(index, Vec) and len(index) > 1:
        first, rest = Vec(index.data[:1]), Vec(index.data[1:])
        return assign_element(target, [first], assign_element(element(target, [first]), [rest], value, warn), warn)
    if isinstance(target, Vec) and isinstance(value, Vec) and len(value) == 1:
        return assign_subset(target, [index], [False], value, warn)
    if isinstance(target, Vec):
        if isinstance(value, Vec) and len(value) != 1 and len(target.data):
            raise RError(
                "more elements supplied than there are to replace" if len(value) else "replacement has length zero"
            )
        target = List([Vec(target.data[i : i + 1]) for i in range(len(target))], dict(target.attrs))
    if not isinstance(target, List):
        return _assign_language(target, index, value)
    places = positions(index, len(target.data), names_of(target), grow=True)
    if value is None:
        return _without(target, set(places.tolist()))
    return _put_items(target, places, List([value]), [index])


def _assign_language(target: Value, index: Value, value: Value) -> Value:
    from rcompat.script.language_parts import language_list, list_to_language

    parts = language_list(target)
    places = positions(index, len(parts.data), names_of(parts), grow=True)
    return list_to_language(_put_items(parts, places, List([value]), [index]))


def _fresh(value: Value, index: Value) -> Value:
    if isinstance(value, Vec) and len(value) == 1 and not (isinstance(index, Vec) and False):
        return Vec(value.data[:0])
    return List([])


def assign_dollar(target: Value, name: str, value: Value, warn: Any) -> Value:
    """`target$name <- value`.

    R: base::`$<-`.
    """
    if isinstance(target, Environment):
        target.check_open(name)
        if target.fields is not None:
            check_field(target, name, value)
        target.values[name] = value
        return target
    if isinstance(target, Vec) and len(target.data):
        warn("Coercing LHS to a list", None)
        target = List([Vec(target.data[i : i + 1]) for i in range(len(target))], dict(target.attrs))
    elif target is None or isinstance(target, Vec):
        target = List([])
    if is_frame(target):
        return _assign_column(target, chr([name]), value, dollar=True)
    return assign_element(target, [chr([name])], value, warn)


def _assign_column(frame: List, index: Value, value: Value, dollar: bool = False) -> List:
    n = frame_length(frame)
    places = positions(index, len(frame.data), names_of(frame), grow=True)
    place = int(places[0])
    if value is None:
        return _without(frame, {place})
    column = as_column_value(value)
    size = _rows_of(column)
    if len(frame.data) == 0 and n == 0:
        n = size
    if size != n:
        if size == 0 or size > n or n % size:
            what = "$<-.data.frame" if dollar else "[[<-.data.frame"
            name = index.data[0] if index.kind == "character" else place + 1
            key = f"{name}" if dollar else f'"{name}"' if index.kind == "character" else f"{name}"
            error = RError(
                f"replacement has {size} row{'' if size == 1 else 's'}, data has {n}",
            )
            error.call = f"`{what}`(`*tmp*`, {key}, value = {_shown(value)})"
            raise error
        column = recycle_column(column, n)
    data = list(frame.data)
    attrs = dict(frame.attrs)
    if place < len(data):
        data[place] = column
    else:
        names = strings(attrs["names"]) if "names" in attrs else []
        new = str(index.data[0]) if index.kind == "character" else f"V{place + 1}"
        data.append(column)
        attrs["names"] = chr([*names, new])
    if frame_length(frame) != n:
        attrs["row.names"] = intv(range(1, n + 1))
    if "class" in attrs:
        attrs["class"] = attrs.pop("class")  # R takes the class off and puts it back
    return List(data, attrs)


def _shown(value: Value) -> str:
    from rcompat.script.deparsing import deparse_value

    return deparse_value(value)[0]


def _rows_of(column: Value) -> int:
    if is_frame(column):
        return frame_length(column)
    dim = getattr(column, "attrs", {}).get("dim")
    return int(dim.data[0]) if dim is not None else len(column)


def _assign_frame(frame: List, indices: list[Value], missing: list[bool], value: Value, warn: Any) -> List:
    names = names_of(frame) or []
    if len(indices) <= 1:
        index = indices[0] if indices and not missing[0] else intv(range(1, len(names) + 1))
        if (isinstance(index, Vec) and "dim" in index.attrs and index.kind == "logical") or is_frame(index):
            return _assign_mask(frame, index, value, warn)
        rows: Any = None
        columns = positions(index, len(names), names, grow=True)
        column_index = index
    else:
        rows = None if missing[0] else row_positions_grow(frame, indices[0])
        column_index = intv(range(1, len(names) + 1)) if missing[1] else indices[1]
        columns = positions(column_index, len(names), names, grow=True)
    if value is None and rows is None:
        return _without(frame, set(columns.tolist()))
    result = frame
    n = frame_length(frame) if rows is None else len(rows)
    for count, place in enumerate(columns.tolist()):
        part = _part_for(value, count, n, len(columns))
        result = _assign_cells(result, place, rows, part, _column_key(column_index, place, count), warn)
    return result


def row_positions_grow(frame: List, index: Value) -> Any:
    """Rows to assign to; new ones beyond the end are allowed."""
    if isinstance(index, Vec) and index.kind in ("integer", "double") and not is_factor(index):
        return positions(index, frame_length(frame), None, grow=True)
    found = row_positions(frame, index)
    if (found < 0).any() and isinstance(index, Vec) and index.kind == "character":
        return positions(index, frame_length(frame), strings(frame.attrs["row.names"]), grow=True)
    return found


def _part_for(value: Value, count: int, n: int, columns: int) -> Value:
    if isinstance(value, List):
        return value.data[count % len(value.data)]
    if isinstance(value, Vec) and len(value) == n * columns and columns > 1:
        return Vec(value.data[count * n : (count + 1) * n])
    return value


def _column_key(column_index: Value, place: int, count: int) -> Vec:
    """The name or number of the column that is assigned to."""
    if isinstance(column_index, Vec) and column_index.kind == "character":
        return chr([column_index.data[count]])
    return intv([place + 1])


def _assign_cells(frame: List, place: int, rows: Any, value: Value, key: Vec, warn: Any) -> List:
    if rows is None:
        return _assign_column(frame, key, value)
    top = int(rows.max()) + 1 if len(rows) else 0
    if top > frame_length(frame):
        frame = _longer(frame, top)
    if place >= len(names_of(frame) or []):
        blank = Vec(take_data(value.data, np.full(frame_length(frame), -1)))
        frame = _assign_column(frame, key, blank)
    column = assign_subset(frame.data[place], [intv(rows + 1)], [False], value, warn)
    data = list(frame.data)
    data[place] = column
    return List(data, dict(frame.attrs))


def _longer(frame: List, top: int) -> List:
    from rcompat.script.frame_indexing import take_row_values

    n = frame_length(frame)
    places = np.concatenate([np.arange(n), np.full(top - n, -1)])
    rows = frame.attrs["row.names"]
    attrs = dict(frame.attrs)
    if is_automatic(rows):
        attrs["row.names"] = KeptRows(intv(range(1, top + 1)).data)
    else:
        attrs["row.names"] = chr([*strings(rows), *(str(i) for i in range(n + 1, top + 1))])
    return List([take_row_values(column, places) for column in frame.data], attrs)


def _assign_mask(frame: List, mask: Value, value: Value, warn: Any) -> List:
    data = []
    n = frame_length(frame)
    for j, column in enumerate(frame.data):
        flags = mask.data[j] if isinstance(mask, List) else Vec(mask.data[j * n : (j + 1) * n])
        data.append(
            assign_subset(column, [Vec(flags.data)], [False], value, warn) if (flags.data == 1).any() else column
        )
    return List(data, dict(frame.attrs))
