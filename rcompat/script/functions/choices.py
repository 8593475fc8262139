"""combn, replace, setequal, sequence, arrayInd and other choices of elements. R: base, utils, stats."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.language.syntax import parse_expression
from rcompat.script.assignment import assign_subset
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, number, strings, to_array, whole
from rcompat.script.functions.applying import simplified
from rcompat.script.functions.language import function_of
from rcompat.script.indexing import element, take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import List, Value, Vec, chr, intv, lgl, names_of

__all__: list[str] = []


@builtin("combn", "x m FUN simplify ...")
def _combn(context: Context, x: Value, m: Value, fun: Value = None, simplify: Value = None, dots: Any = ()) -> Value:
    size = whole(m, "m")
    if isinstance(x, Vec) and len(x) == 1 and x.kind in ("integer", "double") and number(x) >= 1:
        x = intv(np.arange(1, whole(x) + 1, dtype=np.int32))
    n = len(x.data)
    if n < size:
        error = RError("n < m")
        raise error
    rows = [np.array(places, dtype=np.intp) for places in combinations(range(n), size)]
    values, names = [value for _, value in dots], [name for name, _ in dots]
    items = [take(x, places) for places in rows]
    for item in items:
        item.attrs.pop("names", None)
    if fun is not None:
        function = function_of(context, fun)
        items = [call_function(context.it, function, [item, *values], [None, *names]) for item in items]
    if simplify is not None and not flag(simplify):
        return List(items)
    if len(items) == 1 and len(items[0].data) != 1:
        return Vec(items[0].data, {"dim": intv([len(items[0].data), 1])})
    return simplified(List(items))


@builtin("replace", "x list values")
def _replace(context: Context, x: Value, list_: Value, values: Value) -> Value:
    def warn(text: str) -> None:
        raise_warning(context.it, text, parse_expression("x[list] <- values"))

    return assign_subset(x, [list_], [False], values, warn)


@builtin("setequal", "x y")
def _setequal(context: Context, x: Value, y: Value) -> Value:
    return lgl([set(strings(x)) == set(strings(y))])


@builtin("sequence", "nvec from by ...")
def _sequence(context: Context, nvec: Value, from_: Value = None, by: Value = None, dots: Any = ()) -> Value:
    counts = to_array(nvec, "integer")
    starts = np.resize(np.array([1]) if from_ is None else to_array(from_, "integer"), len(counts))
    steps = np.resize(np.array([1]) if by is None else to_array(by, "integer"), len(counts))
    parts = [s + np.arange(n) * b for n, s, b in zip(counts, starts, steps, strict=True)]
    return intv(np.concatenate(parts) if parts else [])


@builtin("arrayInd", ".x .dim .dimnames useNames")
def _array_ind(context: Context, x: Value, dim: Value, dimnames: Value = None, use_names: Value = None) -> Value:
    rest = to_array(x, "integer").astype(np.int64) - 1
    columns = []
    for size in to_array(dim, "integer").tolist():
        columns.append(rest % size + 1)
        rest = rest // size
    return intv(np.concatenate(columns), {"dim": intv([len(x), len(columns)])})


@builtin("getElement", "object name")
def _get_element(context: Context, object_: Value, name: Value) -> Value:
    return element(object_, [name])


@builtin("hasName", "x name")
def _has_name(context: Context, x: Value, name: Value) -> Value:
    known = set(names_of(x) or [])
    return lgl([text in known for text in strings(name)])


@builtin("mat.or.vec", "nr nc")
def _mat_or_vec(context: Context, nr: Value, nc: Value) -> Value:
    rows, columns = whole(nr), whole(nc)
    data = np.zeros(rows * columns)
    return Vec(data, {} if columns == 1 else {"dim": intv([rows, columns])})


@builtin("embed", "x dimension")
def _embed(context: Context, x: Value, dimension: Value = None) -> Value:
    k = 1 if dimension is None else whole(dimension)
    n = len(x) - k + 1
    columns = [x.data[k - 1 - j : k - 1 - j + n] for j in range(k)]
    return Vec(np.concatenate(columns), {"dim": intv([n, k])})


@builtin("toeplitz", "x")
def _toeplitz(context: Context, x: Value) -> Value:
    n = len(x)
    places = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    return Vec(x.data[places].ravel(order="F"), {"dim": intv([n, n])})


@builtin("asplit", "x MARGIN")
def _asplit(context: Context, x: Value, margin: Value) -> Value:
    shape = tuple(x.attrs["dim"].data.tolist())
    axis = whole(margin) - 1
    data = np.moveaxis(x.data.reshape(shape, order="F"), axis, 0)
    dimnames = x.attrs.get("dimnames")
    own = None if dimnames is None else dimnames.data[1 - axis]
    other = None if dimnames is None else dimnames.data[axis]
    inner = {} if own is None or len(shape) != 2 else {"names": own}
    items = [Vec(np.array(part).ravel(order="F"), dict(inner)) for part in data]
    attrs: dict[str, Value] = {"dim": intv([shape[axis]])}
    if other is not None:
        attrs["dimnames"] = List([other])
    return List(items, attrs)


@builtin("unstack", "x form ...")
def _unstack(context: Context, x: Value, form: Value = None, dots: Any = ()) -> Value:
    from rcompat.script.frames import make_frame

    values, group = x.data[0], x.data[1]
    levels = strings(group.attrs["levels"])
    parts = [take(values, np.flatnonzero(group.data == i + 1)) for i in range(len(levels))]
    if len({len(part) for part in parts}) == 1:
        return make_frame(parts, [str(level) for level in levels])
    return List(parts, {"names": chr(levels)})


@builtin("slice.index", "x MARGIN")
def _slice_index(context: Context, x: Value, margin: Value) -> Value:
    shape = tuple(x.attrs["dim"].data.tolist())
    places = np.indices(shape)[whole(margin) - 1] + 1
    return intv(places.ravel(order="F"), {"dim": x.attrs["dim"]})


@builtin("withVisible", "x")
def _with_visible(context: Context, x: Value) -> Value:
    visible = context.it.visible
    return List([x, lgl([visible])], {"names": chr(["value", "visible"])})
