"""Calls of R's functions with Python values: one machine per process, built when a function is first called."""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from rcompat.base.conditions import hand_over
from rcompat.design.callers import CallerNames, caller_names
from rcompat.language.expressions import MISSING, Argument, Call, Constant, Expr, Symbol
from rcompat.language.formulas import all_vars
from rcompat.language.syntax import parse_expression
from rcompat.r.values import ORIGIN, NamedValue, RValue, ShownValue, set_operators, to_python, to_r
from rcompat.script.evaluator import evaluate, find_function
from rcompat.script.functions.verb_table import known_verbs
from rcompat.script.machine import Context, Machine
from rcompat.script.session import make_machine
from rcompat.script.signals import receive
from rcompat.script.translation.names import NAMING, python_name, variable_name
from rcompat.script.values import Builtin, Closure, Environment, Language, List, Promise, Value, Vec

__all__ = [
    "HIDDEN",
    "MASKED",
    "call_r",
    "call_values",
    "function",
    "machine",
    "r_function",
    "r_names",
    "value_argument",
]

MASKED = frozenset(("subset", "with", "transform", "within", "xtabs", "aggregate"))
"""Functions beside dplyr's verbs that look for names among the columns of their data."""

HIDDEN: list[Any] = []
"""What R handed back last, if its console would not show it."""

_HANDLED = frozenset(("tryCatch", "withCallingHandlers", "try"))
_FROM_DPLYR = frozenset(("filter", "lag"))
_ALIASES = {
    "in_": "%in%",
    "matmul": "%*%",
    "colon": ":",
    "not_": "!",
    "and_": "&&",
    "or_": "||",
    "readr_csv": "read_csv",
}


@cache
def machine() -> Machine:
    """The machine that all calls share."""
    return make_machine(_write)


def _write(stream: str, text: str) -> None:
    import sys

    target = sys.stdout if stream == "stdout" else sys.stderr
    target.write(text)


@cache
def r_names() -> Mapping[str, str]:
    """Python name to R name, for every function."""
    found: dict[str, str] = {}
    known = machine().base.values
    plain_first = sorted(known, key=lambda name: "." in name)
    for name in (*_FROM_DPLYR, *plain_first, *known_verbs()):
        found.setdefault(python_name(name), name)
    return {**found, **_ALIASES}


def r_function(label: str) -> Callable[..., Any]:
    """The R function of a Python name.

    Raises:
        AttributeError: there is none.
    """
    name = r_names().get(label)
    if name is None:
        raise AttributeError(f"R's function '{label}' is not known here")
    value = machine().base.values.get(name)
    if name not in known_verbs() and value is not None and not isinstance(value, Builtin):
        return to_python(value)  # type: ignore[no-any-return]

    def run(*values: Any, **named: Any) -> Any:
        return call_r(name, *values, **named)

    run.__name__ = run.__qualname__ = label
    run.r_name = name  # type: ignore[attr-defined]
    return run


def _builtin(name: str) -> Any:
    it = machine()
    if name in known_verbs() and (name in _FROM_DPLYR or name not in it.base.values):
        return known_verbs()[name]
    return find_function(it, name, it.globals)


@dataclass(frozen=True, slots=True)
class _Called:
    """A call in the making: the function, where R text is evaluated, and what the caller calls things."""

    name: str
    function: Any
    env: Environment
    names: Any

    @property
    def is_masked(self) -> bool:
        """Whether what it leaves unevaluated is R text."""
        return self.name in MASKED or self.name in known_verbs()


def call_r(name: str, /, *values: Any, **named: Any) -> Any:
    """Call an R function with Python values; `...` (Ellipsis) is an empty argument.

    Raises:
        RError: whatever R stops with.
    """
    function = _builtin(name)
    called = _called(name, function, (*values, *named.values()), caller_names())
    formals = {python_name(formal): formal for formal in getattr(function, "formals", ())}
    labels = [
        *(getattr(value, "name", None) if isinstance(value, NamedValue) else None for value in values),
        *(_label(name, key, formals) for key in named),
    ]
    given = enumerate(zip(labels, (*values, *named.values()), strict=True))
    arguments = tuple(Argument(_argument(called, label, place, value), label) for place, (label, value) in given)
    return call_values(name, function, arguments, called.env)


def _called(name: str, function: Any, values: tuple[Any, ...], names: CallerNames) -> _Called:
    """The call, with the caller's variables that its formulas name."""
    inner = Environment(machine().globals)
    for value in values:
        if isinstance(value, Call) and value.name == "~":
            _bind(value, inner, names)
    called = _Called(name, function, inner, names)
    has_thunks = any(callable(value) for value in values)
    return called if inner.values or called.is_masked or has_thunks else replace(called, env=machine().globals)


def _label(name: str, key: str, formals: Mapping[str, str]) -> str:
    """R's name of an argument: dots were underscores, unless it becomes the name of an element."""
    if key in formals:
        return formals[key]
    plain = key.removesuffix("_") if keyword.iskeyword(key.removesuffix("_")) else key
    return plain if name in NAMING else plain.replace("_", ".")


def call_values(name: str, function: Any, arguments: tuple[Argument, ...], env: Environment) -> Any:
    """Evaluate a call whose arguments are expressions and values."""
    it = machine()
    if name in known_verbs() and function is known_verbs()[name]:
        for verb, held in known_verbs().items():
            env.values.setdefault(verb, held)
    outermost = not it.stack and not it.frames
    with hand_over(lambda condition: receive(it, condition)):
        it.visible = True
        result = to_python(evaluate(it, Call(Symbol(name), arguments), env))
    HIDDEN[:] = [] if it.visible else [result]
    if outermost:
        _tell_warnings(it)
    return result


def _tell_warnings(it: Machine) -> None:
    from rcompat.base.condition_text import warnings_text

    if it.warnings:
        it.write("stderr", warnings_text(it.warnings))
        it.warnings = []


def _argument(called: _Called, label: str | None, place: int, value: Any) -> Any:
    if value is ...:
        return MISSING
    if _is_lazy(called, label, place):
        if callable(value) and not called.is_masked and not hasattr(value, "r_name"):
            called.env.values[f"thunk{place}"] = _thunk(value)
            return Promise(Call(Symbol(f"thunk{place}"), ()), called.env)
        if isinstance(value, str) and (called.is_masked or label == "subset"):
            return _text(value, called.env, called.names)
    return value_argument(value, called.names)


def _is_lazy(called: _Called, label: str | None, place: int) -> bool:
    function = called.function
    if getattr(function, "special", False):
        return called.name not in _HANDLED or label in (None, "expr", "finally")
    lazy: frozenset[str] = getattr(function, "lazy", frozenset())
    if not lazy:
        return False
    formals = function.formals
    if label is not None:
        return label in lazy if label in formals else "..." in lazy
    formal = formals[place] if place < len(formals) and "..." not in formals[: place + 1] else "..."
    return formal in lazy


def _text(text: str, env: Environment, names: CallerNames) -> Expr:
    """R text that is evaluated among the columns of the data, and among the caller's variables."""
    expr = parse_expression(text)
    _bind(expr, env, names)
    return expr


def _bind(expr: Expr, env: Environment, names: CallerNames) -> None:
    """The caller's variables that an expression names."""
    for used in all_vars(expr):
        label = next((one for one in (variable_name(used), python_name(used)) if one in names), None)
        if label is not None and not hasattr(builtins, label):
            env.values[used] = value_of(names[label])


def value_of(value: Any) -> Value:
    """A Python value as an R value; functions become R functions."""
    if callable(value) and not isinstance(value, RValue):
        held = getattr(value, "held", None)
        return held if isinstance(held, Closure | Builtin) else _r_callable(value)
    if type(value) is list:
        return List([value_of(item) for item in value])
    if type(value) is dict:
        held = to_r(dict.fromkeys(value))
        return List([value_of(item) for item in value.values()], held.attrs)
    return to_r(value)


def value_argument(value: Any, names: CallerNames) -> Any:
    """A value in a call: under the caller's name for it, so that pages and tables can tell what it is called."""
    held = value_of(value)
    if isinstance(value, ShownValue):
        return Promise(parse_expression(value.text), None, held, True)
    if isinstance(value, bool | int | float | str) or value is None:
        return Promise(_literal(value), None, held, True)
    known = getattr(value, "r_name", None) or names.name_of(value)
    if known is None or known.startswith("_"):
        return Promise(_nameless(held), None, held, True)
    return Promise(Symbol(known), None, held, True)


def _nameless(held: Value) -> Any:
    """What stands in a call for a value that the caller has no name for."""
    if isinstance(held, Builtin):
        return Symbol("FUN")
    return held if held is None or isinstance(held, Vec | List | Language) else Symbol("x")


def _literal(value: bool | int | float | str | None) -> Any:
    if value is None:
        return Constant(None, "null")
    kind = "logical" if isinstance(value, bool) else "character" if isinstance(value, str) else "double"
    return Constant(float(value) if kind == "double" else value, kind)


def _thunk(function: Callable[[], Any]) -> Builtin:
    return Builtin("thunk", lambda context: value_of(function()), ())


def _r_callable(function: Callable[..., Any]) -> Builtin:
    name = getattr(function, "r_name", None)
    if name is not None:
        return _builtin(name)  # type: ignore[no-any-return]

    def run(context: Context, dots: Any = ()) -> Value:
        values = [to_python(value) for label, value in dots if label in (None, "", "...")]
        named = {python_name(label): to_python(value) for label, value in dots if label not in (None, "", "...")}
        return value_of(function(*values, **named))

    item = Builtin(getattr(function, "__name__", "FUN"), run, ("...",))
    item.python_names = ("dots",)
    item.attrs[ORIGIN] = function
    return item


def _page(value: Any) -> str:
    from rcompat.r.display import page

    return page(value)


def _python_function(held: Value) -> Callable[..., Any]:
    """An R function as a Python function."""
    from rcompat.script.calling import call_function

    def run(*values: Any, **named: Any) -> Any:
        given = [value_of(value) for value in (*values, *named.values())]
        names = [*(None for _ in values), *(key.replace("_", ".") for key in named)]
        return to_python(call_function(machine(), held, given, names))

    run.held = held  # type: ignore[attr-defined]
    return run


def function(name: str) -> Callable[..., Any]:
    """The R function of a name, operators too: `r.Reduce(r.function("+"), x)`."""

    def run(*values: Any, **named: Any) -> Any:
        return call_r(name, *values, **named)

    run.r_name = name  # type: ignore[attr-defined]
    return run


set_operators(call_r, _page, _python_function)
