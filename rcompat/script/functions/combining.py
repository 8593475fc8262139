"""c, list, unlist, append, rep, vector and their like. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.coercion import (
    EMPTY,
    ORDER,
    class_of,
    coerce,
    flag,
    is_factor,
    string,
    to_array,
    whole,
)
from rcompat.script.factors import level_words, make_factor
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, intv, lgl, names_of

__all__ = ["combine", "size_of", "unlisted"]


def _piece_names(name: str | None, value: Value, count: int) -> list[str]:
    own = names_of(value)
    if not name:
        return [text or "" for text in own] if own is not None else [""] * count
    if own is None:
        return [name] if count == 1 else [f"{name}{i + 1}" for i in range(count)]
    return [f"{name}.{text}" if text else (f"{name}{i + 1}" if count > 1 else name) for i, text in enumerate(own)]


def combine(items: list[tuple[str | None, Value]]) -> Value:
    """R's `c`: one vector of the highest type among the items, or a list."""
    items = [(name, record_value(value) if is_record(value) else value) for name, value in items if value is not None]
    if not items:
        return None
    if all(is_factor(value) for _, value in items):
        return _combined_factors([value for _, value in items])
    if any(not isinstance(value, Vec) for _, value in items):
        return _combined_list(items)
    kind = max((value.kind for _, value in items), key=ORDER.index)
    arrays = [coerce(value.data, kind) for _, value in items]
    result = Vec(np.concatenate(arrays) if len(arrays) > 1 else arrays[0])
    if any(name for name, _ in items) or any(names_of(value) is not None for _, value in items):
        names: list[str] = []
        for name, value in items:
            names += _piece_names(name, value, len(value))
        result.attrs["names"] = chr(names)
    first = class_of(items[0][1])
    if set(first) & {"Date", "noquote", "POSIXct", "difftime"}:
        result.attrs.update({k: v for k, v in items[0][1].attrs.items() if k in ("class", "units", "tzone")})
    return result


def _combined_factors(items: list[Vec]) -> Vec:
    levels = list(dict.fromkeys(level for item in items for level in level_words(item)))
    words = np.concatenate([to_array(item, "character") for item in items])
    ordered = all("ordered" in class_of(item) for item in items) and all(
        level_words(item) == level_words(items[0]) for item in items
    )
    return make_factor(Vec(words), chr(levels), ordered=ordered)


def _combined_list(items: list[tuple[str | None, Value]]) -> List:
    data: list[Value] = []
    names: list[str] = []
    for name, value in items:
        if isinstance(value, List):
            data += value.data
            names += _piece_names(name, value, len(value.data))
        elif isinstance(value, Vec):
            data += [_element_of(value, i) for i in range(len(value))]
            names += _piece_names(name, value, len(value))
        else:
            data.append(value)
            names.append(name or "")
    return List(data, {"names": chr(names)} if any(names) else {})


def _element_of(value: Vec, place: int) -> Vec:
    found = take(value, np.array([place]))
    found.attrs.pop("names", None)
    result: Vec = found
    return result


@builtin("c", "...", generic=True)
def _c(context: Context, dots: Any = ()) -> Value:
    given = [(name, value) for name, value in dots if name not in ("recursive", "use.names")]
    result = combine(given)
    if any(name == "use.names" and not flag(value) for name, value in dots) and result is not None:
        result.attrs.pop("names", None)
    if any(name == "recursive" and flag(value) for name, value in dots):
        return unlisted(result)
    return result


@builtin("list", "...")
def _list(context: Context, dots: Any = ()) -> Value:
    names = [name or "" for name, _ in dots]
    return List([value for _, value in dots], {"names": chr(names)} if any(names) else {})


def _leaves(value: Value, prefix: str, found: list[tuple[str, Value]]) -> None:
    """Gather the elements of a list with the names that `unlist` gives them."""
    if isinstance(value, List):
        _list_leaves(value, prefix, found)
    elif isinstance(value, Vec):
        names = _piece_names(prefix or None, value, len(value))
        found += [(names[i], Vec(value.data[i : i + 1])) for i in range(len(value))]
    elif value is not None:
        found.append((prefix, value))


def _list_leaves(value: List, prefix: str, found: list[tuple[str, Value]]) -> None:
    names = names_of(value) or [""] * len(value.data)
    count = sum(_size(item) for item in value.data)
    place = 0
    for name, item in zip(names, value.data, strict=True):
        before = len(found)
        _leaves(item, (f"{prefix}.{name}" if prefix else name) if name else prefix, found)
        if not name and prefix and isinstance(item, Vec) and names_of(item) is None:
            for j in range(before, len(found)):
                label = f"{prefix}{place + j - before + 1}" if count > 1 else prefix
                found[j] = (label, found[j][1])
        place += _size(item)


def _size(value: Value) -> int:
    if value is None:
        return 0
    if isinstance(value, List):
        return sum(_size(item) for item in value.data)
    return len(value) if isinstance(value, Vec) else 1


def unlisted(value: Value, use_names: bool = True) -> Value:
    """R's `unlist`."""
    if not isinstance(value, List):
        return value
    if any(is_record(item) for item in value.data):
        value = List([record_value(item) if is_record(item) else item for item in value.data], value.attrs)
    if value.data and all(is_factor(item) for item in value.data):
        result = _combined_factors(value.data)
        if use_names and names_of(value) is not None:
            found: list[tuple[str, Value]] = []
            _leaves(List([Vec(item.data) for item in value.data], value.attrs), "", found)
            result.attrs["names"] = chr(name for name, _ in found)
        return result
    if not use_names or not _has_names(value):
        return _unnamed(value)
    leaves: list[tuple[str, Value]] = []
    _leaves(value, "", leaves)
    if any(not isinstance(item, Vec) for _, item in leaves):
        return List([item for _, item in leaves], {"names": chr(name for name, _ in leaves)})
    if not leaves:
        return None
    kind = max((item.kind for _, item in leaves), key=ORDER.index)
    arrays = [coerce(item.data, kind) for _, item in leaves]
    return Vec(np.concatenate(arrays), {"names": chr(name for name, _ in leaves)})


def _one_level(value: Value, use_names: bool) -> Value:
    """`unlist` of the outermost list alone."""
    if not isinstance(value, List) or not any(isinstance(item, List) for item in value.data):
        return unlisted(value, use_names)
    items: list[Value] = []
    labels: list[str] = []
    outer = names_of(value) or [None] * len(value.data)
    for label, item in zip(outer, value.data, strict=True):
        parts = item.data if isinstance(item, List) else [] if item is None else [item]
        inner = (names_of(item) if isinstance(item, List) else None) or [None] * len(parts)
        items += parts
        for place, name in enumerate(inner):
            numbered = (label or "") + (str(place + 1) if label and len(parts) > 1 else "")
            labels.append(f"{label}.{name}" if label and name else name or numbered)
    return List(items, {"names": chr(labels)} if use_names and any(labels) else {})


def _has_names(value: Value) -> bool:
    if names_of(value) is not None:
        return True
    return isinstance(value, List) and any(_has_names(item) for item in value.data)


def _flat(value: List) -> list[Value]:
    found: list[Value] = []
    for item in value.data:
        if isinstance(item, List):
            found += _flat(item)
        elif item is not None:
            found.append(item)
    return found


def _unnamed(value: List) -> Value:
    items = _flat(value)
    if not items:
        return None
    if any(not isinstance(item, Vec) for item in items):
        return List(items)
    kind = max(("character" if is_factor(item) and False else item.kind for item in items), key=ORDER.index)
    return Vec(np.concatenate([coerce(item.data, kind) for item in items]))


@builtin("unlist", "x recursive use.names", generic=True)
def _unlist(context: Context, x: Value, recursive: Value = None, use_names: Value = None) -> Value:
    named = use_names is None or flag(use_names)
    return unlisted(x, named) if recursive is None or flag(recursive) else _one_level(x, named)


@builtin("append", "x values after")
def _append(context: Context, x: Value, values: Value, after: Value = None) -> Value:
    n = 0 if x is None else len(x)
    place = n if after is None else whole(after)
    if place >= n:
        return combine([(None, x), (None, values)])
    front = take(x, np.arange(place))
    back = take(x, np.arange(place, n))
    return combine([(None, front), (None, values), (None, back)])


@builtin("vector", "mode length")
def _vector(context: Context, mode: Value = None, length: Value = None) -> Value:
    kind = "logical" if mode is None else string(mode)
    n = 0 if length is None else whole(length, "length")
    if kind == "list":
        return List([None] * n)
    kind = {"numeric": "double"}.get(kind, kind)
    if kind == "expression":
        return List([None] * n, {"expression": lgl([1])})
    if kind not in EMPTY:
        raise RError(f"vector: cannot make a vector of mode '{kind}'.")
    return _blank(kind, n)


def _blank(kind: str, n: int) -> Vec:
    if n < 0:
        raise RError("invalid 'length' argument")
    data = np.zeros(n, dtype=EMPTY[kind])
    if kind == "character":
        data[:] = ""
    return Vec(data)


@builtin("logical", "length")
def _logical(context: Context, length: Value = None) -> Value:
    return _blank("logical", 0 if length is None else whole(length))


@builtin("integer", "length")
def _integer(context: Context, length: Value = None) -> Value:
    return _blank("integer", 0 if length is None else whole(length))


@builtin("numeric double", "length")
def _numeric(context: Context, length: Value = None) -> Value:
    return _blank("double", 0 if length is None else whole(length))


@builtin("character", "length")
def _character(context: Context, length: Value = None) -> Value:
    return _blank("character", 0 if length is None else whole(length))


@builtin("length", "x", generic=True)
def _length(context: Context, x: Value) -> Value:
    return intv([size_of(x)])


def size_of(x: Value) -> int:
    """R's `length`."""
    if x is None:
        return 0
    if isinstance(x, Vec | List):
        return len(x.data)
    if isinstance(x, Language):
        arguments = getattr(x.expr, "arguments", None)
        return 1 if arguments is None else len(arguments) + 1
    if isinstance(x, Environment):
        return len(x.values)
    if is_record(x) and hasattr(x, "__len__"):
        return len(x)
    return 1


@builtin("lengths", "x use.names")
def _lengths(context: Context, x: Value, use_names: Value = None) -> Value:
    items = x.data if isinstance(x, List) else [None] if x is None else [x.data[i : i + 1] for i in range(len(x))]
    sizes = [size_of(item) if isinstance(x, List) else 1 for item in items]
    names = names_of(x)
    return intv(sizes, {} if names is None else {"names": chr(names)})


@builtin("seq_along", "along.with")
def _seq_along(context: Context, along_with: Value) -> Value:
    return intv(np.arange(1, size_of(along_with) + 1, dtype=np.int32))


@builtin("identity I", "x")
def _identity(context: Context, x: Value) -> Value:
    name = getattr(context.builtin, "name", "identity")
    if name == "I" and isinstance(x, Vec | List):
        result = x.copy()
        result.attrs["class"] = chr(["AsIs", *[kind for kind in class_of(x) if kind != "AsIs"]])
        return result
    return x


@builtin("nlevels", "x")
def _nlevels(context: Context, x: Value) -> Value:
    levels = getattr(x, "attrs", {}).get("levels")
    return intv([0 if levels is None else len(levels)])
