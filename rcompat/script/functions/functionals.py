"""Reduce, Filter, Find, Negate, Vectorize. R: base."""

from __future__ import annotations

from typing import Any

from rcompat.script.calling import call_function, inside
from rcompat.script.coercion import flag, is_frame, strings
from rcompat.script.functions.language import function_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, Closure, List, Value, chr, intv, lgl

__all__: list[str] = []


@builtin("Reduce", "f x init right accumulate simplify")
def _reduce(
    context: Context,
    f: Value,
    x: Value,
    init: Value = None,
    right: Value = None,
    accumulate: Value = None,
    simplify: Value = None,
) -> Value:
    from rcompat.script.functions.applying import elements, simplified

    fun = function_of(context, f)
    items = elements(x)
    backwards = right is not None and flag(right)
    if backwards:
        items = items[::-1]
    given = [name for name, _ in context.promises]
    has_init = init is not None or "init" in given
    if has_init:
        items = [init, *items]
    if not items:
        return None
    result = items[0]
    steps = [result]
    for item in items[1:]:
        pair = [item, result] if backwards else [result, item]
        result = call_function(context.it, fun, pair, form="f(x[[i]], init)" if backwards else "f(init, x[[i]])")
        steps.append(result)
    if accumulate is not None and flag(accumulate):
        steps = steps[::-1] if backwards else steps
        return simplified(List(steps), single=True)
    return result


@builtin("Filter", "f x")
def _filter(context: Context, f: Value, x: Value) -> Value:
    import numpy as np

    from rcompat.script.functions.applying import elements
    from rcompat.script.indexing import take

    fun = function_of(context, f)
    keep = [flag(call_function(context.it, fun, [item], form="FUN(X[[i]], ...)")) for item in elements(x)]
    if is_frame(x):
        from rcompat.script.frame_indexing import select_columns

        return select_columns(x, np.flatnonzero(keep))
    return take(x, np.flatnonzero(keep))


@builtin("Position Find", "f x right nomatch")
def _find(context: Context, f: Value, x: Value, right: Value = None, nomatch: Value = None) -> Value:
    from rcompat.script.functions.applying import elements

    fun = function_of(context, f)
    items = list(enumerate(elements(x)))
    if right is not None and flag(right):
        items.reverse()
    for place, item in items:
        if flag(call_function(context.it, fun, [item])):
            return intv([place + 1]) if context.builtin.name == "Position" else item
    return lgl([-128]) if context.builtin.name == "Position" else None


@builtin("Negate", "f")
def _negate(context: Context, f: Value) -> Value:
    from rcompat.script.arithmetic import operate_once

    fun = function_of(context, f)

    def run(inner: Context, dots: Any) -> Value:
        return operate_once("!", call_function(inner.it, fun, [v for _, v in dots], [n for n, _ in dots]))

    return _made("Negate", run)


def _made(name: str, run: Any) -> Builtin:
    item = Builtin(name, run, ("...",))
    item.python_names = ("dots",)
    return item


@builtin("Vectorize", "FUN vectorize.args SIMPLIFY USE.NAMES")
def _vectorize(
    context: Context, fun: Value, vectorize_args: Value = None, simplify: Value = None, use_names: Value = None
) -> Value:
    from rcompat.script.functions.applying import mapply

    function = function_of(context, fun)
    formals = list(function.names if isinstance(function, Closure) else function.formals)
    chosen = [name for name in formals if name != "..."] if vectorize_args is None else strings(vectorize_args)
    together = simplify is None or flag(simplify)
    named = use_names is None or flag(use_names)

    def run(inner: Context, dots: Any) -> Value:
        free = iter(name for name in formals if name not in [label for label, _ in dots])
        labelled = [(label or next(free, None), value) for label, value in dots]
        over = [pair for pair in labelled if pair[0] in chosen or pair[0] in (None, "...")]
        fixed = [pair for pair in labelled if pair not in over]
        more = List([value for _, value in fixed], {"names": chr(str(label) for label, _ in fixed)}) if fixed else None
        with inside(inner.it, "do.call mapply"):
            return mapply(inner, function, over, more, together, named)

    return _made("Vectorize", run)
