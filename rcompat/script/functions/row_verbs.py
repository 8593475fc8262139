"""filter, arrange, slice, distinct, drop_na, bind_rows and their like. R: dplyr, tidyr."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import is_na
from rcompat.language.expressions import Call
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, is_factor, is_frame, string, strings, to_array
from rcompat.script.doors import frame_length, to_record
from rcompat.script.frames import column_rows
from rcompat.script.functions.column_choice import chosen_columns
from rcompat.script.functions.data_masks import (
    columns_of,
    evaluate_in,
    group_names,
    group_rows,
    make_tibble,
    mask_of,
    rebuilt,
    sliced,
    with_groups,
)
from rcompat.script.functions.frame_stacks import bound_rows
from rcompat.script.functions.ordering import sort_keys
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.values import List, Value, Vec, names_of

__all__: list[str] = []


def _names_for(context: Context, frame: List, by: Any) -> list[str]:
    if by is None:
        return group_names(frame)
    return list(chosen_columns(context, frame, [(None, by)]).values())


@verb("filter", ".data ... .by .preserve", lazy="... .by")
def _filter(context: Context, data: Value, dots: Any = (), by: Any = None, preserve: Value = None) -> Value:
    columns = columns_of(data)
    keep = np.zeros(frame_length(data), dtype=bool)
    for row in group_rows(data, _names_for(context, data, by)):
        env = mask_of(context, columns, row, whole=False)
        wanted = np.ones(len(row), dtype=bool)
        for name, promise in dots:
            if name:
                raise RError("We detected a named input.\nℹ This usually means that you've used `=` instead of `==`.")
            value = evaluate_in(context, promise, env)
            if not isinstance(value, Vec) or value.kind != "logical":
                raise RError("Argument of `filter()` must be a logical vector.")
            wanted &= np.resize(value.data == 1, len(row)) if len(value) in (1, len(row)) else False
        keep[row] = wanted
    return sliced(data, np.flatnonzero(keep))


@verb("arrange", ".data ... .by_group", lazy="...")
def _arrange(context: Context, data: Value, dots: Any = (), by_group: Value = None) -> Value:
    n = frame_length(data)
    columns = columns_of(data)
    env = mask_of(context, columns, np.arange(n), whole=True)
    items = [(plain(promise), False) for _, promise in dots]
    order = list(range(n))
    keys = []
    if by_group is not None and flag(by_group):
        keys = [(columns[name], False) for name in group_names(data)]
    for expr, _ in items:
        down = isinstance(expr, Call) and expr.name == "desc"
        value = evaluate_in(context, expr.arguments[0].value if down else expr, env)
        keys.append((value, down))
    for value, down in reversed(keys):
        words = sort_keys(Vec(value.data) if is_factor(value) else value)
        known = sorted((i for i in order if words[i] is not None), key=lambda i: words[i], reverse=down)
        order = known + [i for i in order if words[i] is None]
    return sliced(data, order)


@verb("slice slice_head slice_tail", ".data ... n prop .by", lazy="... .by")
def _slice(context: Context, data: Value, dots: Any = (), n: Value = None, prop: Value = None, by: Any = None) -> Value:
    columns = columns_of(data)
    found: list[int] = []
    name = context.builtin.name
    for row in group_rows(data, _names_for(context, data, by)):
        size = len(row)
        if name == "slice":
            env = mask_of(context, columns, row, whole=False)
            places = [int(v) for _, p in dots for v in to_array(evaluate_in(context, p, env), "double")]
            if any(place < 0 for place in places):
                places = [i + 1 for i in range(size) if -(i + 1) not in places]
            found += [int(row[place - 1]) for place in places if 0 < place <= size]
            continue
        count = int(n.data[0]) if n is not None else int(size * prop.data[0]) if prop is not None else 1
        count = min(count, size) if count >= 0 else max(size + count, 0)
        found += row[:count].tolist() if name == "slice_head" else row[size - count :].tolist()
    return sliced(data, found)


@verb("slice_min slice_max top_n", ".data order_by ... n with_ties .by", lazy="order_by .by")
def _slice_extreme(
    context: Context,
    data: Value,
    order_by: Any,
    dots: Any = (),
    n: Value = None,
    ties: Value = None,
    by: Any = None,
) -> Value:
    columns = columns_of(data)
    found: list[int] = []
    sign = -1.0 if context.builtin.name == "slice_max" else 1.0
    count = 1 if n is None else int(n.data[0])
    for row in group_rows(data, _names_for(context, data, by)):
        value = evaluate_in(context, order_by, mask_of(context, columns, row, whole=False))
        keys = to_array(value, "double") * sign
        order = [i for i in np.argsort(keys, kind="stable").tolist() if keys[i] == keys[i]]
        taken = order[:count]
        if taken and (ties is None or flag(ties)):
            taken = [i for i in order if keys[i] <= keys[taken[-1]]]
        found += row[taken].tolist()
    return sliced(data, found)


def _words(column: Value) -> list[Any]:
    return strings(column) if isinstance(column, Vec) else [id(item) for item in column.data]


@verb("distinct", ".data ... .keep_all", lazy="...")
def _distinct(context: Context, data: Value, dots: Any = (), keep_all: Value = None) -> Value:
    n = frame_length(data)
    columns = columns_of(data)
    names = list(group_names(data))
    for name, promise in dots:
        expr = plain(promise)
        if name or isinstance(expr, Call):
            value = evaluate_in(context, expr, mask_of(context, columns, np.arange(n), whole=True))
            label = name or context.builtin.name
            columns[label] = value
            names.append(label)
        else:
            names += chosen_columns(context, data, [(None, promise)]).values()
    names = list(dict.fromkeys(names)) if dots else list(columns)
    first: dict[Any, int] = {}
    for row, key in enumerate(zip(*(_words(columns[name]) for name in names), strict=True)):
        first.setdefault(key, row)
    kept = columns if keep_all is not None and flag(keep_all) else {name: columns[name] for name in names}
    return sliced(rebuilt(data, kept, n), list(first.values()))


@verb("drop_na", "data ...", "tidyr", lazy="...")
def _drop_na(context: Context, data: Value, dots: Any = ()) -> Value:
    columns = list(columns_of(data).values())
    places = list(chosen_columns(context, data, dots)) if dots else range(len(columns))
    gone = np.zeros(frame_length(data), dtype=bool)
    for place in places:
        gone |= _missing(columns[place])
    return sliced(data, np.flatnonzero(~gone))


def _missing(column: Value) -> Any:
    if isinstance(column, List):
        return np.array([item is None for item in column.data], dtype=bool)
    if is_factor(column):
        return np.array([word is None for word in strings(column)], dtype=bool)
    return is_na(to_record(Vec(column.data)).data)


@verb("replace_na", "data replace ...", "tidyr")
def _replace_na(context: Context, data: Value, replace: Value = None, dots: Any = ()) -> Value:
    if not is_frame(data):
        return _filled(data, replace)
    columns = columns_of(data)
    for name, value in zip(strings(replace.attrs["names"]), replace.data, strict=True):
        columns[str(name)] = _filled(columns[str(name)], value)
    return rebuilt(data, columns, frame_length(data))


def _filled(column: Vec, value: Value) -> Vec:
    gone = _missing(column)
    if not gone.any():
        return column
    data = column.data.copy()
    data[gone] = to_array(value, column.kind)[0]
    return Vec(data, dict(column.attrs))


@verb("fill", "data ... .direction", "tidyr", lazy="...")
def _fill(context: Context, data: Value, dots: Any = (), direction: Value = None) -> Value:
    columns = columns_of(data)
    way = "down" if direction is None else str(strings(direction)[0])
    for name in chosen_columns(context, data, dots).values():
        gone = _missing(columns[name])
        source = np.arange(len(gone))
        steps = range(1, len(gone)) if way == "down" else range(len(gone) - 2, -1, -1)
        for i in steps:
            if gone[i]:
                source[i] = source[i - 1 if way == "down" else i + 1]
        columns[name] = Vec(columns[name].data[source], dict(columns[name].attrs))
    return rebuilt(data, columns, frame_length(data))


@verb("bind_rows", "... .id")
def _bind_rows(context: Context, dots: Any = (), id_: Value = None) -> Value:
    parts: list[tuple[str | None, Value]] = []
    for name, value in dots:
        if isinstance(value, List) and not is_frame(value):
            parts += zip(names_of(value) or [None] * len(value.data), value.data, strict=True)
        else:
            parts.append((name, value))
    return bound_rows(parts, None if id_ is None else string(id_))


@verb("bind_cols", "...")
def _bind_cols(context: Context, dots: Any = ()) -> Value:
    columns: dict[str, Value] = {}
    for name, value in dots:
        columns |= columns_of(value) if is_frame(value) else {name or f"...{len(columns) + 1}": value}
    n = max((column_rows(column) for column in columns.values()), default=0)
    first = next((value for _, value in dots if is_frame(value)), make_tibble({}, 0))
    return rebuilt(with_groups(first, ()), columns, n)
