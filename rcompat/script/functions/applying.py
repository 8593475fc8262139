"""lapply, sapply, vapply, mapply, Map, apply, outer, tapply's simplification. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.calling import ANONYMOUS, call_function
from rcompat.script.coercion import ORDER, class_of, coerce, flag, is_factor, is_frame, strings, to_array
from rcompat.script.frames import as_matrix
from rcompat.script.functions.language import function_of
from rcompat.script.machine import Context
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, intv, names_of

__all__ = ["elements", "mapply", "simplified"]


def elements(x: Value) -> list[Value]:
    """The elements of any value, as `lapply` visits them."""
    if x is None:
        return []
    if isinstance(x, List):
        return list(x.data)
    if isinstance(x, Environment):
        return list(x.values.values())
    if isinstance(x, Vec):
        if is_factor(x):
            attrs = {k: v for k, v in x.attrs.items() if k in ("levels", "class")}
            return [Vec(x.data[i : i + 1], attrs) for i in range(len(x))]
        if set(class_of(x)) & {"Date", "POSIXct"}:
            attrs = {k: v for k, v in x.attrs.items() if k in ("class", "tzone")}
            return [Vec(x.data[i : i + 1], attrs) for i in range(len(x))]
        return [Vec(x.data[i : i + 1]) for i in range(len(x))]
    if isinstance(x, Language):
        from rcompat.script.language_parts import language_list

        return list(language_list(x).data)
    if is_record(x):
        value = record_value(x)
        return [x] if value is x else elements(value)
    return [x]


def _given_dots(dots: Any) -> tuple[list[Value], list[str | None]]:
    return [value for _, value in dots], [name for name, _ in dots]


def applied(context: Context, x: Value, fun: Value, dots: Any) -> list[Value]:
    """FUN on every element."""
    function = function_of(context, fun)
    values, names = _given_dots(dots)
    return [
        call_function(context.it, function, [item, *values], [None, *names], form="FUN(X[[i]], ...)")
        for item in elements(x)
    ]


def _own_names(x: Value, use_names: bool) -> list[str | None] | None:
    if not use_names:
        return None
    names = names_of(record_value(x) if is_record(x) else x)
    if names is None and is_record(x) and hasattr(x, "keys"):
        return list(x.keys())
    if names is None and isinstance(x, Vec) and x.kind == "character":
        return strings(x)
    return names


@builtin("lapply", "X FUN ...")
def _lapply(context: Context, x: Value, fun: Value, dots: Any = ()) -> Value:
    names = names_of(record_value(x) if is_record(x) else x)
    return List(applied(context, x, fun, dots), {} if names is None else {"names": chr(names)})


@builtin("sapply", "X FUN ... simplify USE.NAMES")
def _sapply(
    context: Context, x: Value, fun: Value, dots: Any = (), simplify: Value = None, use_names: Value = None
) -> Value:
    names = _own_names(x, use_names is None or flag(use_names))
    result = List(applied(context, x, fun, dots), {} if names is None else {"names": chr(names)})
    if simplify is not None and not flag(simplify):
        return result
    return simplified(result)


@builtin("vapply", "X FUN FUN.VALUE ... USE.NAMES")
def _vapply(context: Context, x: Value, fun: Value, fun_value: Value, dots: Any = (), use_names: Value = None) -> Value:
    names = _own_names(x, use_names is None or flag(use_names))
    items = applied(context, x, fun, dots)
    for item in items:
        if not isinstance(item, Vec) or len(item) != len(fun_value):
            size = len(item) if hasattr(item, "__len__") else 1
            raise RError(
                f"values must be length {len(fun_value)},\n"
                f" but FUN(X[[{items.index(item) + 1}]]) result is length {size}"
            )
        if ORDER.index(item.kind) > ORDER.index(fun_value.kind) or (item.kind != "character") != (
            fun_value.kind != "character"
        ):
            raise RError(
                f"values must be type '{fun_value.kind}',\n but FUN(X[[{items.index(item) + 1}]]) result is type "
                f"'{item.kind}'"
            )
    if not items:
        return Vec(fun_value.data[:0])
    result = simplified(List(items, {} if names is None else {"names": chr(names)}))
    result.data = coerce(result.data, fun_value.kind)
    return result


def simplified(result: List, single: bool = False) -> Value:
    """What `sapply` makes of a list: a vector, a matrix, or the list.

    R: base::simplify2array.
    """
    if any(is_record(item) for item in result.data):
        seen = List([record_value(v) if is_record(v) else v for v in result.data], result.attrs)
        found = _simplified(seen, single)
        return result if found is seen else found
    return _simplified(result, single)


def _simplified(result: List, single: bool) -> Value:
    items = result.data
    if not items:
        return result
    sizes = {len(item.data) if isinstance(item, Vec | List) else -1 for item in items}
    if len(sizes) != 1 or -1 in sizes:
        return result
    size = sizes.pop()
    if size == 1:
        return _one_each(result)
    if size == 0 or single:
        return result
    return _columns(result, size)


def _one_each(result: List) -> Value:
    items = result.data
    if any(not isinstance(item, Vec) for item in items):
        if all(isinstance(item, List) and len(item.data) == 1 for item in items):
            inner = [item.data[0] for item in items]
            return List(inner, _joined_names(result))
        return result
    if all(is_factor(item) for item in items):
        from rcompat.script.functions.combining import unlisted

        return unlisted(result)
    kind = max((item.kind for item in items), key=ORDER.index)
    data = np.concatenate([coerce(item.data, kind) for item in items])
    return Vec(data, _joined_names(result))


def _joined_names(result: List) -> dict[str, Value]:
    outer = names_of(result)
    inner = [(names_of(item) or [""])[0] for item in result.data]
    if outer is None and not any(inner):
        return {}
    labels = []
    for place, own in enumerate(inner):
        name = outer[place] if outer is not None else ""
        labels.append(f"{name}.{own}" if name and own else name or own or "")
    return {"names": chr(labels)}


def _columns(result: List, size: int) -> Value:
    items = result.data
    if any(isinstance(item, List) for item in items):
        data = [part for item in items for part in (item.data if isinstance(item, List) else _split(item))]
        value: Value = List(data)
    else:
        kind = max((item.kind for item in items), key=ORDER.index)
        value = Vec(np.concatenate([coerce(item.data, kind) for item in items]))
    value.attrs["dim"] = intv([size, len(items)])
    rows = names_of(items[0])
    columns = names_of(result)
    if rows is not None or columns is not None:
        value.attrs["dimnames"] = List([None if rows is None else chr(rows), None if columns is None else chr(columns)])
    return value


def _split(item: Vec) -> list[Value]:
    return [Vec(item.data[i : i + 1]) for i in range(len(item))]


def mapply(context: Context, fun: Value, dots: Any, more: Any, simplify: bool, use_names: bool) -> Value:
    """FUN on the first elements, the second ones, ... of several vectors."""
    function = function_of(context, fun)
    columns = [elements(value) for _, value in dots]
    labels = [name for name, _ in dots]
    count = max((len(column) for column in columns), default=0) if all(columns) else 0
    if any(count % len(column) for column in columns if column):
        raise_warning(context.it, "longer argument not a multiple of length of shorter", context.call)
    extra = [] if not more else list(zip(names_of(more) or [None] * len(more.data), more.data, strict=True))
    items = [
        call_function(
            context.it,
            function,
            [column[i % len(column)] for column in columns] + [v for _, v in extra],
            labels + [n for n, _ in extra],
            ANONYMOUS,
        )
        for i in range(count)
    ]
    names = _own_names(dots[0][1], use_names) if dots else None
    result = List(items, {} if names is None else {"names": chr(names)})
    return simplified(result) if simplify else result


@builtin("mapply", "FUN ... MoreArgs SIMPLIFY USE.NAMES")
def _mapply(
    context: Context, fun: Value, dots: Any = (), more: Value = None, simplify: Value = None, use_names: Value = None
) -> Value:
    return mapply(context, fun, dots, more, simplify is None or flag(simplify), use_names is None or flag(use_names))


@builtin("Map", "f ...")
def _map(context: Context, f: Value, dots: Any = ()) -> Value:
    return mapply(context, f, dots, None, False, True)


@builtin("apply", "X MARGIN FUN ... simplify")
def _apply(context: Context, x: Value, margin: Value, fun: Value, dots: Any = (), simplify: Value = None) -> Value:
    if is_frame(x):
        x = as_matrix(x)
    dim = x.attrs.get("dim") if isinstance(x, Vec) else None
    if dim is None:
        raise RError("dim(X) must have a positive length")
    shape = tuple(int(n) for n in dim.data)
    axes = [int(axis) - 1 for axis in to_array(margin, "integer")]
    dimnames = x.attrs.get("dimnames")
    names = [None if dimnames is None else item for item in (dimnames.data if dimnames else [None] * len(shape))]
    cube = x.data.reshape(shape, order="F")
    rest = [axis for axis in range(len(shape)) if axis not in axes]
    function = function_of(context, fun)
    values, labels = _given_dots(dots)
    items = []
    for place in np.ndindex(*reversed([shape[axis] for axis in axes])):
        picker: list[Any] = [slice(None)] * len(shape)
        for axis, i in zip(axes, reversed(place), strict=True):
            picker[axis] = i
        part = cube[tuple(picker)]
        piece = Vec(np.ascontiguousarray(part.ravel(order="F")) if hasattr(part, "ravel") else np.array([part]))
        if len(rest) == 1 and names[rest[0]] is not None:
            piece.attrs["names"] = names[rest[0]]
        elif len(rest) > 1:
            piece.attrs["dim"] = intv([shape[axis] for axis in rest])
            piece.attrs["dimnames"] = List([names[axis] for axis in rest])
        items.append(call_function(context.it, function, [piece, *values], [None, *labels], form="FUN(newX[, i], ...)"))
    result = _applied_shape(items, [shape[axis] for axis in axes], [names[axis] for axis in axes])
    titles = None if dimnames is None else dimnames.attrs.get("names")
    shown = result.attrs.get("dimnames") if isinstance(result, Vec) else None
    if titles is not None and shown is not None and len(shown.data) == len(axes) > 1:
        shown.attrs["names"] = chr([titles.data[axis] for axis in axes])
    elif titles is not None and shown is not None and len(shown.data) == len(axes) + 1:
        own = shown.data[0]
        is_rest = own is not None and len(rest) == 1 and len(own) == shape[rest[0]]
        shown.attrs["names"] = chr([titles.data[rest[0]] if is_rest else "", *(titles.data[axis] for axis in axes)])
    return result


def _applied_shape(items: list[Value], shape: list[int], names: list[Value]) -> Value:
    outer = names[0] if len(shape) == 1 else None
    result = List(items, {} if outer is None else {"names": outer})
    first = names_of(items[0]) if items else None
    if first is not None and any(names_of(item) != first for item in items):
        items[0] = items[0].copy()
        del items[0].attrs["names"]
        result.data[0] = items[0]
    for item in items:
        if isinstance(item, Vec) and len(item) == 1:
            item.attrs.pop("names", None)
    value = simplified(result)
    if len(shape) == 1 or not isinstance(value, Vec):
        return value
    if "dim" not in value.attrs:
        value.attrs = {"dim": intv(shape)}
        if any(name is not None for name in names):
            value.attrs["dimnames"] = List(names)
        return value
    rows = value.attrs["dim"].data[0]
    inner = value.attrs["dimnames"].data[0] if "dimnames" in value.attrs else None
    value.attrs = {"dim": intv([int(rows), *shape])}
    if inner is not None or any(name is not None for name in names):
        value.attrs["dimnames"] = List([inner, *names])
    return value


@builtin("outer %o%", "X Y FUN ...", primitive=False)
def _outer(context: Context, x: Value, y: Value, fun: Value = None, dots: Any = ()) -> Value:
    from rcompat.script.arithmetic import operate
    from rcompat.script.indexing import take

    n, m = len(x.data), len(y.data)
    left = take(x, np.tile(np.arange(n), m))
    right = take(y, np.repeat(np.arange(m), n))
    left.attrs.pop("names", None)
    right.attrs.pop("names", None)
    if fun is None:
        result = operate("*", left, right)
    else:
        values, labels = _given_dots(dots)
        result = call_function(
            context.it, function_of(context, fun), [left, right, *values], [None, None, *labels], "FUN(X, Y, ...)"
        )
        if len(result.data) != n * m:
            raise RError(f"dims [product {n * m}] do not match the length of object [{len(result.data)}]")
    dims = [*(x.attrs["dim"].data if "dim" in x.attrs else [n]), *(y.attrs["dim"].data if "dim" in y.attrs else [m])]
    attrs: dict[str, Value] = {"dim": intv(dims)}
    names = names_of(x), names_of(y)
    if any(item is not None for item in names) and len(dims) == 2:
        attrs["dimnames"] = List([None if item is None else chr(item) for item in names])
    elif any("dimnames" in side.attrs for side in (x, y)):
        attrs["dimnames"] = List([*_side_names(x), *_side_names(y)])
    return Vec(result.data, attrs)


def _side_names(side: Value) -> list[Value]:
    """Names along each dimension of an operand of `outer`."""
    if "dimnames" in side.attrs:
        return list(side.attrs["dimnames"].data)
    if "dim" in side.attrs:
        return [None] * len(side.attrs["dim"])
    return [side.attrs.get("names")]


@builtin("replicate", "n expr simplify", lazy="expr")
def _replicate(context: Context, n: Value, expr: Any, simplify: Value = None) -> Value:
    from rcompat.script.calling import inside, plain
    from rcompat.script.coercion import whole
    from rcompat.script.evaluator import evaluate

    with inside(context.it, "", "FUN(X[[i]], ...)", context.env):
        items = [evaluate(context.it, plain(expr), Environment(context.env)) for _ in range(whole(n))]
    if simplify is not None and simplify.kind == "logical" and not flag(simplify):
        return List(items)
    return simplified(List(items))


@builtin("simplify2array", "x higher")
def _simplify2array(context: Context, x: Value, higher: Value = None) -> Value:
    return simplified(x)
