"""rep, rev, head, tail, which, sets and match. R: base, utils."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.coercion import (
    ORDER,
    coerce,
    flag,
    is_factor,
    is_frame,
    strings,
    to_array,
    whole,
)
from rcompat.script.deparsing import closure_lines
from rcompat.script.functions.combining import combine, size_of
from rcompat.script.indexing import subset, take
from rcompat.script.machine import Context
from rcompat.script.matrix_class import as_part
from rcompat.script.registry import builtin
from rcompat.script.values import Closure, List, Value, Vec, chr, dbl, intv, lgl, names_of

__all__: list[str] = []


@builtin("rev", "x", generic=True)
def _rev(context: Context, x: Value) -> Value:
    if x is None:
        return None
    if isinstance(x, List):
        return take(x, np.arange(len(x.data))[::-1])
    if "dim" in x.attrs and len(x.attrs["dim"]) == 1:
        return subset(x, [intv(np.arange(len(x), 0, -1))], [False], None)
    attrs = {name: item for name, item in x.attrs.items() if name not in ("dim", "dimnames")}
    return take(
        Vec(x.data, {**attrs, **({"names": chr(names_of(x) or [])} if names_of(x) else {})}),
        np.arange(len(x.data))[::-1],
    )


@builtin("rep", "x ... times each length.out", generic=True)
def _rep(
    context: Context, x: Value, dots: Any = (), times: Value = None, each: Value = None, length_out: Value = None
) -> Value:
    for name, value in dots:
        if (name is None and times is None) or (name and "times".startswith(name)):
            times = value
        elif name and "each".startswith(name):
            each = value
        elif name and "length.out".startswith(name):
            length_out = value
    if x is None:
        return None
    n = size_of(x)
    places = np.arange(n)
    if each is not None:
        places = np.repeat(places, whole(each, "each"))
    if length_out is not None and not np.isnan(to_array(length_out, "double")[0]):
        return take(x, np.resize(places, whole(length_out)) if n else np.full(whole(length_out), -1))
    if times is not None:
        counts = to_array(times, "integer")
        if len(counts) not in (1, len(places)) or (counts < 0).any():
            raise RError("invalid 'times' argument")
        places = np.tile(places, int(counts[0])) if len(counts) == 1 else np.repeat(places, counts)
    return take(x, places)


@builtin("rep_len", "x length.out")
def _rep_len(context: Context, x: Value, length_out: Value) -> Value:
    return take(x, np.resize(np.arange(len(x.data)), whole(length_out)))


@builtin("rep.int", "x times")
def _rep_int(context: Context, x: Value, times: Value) -> Value:
    counts = to_array(times, "integer")
    n = len(x.data)
    places = np.tile(np.arange(n), int(counts[0])) if len(counts) == 1 else np.repeat(np.arange(n), counts)
    return take(x, places)


def _part_count(n: Value, size: int, default: int = 6) -> int:
    count = default if n is None else whole(n)
    return max(size + count, 0) if count < 0 else min(count, size)


def _chosen_rows(context: Context, x: Value, places: Any, keep_numbers: bool) -> Value:
    from rcompat.script.frame_indexing import take_rows
    from rcompat.script.functions.grouped_data import with_groups_of
    from rcompat.script.indexing import subset

    if is_frame(x) and "groups" in x.attrs:
        from rcompat.script.functions.data_masks import sliced

        return sliced(x, places)
    if is_frame(x):
        return with_groups_of(context.it, take_rows(x, places), x)
    if isinstance(x, Vec | List) and "dim" in x.attrs and len(x.attrs["dim"]) == 2:
        result = subset(x, [intv(places + 1), None], [False, True], False)
        names = result.attrs.get("dimnames")
        if keep_numbers and (names is None or names.data[0] is None):
            result.attrs["dimnames"] = List([_numbers(places, "[{},]"), None if names is None else names.data[1]])
        return as_part(result, x)
    if isinstance(x, Vec) and len(x.attrs.get("dim", ())) == 1:
        return subset(x, [intv(places + 1)], [False], False)
    if is_factor(x) or isinstance(x, Vec | List):
        return take(x, places)
    return x


def _numbers(places: Any, form: str) -> Vec:
    """Places as matrices without names show them, as wide as the widest."""
    texts = [form.format(place + 1) for place in places.tolist()]
    return chr(text.rjust(max(map(len, texts))) for text in texts)


@builtin("head", "x n ...", generic=True)
def _head(context: Context, x: Value, n: Value = None, dots: Any = ()) -> Value:
    if isinstance(n, Vec) and len(n) > 1:
        return _block(x, n, lambda count, size: np.arange(_part_count(count, size)))
    if isinstance(x, Closure):
        lines = closure_lines(x)[: _part_count(n, len(closure_lines(x)))]
        labels = List([chr(str(i + 1) for i in range(len(lines))), chr([""])])
        return chr(lines, {"dim": intv([len(lines), 1]), "dimnames": labels, "class": chr(["noquote"])})
    size = _rows(x)
    return _chosen_rows(context, x, np.arange(_part_count(n, size)), False)


@builtin("tail", "x n keepnums ...", generic=True)
def _tail(context: Context, x: Value, n: Value = None, keepnums: Value = None, dots: Any = ()) -> Value:
    if isinstance(n, Vec) and len(n) > 1:
        found = _block(x, n, lambda count, size: np.arange(size - _part_count(count, size), size))
        return found if is_frame(x) or (keepnums is not None and not flag(keepnums)) else _numbered(x, found)
    size = _rows(x)
    keep = keepnums is None or flag(keepnums)
    return _chosen_rows(context, x, np.arange(size - _part_count(n, size), size), keep)


def _block(x: Value, n: Vec, places: Callable[[Value, int], Any]) -> Value:
    """The first or last rows and columns; a count of NA takes all."""
    from rcompat.script.frame_indexing import take_rows
    from rcompat.script.indexing import subset

    sizes = [_rows(x), len(x.data)] if is_frame(x) else [int(size) for size in x.attrs["dim"].data]
    counts = [dbl([count]) for count in to_array(n, "double").tolist()]
    chosen = [
        np.arange(size) if np.isnan(count.data[0]) else places(count, size)
        for count, size in zip(counts, sizes, strict=False)
    ]
    if is_frame(x):
        rows = take_rows(x, chosen[0])
        return subset(rows, [intv(chosen[1] + 1)], [False], False)
    return subset(x, [intv(item + 1) for item in chosen], [False] * len(chosen), False)


def _numbered(x: Value, part: Value) -> Value:
    """The last cells of a matrix with the numbers that rows and columns without names had."""
    names = part.attrs.get("dimnames")
    labels = list(names.data) if names is not None else [None] * len(part.attrs["dim"])
    for axis, form in enumerate(("[{},]", "[,{}]")):
        size, kept = (int(item.attrs["dim"].data[axis]) for item in (x, part))
        if labels[axis] is None and kept:
            labels[axis] = _numbers(np.arange(size - kept, size), form)
    part.attrs["dimnames"] = List(labels)
    return part


def _rows(x: Value) -> int:
    from rcompat.script.doors import frame_length

    if is_frame(x):
        return frame_length(x)
    dim = getattr(x, "attrs", {}).get("dim")
    return int(dim.data[0]) if dim is not None else size_of(x)


@builtin("which", "x arr.ind useNames")
def _which(context: Context, x: Value, arr_ind: Value = None, use_names: Value = None) -> Value:
    if not isinstance(x, Vec) or x.kind != "logical":
        raise RError("argument to 'which' is not logical")
    places = np.flatnonzero(x.data == 1)
    if arr_ind is not None and flag(arr_ind) and "dim" in x.attrs:
        rows = int(x.attrs["dim"].data[0])
        cells = np.column_stack([places % rows + 1, places // rows + 1]).astype(np.int32)
        from rcompat.script.frames import matrix_of, row_labels

        labels = row_labels(x)
        names = None if labels is None else chr(strings(labels)[i] for i in (places % rows).tolist())
        return matrix_of(cells, names, chr(["row", "col"]))
    labels_of_x = names_of(x)
    attrs = {} if labels_of_x is None else {"names": chr(labels_of_x[i] for i in places.tolist())}
    return intv(places + 1, attrs)


@builtin("which.max", "x")
def _which_max(context: Context, x: Value) -> Value:
    return _extreme(x, -1.0)


@builtin("which.min", "x")
def _which_min(context: Context, x: Value) -> Value:
    return _extreme(x, 1.0)


def _extreme(x: Value, sign: float) -> Value:
    values = to_array(x, "double") * sign
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return intv([])
    place = int(known[np.argmin(values[known])])
    names = names_of(x)
    return intv([place + 1], {} if names is None else {"names": chr([names[place]])})


@builtin("setdiff", "x y")
def _setdiff(context: Context, x: Value, y: Value) -> Value:
    return _set(x, y, lambda key, other: key not in other)


@builtin("intersect", "x y")
def _intersect(context: Context, x: Value, y: Value) -> Value:
    return _set(x, y, lambda key, other: key in other)


def _set(x: Value, y: Value, keep: Any) -> Value:
    if x is None:
        return None
    if isinstance(x, Vec) and is_factor(x):
        x = Vec(to_array(x, "character"))
    if isinstance(y, Vec) and is_factor(y):
        y = Vec(to_array(y, "character"))
    keys = strings(x)
    other = set(strings(y))
    seen: set[str | None] = set()
    places = []
    for i, key in enumerate(keys):
        if keep(key, other) and key not in seen:
            seen.add(key)
            places.append(i)
    result = take(x, np.array(places, dtype=np.intp))
    result.attrs.pop("names", None)
    return result


@builtin("union", "x y")
def _union(context: Context, x: Value, y: Value) -> Value:
    both = combine([(None, x), (None, y)])
    if both is None:
        return None
    both.attrs.pop("names", None)
    return _set(both, None, lambda key, other: True)


@builtin("is.element", "el table")
def _is_element(context: Context, el: Value, table: Value) -> Value:
    return _in(context, el, table)


@builtin("%in%", "x table", primitive=False)
def _in(context: Context, x: Value, table: Value) -> Value:
    known = set(_match_keys(table, x))
    return lgl([key in known for key in _match_keys(x, table)])


def _match_keys(x: Value, other: Value) -> list[Any]:
    if x is None:
        return []
    if isinstance(x, Vec) and isinstance(other, Vec) and not is_factor(x) and not is_factor(other):
        kind = max(x.kind, other.kind, key=ORDER.index)
        if kind != "character":
            values = coerce(x.data, "double").tolist()
            return [("NA" if value != value else value) for value in values]
    return strings(x)


@builtin("match", "x table nomatch incomparables")
def _match(context: Context, x: Value, table: Value, nomatch: Value = None, incomparables: Value = None) -> Value:
    from rcompat.base.frame import NA_INTEGER

    places: dict[Any, int] = {}
    for i, key in enumerate(_match_keys(table, x)):
        places.setdefault(key, i + 1)
    default = NA_INTEGER if nomatch is None else int(to_array(nomatch, "integer")[0])
    return intv([places.get(key, default) for key in _match_keys(x, table)])
