"""alist, as.expression, str2expression and callCC: expressions as values, and a way out of a function. R: base."""

from __future__ import annotations

from typing import Any

from rcompat.language.expressions import MISSING, Symbol
from rcompat.language.syntax import parse_program
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import strings
from rcompat.script.conditions import ReturnJump
from rcompat.script.language_parts import value_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, Language, List, Value, lgl, make_list

__all__: list[str] = []


@builtin("alist", "...", lazy="...")
def _alist(context: Context, dots: Any = ()) -> Value:
    items = [Language(Symbol("")) if item is MISSING else value_of(plain(item)) for _, item in dots]
    return make_list(items, [name or "" for name, _ in dots] if any(name for name, _ in dots) else None)


@builtin("as.expression", "x ...")
def _as_expression(context: Context, x: Value, dots: Any = ()) -> Value:
    return List(list(x.data) if isinstance(x, List) else [x], {"expression": lgl([1])})


@builtin("str2expression", "text")
def _str2expression(context: Context, text: Value) -> Value:
    parsed = [item.expr for line in strings(text) for item in parse_program(str(line))]
    return List([value_of(expr) for expr in parsed], {"expression": lgl([1])})


@builtin("callCC", "f")
def _call_cc(context: Context, f: Value) -> Value:
    """Call a function with a function that leaves it at once."""
    exit_ = object()

    def leave(context: Context, value: Value) -> Value:
        raise ReturnJump(exit_, value)

    way_out = Builtin("k", leave, ("value",))
    way_out.python_names = ("value",)
    try:
        return call_function(context.it, f, [way_out])
    except ReturnJump as jump:
        if jump.env is not exit_:
            raise
        return jump.value
