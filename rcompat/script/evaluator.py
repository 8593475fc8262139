"""The evaluator: symbols, calls, promises, closures and functions written in Python."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL
from rcompat.language.expressions import MISSING, Argument, Call, Constant, DataCall, Expr, Formals, Missing, Symbol
from rcompat.script.conditions import ReturnJump, UnsupportedError
from rcompat.script.inner_calls import BY_DEFAULT, FORCED_IN, INNER_CALLS, OWN_ERRORS, WHOLE_RECORDS
from rcompat.script.machine import Context, Frame, Machine
from rcompat.script.matching import Dots, Given, bind, dispatched_first, match
from rcompat.script.signals import settle, show_error
from rcompat.script.values import Builtin, Closure, Environment, Promise, Value, Vec

__all__ = ["apply_closure", "apply_function", "evaluate", "expand", "find_function", "force", "lookup", "promises_of"]

_NA = {"logical": NA_LOGICAL, "integer": NA_INTEGER, "double": NA_REAL, "complex": complex("nan"), "character": None}
_DTYPES: dict[str, Any] = {
    "logical": np.int8,
    "integer": np.int32,
    "double": np.float64,
    "complex": np.complex128,
    "character": object,
}
_constants: dict[Constant, Value] = {}
_MOST_FRAMES = 1650


def constant(expr: Constant) -> Value:
    """The value of a literal."""
    found = _constants.get(expr)
    if found is None and expr.kind != "null":
        data = np.empty(1, dtype=_DTYPES[expr.kind])
        data[0] = _NA[expr.kind] if expr.value is None else expr.value
        found = Vec(data)
        if expr.value != 0:
            _constants[expr] = found
    return found


def evaluate(it: Machine, expr: Any, env: Environment) -> Value:
    """Return the value of an expression in an environment; a value among expressions stands for itself.

    Raises:
        RError: whatever R would stop with.
    """
    kind = type(expr)
    if kind is Constant:
        it.visible = True
        return constant(expr)
    if kind is Symbol:
        it.visible = True
        return lookup(it, expr.name, env)
    if kind is Call:
        function = expr.function
        try:
            called = find_function(it, function.name, env) if type(function) is Symbol else _callee(it, function, env)
        except UnsupportedError as error:
            settle(it, error, expr)
            raise
        if type(called) is Builtin and called.special:
            it.visible = True
            if type(function) is not Symbol or function.name != called.name:
                expr = Call(Symbol(called.name), expr.arguments)
            return called.run(it, expr, env)
        return apply_function(it, called, promises_of(it, expr, env), expr, env)
    if kind is Promise:
        return force(it, expr)
    if kind is DataCall:
        return evaluate(it, Call(expr.function, expr.arguments), env)
    if kind is Missing or kind is Formals:
        raise RError("argument is missing, with no default")
    it.visible = True
    return expr


def _callee(it: Machine, function: Expr, env: Environment) -> Value:
    if isinstance(function, Constant) and isinstance(function.value, str):
        return find_function(it, function.value, env)
    value = evaluate(it, function, env)
    if not isinstance(value, Closure | Builtin):
        raise RError("attempt to apply non-function")
    return value


def find_function(it: Machine, name: str, env: Environment) -> Value:
    """The function of that name, passing over variables that are no functions.

    Raises:
        UnsupportedError: there is none.
    """
    where: Environment | None = env
    while where is not None:
        value = where.values.get(name)
        if value is not None:
            if type(value) is Promise:
                value = force(it, value)
            if type(value) is Closure or type(value) is Builtin:
                return value
        where = where.parent
    raise UnsupportedError(name)


def lookup(it: Machine, name: str, env: Environment) -> Value:
    """The value of a variable.

    Raises:
        RError: R's words for unknown variables and missing arguments.
    """
    where: Environment | None = env
    while where is not None:
        if name in where.values:
            return _held(it, name, where.values[name], where)
        where = where.parent
    if name in it.datasets:
        value = it.datasets[name]()
        it.base.values[name] = value
        return value
    if name.startswith("..") and name[2:].isdigit():
        return _numbered_dot(it, name, env)
    raise RError(f"object '{name}' not found")


def _held(it: Machine, name: str, value: Value, where: Environment) -> Value:
    kind = type(value)
    if kind is Promise:
        return value.value if value.done else force(it, value)
    if kind is Missing:
        raise RError(f'argument "{name}" is missing, with no default')
    if kind is Dots:
        raise RError("'...' used in an incorrect context")
    return value


def _numbered_dot(it: Machine, name: str, env: Environment) -> Value:
    where = env.find("...")
    place = int(name[2:])
    if where is None or len(where.values["..."]) < place:
        raise RError(f"the ... list contains fewer than {place} elements")
    return force(it, where.values["..."][place - 1][1])


def force(it: Machine, promise: Any) -> Value:
    """The value of a promise."""
    if type(promise) is not Promise:
        return promise
    if not promise.done:
        if promise.busy:
            raise RError("promise already under evaluation: recursive default argument reference or earlier problems?")
        promise.busy = True
        try:
            where: Any = promise.env
            promise.value = evaluate(it, promise.expr, where)
        finally:
            promise.busy = False
        promise.done = True
    return promise.value


def promises_of(it: Machine, expr: Call, env: Environment) -> Given:
    """The arguments of a call as promises, with `...` spread out."""
    given: Given = []
    for argument in expr.arguments:
        value: Any = argument.value
        kind: Any = type(value)
        if kind is Symbol and value.name == "...":
            where = env.find("...")
            if where is None:
                raise RError("'...' used in an incorrect context")
            given.extend(where.values["..."])
        elif kind is Constant:
            given.append((argument.name, Promise(value, None, constant(value), True)))
        elif kind is Missing:
            given.append((argument.name, MISSING))
        elif kind is Promise:
            given.append((argument.name, value))
        else:
            given.append((argument.name, Promise(value, env)))
    return given


def expand(it: Machine, expr: Call, env: Environment) -> Call:
    """The call with `...` replaced by the promises it stands for."""
    if not any(type(a.value) is Symbol and a.value.name == "..." for a in expr.arguments):
        return expr
    return Call(expr.function, tuple(Argument(value, name) for name, value in promises_of(it, expr, env)))


def apply_function(
    it: Machine, function: Value, given: Given, call: Call, env: Environment, dispatch: Any = None
) -> Value:
    """Call a function with promises."""
    if type(function) is Closure:
        return apply_closure(it, function, given, call, env, dispatch)
    if function.special:
        it.visible = True
        return function.run(it, Call(Symbol(function.name), tuple(Argument(v, name) for name, v in given)), env)
    return _apply_builtin(it, function, given, call, env)


def _apply_builtin(it: Machine, function: Builtin, given: Given, call: Call, env: Environment) -> Value:
    if function.primitive:
        for _, promise in given:
            force(it, promise)
    else:
        it.stack.append(_called_name(call))
    depth, frames = len(it.stack), len(it.frames)
    try:
        if function.name in it.formal_names and function is it.base.values.get(function.name):
            formal = _formal_value(it, function.name, given, call, env)
            if formal is not None:
                return formal[0]
        if given and (function.generic or not function.lazy):
            _force_first(it, function, given, call, env)
        if function.name in it.rehearsed and (answer := _rehearsed(it, function.name, given, call, env)):
            return answer[0]
        if function.generic and given:
            from rcompat.script.dispatch import try_dispatch

            found, value = try_dispatch(it, function.name, dispatched_first(function.first, given), call, env)
            if found:
                return value
        if not function.lazy:
            _force_within(it, function, given, call, env)
        return _run_builtin(it, function, given, call, env)
    except RError as error:
        method = getattr(error, "method", f"{function.name}.default" if function.name in BY_DEFAULT else None)
        if not getattr(error, "is_settled", False) and function.name in OWN_ERRORS:
            del it.stack[depth:]
        if method is not None:
            _blame_method(it, error, method, call)
        settle(it, error, call)
        raise
    except RecursionError:
        deep = RError("evaluation nested too deeply: infinite recursion / options(expressions=)?")
        settle(it, deep, None)
        raise deep from None
    finally:
        if not function.primitive:
            del it.stack[depth - 1 :], it.frames[frames:]


def _formal_value(it: Machine, name: str, given: Given, call: Call, env: Environment) -> list[Value] | None:
    from rcompat.script.formal_methods import call_formal

    return call_formal(it, name, given, call, env)


def _rehearsed(it: Machine, name: str, given: Given, call: Call, env: Environment) -> list[Value]:
    from rcompat.script.rehearsing import rehearse

    return rehearse(it, name, given, call, env)


def _blame_method(it: Machine, error: RError, name: str, call: Call) -> None:
    """Let an error that arose here be shown with the call of the method."""
    if getattr(error, "is_settled", False):
        return
    if error.call is None:
        from rcompat.language.deparse import deparse_one
        from rcompat.script.calling import plain

        error.call = deparse_one(plain(Call(Symbol(name), call.arguments)))
    if str(error.call).startswith(f"{name}("):
        it.stack.append(name)


def _opened(given: Given) -> Given:
    """Arguments with records of packages replaced by the vectors, lists and data frames that R sees."""
    from rcompat.script.record_parts import record_value
    from rcompat.script.records import is_record

    found: Given = []
    for name, promise in given:
        if type(promise) is Promise and promise.done and is_record(promise.value):
            value = record_value(promise.value)
            if value is not promise.value:
                promise = Promise(promise.expr, promise.env, value, True)
        found.append((name, promise))
    return found


def _run_builtin(it: Machine, function: Builtin, given: Given, call: Call, env: Environment) -> Value:
    """Run a function written in Python with its arguments in place."""
    if not function.whole and function.name not in WHOLE_RECORDS:
        given = _opened(given)
    matched = match(function.formals, given)
    if function.lazy and not function.primitive:
        it.frames.append(Frame(call=call, env=env, pseudo=True))
    arguments = _python_arguments(it, function, matched)
    it.visible = True
    it.stack.extend(INNER_CALLS.get(function.name, ()))
    return function.run(Context(it, call, env, given, function), **arguments)


def _force_first(it: Machine, function: Builtin, given: Given, call: Call, env: Environment) -> None:
    """Evaluate the first argument, whose class chooses the method."""
    if type(given[0][1]) is Promise and not given[0][1].done:
        from rcompat.script.formal_generics import dispatching

        with dispatching(it, function.name):
            _force_within(it, function, given[:1], call, env)


def _force_within(it: Machine, function: Builtin, given: Given, call: Call, env: Environment) -> None:
    """Evaluate the arguments of a function that is a closure in R: errors in them show its call."""
    if all(type(promise) is not Promise or promise.done for _, promise in given):
        return
    inner = FORCED_IN.get(function.name)
    places = {} if inner is None else {id(p): inner[n] for n, p in match(function.formals, given).items() if n in inner}
    for _, promise in given:
        if type(promise) is Promise and not promise.done:
            names, shown = places.get(id(promise), ("", None))
            from rcompat.script.calling import inside

            with inside(it, names, shown or call, env):
                force(it, promise)


def _called_name(call: Any) -> str:
    """The name of a call in the list of calls behind an error."""
    return call.function.name if isinstance(call.function, Symbol) else "<Anonymous>"


def _python_arguments(it: Machine, function: Builtin, matched: dict[str, Any]) -> dict[str, Any]:
    arguments: dict[str, Any] = {}
    lazy = function.lazy
    for formal, name in zip(function.formals, function.python_names, strict=True):
        if formal not in matched:
            continue
        value = matched[formal]
        if formal == "...":
            arguments[name] = value if "..." in lazy else [(n, force(it, p)) for n, p in value if p is not MISSING]
        elif value is MISSING:
            continue
        else:
            arguments[name] = value if formal in lazy else force(it, value)
    defaults = function.run.__defaults__ or ()
    needed = function.python_names[: len(function.python_names) - len(defaults)]
    for name, formal in zip(needed, function.formals, strict=False):
        if name not in arguments:
            if function.primitive:
                count = len([1 for _ in matched])
                raise RError(
                    f"{count} argument{'s' if count != 1 else ''} passed to '{function.name}' which requires "
                    f"{len(needed)}"
                )
            raise RError(f'argument "{formal}" is missing, with no default')
    return arguments


def apply_closure(
    it: Machine, function: Closure, given: Given, call: Call, caller: Environment, dispatch: Any = None
) -> Value:
    """Call a function written in R."""
    env = Environment(function.env)
    frame = Frame(call=call, env=env, function=function, caller=caller, dispatch=dispatch, given=given)
    env.frame = frame
    try:
        matched = match(function.names, given)
    except RError as error:  # before the function counts as running
        settle(it, error, call)
        raise
    it.frames.append(frame)
    it.stack.append(_called_name(call))
    try:
        if len(it.frames) > _MOST_FRAMES:
            raise RecursionError
        bind(function, matched, frame)
        it.visible = True
        return evaluate(it, function.body, env)
    except ReturnJump as jump:
        if jump.env is not env:
            raise
        return jump.value
    except RError as error:
        settle(it, error, call)
        if frame.on_exit:
            show_error(it, error)
        raise
    except RecursionError:
        deep = RError("evaluation nested too deeply: infinite recursion / options(expressions=)?")
        settle(it, deep, None)
        raise deep from None
    finally:
        if frame.on_exit:
            visible = it.visible
            for expr in frame.on_exit:
                evaluate(it, expr, env)
            it.visible = visible
        it.frames.pop()
        it.stack.pop()
