"""Control flow and functions that see their arguments unevaluated: if, for, function, quote, switch, ..."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_LOGICAL
from rcompat.language.expressions import Argument, Call, Constant, Formals, Missing, Symbol
from rcompat.script.coercion import coerce, is_factor, r_length, to_array
from rcompat.script.conditions import BreakLoop, NextLoop, ReturnJump
from rcompat.script.dispatch import next_method, use_method
from rcompat.script.evaluator import evaluate, expand, force, promises_of
from rcompat.script.language_parts import value_of
from rcompat.script.machine import Frame, Machine
from rcompat.script.matching import Dots, Given
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import special
from rcompat.script.signals import settle
from rcompat.script.values import Closure, Environment, Language, List, Promise, Value, Vec, chr, lgl, names_of

__all__ = ["condition_truth", "function_frame", "substituted"]


@special("(")
def _parenthesis(it: Machine, expr: Call, env: Environment) -> Value:
    value = evaluate(it, expr.arguments[0].value, env)
    it.visible = True
    return value


@special("{")
def _block(it: Machine, expr: Call, env: Environment) -> Value:
    result = None
    for argument in expr.arguments:
        result = evaluate(it, argument.value, env)
    return result


def condition_truth(it: Machine, value: Value, expr: Any) -> bool:
    """The truth value of a condition.

    Raises:
        RError: R's words for conditions that are none.
    """
    try:
        if isinstance(value, Vec) and len(value) == 1 and value.kind == "logical" and value.data[0] != NA_LOGICAL:
            return bool(value.data[0])
        size = r_length(record_value(value) if is_record(value) else value)
        if size != 1:
            raise RError("the condition has length > 1" if size else "argument is of length zero")
        if not isinstance(value, Vec):
            raise RError("argument is not interpretable as logical")
        truth = coerce(value.data, "logical")[0]
        if truth == NA_LOGICAL:
            if value.kind == "character":
                raise RError("argument is not interpretable as logical")
            raise RError("missing value where TRUE/FALSE needed")
        return bool(truth)
    except RError as error:
        settle(it, error, expr)
        raise


@special("if")
def _if(it: Machine, expr: Call, env: Environment) -> Value:
    parts = expr.arguments
    if condition_truth(it, evaluate(it, parts[0].value, env), expr):
        return evaluate(it, parts[1].value, env)
    if len(parts) > 2:
        return evaluate(it, parts[2].value, env)
    it.visible = False
    return None


@special("for")
def _for(it: Machine, expr: Call, env: Environment) -> Value:
    variable, sequence, body = (argument.value for argument in expr.arguments)
    name = variable.name if isinstance(variable, Symbol) else str(variable)
    items = evaluate(it, sequence, env)
    for item in _elements(items):
        env.values[name] = item
        try:
            evaluate(it, body, env)
        except NextLoop:
            continue
        except BreakLoop:
            break
    it.visible = False
    return None


def _elements(items: Value) -> Any:
    if items is None:
        return ()
    if isinstance(items, List):
        return items.data
    if isinstance(items, Vec):
        if is_factor(items):
            words = to_array(items, "character")
            return (Vec(words[i : i + 1]) for i in range(len(words)))
        return (Vec(items.data[i : i + 1]) for i in range(len(items)))
    raise RError("invalid for() loop sequence")


@special("while")
def _while(it: Machine, expr: Call, env: Environment) -> Value:
    condition, body = (argument.value for argument in expr.arguments)
    while condition_truth(it, evaluate(it, condition, env), expr):
        try:
            evaluate(it, body, env)
        except NextLoop:
            continue
        except BreakLoop:
            break
    it.visible = False
    return None


@special("repeat")
def _repeat(it: Machine, expr: Call, env: Environment) -> Value:
    while True:
        try:
            evaluate(it, expr.arguments[0].value, env)
        except NextLoop:
            continue
        except BreakLoop:
            break
    it.visible = False
    return None


@special("break")
def _break(it: Machine, expr: Call, env: Environment) -> Value:
    raise BreakLoop


@special("next")
def _next(it: Machine, expr: Call, env: Environment) -> Value:
    raise NextLoop


@special("function")
def _function(it: Machine, expr: Call, env: Environment) -> Value:
    formals = expr.arguments[0].value
    assert isinstance(formals, Formals)
    return Closure(formals, expr.arguments[1].value, env)


@special("return")
def _return(it: Machine, expr: Call, env: Environment) -> Value:
    expr = expand(it, expr, env)
    it.visible = True
    value = evaluate(it, expr.arguments[0].value, env) if expr.arguments else None
    where: Environment | None = env
    while where is not None and where.frame is None:
        where = where.parent
    raise ReturnJump(where, value)


def function_frame(it: Machine, env: Environment) -> Frame | None:
    """The frame of the function that code in `env` belongs to."""
    where: Environment | None = env
    while where is not None:
        if where.frame is not None:
            found: Frame = where.frame
            return found
        where = where.parent
    return None


@special("quote")
def _quote(it: Machine, expr: Call, env: Environment) -> Value:
    return value_of(expr.arguments[0].value)


@special("~")
def _formula(it: Machine, expr: Call, env: Environment) -> Value:
    return Language(expr, {"class": chr(["formula"]), ".Environment": env})


@special("substitute")
def _substitute(it: Machine, expr: Call, env: Environment) -> Value:
    where: Any = env
    if len(expr.arguments) > 1:
        given = evaluate(it, expr.arguments[1].value, env)
        if isinstance(given, List):
            where = Environment(None)
            where.values.update(dict(zip(names_of(given) or [], given.data, strict=True)))
        else:
            where = given
    it.visible = True
    if where is it.globals:
        return value_of(expr.arguments[0].value)
    return value_of(substituted(expr.arguments[0].value, where))


def substituted(expr: Any, env: Environment) -> Any:
    """An expression with the arguments' expressions and the variables of an environment put in."""
    if isinstance(expr, Symbol):
        value = env.values.get(expr.name, expr)
        if type(value) is Promise:
            from rcompat.script.calling import plain

            return plain(value)
        if isinstance(value, Missing) or value is expr or isinstance(value, Dots):
            return expr
        if isinstance(value, Language):
            return value.expr
        if isinstance(value, Vec) and len(value) == 1 and not value.attrs:
            from rcompat.script.deparsing import expression_of

            return expression_of(value)
        return value if value is not None else Constant(None, "null")
    if isinstance(expr, Call):
        arguments: list[Argument] = []
        for argument in expr.arguments:
            if argument.value == Symbol("...") and isinstance(env.values.get("..."), Dots):
                from rcompat.script.calling import plain

                arguments += [Argument(plain(promise), name) for name, promise in env.values["..."]]
            else:
                arguments.append(Argument(substituted(argument.value, env), argument.name))
        return Call(substituted(expr.function, env), tuple(arguments))
    return expr


@special("missing")
def _missing(it: Machine, expr: Call, env: Environment) -> Value:
    key = expr.arguments[0].value
    name = key.name if isinstance(key, Symbol) else str(getattr(key, "value", ""))
    return lgl([is_missing_argument(name, env)])


def is_missing_argument(name: str, env: Environment) -> bool:
    """Whether a parameter was not given, here or in the function that passed it on."""
    if env.frame is None:
        return False
    value = env.values.get(name)
    if name == "..." and isinstance(value, Dots):
        return not value
    if name in env.frame.missing or isinstance(value, Missing):
        return True
    if type(value) is Promise and isinstance(value.expr, Symbol) and value.env is not None and not value.done:
        return is_missing_argument(value.expr.name, value.env)
    return False


@special("switch")
def _switch(it: Machine, expr: Call, env: Environment) -> Value:
    expr = expand(it, expr, env)
    chosen = evaluate(it, expr.arguments[0].value, env)
    cases = expr.arguments[1:]
    if not isinstance(chosen, Vec) or len(chosen) != 1:
        raise _settled(it, RError("EXPR must be a length 1 vector"), expr)
    if chosen.kind != "character":
        place = int(coerce(chosen.data, "double")[0]) if coerce(chosen.data, "double")[0] == chosen.data[0] else 0
        if 1 <= place <= len(cases):
            return evaluate(it, cases[place - 1].value, env)
        it.visible = False
        return None
    for place, case in enumerate(cases):
        if case.name == chosen.data[0]:
            return _fall_through(it, cases[place:], env)
    defaults = [case for case in cases if not case.name]
    if defaults:
        return evaluate(it, defaults[-1].value, env)
    it.visible = False
    return None


def _fall_through(it: Machine, cases: tuple[Argument, ...], env: Environment) -> Value:
    for case in cases:
        if not isinstance(case.value, Missing):
            return evaluate(it, case.value, env)
    it.visible = False
    return None


def _settled(it: Machine, error: RError, expr: Any) -> RError:
    settle(it, error, expr)
    return error


@special("on.exit")
def _on_exit(it: Machine, expr: Call, env: Environment) -> Value:
    frame = function_frame(it, env)
    add = any(a.name == "add" and evaluate(it, a.value, env).data[0] for a in expr.arguments)
    codes = [a.value for a in expr.arguments if a.name in (None, "expr")]
    if not add and len(codes) > 1:
        add = bool(evaluate(it, codes[1], env).data[0])
    if frame is not None:
        frame.on_exit = [*(frame.on_exit if add else []), *codes[:1]]
    it.visible = False
    return None


@special("UseMethod")
def _use_method(it: Machine, expr: Call, env: Environment) -> Value:
    generic = str(evaluate(it, expr.arguments[0].value, env).data[0])
    frame = function_frame(it, env)
    if frame is None:
        raise RError("UseMethod called from outside a function")
    if len(expr.arguments) > 1:
        value = evaluate(it, expr.arguments[1].value, env)
    else:
        names = frame.function.names
        first = names[0] if names else "..."
        held = frame.env.values.get(first)
        if isinstance(held, Dots):
            value = force(it, held[0][1]) if held else None
        else:
            value = None if isinstance(held, Missing) else force(it, held)
    raise ReturnJump(frame.env, use_method(it, generic, value, frame))


@special("NextMethod")
def _next_method(it: Machine, expr: Call, env: Environment) -> Value:
    frame = function_frame(it, env)
    if frame is None:
        raise RError("NextMethod called from outside a method dispatch")
    extra: Given = [
        (name, promise) for name, promise in promises_of(it, expr, env) if name not in (None, "generic", "object")
    ]
    return next_method(it, frame, extra)


@special(":: :::")
def _namespace(it: Machine, expr: Call, env: Environment) -> Value:
    from rcompat.script.packages import package_value

    package, name = (
        part.value.name if isinstance(part.value, Symbol) else str(getattr(part.value, "value", ""))
        for part in expr.arguments
    )
    return package_value(it, package, name)


@special("expression")
def _expression(it: Machine, expr: Call, env: Environment) -> Value:
    names = [argument.name or "" for argument in expr.arguments]
    items = [value_of(argument.value) for argument in expr.arguments]
    attrs: dict[str, Value] = {"names": chr(names)} if any(names) else {}
    return List(items, attrs | {"expression": lgl([1])})


@special("Recall")
def _recall(it: Machine, expr: Call, env: Environment) -> Value:
    frame = function_frame(it, env)
    if frame is None:
        raise RError("'Recall' called from outside a closure", "Recall()")
    from rcompat.script.evaluator import apply_closure

    return apply_closure(it, frame.function, promises_of(it, expr, env), expr, env)
