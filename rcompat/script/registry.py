"""The table of functions written in Python, and the decorators that fill it.

The table knows all names from the start, from an index; the module that defines a function is imported when the
function is first looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, TypeVar

from rcompat.language.operators import PRIMITIVES
from rcompat.script.values import Builtin

__all__ = ["BUILTINS", "HOMES", "builtin", "is_free", "parameters_of", "promise_builtins", "provide", "special"]

BUILTINS: dict[str, Builtin] = {}
HOMES: dict[str, str] = {}
"""R's name to the module that defines the function."""
_Function = TypeVar("_Function", bound=Callable[..., Any])


def promise_builtins(homes: Iterable[tuple[str, str]]) -> None:
    """Make functions known by their names; each pair is a name and the module that defines it."""
    for name, module in homes:
        if name not in BUILTINS:
            BUILTINS[name] = Builtin.promised(name, _load_home)
            HOMES[name] = module


def _load_home(item: Builtin) -> None:
    import_module(HOMES[item.name])


def is_free(name: str, module: str) -> bool:
    """Whether no other module defines that function."""
    return HOMES.get(name, module) == module


def provide(item: Builtin, module: str) -> Builtin:
    """Put a function into the table; those who hold a promise of it hold the function from then on."""
    HOMES[item.name] = module
    known = BUILTINS.setdefault(item.name, item)
    if known is not item:
        known.become(item)
    return known


def parameters_of(run: Callable[..., Any]) -> tuple[str, ...]:
    """The names of a function's parameters."""
    code = run.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def builtin(
    names: str, formals: str, *, lazy: str = "", generic: bool = False, primitive: bool | None = None
) -> Callable[[_Function], _Function]:
    """Register a function under R's names.

    Args:
        names: one or several names, separated by blanks.
        formals: R's parameters, separated by blanks; those that the Python function has a default for may be missing.
        lazy: parameters that arrive unevaluated, as promises (for "...": pairs of name and promise).
        generic: look for methods of the first argument's class first.
        primitive: whether R counts it among its primitives; by default by name.
    """

    def register(run: _Function) -> _Function:
        parameters = parameters_of(run)[1:]
        for name in names.split():
            item = Builtin(name, run, tuple(formals.split()))
            item.python_names = parameters
            item.lazy = frozenset(lazy.split())
            item.generic = generic
            item.primitive = name in PRIMITIVES if primitive is None else primitive
            provide(item, run.__module__)
        return run

    return register


def special(names: str) -> Callable[[_Function], _Function]:
    """Register a function that takes the interpreter, the unevaluated call and its environment."""

    def register(run: _Function) -> _Function:
        for name in names.split():
            item = Builtin(name, run, ("...",))
            item.special = True
            item.primitive = True
            provide(item, run.__module__)
        return run

    return register
