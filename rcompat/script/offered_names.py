"""What a running script offers to the function of a package that it calls: variables, expressions, the call itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import partial
from io import StringIO
from typing import Any

from rcompat.base.conditions import RError, running
from rcompat.base.frame import Frame
from rcompat.base.script_names import ScriptFunction, offer_names
from rcompat.base.vectors import Vector
from rcompat.design.function_table import find_function as formula_function
from rcompat.language.expressions import Argument, Call, Expr, Symbol
from rcompat.language.formulas import all_vars
from rcompat.language.syntax import parse_expression
from rcompat.script.calling import plain
from rcompat.script.conditions import UnsupportedError
from rcompat.script.door_calls import own_call
from rcompat.script.doors import from_record, to_record
from rcompat.script.evaluator import evaluate, find_function, lookup
from rcompat.script.machine import Machine
from rcompat.script.matching import Given, match
from rcompat.script.records import as_python, python_value
from rcompat.script.values import Builtin, Closure, Environment

__all__ = ["OfferedNames", "calling_package"]


_FUNCTIONALS = frozenset(("ave",))
"""Functions that formulas know themselves, but not with the functions of a script as arguments."""


def _called(it: Machine, env: Environment, call: Call, frame: Frame | None) -> Any:
    """What a call of one of the script's functions gives where the columns of a frame are known."""
    inner = Environment(env)
    names = () if frame is None else [name for name in all_vars(call) if name in frame]
    inner.values.update({name: from_record(frame[name]) for name in names})  # type: ignore[index]
    with running(call.name or ""):
        return as_python(evaluate(it, call, inner))


def _function(it: Machine, function: Expr, env: Environment) -> Closure | Builtin | None:
    """The function that an expression names, `f` or `package::f`, or None."""
    try:
        value = find_function(it, function.name, env) if isinstance(function, Symbol) else evaluate(it, function, env)
    except RError:
        return None
    return value if isinstance(value, Closure | Builtin) else None


class OfferedNames:
    """The script's variables and its call as a package sees them."""

    def __init__(self, it: Machine, env: Environment, call: Any = None, given: Given | None = None) -> None:
        self._it = it
        self._env = env
        self._values: list[tuple[Any, Any]] = []
        self._call = call
        self._given: Given = given or []
        self._dots = _from_dots(call, self._given)

    def written(self, promise: Any) -> Any:
        """The expression of an argument as match.call() has it: `..1` for what came through `...`."""
        return self._dots.get(id(promise), None) or plain(promise)

    def note(self, value: object, expr: Any) -> None:
        """Remember the expression that gave a value."""
        if isinstance(expr, Expr):  # do.call() hands over values that have none
            self._values.append((value, expr))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (self._env.find(name) is not None or name in self._it.datasets)

    def __getitem__(self, name: str) -> object:
        value = lookup(self._it, name, self._env)
        if isinstance(value, Closure):
            return python_value(self._it, value)
        record = to_record(value)
        # Bare integer arrays would lose what they are: R's logical values and missing ones.
        is_plain = isinstance(record, Vector) and record.names is None and record.dimnames is None
        if is_plain and not record.attributes and record.data.dtype.kind in "fO":
            return record.data
        return record

    def get(self, text: str) -> ScriptFunction | None:
        """The script's function that a formula calls `text`, or one of R's that formulas do not know themselves."""
        value = _function(self._it, parse_expression(text), self._env)
        if isinstance(value, Builtin) and value.name not in _FUNCTIONALS and formula_function(value.name) is not None:
            return None
        return None if value is None else ScriptFunction(partial(_called, self._it, self._env))

    def name_of(self, value: object) -> str | None:
        """The symbol that gave this value."""
        expr = self.expression_of(value)
        return expr.name if isinstance(expr, Symbol) else None

    def expression_of(self, value: object) -> Any:
        """The expression that gave this value."""
        return next((expr for item, expr in self._values if item is value), None)

    def function(self, name: str) -> Any:
        """The function of that name, also where a variable hides it, or None."""
        try:
            return python_value(self._it, find_function(self._it, name, self._env))
        except UnsupportedError:
            return None

    def shown_call(self, text: str) -> str:
        """The call that a condition names, in the script's words."""
        return own_call(text, self._call, self._given)

    def matched_call(self, function: Any, formals: Sequence[str]) -> Call | None:
        """The script's call with every argument named, in the order of R's parameters, as match.call() gives it."""
        if not isinstance(self._call, Call):
            return None
        found = match((*formals, "..."), self._given)
        arguments = [Argument(self.written(found[name]), name) for name in formals if name in found]
        arguments += [Argument(self.written(promise), name) for name, promise in found["..."]]
        called = plain(self._call.function) if function is None else function
        return Call(called, tuple(arguments))


def _from_dots(call: Any, given: Given) -> dict[int, Symbol]:
    """The arguments that came through `...` of the calling function, constants aside: promise to its symbol."""
    if not isinstance(call, Call):
        return {}
    first = next((i for i, item in enumerate(call.arguments) if item.value == Symbol("...")), None)
    if first is None:
        return {}
    behind = len(call.arguments) - first - 1
    passed = given[first : len(given) - behind]
    numbered = enumerate([promise for _, promise in passed], 1)
    return {id(item): Symbol(f"..{place}") for place, item in numbered if isinstance(plain(item), Symbol | Call)}


@contextmanager
def calling_package(it: Machine, call: Any, env: Environment, given: Given) -> Iterator[OfferedNames]:
    """Offer the script's names to a package's function; what it prints belongs to the script's output."""
    names = OfferedNames(it, env, call, given)
    with offer_names(names), redirect_stdout(_ScriptOutput(it, sys.stdout)):
        yield names


class _ScriptOutput(StringIO):
    """Standard output of a package's function."""

    def __init__(self, it: Machine, outer: Any) -> None:
        super().__init__()
        self._it = it
        self._outer = outer

    def write(self, text: str) -> int:
        """Hand text to the script, which may write it to what was standard output before."""
        with redirect_stdout(self._outer):
            self._it.out(text)
        return len(text)
