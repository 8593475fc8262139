"""D, deriv and numerical gradients by rule. R: stats."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.derivatives import derivative, gradient_code
from rcompat.language.expressions import MISSING, Argument, Call, Formals
from rcompat.script.coercion import string, strings
from rcompat.script.deparsing import expression_of
from rcompat.script.language_parts import value_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Closure, Language, List, Value, Vec, lgl

__all__: list[str] = []


def _expression(value: Value) -> Any:
    """The expression that is given: of an expression vector the first, of a formula the right side."""
    if isinstance(value, List) and "expression" in value.attrs:
        return expression_of(value.data[0])
    if isinstance(value, Language):
        expr = value.expr
        if isinstance(expr, Call) and expr.name == "~":
            return expr.values[-1]
        return expr
    return expression_of(value)


@builtin("D", "expr name")
def _derivative(context: Context, expr: Value, name: Value) -> Value:
    if not isinstance(name, Vec) or name.kind != "character" or not len(name):
        raise RError("variable must be a character string")
    if len(name) > 1:
        from rcompat.script.signals import raise_warning

        raise_warning(context.it, "only the first element is used as variable name", context.call)
    return value_of(derivative(_expression(expr), string(name)))


@builtin("deriv", "expr namevec function.arg tag hessian ...", generic=True)
def _deriv(
    context: Context,
    expr: Value,
    namevec: Value,
    function_arg: Value = None,
    tag: Value = None,
    hessian: Value = None,
    dots: Any = (),
) -> Value:
    names = [str(name) for name in strings(namevec)]
    code = gradient_code(_expression(expr), names)
    if function_arg is None:
        return List([Language(code)], {"expression": lgl([1])})
    if isinstance(function_arg, Closure):
        return Closure(function_arg.formals, code, context.it.globals)
    chosen = names if function_arg.kind == "logical" else [str(name) for name in strings(function_arg)]
    return Closure(Formals(tuple(Argument(MISSING, name) for name in chosen)), code, context.it.globals)
