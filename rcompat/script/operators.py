"""The operators as special functions: arithmetic, comparison, logic, subsetting, with methods for classes."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_LOGICAL
from rcompat.design.values import calling
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import MISSING, Argument, Call, Constant, Missing, Symbol, call
from rcompat.script.arithmetic import operate, operate_once
from rcompat.script.calling import plain
from rcompat.script.coercion import class_of, coerce, implicit_class, is_factor, is_frame
from rcompat.script.dispatch import Dispatch, find_method
from rcompat.script.evaluator import apply_function, evaluate, expand, force, promises_of
from rcompat.script.formal_methods import call_formal
from rcompat.script.indexing import dollar, element, subset
from rcompat.script.machine import Machine
from rcompat.script.matching import Given
from rcompat.script.model_parts import evaluated_in
from rcompat.script.record_parts import record_part, record_value
from rcompat.script.records import is_record
from rcompat.script.registry import special
from rcompat.script.signals import raise_warning, settle
from rcompat.script.slots import slot_value
from rcompat.script.values import Environment, Promise, Value, Vec, intv

__all__ = ["run_without_methods"]

_COLUMN_METHODS = (call("Ops.factor", Symbol("left")), call("Ops.factor", Symbol("left"), Symbol("right")))
_COLUMN_CALLS = (call("FUN", Symbol("left")), call("FUN", Symbol("left"), Symbol("right")))
_OPS = "+ - * / ^ ** %% %/% == != < > <= >= & |"


def _methods(it: Machine, name: str, group: str | None, values: list[Value], expr: Call, env: Environment) -> Any:
    """The value of the first method of an operand's class, as a list of one; None without method."""
    if name in it.formal_names and (found := call_formal(it, name, _given(expr, values), expr, env)) is not None:
        return found
    for value in values:
        classes = implicit_class(value) if class_of(value) else ()
        for place, kind in enumerate(classes):
            method, title = find_method(it, name, kind, env), name
            if method is None and group:
                method, title = find_method(it, group, kind, env), group
            if method is not None:
                given = _given(expr, values)
                dispatch = Dispatch(name, tuple(classes[place + 1 :]), value, given)
                return [_call_method(it, method, given, _titled(expr, method, f"{title}.{kind}"), env, dispatch)]
    return None


def _given(expr: Call, values: list[Value]) -> Given:
    names = [argument.name for argument in expr.arguments]
    return [
        (name, Promise(plain(argument.value), None, value, True))
        for name, value, argument in zip(names, values, expr.arguments, strict=False)
    ]


def _titled(expr: Call, method: Value, title: str) -> Call:
    """The call of a method written in R, as errors show it."""
    return Call(Symbol(title), expr.arguments) if hasattr(method, "body") else expr


def _call_method(it: Machine, method: Value, given: Given, expr: Call, env: Environment, dispatch: Any) -> Value:
    if hasattr(method, "body"):
        inner = Environment(method.env)
        inner.values[".Generic"] = Vec(np.array([dispatch.generic], dtype=object))
        from rcompat.script.values import Closure

        method = Closure(method.formals, method.body, inner, method.attrs)
    return apply_function(it, method, given, expr, env, dispatch)


@special(_OPS)
def _operator(it: Machine, expr: Call, env: Environment) -> Value:
    expr = expand(it, expr, env)
    values = [evaluate(it, argument.value, env) for argument in expr.arguments]
    name = expr.function.name if isinstance(expr.function, Symbol) else str(getattr(expr.function, "value", "+"))
    return _operated(it, name, values, expr, env)


def _operated(it: Machine, name: str, values: list[Value], expr: Call, env: Environment) -> Value:
    if any(getattr(value, "attrs", None) for value in values):
        found = _methods(it, name, "Ops", values, expr, env)
        if found is not None:
            return found[0]
    it.visible = True
    if any(is_record(value) for value in values):
        values = [record_value(value) if is_record(value) else value for value in values]
    try:
        with calling(_shown_operation(values, expr)) if _may_warn(values) else _quiet:
            if len(values) == 2:
                return operate(name, values[0], values[1])
            if len(values) == 1 and name in ("+", "-", "!"):
                return operate_once(name, values[0])
        raise RError(f"operator needs {'one or two' if name in '+-' else 'two'} arguments")
    except RError as error:
        settle(it, error, _failing_operation(values, expr))
        raise


def _shown_operation(values: list[Value], expr: Call) -> Call:
    """The call that a warning names: the method's, for factors and for the columns of data frames."""
    if any(is_frame(value) for value in values):
        return _COLUMN_METHODS[len(values) - 1]
    is_plain = not any("factor" in class_of(value) for value in values)
    return plain(expr if is_plain else Call(Symbol("Ops.factor"), expr.arguments))  # type: ignore[no-any-return]


def _failing_operation(values: list[Value], expr: Call) -> Call:
    """The call that an error names: columns of data frames are operated on one by one."""
    return _COLUMN_CALLS[len(values) - 1] if any(is_frame(value) for value in values) else expr


class _Quiet:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass


_quiet = _Quiet()


def _may_warn(values: list[Value]) -> bool:
    if len(values) != 2 or not all(type(value) is Vec and not value.attrs for value in values):
        return True
    return not (values[0].data.dtype == np.float64 and len(values[0]) == len(values[1]))


@special("!")
def _not(it: Machine, expr: Call, env: Environment) -> Value:
    value = evaluate(it, expr.arguments[0].value, env)
    return _operated(it, "!", [value], expr, env)


@special("&& ||")
def _and_or(it: Machine, expr: Call, env: Environment) -> Value:
    name = expr.function.name if isinstance(expr.function, Symbol) else "&&"
    decided = 0 if name == "&&" else 1
    try:
        left = _truth(it, expr, env, 0)
        if left == decided:
            return Vec(np.array([decided], dtype=np.int8))
        right = _truth(it, expr, env, 1)
    except RError as error:
        settle(it, error, expr) if getattr(error, "own", False) else None
        raise
    it.visible = True
    result = right if right == decided or left != NA_LOGICAL else NA_LOGICAL
    return Vec(np.array([result], dtype=np.int8))


def _truth(it: Machine, expr: Call, env: Environment, side: int) -> int:
    """What one side of `x && y` comes to."""
    value = evaluate(it, expr.arguments[side].value, env)
    if not isinstance(value, Vec) or is_factor(value) or value.kind == "character":
        error = RError(f"invalid '{'xy'[side]}' type in 'x {expr.name} y'")
        error.own = True  # type: ignore[attr-defined]
        raise error
    data = coerce(value.data, "logical")
    if len(data) > 1:
        raise_warning(it, f"'length(x) = {len(data)} > 1' in coercion to 'logical(1)'", expr)
    return int(data[0]) if len(data) else NA_LOGICAL


def _indices(it: Machine, expr: Call, env: Environment) -> tuple[list[Value], list[bool], dict[str, Value]]:
    """Evaluated subscripts, which of them are empty, and the named arguments drop and exact."""
    values: list[Value] = []
    missing: list[bool] = []
    named: dict[str, Value] = {}
    for argument in expr.arguments[1:]:
        if argument.name in ("drop", "exact"):
            named[argument.name] = evaluate(it, argument.value, env)
        elif isinstance(argument.value, Missing) or (
            type(argument.value) is Symbol and env.values.get(argument.value.name) is MISSING
        ):
            values.append(None)
            missing.append(True)
        else:
            values.append(evaluate(it, argument.value, env))
            missing.append(False)
    return values, missing, named


def _bracket_method(it: Machine, name: str, value: Value, expr: Call, env: Environment) -> Any:
    kinds = implicit_class(value)
    given = promises_of(it, expr, env)
    given[0] = (given[0][0], Promise(expr.arguments[0].value, None, value, True))
    if name in it.formal_names and (found := call_formal(it, name, given, expr, env)) is not None:
        return found
    for place, kind in enumerate(kinds):
        method = find_method(it, name, kind, env)
        if method is not None:
            dispatch = Dispatch(name, tuple(kinds[place + 1 :]), value, given)
            return [_call_method(it, method, given, _titled(expr, method, f"{name}.{kind}"), env, dispatch)]
    return None


@special("[")
def _bracket(it: Machine, expr: Call, env: Environment) -> Value:
    expr = expand(it, expr, env)
    value = evaluate(it, expr.arguments[0].value, env)
    if getattr(value, "attrs", None) and "class" in value.attrs:
        found = _bracket_method(it, "[", value, expr, env)
        if found is not None:
            return found[0]
    return _plain_bracket(it, value, expr, env)


def _plain_bracket(it: Machine, value: Value, expr: Call, env: Environment) -> Value:
    indices, missing, named = _bracket_indices(it, value, expr, env)
    it.visible = True
    drop = named.get("drop")
    try:
        if is_record(value):
            return record_part(it, value, indices, "[")
        result = subset(value, indices, missing, None if drop is None else bool(drop.data[0]))
    except RError as error:
        settle(it, error, _subset_call(value, expr))
        raise
    return _kept_class(value, result)


def _bracket_indices(it: Machine, value: Value, expr: Call, env: Environment) -> Any:
    """The subscripts; of a data frame they are looked at inside its method."""
    if "data.frame" not in class_of(value):
        return _indices(it, expr, env)
    with evaluated_in(lambda: deparse_one(plain(_subset_call(value, expr))), "[", "[.data.frame"):
        return _indices(it, expr, env)


def _subset_call(value: Value, expr: Call) -> Any:
    if "data.frame" in class_of(value):
        return Call(Symbol("[.data.frame"), expr.arguments)
    return expr


def _kept_class(value: Value, result: Value) -> Value:
    """Vectors keep oldClass through `[`: only factors and a few others do; data frames keep their own."""
    return result


@special("[[")
def _double_bracket(it: Machine, expr: Call, env: Environment) -> Value:
    expr = expand(it, expr, env)
    value = evaluate(it, expr.arguments[0].value, env)
    if getattr(value, "attrs", None) and "class" in value.attrs:
        found = _bracket_method(it, "[[", value, expr, env)
        if found is not None:
            return found[0]
    indices, _, named = _indices(it, expr, env)
    it.visible = True
    exact = named.get("exact")
    try:
        if is_record(value):
            return record_part(it, value, indices, "[[")
        return force(it, element(value, indices, exact is None or bool(exact.data[0])))
    except RError as error:
        settle(it, error, expr)
        raise


@special("$ @")
def _dollar(it: Machine, expr: Call, env: Environment) -> Value:
    value = evaluate(it, expr.arguments[0].value, env)
    key = expr.arguments[1].value
    name = key.name if isinstance(key, Symbol) else getattr(key, "value", None)
    if not isinstance(name, str):
        found = evaluate(it, key, env)
        name = str(found.data[0])
    it.visible = True
    operator = expr.function.name if isinstance(expr.function, Symbol) else "$"
    if operator == "$" and getattr(value, "attrs", None) and "class" in value.attrs:
        method = _bracket_method(it, "$", value, _named_key(expr, name), env)
        if method is not None:
            return method[0]
    try:
        if is_record(value):
            return record_part(it, value, [name], operator)
        if operator == "@":
            return slot_value(value, name)
        return force(it, dollar(value, name))
    except RError as error:
        if operator == "@" and error.call is None:
            settle(it, error, it.frames[-1].call if it.frames else None)
        settle(it, error, expr)
        raise


def _named_key(expr: Call, name: str) -> Call:
    return Call(expr.function, (expr.arguments[0], Argument(Constant(name, "character"))))


@special(":")
def _colon(it: Machine, expr: Call, env: Environment) -> Value:
    expr = expand(it, expr, env)
    left, right = (evaluate(it, argument.value, env) for argument in expr.arguments)
    it.visible = True
    try:
        return _range(left, right)
    except RError as error:
        settle(it, error, expr)
        raise


def _range(left: Value, right: Value) -> Value:
    if "factor" in class_of(left) and "factor" in class_of(right):
        from rcompat.design.functions_factor import cross_factors
        from rcompat.script.doors import from_record, to_record

        return from_record(cross_factors([to_record(left), to_record(right)], ":", True))
    if left is None or right is None or not len(left) or not len(right):
        raise RError("argument of length 0")
    first, last = (float(coerce(side.data[:1], "double")[0]) for side in (left, right))
    if first != first or last != last:
        raise RError("NA/NaN argument")
    count = int(abs(last - first) + 1e-10) + 1
    steps = np.arange(count) if first <= last else -np.arange(count)
    if first == int(first) and abs(first) < 2**31 and abs(last) < 2**31:
        return intv((int(first) + steps).astype(np.int32))
    return Vec(first + steps.astype(np.float64))


def run_without_methods(it: Machine, name: str, given: Given, call: Any, env: Environment) -> Value:
    """Run an operator's internal code on arguments, for NextMethod."""
    values = [force(it, promise) for _, promise in given if promise is not MISSING]
    bare = Call(Symbol(name), tuple(Argument(promise, label) for label, promise in given))
    if name in ("[", "[["):
        if name == "[":
            return _next_subset(it, values[0], bare, env)
        return element(values[0], values[1:])
    if name == "$":
        return dollar(values[0], str(values[1].data[0]))
    if name.endswith("<-"):
        from rcompat.script.replacement import replace_plain

        return replace_plain(it, name, bare, env)
    with calling(plain(bare)):
        return operate(name, values[0], values[1]) if len(values) == 2 else operate_once(name, values[0])


def _next_subset(it: Machine, value: Value, bare: Call, env: Environment) -> Value:
    result = _plain_bracket(it, value, bare, env)
    if isinstance(result, Vec) and result is not value and "class" in value.attrs and "factor" not in class_of(value):
        result.attrs.pop("class", None)
        if len(bare.arguments) == 2:
            result.attrs["class"] = value.attrs["class"]
    return result
