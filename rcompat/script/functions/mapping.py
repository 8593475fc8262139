"""map and its kin, reduce, keep, walk, pluck. R: purrr."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import Call
from rcompat.script.calling import call_function
from rcompat.script.coercion import coerce, flag, is_frame, string, strings
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.applying import elements
from rcompat.script.functions.combining import combine
from rcompat.script.functions.frame_stacks import bound_rows
from rcompat.script.functions.language import function_of
from rcompat.script.functions.verb_table import verb
from rcompat.script.indexing import dollar, take
from rcompat.script.machine import Context
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, intv, lgl, names_of

__all__ = ["mapper"]

_KINDS = {"dbl": "double", "int": "integer", "chr": "character", "lgl": "logical"}


def mapper(context: Context, function: Value) -> Callable[..., Value]:
    """A function, a formula with `.x` and `.y`, or the name or place of an element, as a Python function of values."""
    it = context.it
    if isinstance(function, Language) and isinstance(function.expr, Call) and function.expr.name == "~":
        around = function.attrs.get(".Environment")
        body = function.expr.arguments[-1].value

        def run(*values: Value) -> Value:
            env = Environment(around if isinstance(around, Environment) else context.env)
            for place, value in enumerate(values, start=1):
                env.values[f"..{place}"] = value
            env.values.update(dict(zip((".x", ".y"), values, strict=False)))
            env.values["."] = values[0]
            return evaluate(it, body, env)

        return run
    if isinstance(function, Vec):
        return lambda value, *_: _plucked(value, function)
    found = function_of(context, function)
    return lambda *values: call_function(it, found, list(values), form=".f(.x[[i]], ...)")


def _plucked(value: Value, key: Vec) -> Value:
    value = record_value(value) if is_record(value) else value
    if key.kind == "character":
        return dollar(value, str(key.data[0])) if isinstance(value, List) else None
    place = int(key.data[0]) - 1
    return value.data[place] if isinstance(value, List) else Vec(value.data[place : place + 1])


def _with_dots(context: Context, function: Value, dots: Any) -> Callable[..., Value]:
    if not dots or isinstance(function, Language | Vec):
        return mapper(context, function)
    found = function_of(context, function)
    more, labels = [value for _, value in dots], [name for name, _ in dots]
    return lambda *values: call_function(context.it, found, [*values, *more], [*[None] * len(values), *labels])


def _collected(context: Context, items: list[Value], names: Any, id_: Value = None) -> Value:
    """The answers as the function's name asks: a list, or a vector of one type."""
    attrs: dict[str, Value] = {} if names is None else {"names": chr(names)}
    kind = context.builtin.name.rpartition("_")[2]
    if kind in ("dfr", "df"):
        parts = list(zip(names or [None] * len(items), items, strict=True))
        return bound_rows(parts, None if id_ is None else string(id_))
    if kind not in _KINDS:
        return List(items, attrs)
    for place, item in enumerate(items, start=1):
        size = len(item) if item is not None else 0
        if size != 1:
            raise RError(f"Result {place} must be a single {_KINDS[kind]}, not a vector of length {size}")
    if not items:
        return Vec(coerce(intv([]).data, _KINDS[kind]), attrs)
    joined = combine([(None, Vec(item.data)) for item in items])
    return Vec(coerce(joined.data, _KINDS[kind]), attrs)


@verb("map map_dbl map_int map_chr map_lgl map_dfr map_df", ".x .f ... .id", "purrr")
def _map(context: Context, x: Value, f: Value, dots: Any = (), id_: Value = None) -> Value:
    run = _with_dots(context, f, dots)
    return _collected(context, [run(item) for item in elements(x)], names_of(x), id_)


@verb("map2 map2_dbl map2_int map2_chr map2_lgl map2_dfr map2_df", ".x .y .f ... .id", "purrr")
def _map2(context: Context, x: Value, y: Value, f: Value, dots: Any = (), id_: Value = None) -> Value:
    run = _with_dots(context, f, dots)
    left, right = elements(x), elements(y)
    size = max(len(left), len(right))
    if len({len(left), len(right), size} - {1}) > 1:
        sizes = f"\n* `.x` has length {len(left)}\n* `.y` has length {len(right)}"
        raise RError(f"Mapped vectors must have consistent lengths:{sizes}")
    items = [run(left[i % len(left)], right[i % len(right)]) for i in range(size)]
    return _collected(context, items, names_of(x), id_)


@verb("imap imap_dbl imap_int imap_lgl imap_chr imap_dfr", ".x .f ... .id", "purrr")
def _imap(context: Context, x: Value, f: Value, dots: Any = (), id_: Value = None) -> Value:
    run = _with_dots(context, f, dots)
    names = names_of(x)
    keys = [intv([i + 1]) for i in range(len(x))] if names is None else [chr([name]) for name in names]
    return _collected(context, [run(item, key) for item, key in zip(elements(x), keys, strict=True)], names, id_)


@verb("pmap pmap_dbl pmap_int pmap_lgl pmap_chr pmap_dfr", ".l .f ... .id", "purrr")
def _pmap(context: Context, table: Value, f: Value, dots: Any = (), id_: Value = None) -> Value:
    columns = [elements(column) for column in table.data]
    size = max((len(column) for column in columns), default=0)
    rows = [[column[i % len(column)] for column in columns] for i in range(size)]
    if isinstance(f, Language):
        run = mapper(context, f)
        return _collected(context, [run(*row) for row in rows], None, id_)
    found, names = function_of(context, f), names_of(table)
    items = [call_function(context.it, found, row, names) for row in rows]
    return _collected(context, items, None, id_)


@verb("walk", ".x .f ...", "purrr")
def _walk(context: Context, x: Value, f: Value, dots: Any = ()) -> Value:
    run = _with_dots(context, f, dots)
    for item in elements(x):
        run(item)
    context.it.visible = False
    return x


@verb("walk2 iwalk", ".x .y .f ...", "purrr")
def _walk2(context: Context, x: Value, y: Value, f: Value = None, dots: Any = ()) -> Value:
    if context.builtin.name == "iwalk":
        names = names_of(x)
        f, y = y, intv(range(1, len(x) + 1)) if names is None else chr(names)
    run = _with_dots(context, f, dots)
    for left, right in zip(elements(x), elements(y), strict=True):
        run(left, right)
    context.it.visible = False
    return x


@verb("reduce accumulate", ".x .f ... .init", "purrr")
def _reduce(context: Context, x: Value, f: Value, dots: Any = (), init: Value = None) -> Value:
    run = _with_dots(context, f, dots)
    items = ([] if init is None else [init]) + list(elements(x))
    if not items:
        return None
    steps = [items[0]]
    for item in items[1:]:
        steps.append(run(steps[-1], item))
    if context.builtin.name == "reduce":
        return steps[-1]
    return combine([(None, step) for step in steps]) if all(isinstance(step, Vec) for step in steps) else List(steps)


@verb("keep discard", ".x .p ...", "purrr")
def _keep(context: Context, x: Value, p: Value, dots: Any = ()) -> Value:
    import numpy as np

    run = _with_dots(context, p, dots)
    wanted = context.builtin.name == "keep"
    places = np.array([i for i, item in enumerate(elements(x)) if flag(run(item)) == wanted], dtype=np.intp)
    if is_frame(x):
        from rcompat.script.frame_indexing import select_columns

        return select_columns(x, places)
    return take(x, places)


@verb("some every none", ".x .p ...", "purrr")
def _some(context: Context, x: Value, p: Value, dots: Any = ()) -> Value:
    run = _with_dots(context, p, dots)
    found = [flag(run(item)) for item in elements(x)]
    name = context.builtin.name
    return lgl([any(found) if name == "some" else all(found) if name == "every" else not any(found)])


@verb("detect detect_index", ".x .f ...", "purrr")
def _detect(context: Context, x: Value, f: Value, dots: Any = ()) -> Value:
    run = _with_dots(context, f, dots)
    for place, item in enumerate(elements(x)):
        if flag(run(item)):
            return item if context.builtin.name == "detect" else intv([place + 1])
    return None if context.builtin.name == "detect" else intv([0])


@verb("pluck", ".x ...", "purrr")
def _pluck(context: Context, x: Value, dots: Any = ()) -> Value:
    for _, key in dots:
        x = _plucked(x, key)
    return x


@verb("set_names", "x nm ...", "purrr magrittr")
def _set_names(context: Context, x: Value, nm: Value = None, dots: Any = ()) -> Value:
    result = x.copy()
    if nm is None:
        names = strings(x)
    elif isinstance(nm, Vec):
        names = [*strings(nm), *(text for _, value in dots for text in strings(value))]
    else:
        names = strings(mapper(context, nm)(chr(names_of(x) or strings(x))))
    result.attrs["names"] = chr(names)
    return result
