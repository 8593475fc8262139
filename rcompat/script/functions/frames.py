"""data.frame, cbind, rbind, merge, with, subset, transform and their like. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.names import make_unique
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Symbol
from rcompat.script.assignment import assign_dollar
from rcompat.script.coercion import ORDER, coerce, flag, is_factor, is_frame, strings, to_array
from rcompat.script.doors import frame_length, is_automatic
from rcompat.script.evaluator import evaluate, force, plain
from rcompat.script.frames import data_frame, make_frame
from rcompat.script.functions.combining import combine
from rcompat.script.functions.language import scope_of
from rcompat.script.indexing import positions, select_columns, take, take_rows
from rcompat.script.machine import Context
from rcompat.script.matching import Given
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.values import Environment, List, Promise, Value, Vec, chr, intv, names_of

__all__: list[str] = []


def given_columns(context: Context, dots: Given) -> list[tuple[str | None, str, Value]]:
    """Arguments with their names, their text and their values."""
    found = []
    for name, promise in dots:
        value = force(context.it, promise)
        shown = deparse(plain(promise))[0] if isinstance(promise, Promise) else "V1"
        if is_record(value):
            from rcompat.script.doors import from_record
            from rcompat.script.record_parts import record_frame

            frame = record_frame(value)
            value = value if frame is None else from_record(frame)
        found.append((name, shown, value))
    return found


@builtin("data.frame", "... row.names check.rows check.names fix.empty.names stringsAsFactors", lazy="...")
def _data_frame(
    context: Context,
    dots: Any = (),
    row_names: Value = None,
    check_rows: Value = None,
    check_names: Value = None,
    fix: Value = None,
    factors: Value = None,
) -> Value:
    rows = None
    if (row_names is not None and isinstance(row_names, Vec) and len(row_names) > 1) or (
        isinstance(row_names, Vec) and row_names.kind == "character"
    ):
        rows = row_names
    return data_frame(
        given_columns(context, dots),
        check_names=check_names is None or flag(check_names),
        factors=factors is not None and flag(factors),
        rows=rows if rows is None or rows.kind == "integer" else chr(strings(rows)),
    )


@builtin("expand.grid", "... KEEP.OUT.ATTRS stringsAsFactors")
def _expand_grid(context: Context, dots: Any = (), keep: Value = None, factors: Value = None) -> Value:
    from rcompat.script.factors import make_factor

    if len(dots) == 1 and isinstance(dots[0][1], List):
        items = dots[0][1]
        dots = list(zip(names_of(items) or [None] * len(items.data), items.data, strict=True))
    sizes = [len(value) for _, value in dots]
    total = int(np.prod(sizes)) if sizes else 0
    columns, names = [], []
    step = 1
    for place, (name, value) in enumerate(dots):
        if isinstance(value, Vec) and value.kind == "character" and (factors is None or flag(factors)):
            value = make_factor(value, chr(dict.fromkeys(strings(value))))
        spots = np.tile(np.repeat(np.arange(sizes[place]), step), total // (step * sizes[place]) if total else 0)
        column = take(value, spots)
        column.attrs.pop("names", None)
        columns.append(column)
        names.append(name or f"Var{place + 1}")
        step *= sizes[place]
    result = make_frame(columns, names)
    if keep is None or flag(keep):
        dim = intv(sizes, {"names": chr(names)})
        labels = [
            chr(f"{name}={_grid_text(value, i)}" for i in range(len(value)))
            for name, (_, value) in zip(names, dots, strict=True)
        ]
        dimnames = List(list(labels), {"names": chr(names)})
        result.attrs["out.attrs"] = List([dim, dimnames], {"names": chr(["dim", "dimnames"])})
    return result


def _grid_text(value: Vec, place: int) -> str:
    from rcompat.script.functions.strings import format_value

    if value.kind == "character" or is_factor(value):
        return str(strings(value)[place])
    return format_value(Vec(value.data))[place]


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
    return _bound_matrix(pieces, by_columns)


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
    columns = [_stacked([frame.data[j] for frame in frames]) for j in range(len(names))]
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
        raise error
    if set(own) != set(names):
        error = RError("names do not match previous names")
        error.call = "match.names(clabs, names(xi))"
        raise error
    return select_columns(frame, np.array([own.index(name) for name in names]))


def _stacked(columns: list[Value]) -> Value:
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
    result = combine([(None, column) for column in columns])
    if result is not None and "names" in result.attrs:
        del result.attrs["names"]
    return result


def _labelled_rows(frames: list[List], labels: list[str | None]) -> Vec:
    """Row names of frames given by name: the name alone for one row, else name and row."""
    names: list[str] = []
    for frame, label in zip(frames, labels, strict=True):
        rows = [str(text) for text in strings(frame.attrs["row.names"])]
        if not label:
            automatic = is_automatic(frame.attrs["row.names"])
            names += [str(len(names) + i + 1) for i in range(len(rows))] if automatic else rows
        elif len(rows) == 1 and is_automatic(frame.attrs["row.names"]):
            names.append(label)
        else:
            names += [f"{label}.{row}" for row in rows]
    return chr(make_unique(names, sep=""))


def _stacked_rows(frames: list[List], labels: list[str | None] | None = None) -> Vec:
    if labels is not None and any(labels):
        return _labelled_rows(frames, labels)
    if all(is_automatic(frame.attrs["row.names"]) for frame in frames):
        return intv(range(1, sum(frame_length(frame) for frame in frames) + 1))
    labels: list[str] = []
    for frame in frames:
        rows = frame.attrs["row.names"]
        if is_automatic(rows):
            start = len(labels)
            labels += [str(start + i + 1) for i in range(len(rows))]
        else:
            labels += [str(text) for text in strings(rows)]
    unique = list(make_unique(labels, sep=""))
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


@builtin("with", "data expr ...", lazy="expr ...", generic=True)
def _with(context: Context, data: Value, expr: Any, dots: Any = ()) -> Value:
    return evaluate(context.it, plain(expr), scope_of(context.it, data, context.env))


@builtin("within", "data expr ...", lazy="expr ...")
def _within(context: Context, data: Value, expr: Any, dots: Any = ()) -> Value:
    env = scope_of(context.it, data, context.env)
    before = dict(env.values)
    evaluate(context.it, plain(expr), env)
    context.it.visible = True
    result = data
    new = [name for name in env.values if name not in before]
    for name, value in env.values.items():
        if name in before and value is not before[name]:
            result = assign_dollar(result, name, value, None)
    for name in reversed(new):
        result = assign_dollar(result, name, env.values[name], None)
    for name in before:
        if name not in env.values:
            result = assign_dollar(result, name, None, None)
    return result


@builtin("transform", "_data ...", lazy="...")
def _transform(context: Context, data: Value, dots: Any = ()) -> Value:
    env = scope_of(context.it, data, context.env)
    result = data
    values = [(name, evaluate(context.it, plain(promise), env)) for name, promise in dots]
    for name, value in values:
        result = assign_dollar(result, str(name), value, None)
    return result


@builtin("subset", "x subset select drop ...", lazy="subset select", generic=True)
def _subset(
    context: Context, x: Value, subset: Any = None, select: Any = None, drop: Value = None, dots: Any = ()
) -> Value:
    it = context.it
    if not is_frame(x):
        keep = to_array(force(it, subset), "logical")
        return take(x, np.flatnonzero(keep == 1))
    env = scope_of(it, x, context.env)
    result = x
    if subset is not None:
        keep = evaluate(it, plain(subset), env)
        if not isinstance(keep, Vec) or keep.kind != "logical":
            raise RError("'subset' must be logical")
        chosen = np.flatnonzero(np.resize(keep.data, frame_length(x)) == 1) if len(keep) else np.zeros(0, dtype=int)
        result = take_rows(x, chosen)
    if select is not None:
        names = strings(x.attrs["names"])
        places = Environment(context.env)
        for i, name in enumerate(names):
            places.values[str(name)] = intv([i + 1])
        wanted = evaluate(it, plain(select), places)
        result = select_columns(result, positions(wanted, len(names), names))
        labels = names_of(wanted)
        if labels is not None and any(labels):
            old = strings(result.attrs["names"])
            result.attrs["names"] = chr(new or name for new, name in zip(labels, old, strict=True))
    it.visible = True
    return result


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
    left_names, right_names = ([str(n) for n in strings(frame.attrs["names"])] for frame in (x, y))
    common = [name for name in left_names if name in right_names]
    keys_x = [str(n) for n in strings(by_x if by_x is not None else by)] if by_x or by else common
    keys_y = [str(n) for n in strings(by_y if by_y is not None else by)] if by_y or by else common
    keep_x = flag(all_x) if all_x is not None else all_ is not None and flag(all_)
    keep_y = flag(all_y) if all_y is not None else all_ is not None and flag(all_)
    is_sorted = sort is None or flag(sort)
    pairs = _joined_rows(x, y, keys_x, keys_y, keep_x, keep_y, is_sorted)
    ends = (".x", ".y") if suffixes is None else tuple(str(s) for s in strings(suffixes))
    return _merged(x, y, pairs, keys_x, keys_y, ends)


def _key_rows(frame: List, keys: list[str]) -> list[tuple[Any, ...]]:
    names = strings(frame.attrs["names"])
    columns = [strings(frame.data[names.index(key)]) for key in keys]
    return list(zip(*columns, strict=True)) if columns else [()] * frame_length(frame)


def _joined_rows(
    x: List, y: List, keys_x: list[str], keys_y: list[str], keep_x: bool, keep_y: bool, is_sorted: bool
) -> list[tuple[int, int]]:
    """Pairs of rows that fit (-1: none), sorted by key."""
    left, right = _key_rows(x, keys_x), _key_rows(y, keys_y)
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
        stacked.append(_stacked([x.data[names_x.index(a)], y.data[names_y.index(b)]]))
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
            both = _stacked([x.data[names_x.index(a)], y.data[names_y.index(b)]])
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
