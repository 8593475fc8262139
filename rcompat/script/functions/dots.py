"""bquote, and what is in `...`. R: base."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import Argument, Call, Formals
from rcompat.script.deparsing import expression_of
from rcompat.script.evaluator import evaluate, force
from rcompat.script.language_parts import value_of
from rcompat.script.machine import Machine
from rcompat.script.matching import Given
from rcompat.script.registry import special
from rcompat.script.signals import settle
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, intv, names_of

__all__: list[str] = []


@special("bquote")
def _bquote(it: Machine, expr: Call, env: Environment) -> Value:
    return value_of(_unquoted(it, expr.arguments[0].value, env))


def _unquoted(it: Machine, expr: Any, env: Environment) -> Any:
    if not isinstance(expr, Call):
        return expr
    if expr.name == "." and len(expr.arguments) == 1:
        value = evaluate(it, expr.arguments[0].value, env)
        if isinstance(value, Language):
            return value.expr
        return expression_of(value) if isinstance(value, Vec) and len(value) == 1 else value
    arguments: list[Argument] = []
    for argument in expr.arguments:
        value = argument.value
        if isinstance(value, Formals):
            formals = tuple(Argument(_unquoted(it, p.value, env), p.name) for p in value.parameters)
            arguments.append(Argument(Formals(formals), argument.name))
        elif isinstance(value, Call) and value.name == ".." and len(value.arguments) == 1:
            spliced = evaluate(it, value.arguments[0].value, env)
            items = (
                spliced.data
                if isinstance(spliced, List)
                else [Vec(spliced.data[i : i + 1]) for i in range(len(spliced))]
            )
            arguments += [
                Argument(expression_of(item), name)
                for item, name in zip(items, names_of(spliced) or [None] * len(items), strict=True)
            ]
        else:
            arguments.append(Argument(_unquoted(it, value, env), argument.name))
    return Call(_unquoted(it, expr.function, env), tuple(arguments))


@special("...length")
def _dots_length(it: Machine, expr: Call, env: Environment) -> Value:
    return intv([len(_dots_of(env))])


@special("...names")
def _dots_names(it: Machine, expr: Call, env: Environment) -> Value:
    names = [name for name, _ in _dots_of(env)]
    return chr(name or "" for name in names) if any(names) else None


@special("...elt")
def _dots_element(it: Machine, expr: Call, env: Environment) -> Value:
    place = int(evaluate(it, expr.arguments[0].value, env).data[0])
    dots = _dots_of(env)
    if not 1 <= place <= len(dots):
        error = RError(f"the ... list contains fewer than {place} elements")
        settle(it, error, expr)
        raise error
    return force(it, dots[place - 1][1])


def _dots_of(env: Environment) -> Given:
    where = env.find("...")
    if where is None:
        raise RError("incorrect context: the current call has no '...' to look in")
    found: Given = where.values["..."]
    return found
