"""merge and stack. R: base, utils."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.coercion import coerce, flag, is_frame, strings
from rcompat.script.doors import frame_length
from rcompat.script.frames import as_frame_value, make_frame
from rcompat.script.functions.binding import stacked_columns
from rcompat.script.functions.combining import combine
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, intv, names_of

__all__ = ["key_rows"]


@builtin("merge", "x y by by.x by.y all all.x all.y sort suffixes ...")
def _merge(
    context: Context,
    x: Value,
    y: Value,
    by: Value = None,
    by_x: Value = None,
    by_y: Value = None,
    all_: Value = None,
    all_x: Value = None,
    all_y: Value = None,
    sort: Value = None,
    suffixes: Value = None,
    dots: Any = (),
) -> Value:
    x, y = (frame if is_frame(frame) else as_frame_value(frame, name) for frame, name in ((x, "x"), (y, "y")))
    left_names, right_names = ([str(n) for n in strings(frame.attrs["names"])] for frame in (x, y))
    none = by is None and any(name == "by" for name, _ in context.promises)
    common = [] if none else [name for name in left_names if name in right_names]
    keys_x = [str(n) for n in strings(by_x if by_x is not None else by)] if by_x or by else common
    keys_y = [str(n) for n in strings(by_y if by_y is not None else by)] if by_y or by else common
    for side, data, keys in (("x", x, keys_x), ("y", y, keys_y)):
        if not set(keys) <= {str(name) for name in strings(data.attrs["names"])}:
            error = RError("'by' must specify a uniquely valid column")
            error.call = f"fix.by(by.{side}, {side})"
            error.functions = ("merge.data.frame", "fix.by")
            raise error
    keep_x = flag(all_x) if all_x is not None else all_ is not None and flag(all_)
    keep_y = flag(all_y) if all_y is not None else all_ is not None and flag(all_)
    is_sorted = sort is None or flag(sort)
    pairs = _joined_rows(x, y, keys_x, keys_y, keep_x, keep_y, is_sorted)
    ends = (".x", ".y") if suffixes is None else tuple(str(s) for s in strings(suffixes))
    return _merged(x, y, pairs, keys_x, keys_y, ends)


def key_rows(frame: List, keys: list[str]) -> list[tuple[Any, ...]]:
    """For each row the texts of its key columns."""
    names = strings(frame.attrs["names"])
    columns = [strings(frame.data[names.index(key)]) for key in keys]
    return list(zip(*columns, strict=True)) if columns else [()] * frame_length(frame)


def _joined_rows(
    x: List, y: List, keys_x: list[str], keys_y: list[str], keep_x: bool, keep_y: bool, is_sorted: bool
) -> list[tuple[int, int]]:
    """Pairs of rows that fit (-1: none), sorted by key."""
    left, right = key_rows(x, keys_x), key_rows(y, keys_y)
    places: dict[Any, list[int]] = {}
    for j, key in enumerate(right):
        places.setdefault(key, []).append(j)
    pairs = [(i, j) for i, key in enumerate(left) for j in places.get(key, ())]
    if not keys_x:
        pairs = [(i, j) for j in range(len(right)) for i in range(len(left))]
    if is_sorted and keys_x:
        rank = _key_ranks(x, keys_x)
        pairs.sort(key=lambda pair: (rank[pair[0]],))
    elif keys_x:
        pairs.sort(key=lambda pair: (pair[0], pair[1]))
    extra: list[tuple[int, int]] = []
    if keep_x:
        extra += [(i, -1) for i, key in enumerate(left) if key not in places]
    if keep_y:
        known = set(left)
        extra += [(-1, j) for j, key in enumerate(right) if key not in known]
    if extra and is_sorted:
        return _sorted_all(x, y, keys_x, keys_y, pairs + extra)
    return pairs + extra


def _sorted_all(
    x: List, y: List, keys_x: list[str], keys_y: list[str], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    names_x, names_y = strings(x.attrs["names"]), strings(y.attrs["names"])
    stacked = []
    for a, b in zip(keys_x, keys_y, strict=True):
        stacked.append(stacked_columns([x.data[names_x.index(a)], y.data[names_y.index(b)]]))
    both = make_frame(stacked, [f"k{i}" for i in range(len(stacked))])
    rank = _key_ranks(both, [f"k{i}" for i in range(len(stacked))])
    n = frame_length(x)
    return sorted(pairs, key=lambda pair: rank[pair[0] if pair[0] >= 0 else n + pair[1]])


def _key_ranks(frame: List, keys: list[str]) -> list[tuple[Any, ...]]:
    from rcompat.base.collation import collation_key

    names = strings(frame.attrs["names"])
    columns = []
    for key in keys:
        column = frame.data[names.index(key)]
        if isinstance(column, Vec) and column.kind == "character":
            columns.append([collation_key(text or "") for text in column.data])
        else:
            columns.append(coerce(column.data, "double").tolist())
    if len(keys) > 1:
        return list(zip(*columns, strict=True))
    return [(value,) for value in columns[0]] if columns else []


def _merged(x: List, y: List, pairs: list[tuple[int, int]], keys_x: list[str], keys_y: list[str], ends: Any) -> List:
    left = np.array([i for i, _ in pairs], dtype=np.intp)
    right = np.array([j for _, j in pairs], dtype=np.intp)
    names_x, names_y = ([str(n) for n in strings(frame.attrs["names"])] for frame in (x, y))
    columns, names = [], []
    for a, b in zip(keys_x, keys_y, strict=True):
        column = take(x.data[names_x.index(a)], left)
        gone = left < 0
        if gone.any():
            both = stacked_columns([x.data[names_x.index(a)], y.data[names_y.index(b)]])
            column = take(both, np.where(gone, frame_length(x) + right, left))
        columns.append(column)
        names.append(a)
    rest_x = [name for name in names_x if name not in keys_x]
    rest_y = [name for name in names_y if name not in keys_y]
    for name in rest_x:
        columns.append(take(x.data[names_x.index(name)], left))
        names.append(name + ends[0] if name in rest_y else name)
    for name in rest_y:
        columns.append(take(y.data[names_y.index(name)], right))
        names.append(name + ends[1] if name in rest_x else name)
    frame = make_frame(columns, names)
    frame.attrs["row.names"] = intv(range(1, len(pairs) + 1))
    return frame


@builtin("stack", "x ...")
def _stack(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.factors import make_factor

    names = [str(name) for name in names_of(x) or []]
    values = combine([(None, Vec(item.data)) for item in x.data])
    labels = [name for name, item in zip(names, x.data, strict=True) for _ in range(len(item))]
    return make_frame([values, make_factor(chr(labels), chr(names))], ["values", "ind"])
