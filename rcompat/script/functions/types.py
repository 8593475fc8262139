"""is.* and as.*: tests of type and conversions. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.language.expressions import Call, Symbol
from rcompat.script.coercion import class_of, coerce, is_factor, is_frame, is_missing, string, strings, to_array
from rcompat.script.doors import KeptRows, from_record, is_automatic
from rcompat.script.frames import as_frame_value, as_matrix
from rcompat.script.machine import Context
from rcompat.script.matrix_class import is_matrix_class
from rcompat.script.records import is_record, python_name, python_value
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, intv, is_function, lgl, names_of

__all__: list[str] = []


def _warner(context: Context) -> Any:
    """Warnings of primitives name the function that called them."""
    it = context.it

    def warn(text: str) -> None:
        raise_warning(it, text, it.frames[-1].call if it.frames else None)

    return warn


def _converted(context: Context, x: Value, kind: str) -> Value:
    if is_record(x):
        raise RError("no method for coercing this S4 class to a vector")
    if isinstance(x, Environment):
        raise RError(f"cannot coerce type 'environment' to vector of type '{kind}'")
    if is_function(x):
        raise RError(f"cannot coerce type 'closure' to vector of type '{kind}'")
    if isinstance(x, Language) and kind == "character" and isinstance(x.expr, Call):
        from rcompat.script.language_parts import language_list

        return Vec(to_array(language_list(x), kind))
    return Vec(to_array(x, kind, _warner(context)))


@builtin("as.numeric as.double", "x ...", generic=True)
def _as_numeric(context: Context, x: Value, dots: Any = ()) -> Value:
    return _converted(context, x, "double")


@builtin("as.integer", "x ...", generic=True)
def _as_integer(context: Context, x: Value, dots: Any = ()) -> Value:
    return _converted(context, x, "integer")


@builtin("as.character", "x ...", generic=True)
def _as_character(context: Context, x: Value, dots: Any = ()) -> Value:
    return _converted(context, x, "character")


@builtin("as.logical", "x ...", generic=True)
def _as_logical(context: Context, x: Value, dots: Any = ()) -> Value:
    if is_factor(x):
        x = Vec(to_array(x, "character"))
    return _converted(context, x, "logical")


@builtin("as.vector", "x mode", generic=True)
def _as_vector(context: Context, x: Value, mode: Value = None) -> Value:
    kind = "any" if mode is None else string(mode)
    if kind == "list":
        return _as_list(context, x)
    if is_factor(x):
        words = Vec(to_array(x, "character"))
        return words if kind in ("any", "character") else _converted(context, x, kind)
    if isinstance(x, Vec):
        kind = {"any": x.kind, "numeric": "double" if x.kind != "integer" else "integer"}.get(kind, kind)
        return _converted(context, Vec(x.data), kind)
    if isinstance(x, List):
        if kind in ("character", "numeric", "double", "integer", "logical"):
            return _converted(context, x, {"numeric": "double"}.get(kind, kind))
        return List(x.data, {"names": x.attrs["names"]} if "names" in x.attrs else {}) if "dim" in x.attrs else x
    return x


@builtin("as.list", "x ...", generic=True)
def _as_list(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.applying import elements

    if isinstance(x, List):
        if "class" in x.attrs or "row.names" in x.attrs:
            attrs = {k: v for k, v in x.attrs.items() if k not in ("class", "row.names")}
            return List(x.data, attrs)
        return x
    if isinstance(x, Environment):
        return List(list(x.values.values()), {"names": chr(x.values)})
    names = list(x.keys()) if is_record(x) and hasattr(x, "keys") else names_of(x)
    if isinstance(x, Language):
        from rcompat.script.language_parts import language_list

        return language_list(x)
    return List(elements(x), {} if names is None else {"names": chr(names)})


@builtin("as.data.frame", "x row.names optional ... stringsAsFactors", generic=True)
def _as_data_frame(
    context: Context, x: Value, row_names: Value = None, optional: Value = None, dots: Any = (), factors: Value = None
) -> Value:
    from rcompat.script.calling import plain
    from rcompat.script.coercion import flag, strings

    make_factors = factors is not None and flag(factors)
    if is_record(x):
        from rcompat.script.record_parts import record_frame

        named = {python_name(name, ()): python_value(context.it, item) for name, item in dots if name}
        frame = record_frame(x, **named)
        if frame is None:
            from rcompat.script.deparsing import deparse_value
            from rcompat.script.slots import class_package

            package = class_package(x)
            kinds = chr(class_of(x), {} if package is None else {"package": chr([package])})
            shown = "".join(deparse_value(kinds))
            raise RError(f"cannot coerce class ‘{shown}’ to a data.frame", "as.data.frame.default(x)")
        return from_record(frame)
    if "table" in class_of(x):
        from rcompat.script.functions.tables import table_frame

        named = dict(dots)
        return table_frame(x, named.get("responseName"), factors is None or make_factors)
    expr = plain(context.promises[0][1])
    name = expr.name if isinstance(expr, Symbol) else "x"
    if isinstance(x, Vec) and "tsp" in x.attrs:
        name = "x"
    elif isinstance(x, Vec) and "dim" not in x.attrs:
        from rcompat.language.deparse import deparse

        name = deparse(expr)[0]
    result = as_frame_value(x, name, make_factors)
    if row_names is not None:
        result = List(result.data, {**result.attrs, "row.names": chr(strings(row_names))})
    return result


@builtin("as.matrix data.matrix", "x ...", generic=True)
def _as_matrix(context: Context, x: Value, dots: Any = ()) -> Value:
    if is_record(x):
        return _as_matrix(context, _as_data_frame(context, x))
    if context.builtin is not None and context.builtin.name == "data.matrix" and is_frame(x):
        x = List([Vec(column.data) for column in x.data], dict(x.attrs))
    result = as_matrix(x)
    if "class" in result.attrs:
        result = Vec(result.data, {k: v for k, v in result.attrs.items() if k != "class"})
    return result


@builtin("as.formula", "object env")
def _as_formula(context: Context, object_: Value, env: Value = None) -> Value:
    from rcompat.language.syntax import parse_expression

    where = env if isinstance(env, Environment) else context.env
    if isinstance(object_, Vec):
        parsed = parse_expression(string(object_))
        return Language(parsed, {"class": chr(["formula"]), ".Environment": where})
    if isinstance(object_, Language) and "class" not in object_.attrs:
        return Language(object_.expr, {"class": chr(["formula"]), ".Environment": where})
    return object_


@builtin("formula", "x ...", generic=True)
def _formula(context: Context, x: Value, dots: Any = ()) -> Value:
    return _as_formula(context, x)


def _truth(found: bool) -> Vec:
    return lgl([1 if found else 0])


def _test(name: str, check: Any) -> None:
    @builtin(name, "x")
    def run(context: Context, x: Value) -> Value:
        return _truth(check(x))


_NO_NUMBERS = frozenset(("factor", "Date", "POSIXct", "difftime"))


def _is_numeric(x: Value) -> bool:
    return (
        isinstance(x, Vec)
        and x.kind in ("integer", "double")
        and not (set(class_of(x)) & _NO_NUMBERS or is_matrix_class(x))
    )


def _is_array(x: Value) -> bool:
    return "dim" in getattr(x, "attrs", {}) and not is_matrix_class(x)


_test("is.numeric", _is_numeric)
_test("is.double", lambda x: isinstance(x, Vec) and x.kind == "double")
_test("is.integer", lambda x: isinstance(x, Vec) and x.kind == "integer")
_test("is.character", lambda x: isinstance(x, Vec) and x.kind == "character")
_test("is.logical", lambda x: isinstance(x, Vec) and x.kind == "logical")
_test("is.null", lambda x: x is None)
_test("is.function", is_function)
_test("is.primitive", lambda x: getattr(x, "primitive", False))
_test("is.environment", lambda x: isinstance(x, Environment))
_test("is.list", lambda x: isinstance(x, List))
_test("is.pairlist", lambda x: x is None)
_test("is.data.frame", is_frame)
_test("is.factor", is_factor)
_test("is.ordered", lambda x: "ordered" in class_of(x))
_test("is.table", lambda x: "table" in class_of(x))
_test("is.atomic", lambda x: isinstance(x, Vec) or x is None)
_test("is.recursive", lambda x: isinstance(x, List | Environment) or is_function(x))
_test("is.matrix", lambda x: _is_array(x) and len(x.attrs["dim"]) == 2)
_test("is.array", lambda x: _is_array(x))
_test("is.vector", lambda x: isinstance(x, Vec | List) and not set(x.attrs) - {"names"})
_test("is.symbol", lambda x: isinstance(x, Language) and isinstance(x.expr, Symbol))
_test("is.name", lambda x: isinstance(x, Language) and isinstance(x.expr, Symbol))
_test("is.call", lambda x: isinstance(x, Language) and isinstance(x.expr, Call))
_test("is.language", lambda x: isinstance(x, Language))
_test("is.expression", lambda x: "expression" in getattr(x, "attrs", {}))
_test("is.object", lambda x: bool(class_of(x)))
_test("isTRUE", lambda x: isinstance(x, Vec) and x.kind == "logical" and len(x) == 1 and x.data[0] == 1)
_test("isFALSE", lambda x: isinstance(x, Vec) and x.kind == "logical" and len(x) == 1 and x.data[0] == 0)


def _shape(x: Value) -> dict[str, Value]:
    return {name: item for name, item in x.attrs.items() if name in ("names", "dim", "dimnames")}


@builtin("is.na", "x", generic=True)
def _is_na(context: Context, x: Value) -> Value:
    if is_frame(x):
        columns = [is_missing(column.data) for column in x.data]
        frame = as_matrix(x)
        data = np.concatenate(columns) if columns else np.zeros(0)
        rows = x.attrs["row.names"]
        attrs = dict(frame.attrs)
        if not is_automatic(rows) or isinstance(rows, KeptRows):
            attrs["dimnames"] = List([chr(strings(rows)), attrs["dimnames"].data[1]])
        return lgl(data.astype(np.int8), attrs)
    if isinstance(x, List):
        found = [isinstance(item, Vec) and len(item) == 1 and bool(is_missing(item.data)[0]) for item in x.data]
        return lgl(found, _shape(x))
    if not isinstance(x, Vec):
        if x is None:
            return lgl([])
        raise_warning(context.it, f"is.na() applied to non-(list or vector) of type '{_kind(x)}'", context.call)
        return lgl([0])
    return lgl(is_missing(x.data).astype(np.int8), _shape(x))


def _kind(x: Value) -> str:
    from rcompat.script.values import type_of

    return type_of(x)


@builtin("is.nan", "x")
def _is_nan(context: Context, x: Value) -> Value:
    from rcompat.base.frame import is_na_real

    if x.kind != "double":
        return lgl(np.zeros(len(x), dtype=np.int8), _shape(x))
    return lgl((np.isnan(x.data) & ~is_na_real(x.data)).astype(np.int8), _shape(x))


@builtin("is.finite is.infinite", "x")
def _is_finite(context: Context, x: Value) -> Value:
    if not isinstance(x, Vec) or x.kind == "character":
        n = len(x) if isinstance(x, Vec | List) else 0
        return lgl(np.zeros(n, dtype=np.int8))
    values = coerce(x.data, "double")
    found = np.isfinite(values) if context.builtin.name == "is.finite" else np.isinf(values)
    return lgl(found.astype(np.int8), _shape(x))


@builtin("anyNA", "x recursive")
def _any_na(context: Context, x: Value, recursive: Value = None) -> Value:
    if isinstance(x, List):
        return _truth(any(isinstance(item, Vec) and bool(is_missing(item.data).any()) for item in x.data))
    return _truth(x is not None and bool(is_missing(x.data).any()))


@builtin("as.array", "x")
def _as_array(context: Context, x: Value) -> Value:
    if "dim" in x.attrs:
        return x
    attrs: dict[str, Value] = {"dim": intv([len(x)])}
    if "names" in x.attrs:
        attrs["dimnames"] = List([x.attrs["names"]])
    return Vec(x.data, attrs)
