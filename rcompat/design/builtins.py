"""How R functions are called: a Python function as an R builtin, and R's matching of arguments to parameters.

A builtin's Python parameters are R's formals with `_` for a dot and `__` for an underscore; `*args` is R's
`...` and receives pairs (name or None, value); keyword-only parameters follow the dots and must be named in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from rcompat.base.conditions import RError

__all__ = ["Builtin", "Given", "make_table", "match_arguments", "sequence"]

Given: TypeAlias = "list[tuple[str | None, object]]"

_VARIADIC = 0x04


@dataclass(frozen=True, slots=True)
class Builtin:
    """An R function.

    Attributes:
        name: R's name.
        run: the Python function.
        formals: R's parameter names before `...`.
        after: R's parameter names after `...`.
        has_dots: whether it takes `...`.
        python_names: R's parameter name to Python's.
    """

    name: str
    run: Callable[..., Any]
    formals: tuple[str, ...]
    after: tuple[str, ...]
    has_dots: bool
    python_names: Mapping[str, str]


def make_table(functions: Iterable[tuple[str, Callable[..., Any]]]) -> dict[str, Builtin]:
    """Return the builtins by R name."""
    return {name: _builtin(name, run) for name, run in functions}


def _builtin(name: str, run: Callable[..., Any]) -> Builtin:
    code = run.__code__
    count = code.co_argcount
    variables = code.co_varnames[: count + code.co_kwonlyargcount]
    names = tuple(_r_name(variable) for variable in variables)
    has_dots = bool(code.co_flags & _VARIADIC)
    return Builtin(name, run, names[:count], names[count:], has_dots, dict(zip(names, variables, strict=True)))


def _r_name(variable: str) -> str:
    return "_".join(part.replace("_", ".") for part in variable.rstrip("_").split("__"))


def sequence(given: Given) -> list[object]:
    """The values of the dots without their names."""
    return [value for _, value in given]


def match_arguments(builtin: Builtin, given: Given) -> tuple[list[Any], dict[str, Any]]:
    """Match given arguments to parameters: exact names, then partial names, then position.

    Raises:
        RError: an argument fits no parameter (R's words, the argument's text left to the caller).

    R: argument matching of closures (R Language Definition 4.3.2).
    """
    if not builtin.has_dots and all(name is None for name, _ in given) and len(given) <= len(builtin.formals):
        return [value for _, value in given], {}
    named: dict[str, Any] = {}
    rest = _take_exact(builtin, given, named)
    rest = _take_partial(builtin, rest, named)
    dots: Given = []
    free = [formal for formal in builtin.formals if formal not in named]
    for name, value in rest:
        if name is None and free:
            named[free.pop(0)] = value
        elif builtin.has_dots:
            dots.append((name, value))
        else:
            raise RError("unused argument")
    return _spread(builtin, named, dots)


def _take_exact(builtin: Builtin, given: Given, named: dict[str, Any]) -> Given:
    rest: Given = []
    for name, value in given:
        if name is not None and (name in builtin.formals or name in builtin.after):
            if name in named:
                raise RError(f'formal argument "{name}" matched by multiple actual arguments')
            named[name] = value
        else:
            rest.append((name, value))
    return rest


def _take_partial(builtin: Builtin, given: Given, named: dict[str, Any]) -> Given:
    rest: Given = []
    for name, value in given:
        found = [formal for formal in builtin.formals if name and formal.startswith(name) and formal not in named]
        if name and len(found) == 1:
            named[found[0]] = value
        else:
            rest.append((name, value))
    return rest


def _spread(builtin: Builtin, named: dict[str, Any], dots: Given) -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword arguments for Python; with dots every formal before them must be positional."""
    keywords = {builtin.python_names[name]: value for name, value in named.items()}
    if not builtin.has_dots or not dots:
        return [], keywords
    defaults = builtin.run.__defaults__ or ()
    required = len(builtin.formals) - len(defaults)
    positional: list[Any] = []
    for place, formal in enumerate(builtin.formals):
        key = builtin.python_names[formal]
        if key not in keywords and place < required:
            raise RError(f'argument "{formal}" is missing, with no default')
        positional.append(keywords.pop(key) if key in keywords else defaults[place - required])
    return [*positional, *dots], keywords
