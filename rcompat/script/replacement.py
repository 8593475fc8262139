"""Assignment: `x <- v`, `f(x) <- v` for any depth, `<<-`, and the replacement of parts."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.language.expressions import MISSING, Argument, Call, Constant, Missing, Symbol
from rcompat.language.operators import PRIMITIVES
from rcompat.script.assignment import assign_dollar, assign_element, assign_subset
from rcompat.script.calling import plain
from rcompat.script.coercion import class_of
from rcompat.script.conditions import UnsupportedError
from rcompat.script.dispatch import Dispatch, find_method
from rcompat.script.evaluator import apply_function, evaluate, expand, find_function, force, lookup, promises_of
from rcompat.script.formal_methods import call_formal
from rcompat.script.formal_objects import check_field, inner_error, with_slot
from rcompat.script.machine import Machine
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import special
from rcompat.script.signals import raise_warning, settle
from rcompat.script.values import Builtin, Environment, Promise, Value

__all__ = ["assign", "replace_plain"]


def _target_name(expr: Any) -> str:
    if isinstance(expr, Symbol):
        return expr.name
    if isinstance(expr, Constant) and isinstance(expr.value, str):
        return expr.value
    raise RError("invalid (do_set) left-hand side to assignment")


@special("<- =")
def _assign(it: Machine, expr: Call, env: Environment) -> Value:
    value = evaluate(it, expr.arguments[1].value, env)
    assign(it, expr.arguments[0].value, value, env, env, expr)
    it.visible = False
    return value


@special("<<-")
def _assign_outside(it: Machine, expr: Call, env: Environment) -> Value:
    value = evaluate(it, expr.arguments[1].value, env)
    target = expr.arguments[0].value
    name = _variable(target)
    where = env.parent.find(name) if env.parent is not None else None
    assign(it, target, value, where if where is not None and where is not it.base else it.globals, env, expr)
    it.visible = False
    return value


def _variable(target: Any) -> str:
    while isinstance(target, Call):
        target = target.arguments[0].value
    return _target_name(target)


def assign(it: Machine, target: Any, value: Value, where: Environment, env: Environment, call: Any) -> None:
    """Assign to a variable, or to part of one, in `where`; subscripts are evaluated in `env`."""
    if not isinstance(target, Call):
        try:
            name = _target_name(target)
        except RError as error:
            settle(it, error, call)
            raise
        where.check_open(name)
        if where.fields is not None:
            check_field(where, name, value)
        where.values[name] = value
        return
    try:
        name = _variable(target)
    except RError:
        raise RError(
            "target of assignment expands to non-language object"
            if not isinstance(target, Call)
            else "invalid (do_set) left-hand side to assignment"
        ) from None
    before, it.assignment = it.assignment, call
    try:
        new = _replaced(it, target, value, where, env)
    finally:
        it.assignment = before
    where.values[name] = new


def _current(it: Machine, target: Any, where: Environment, env: Environment) -> Value:
    """The value of an assignment's inner target."""
    if isinstance(target, Call):
        inner = _current(it, target.arguments[0].value, where, env)
        holder: Any = Promise(Symbol("*tmp*"), None, inner, True)
        shown = Call(target.function, (Argument(holder, target.arguments[0].name), *target.arguments[1:]))
        return evaluate(it, shown, env)
    name = _target_name(target)
    return lookup(it, name, where if name in where.values else env)


def _replaced(it: Machine, target: Call, value: Value, where: Environment, env: Environment) -> Value:
    """The whole variable with the part that `target` names replaced."""
    inner = target.arguments[0].value
    old = _current(it, inner, where, env)
    new = _replace(it, target, old, value, env)
    if isinstance(inner, Call):
        return _replaced(it, inner, new, where, env)
    return new


_PARTS = ("[", "[[", "$", "@")


def _replace(it: Machine, target: Call, old: Value, value: Value, env: Environment) -> Value:
    function = target.function
    name = function.name if isinstance(function, Symbol) else getattr(function, "value", None)
    if isinstance(function, Call) and function.name in ("::", ":::"):
        name = getattr(function.arguments[1].value, "name", None)
    if not isinstance(name, str):
        raise RError("invalid function in complex assignment")
    held: Any = Promise(Symbol("*tmp*"), None, old, True)
    given: Any = Promise(Symbol("value"), None, value, True)
    holder = Argument(held, target.arguments[0].name)
    result = Argument(given, "value")
    call = Call(Symbol(f"{name}<-"), (holder, *target.arguments[1:], result))
    if name in _PARTS:
        return _replace_part(it, name, old, value, call, env)
    try:
        replacement = find_function(it, f"{name}<-", env)
    except UnsupportedError:
        raise UnsupportedError(f"{name}<-") from None
    return _apply(it, replacement, call, env)


def _apply(it: Machine, replacement: Value, call: Call, env: Environment) -> Value:
    given = promises_of(it, call, env)
    if it.assignment is not None and isinstance(replacement, Builtin) and replacement.name in PRIMITIVES:
        call = it.assignment  # what errors of primitive functions show
    return apply_function(it, replacement, given, call, env)


def _replace_part(it: Machine, name: str, old: Value, value: Value, call: Call, env: Environment) -> Value:
    first, *_, last = call.arguments
    keyed = Call(call.function, (first, Argument(_key(call)), last)) if name == "$" else call
    if f"{name}<-" in it.formal_names and class_of(old):
        found = call_formal(it, f"{name}<-", promises_of(it, keyed, env), keyed, env)
        if found is not None:
            return found[0]
    for place, kind in enumerate(class_of(old)):
        method = find_method(it, f"{name}<-", kind, env)
        if method is not None and not isinstance(method, Builtin):
            call = keyed
            given = promises_of(it, call, env)
            dispatch = Dispatch(f"{name}<-", tuple(class_of(old)[place + 1 :]), old, given)
            return apply_function(it, method, given, call, env, dispatch)
    return replace_plain(it, f"{name}<-", call, env)


def _key(call: Call) -> Constant:
    key = call.arguments[1].value
    return Constant(key.name if isinstance(key, Symbol) else getattr(key, "value", ""), "character")


def replace_plain(it: Machine, name: str, call: Call, env: Environment) -> Value:
    """Replace a part by the internal rules, no methods looked for."""
    call = expand(it, call, env)
    old = force(it, evaluate(it, call.arguments[0].value, env))
    value = evaluate(it, call.arguments[-1].value, env)
    if is_record(old):
        old = record_value(old)

    def warn(text: str, form: str | None) -> None:
        shown: Any = call
        if form is not None:
            from rcompat.language.syntax import parse

            shown = parse(form.format(_text(plain(call.arguments[1].value)), _value_text(value)))[0]
        raise_warning(it, text, shown)

    try:
        if name in ("$<-", "@<-"):
            key = call.arguments[1].value
            label = key.name if isinstance(key, Symbol) else str(getattr(key, "value", "") or force(it, key).data[0])
            if name == "@<-":
                return _with_slot(old, label, value)
            return assign_dollar(old, label, value, warn)
        indices, missing = _subscripts(it, call, env)
        if name == "[[<-":
            return assign_element(old, indices, value, warn)
        return assign_subset(old, indices, missing, value, warn)
    except RError as error:
        settle(it, error, _shown_call(it, call, old))
        raise


def _with_slot(old: Value, label: str, value: Value) -> Value:
    try:
        return with_slot(old, label, value)
    except RError as error:
        raise inner_error(error.message, "cl, name, valueClass") from None


def _value_text(value: Value) -> str:
    from rcompat.script.deparsing import deparse_value

    return " ".join(deparse_value(value))


def _text(expr: Any) -> str:
    from rcompat.language.deparse import deparse_one

    return deparse_one(expr)


def _shown_call(it: Machine, call: Call, old: Value) -> Any:
    """R shows `x[i] <- v` as `[<-`(`*tmp*`, i, value = v), but for environments."""
    return it.assignment if isinstance(old, Environment) else call


def _subscripts(it: Machine, call: Call, env: Environment) -> tuple[list[Value], list[bool]]:
    indices: list[Value] = []
    missing: list[bool] = []
    for argument in call.arguments[1:-1]:
        if argument.name in ("drop", "exact"):
            continue
        empty = isinstance(argument.value, Missing) or (
            type(argument.value) is Symbol and env.values.get(argument.value.name) is MISSING
        )
        indices.append(None if empty else evaluate(it, argument.value, env))
        missing.append(empty)
    return indices, missing


@special("[<- [[<- $<- @<-")
def _part_function(it: Machine, expr: Call, env: Environment) -> Value:
    name = expr.function.name if isinstance(expr.function, Symbol) else str(getattr(expr.function, "value", ""))
    if name == "$<-" and not isinstance(expr.arguments[1].value, Symbol | Constant):
        key = evaluate(it, expr.arguments[1].value, env)
        named = Argument(Constant(str(key.data[0]), "character"))
        expr = Call(expr.function, (expr.arguments[0], named, expr.arguments[2]))
    return replace_plain(it, name, expr, env)
