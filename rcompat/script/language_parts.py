"""Expressions taken apart into lists and put together again."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import MISSING, Argument, Call, Constant, Formals, Missing, Symbol
from rcompat.script.deparsing import expression_of
from rcompat.script.values import Language, List, Value, chr

__all__ = ["language_list", "list_to_language", "value_of"]


def value_of(expr: Any) -> Value:
    """An expression as a value: constants are vectors, the rest is language."""
    if isinstance(expr, Constant):
        from rcompat.script.evaluator import constant

        return constant(expr)
    if isinstance(expr, Call | Symbol):
        return Language(expr)
    if isinstance(expr, Missing):
        return Language(Symbol(""))
    if isinstance(expr, Formals):
        return List([value_of(p.value) for p in expr.parameters], {"names": chr(p.name for p in expr.parameters)})
    return expr


def language_list(value: Language) -> List:
    """The parts of a call as a list: the function, then the arguments."""
    expr = value.expr
    if not isinstance(expr, Call):
        raise RError(f"object of type '{'symbol' if isinstance(expr, Symbol) else 'language'}' is not subsettable")
    items = [value_of(expr.function), *(value_of(argument.value) for argument in expr.arguments)]
    names = ["", *(argument.name or "" for argument in expr.arguments)]
    return List(items, {"names": chr(names)} if any(names) else {})


def list_to_language(parts: List) -> Value:
    """A call from a list of its parts."""
    names = parts.attrs.get("names")
    labels = [None] * len(parts.data) if names is None else [name or None for name in names.data]
    exprs = [_expression(item) for item in parts.data]
    if not exprs:
        return None
    arguments = tuple(Argument(expr, label) for expr, label in zip(exprs[1:], labels[1:], strict=True))
    call = Call(exprs[0], arguments)
    return Language(call, {"class": chr(["formula"])} if call.name == "~" else {})


def _expression(item: Value) -> Any:
    if isinstance(item, Language):
        return MISSING if item.expr == Symbol("") else item.expr
    expr = expression_of(item)
    # Values that no text stands for exactly travel inside the call.
    return expr if isinstance(expr, Constant) else item if not isinstance(expr, Symbol) else expr
