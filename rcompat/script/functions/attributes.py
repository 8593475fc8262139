"""attr, names, dim, class, levels and their replacement forms. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.language.expressions import Formals
from rcompat.script.coercion import (
    class_of,
    coerce,
    flag,
    implicit_class,
    is_factor,
    is_frame,
    string,
    strings,
    to_array,
)
from rcompat.script.machine import Context
from rcompat.script.matrix_class import is_matrix_class
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.slots import class_package, slots_of
from rcompat.script.values import (
    Closure,
    Environment,
    Language,
    List,
    Value,
    Vec,
    chr,
    intv,
    lgl,
    names_of,
    scalar,
    type_of,
)

__all__ = ["set_attribute"]


def _changed(value: Value) -> Value:
    if isinstance(value, Vec | List | Language):
        return value.copy()
    if isinstance(value, Closure):
        return Closure(value.formals, value.body, value.env, dict(value.attrs))
    if isinstance(value, Environment):
        return value
    raise RError(
        "invalid first argument, must be vector (list or atomic)"
        if value is not None
        else "attempt to set an attribute on NULL"
    )


def set_attribute(value: Value, name: str, new: Value) -> Value:
    """The value with one attribute set, or removed if NULL."""
    if name == "names" and new is not None:
        return _with_names(value, new)
    if name == "dim" and new is not None:
        return _with_dim(value, new)
    if name == "class":
        return _with_class(value, new)
    if value is None and new is None:
        return None
    result = _changed(value)
    if new is None:
        result.attrs.pop(name, None)
    elif name == "levels":
        result.attrs[name] = new if not is_factor(new) else chr(strings(new))
    elif name == "row.names":
        result.attrs[name] = _row_names(new, value)
    elif name == "dimnames":
        result.attrs[name] = _dimnames(value, new)
    else:
        result.attrs[name] = new
    return result


def _row_names(new: Value, value: Value) -> Value:
    if isinstance(new, Vec) and new.kind in ("integer", "double"):
        data = coerce(new.data, "integer")
        if len(data) == 2 and data[0] == NA_INTEGER:
            return intv(range(1, abs(int(data[1])) + 1))
        return intv(data)
    return chr(strings(new))


def _dimnames(value: Value, new: Value) -> Value:
    dim = value.attrs.get("dim")
    if dim is None:
        raise RError("'dimnames' applied to non-array")
    items: list[Value] = []
    for axis, item in enumerate(new.data):
        if item is None or (isinstance(item, Vec) and len(item) == 0):
            items.append(None)
            continue
        if len(item) != dim.data[axis]:
            raise RError(f"length of 'dimnames' [{axis + 1}] not equal to array extent")
        items.append(chr(strings(item)))
    return List(items, {"names": new.attrs["names"]} if "names" in new.attrs else {})


def _with_names(value: Value, new: Value) -> Value:
    result = _changed(value)
    words = strings(new)
    if isinstance(result, Language):
        from rcompat.script.language_parts import language_list, list_to_language

        parts = language_list(result)
        parts.attrs["names"] = chr(words)
        return list_to_language(parts)
    n = len(result.data)
    if len(words) > n:
        raise RError(f"'names' attribute [{len(words)}] must be the same length as the vector [{n}]")
    words = [*words, *[None] * (n - len(words))]
    if "dim" in result.attrs and len(result.attrs["dim"]) == 1:
        result.attrs["dimnames"] = List([chr(words)])
        return result
    result.attrs["names"] = chr(words)
    return result


def _with_dim(value: Value, new: Value) -> Value:
    result = _changed(value)
    shape = to_array(new, "integer")
    total = int(np.prod(shape.astype(np.int64)))
    if total != len(result.data):
        raise RError(f"dims [product {total}] do not match the length of object [{len(result.data)}]")
    result.attrs.pop("names", None)
    result.attrs.pop("dimnames", None)
    result.attrs["dim"] = intv(shape)
    return result


def _with_class(value: Value, new: Value) -> Value:
    if new is None or len(new) == 0:
        result = _changed(value)
        result.attrs.pop("class", None)
        return result
    word = strings(new)[0]
    if len(new) == 1 and word in ("numeric", "integer", "character", "logical", "list", "function", "matrix"):
        if word in ("matrix", "function"):
            return value
        result = _changed(value)
        result.attrs.pop("class", None)
        if isinstance(result, Vec) and word != "list":
            kind = "double" if word == "numeric" and result.kind not in ("integer", "double") else word
            return result if kind == "numeric" else Vec(coerce(result.data, kind), result.attrs)
        return result
    result = _changed(value)
    result.attrs["class"] = chr(strings(new))
    return result


@builtin("attr", "x which exact")
def _attr(context: Context, x: Value, which: Value, exact: Value = None) -> Value:
    name = string(which)
    if is_record(x):
        from rcompat.script.record_parts import record_attribute

        return record_attribute(x, name)
    attrs = getattr(x, "attrs", {})
    if name == "names":
        found = names_of(x)
        return None if found is None else chr(found)
    if name in attrs:
        return _shown(attrs, name)
    partial = [key for key in attrs if key.startswith(name)]
    return attrs[partial[0]] if len(partial) == 1 and (exact is None or not flag(exact)) else None


def _shown(attrs: dict[str, Value], name: str) -> Value:
    return attrs[name]


@builtin("attr<-", "x which value")
def _set_attr(context: Context, x: Value, which: Value, value: Value) -> Value:
    return set_attribute(x, string(which), value)


@builtin("attributes", "x")
def _attributes(context: Context, x: Value) -> Value:
    attrs = {k: v for k, v in getattr(x, "attrs", {}).items() if k != "expression"}
    if is_matrix_class(x):
        slots = {name: slot() for name, slot in (slots_of(x) or {}).items()}
        kind = attrs.pop("class")
        known = {*slots, "dim", "dimnames"}
        attrs = {**slots, "class": kind, **{name: item for name, item in attrs.items() if name not in known}}
    if not attrs:
        return None
    ordered = {"names": attrs["names"], **attrs} if "names" in attrs else attrs
    return List(list(ordered.values()), {"names": chr(ordered)})


@builtin("attributes<- mostattributes<-", "x value")
def _set_attributes(context: Context, x: Value, value: Value) -> Value:
    result = _changed(x)
    result.attrs.clear()
    if value is not None:
        for name, item in zip(names_of(value) or [], value.data, strict=True):
            result = set_attribute(result, str(name), item)
    return result


@builtin("structure", ".Data ...")
def _structure(context: Context, data: Value, dots: Any = ()) -> Value:
    result = data
    for name, value in dots:
        label = {".Names": "names", ".Dim": "dim", ".Dimnames": "dimnames"}.get(str(name), str(name))
        result = set_attribute(result, label, value)
    return result


@builtin("names", "x", generic=True)
def _names(context: Context, x: Value) -> Value:
    if isinstance(x, Environment):
        return chr(sorted(x.values))
    if is_record(x):
        from collections.abc import Mapping

        return chr(list(x)) if isinstance(x, Mapping) else None
    if isinstance(x, Language):
        from rcompat.script.language_parts import language_list

        return language_list(x).attrs.get("names")
    found = names_of(x)
    return None if found is None else chr(found)


@builtin("names<-", "x value", generic=True)
def _set_names(context: Context, x: Value, value: Value) -> Value:
    return set_attribute(x, "names", value)


@builtin("setNames", "object nm")
def _setnames(context: Context, object_: Value = None, nm: Value = None) -> Value:
    return set_attribute(object_, "names", nm)


@builtin("unname", "obj force")
def _unname(context: Context, obj: Value, force: Value = None) -> Value:
    result = _changed(obj)
    result.attrs.pop("names", None)
    if not is_frame(obj):
        result.attrs.pop("dimnames", None)
    return result


@builtin("class", "x")
def _class(context: Context, x: Value) -> Value:
    found = class_of(x)
    if found:
        result = chr(found)
        package = class_package(x)
        if package is not None:
            result.attrs["package"] = chr([package])
        return result
    kinds = implicit_class(x)
    if isinstance(x, Vec):
        dim = x.attrs.get("dim")
        if dim is not None:
            return chr(["matrix", "array"] if len(dim) == 2 else ["array"])
        return chr(["numeric"] if x.kind == "double" else [x.kind])
    return chr(["expression"] if "expression" in getattr(x, "attrs", ()) else kinds)


@builtin("oldClass", "x")
def _old_class(context: Context, x: Value) -> Value:
    found = class_of(x)
    return chr(found) if found else None


@builtin("class<- oldClass<-", "x value")
def _set_class(context: Context, x: Value, value: Value) -> Value:
    return set_attribute(x, "class", value)


@builtin("inherits", "x what which")
def _inherits(context: Context, x: Value, what: Value, which: Value = None) -> Value:
    kinds = class_of(x) or implicit_class(x)
    if is_record(x):
        kinds = [*implicit_class(x), *(base.__name__ for base in type(x).__mro__)]
    words = strings(what)
    if which is not None and flag(which):
        return intv([kinds.index(str(word)) + 1 if word in kinds else 0 for word in words])
    return lgl([any(word in kinds for word in words)])


@builtin("unclass", "x")
def _unclass(context: Context, x: Value) -> Value:
    if isinstance(x, Vec | List | Language) and "class" in x.attrs:
        result = x.copy()
        del result.attrs["class"]
        return result
    return x


@builtin("levels", "x", generic=True)
def _levels(context: Context, x: Value) -> Value:
    return getattr(x, "attrs", {}).get("levels")


@builtin("levels<-", "x value", generic=True)
def _set_levels(context: Context, x: Value, value: Value) -> Value:
    if not is_factor(x):
        return set_attribute(x, "levels", value)
    old = [str(text) for text in x.attrs["levels"].data]
    if isinstance(value, List):
        return _merged_levels(x, old, value)
    words = strings(value)
    if len(words) < len(old):
        raise RError("number of levels differs")
    distinct = list(dict.fromkeys(word for word in words if word is not None))
    table = [distinct.index(word) + 1 if word is not None else NA_INTEGER for word in words]
    codes = [table[code - 1] if code != NA_INTEGER else NA_INTEGER for code in x.data.tolist()]
    result = x.copy()
    result.data = np.array(codes, dtype=np.int32)
    result.attrs["levels"] = chr(distinct)
    return result


def _merged_levels(x: Vec, old: list[str], value: List) -> Vec:
    names = [str(name) for name in names_of(value) or []]
    table = {str(word): place + 1 for place, item in enumerate(value.data) for word in strings(item)}
    codes = [NA_INTEGER if code == NA_INTEGER else table.get(old[code - 1], NA_INTEGER) for code in x.data.tolist()]
    result = x.copy()
    result.data = np.array(codes, dtype=np.int32)
    result.attrs["levels"] = chr(names)
    return result


@builtin("length<-", "x value")
def _set_length(context: Context, x: Value, value: Value) -> Value:
    from rcompat.script.indexing import take

    n = int(to_array(value, "integer")[0])
    result = take(x, np.where(np.arange(n) < len(x.data), np.arange(n), -1))
    if "names" in result.attrs:
        result.attrs["names"] = chr("" if name == "<NA>" else name for name in result.attrs["names"].data)
    return result


@builtin("typeof", "x")
def _typeof(context: Context, x: Value) -> Value:
    return scalar("expression" if "expression" in getattr(x, "attrs", ()) else type_of(x))


_MODES = {
    "integer": "numeric",
    "double": "numeric",
    "closure": "function",
    "builtin": "function",
    "special": "function",
    "symbol": "name",
    "language": "call",
}


@builtin("mode storage.mode", "x")
def _mode(context: Context, x: Value) -> Value:
    kind = type_of(x)
    if context.builtin.name == "storage.mode":
        return scalar("function" if kind in ("closure", "builtin", "special") else kind)
    if kind == "language" and getattr(x.expr, "name", None) == "(":
        return scalar("(")
    return scalar(_MODES.get(kind, kind))


@builtin("storage.mode<- mode<-", "x value")
def _set_mode(context: Context, x: Value, value: Value) -> Value:
    kind = {"numeric": "double"}.get(string(value), string(value))
    return Vec(coerce(x.data, kind), dict(x.attrs))


@builtin("comment", "x")
def _comment(context: Context, x: Value) -> Value:
    return getattr(x, "attrs", {}).get("comment")


@builtin("body<-", "fun envir value")
def _set_body(context: Context, fun: Value, envir: Value = None, value: Value = None) -> Value:
    from rcompat.script.deparsing import expression_of

    return Closure(Formals(fun.formals.parameters), expression_of(value), fun.env, dict(fun.attrs))


@builtin("is.na<-", "x value")
def _set_na(context: Context, x: Value, value: Value) -> Value:
    from rcompat.base.frame import NA_LOGICAL
    from rcompat.script.assignment import assign_subset

    return assign_subset(x, [value], [False], lgl([NA_LOGICAL]), None)
