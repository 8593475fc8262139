"""The table of functions written in Python, and the decorators that fill it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from rcompat.language.operators import PRIMITIVES
from rcompat.script.values import Builtin

__all__ = ["BUILTINS", "builtin", "special"]

BUILTINS: dict[str, Builtin] = {}
_Function = TypeVar("_Function", bound=Callable[..., Any])


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
        parameters = tuple(inspect.signature(run).parameters)[1:]
        for name in names.split():
            item = Builtin(name, run, tuple(formals.split()))
            item.python_names = parameters
            item.lazy = frozenset(lazy.split())
            item.generic = generic
            item.primitive = name in PRIMITIVES if primitive is None else primitive
            BUILTINS[name] = item
        return run

    return register


def special(names: str) -> Callable[[_Function], _Function]:
    """Register a function that takes the interpreter, the unevaluated call and its environment."""

    def register(run: _Function) -> _Function:
        for name in names.split():
            item = Builtin(name, run, ("...",))
            item.special = True
            item.primitive = True
            BUILTINS[name] = item
        return run

    return register
