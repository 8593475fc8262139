"""What R's functions do with their arguments before they compute: run first, so that bad arguments end as in R.

R checks few arguments; a wrong one ends in whatever operation meets it first, `if (correlation)` say, and the error
names that operation. Files of R code list these operations as R's errors show them: `f.class <- function(...)` for a
method, `f <- function(...)` for a function without methods. Each is called with the promises of the real call, so an
argument is evaluated where R evaluates it. A statement that needs what only R's function knows ends quietly: names
that the file does not know stand in R's text only. What `return()` gives is
the answer of the real call. A file may define functions that its rehearsals call.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rcompat.base.conditions import RError
from rcompat.language.expressions import MISSING, Argument, Call, Expr, Formals, Symbol, is_call
from rcompat.language.syntax import parse
from rcompat.script.coercion import implicit_class
from rcompat.script.conditions import ReturnJump
from rcompat.script.dispatch import find_method
from rcompat.script.evaluator import evaluate, force
from rcompat.script.machine import Frame, Machine
from rcompat.script.matching import Given, bind, match
from rcompat.script.records import is_record
from rcompat.script.registry import BUILTINS
from rcompat.script.signals import settle
from rcompat.script.values import Builtin, Closure, Environment, Promise, Value

__all__ = ["learn_rehearsals", "rehearse"]


class _UnknownNameError(Exception):
    """The rehearsed statement asks for something that only R's function knows."""


def _give_up(it: Machine, call: Call, env: Environment) -> Value:
    raise _UnknownNameError


_VALUES = frozenset(("data.frame", "list", "default"))
"""Methods for values that are no records of packages, or records without an answer of their own."""
_UNKNOWN = Builtin("unknown", _give_up, ())
_UNKNOWN.special = True


def learn_rehearsals(it: Machine, path: Path) -> None:
    """Rehearse from now on what a file defines, if there is such a file."""
    found = _definitions(path)
    it.rehearsals.update(found)
    for name in found:
        parts = name.split(".")
        it.rehearsed.update(".".join(parts[:count]) for count in range(1, len(parts) + 1))


@cache
def _definitions(path: Path) -> dict[str, Call]:
    """Name to `function` expression."""
    if not path.is_file():
        return {}
    found: dict[str, Call] = {}
    for item in parse(path.read_text(encoding="utf-8")):
        assert isinstance(item, Call)
        name, function = item.values
        assert isinstance(name, Symbol) and is_call(function, "function") and isinstance(function, Call)
        found[name.name] = function
    return found


def _names(expr: Expr) -> set[str]:
    """The variables and functions that an expression names."""
    if isinstance(expr, Symbol):
        return {expr.name}
    if isinstance(expr, Call):
        if expr.name in ("$", "@", "::"):
            return _names(expr.arguments[0].value) if expr.name != "::" else set()
        return _names(expr.function).union(*(_names(item.value) for item in expr.arguments))
    if isinstance(expr, Formals):
        return set().union(*(_names(item.value) for item in expr.parameters))
    return set()


def _closure(it: Machine, definition: Call) -> Closure:
    formals, body = definition.arguments[0].value, definition.arguments[1].value
    assert isinstance(formals, Formals)
    env = Environment(it.base)
    own = {item.name for item in formals.parameters}
    for name in _names(body) | _names(formals):
        if name in own or name in BUILTINS:
            continue
        offered = it.globals.parent.find(name) if it.globals.parent is not None else None
        if name in it.rehearsals:
            env.values[name] = _closure(it, it.rehearsals[name])
        elif offered is not None:
            env.values[name] = offered.values[name]
        else:
            env.values[name] = Promise(Call(_UNKNOWN, ()), env)  # type: ignore[arg-type]
    return Closure(formals, body, env)


def rehearse(it: Machine, name: str, given: Given, call: Call, env: Environment) -> list[Value]:
    """Do what R's function of that name, or its method for the first argument, does first with these arguments.

    Returns:
        The answer of the call, if that is known now, else nothing.

    Raises:
        RError: what R would end with.
    """
    found = _chosen(it, name, given, env)
    if found is None:
        return []
    shown = call if found == name else Call(Symbol(found), call.arguments)
    closure = _closure(it, it.rehearsals[found])
    frame = Frame(call=shown, env=Environment(closure.env), function=closure, caller=env, given=given)
    frame.env.frame = frame
    it.frames.append(frame)
    if found != name:  # a method; those of S4 generics are called by the name of the generic
        it.stack.append(name if name in it.packages["formal"] else found)
    try:
        bind(closure, match(closure.names, given), frame)
        _run(it, closure.body, frame.env)
        return []
    except ReturnJump as jump:
        if jump.env is not frame.env:
            raise
        return [jump.value]
    except RError as error:
        settle(it, error, shown)
        raise
    finally:
        it.frames.pop()
        if found != name:
            it.stack.pop()


def _chosen(it: Machine, name: str, given: Given, env: Environment) -> str | None:
    """The rehearsal for the method that R would call; None where the script has a method of its own."""
    kinds: list[str] = ["default"]
    if given and given[0][1] is not MISSING:
        value = force(it, given[0][1])
        kinds = [*implicit_class(value), "default"]
        if is_record(value) and hasattr(value, name.replace(".", "_")):
            kinds = [kind for kind in kinds if kind not in _VALUES]
    for kind in kinds:
        if isinstance(find_method(it, name, kind, env), Closure):
            return None
        if f"{name}.{kind}" in it.rehearsals:
            return f"{name}.{kind}"
    return name if name in it.rehearsals else None


def _run(it: Machine, body: Expr, env: Environment) -> None:
    """Evaluate the statements of a body, each as far as it goes."""
    is_block = isinstance(body, Call) and body.name == "{"
    for item in body.arguments if isinstance(body, Call) and is_block else (Argument(body),):
        try:
            evaluate(it, item.value, env)
        except _UnknownNameError:
            continue
