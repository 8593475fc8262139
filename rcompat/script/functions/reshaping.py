"""reshape: data frames from wide to long and back. R: stats::reshape."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.coercion import string, strings, to_array
from rcompat.script.doors import frame_length
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.frames import make_frame
from rcompat.script.functions.combining import combine
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, intv, make_list

__all__: list[str] = []


@builtin(
    "reshape",
    "data varying v.names timevar idvar ids times drop direction new.row.names sep split ...",
)
def _reshape(
    context: Context,
    data: Value,
    varying: Value = None,
    v_names: Value = None,
    timevar: Value = None,
    idvar: Value = None,
    ids: Value = None,
    times: Value = None,
    drop: Value = None,
    direction: Value = None,
    new_row_names: Value = None,
    sep: Value = None,
    split: Value = None,
    dots: Any = (),
) -> Value:
    time = "time" if timevar is None else string(timevar)
    id_names = ["id"] if idvar is None else [str(name) for name in strings(idvar)]
    if drop is not None:
        gone = {str(name) for name in strings(drop)}
        names = [str(name) for name in strings(data.attrs["names"])]
        kept = [i for i, name in enumerate(names) if name not in gone]
        data = List([data.data[i] for i in kept], {**data.attrs, "names": chr(names[i] for i in kept)})
    back = data.attrs.get("reshapeLong") if varying is None and v_names is None and timevar is None else None
    if back is not None:
        return _widened(data, back)
    if direction is not None and string(direction) == "long" and "reshapeWide" in data.attrs:
        back = data.attrs["reshapeWide"]
    if back is not None:
        return _undone(data, back)
    if direction is None:
        raise RError('argument "direction" is missing, with no default')
    mark = "." if sep is None else string(sep)
    if string(direction) == "wide":
        return _to_wide(data, time, id_names, None if v_names is None else [str(v) for v in strings(v_names)], mark)
    groups, labels, values = _varying(data, varying, v_names, times, mark)
    return _to_long(data, groups, labels, values, (time, id_names))


def _widened(data: List, back: Value) -> List:
    """A data frame that was made long made wide again, with its columns' old names."""
    parts = {str(name): item for name, item in zip(strings(back.attrs["names"]), back.data, strict=True)}
    labels = [str(name) for name in strings(parts["v.names"])]
    frame = _to_wide(data, string(parts["timevar"]), [str(name) for name in strings(parts["idvar"])], labels, ".")
    old = [
        str(name) for group in zip(*(strings(item) for item in parts["varying"].data), strict=True) for name in group
    ]
    names = [str(name) for name in strings(frame.attrs["names"])]
    frame.attrs["names"] = chr([*names[: len(names) - len(old)], *old])
    return frame


def _undone(data: List, back: Value) -> Value:
    parts = {str(name): item for name, item in zip(strings(back.attrs["names"]), back.data, strict=True)}
    time, id_names = string(parts["timevar"]), [str(name) for name in strings(parts["idvar"])]
    if "varying" in parts:
        groups = [[str(name) for name in strings(item)] for item in parts["varying"].data]
        labels = [str(name) for name in strings(parts["v.names"])] if "v.names" in parts else [g[0] for g in groups]
        return _to_long(data, groups, labels, parts["times"], (time, id_names))
    return _to_wide(data, time, id_names, [str(name) for name in strings(parts["v.names"])], ".")


def _varying(
    data: List, varying: Value, v_names: Value, times: Value, mark: str
) -> tuple[list[list[str]], list[str], Value]:
    """Columns of each variable at all times, names of the variables, and the times."""
    names = [str(name) for name in strings(data.attrs["names"])]

    def named(item: Value) -> list[str]:
        if item.kind == "character":
            return [str(name) for name in strings(item)]
        return [names[int(place) - 1] for place in to_array(item, "integer")]

    if isinstance(varying, List):
        groups = [named(item) for item in varying.data]
    elif varying is None:
        raise RError("no 'reshapeWide' attribute, must specify 'varying'")
    else:
        columns = named(varying)
        if v_names is None:
            return _guessed(columns, times, mark)
        count = len(strings(v_names))
        groups = [columns[i::count] for i in range(count)]
    labels = [group[0] for group in groups] if v_names is None else [str(name) for name in strings(v_names)]
    return groups, labels, intv(range(1, len(groups[0]) + 1)) if times is None else times


def _guessed(columns: list[str], times: Value, mark: str) -> tuple[list[list[str]], list[str], Value]:
    if mark:
        pieces = [name.split(mark, 1) for name in columns]
    else:
        pieces = [list(re.fullmatch(r"(.*?[a-zA-Z])(\d+)", name).groups()) for name in columns]  # type: ignore[union-attr]
    if any(len(piece) != 2 for piece in pieces):
        error = RError("failed to guess time-varying variables from their names")
        error.call = "guess(varying)"
        raise error
    labels = list(dict.fromkeys(piece[0] for piece in pieces))
    stamps = list(dict.fromkeys(piece[1] for piece in pieces))
    groups = [[name for name, piece in zip(columns, pieces, strict=True) if piece[0] == label] for label in labels]
    if times is not None:
        return groups, labels, times
    is_number = all(re.fullmatch(r"-?\d+", stamp) for stamp in stamps)
    return groups, labels, intv([int(stamp) for stamp in stamps]) if is_number else chr(stamps)


def _to_long(data: List, groups: list[list[str]], labels: list[str], times: Value, keys: tuple[str, list[str]]) -> List:
    time, id_names = keys
    names = [str(name) for name in strings(data.attrs["names"])]
    columns = dict(zip(names, data.data, strict=True))
    used = {name for group in groups for name in group}
    n, count = frame_length(data), len(groups[0])
    every = np.tile(np.arange(n), count)
    result: dict[str, Value] = {
        name: take_row_values(column, every) for name, column in columns.items() if name not in used
    }
    result[time] = take(times, np.repeat(np.arange(count), n))
    for label, group in zip(labels, groups, strict=True):
        joined = combine([(None, columns[name]) for name in group])
        result[label] = joined
    own = len(id_names) == 1 and id_names[0] not in result
    if own:
        result[id_names[0]] = intv(every + 1)
    ids = [strings(result[name]) for name in id_names]
    stamps = strings(result[time])
    rows = [".".join([*(str(part[i]) for part in ids), str(stamps[i])]) for i in range(n * count)]
    frame = make_frame(list(result.values()), list(result), chr(rows))
    back: dict[str, Value] = {
        "varying": List([chr(group) for group in groups]),
        "v.names": chr(labels),
        "idvar": chr(id_names),
        "timevar": chr([time]),
    }
    frame.attrs["reshapeLong"] = make_list(back)
    return frame


def _to_wide(data: List, time: str, id_names: list[str], v_names: list[str] | None, mark: str) -> List:
    names = [str(name) for name in strings(data.attrs["names"])]
    columns = dict(zip(names, data.data, strict=True))
    keys = list(zip(*(strings(columns[name]) for name in id_names), strict=True))
    stamps = strings(columns[time])
    levels = list(dict.fromkeys(stamps))
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    rows = np.array(sorted(first.values()), dtype=np.intp)
    given = v_names
    if v_names is None:
        v_names = [name for name in names if name != time and name not in id_names]
    kept = [name for name in names if name != time and name not in v_names]
    result: dict[str, Value] = {name: take_row_values(columns[name], rows) for name in kept}
    where = {(keys[i], stamps[i]): i for i in range(len(keys) - 1, -1, -1)}
    groups: list[list[str]] = [[] for _ in v_names]
    for stamp in levels:
        for place, name in enumerate(v_names):
            places = np.array([where.get((keys[row], stamp), -1) for row in rows.tolist()], dtype=np.intp)
            label = f"{name}{mark}{stamp}"
            groups[place].append(label)
            result[label] = take(columns[name], places)
    frame = make_frame(list(result.values()), list(result), Vec(data.attrs["row.names"].data[rows]))
    back: dict[str, Value] = {
        **({} if given is None else {"v.names": chr(given)}),
        "timevar": chr([time]),
        "idvar": chr(id_names),
        "times": take(columns[time], np.array([stamps.index(level) for level in levels])),
        "varying": List([chr(group) for group in groups]),
    }
    frame.attrs["reshapeWide"] = make_list(back)
    return frame
