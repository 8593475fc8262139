"""R's generic functions by name: lower floors ask, higher floors answer.

A record that inherits `Asks` offers `fit.summary()` although summaries live above it: the attribute asks, and the
floor that knows registers its answer with `answers`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar

from rcompat.base.conditions import RError

__all__ = ["Asks", "answers", "ask", "generic", "is_answered"]

_Answer = TypeVar("_Answer", bound=Callable[..., Any])
_methods: dict[str, dict[type, Callable[..., Any]]] = {}


def answers(name: str, kind: type) -> Callable[[_Answer], _Answer]:
    """Register the decorated function as the method of generic `name` for records of type `kind`."""

    def register(method: _Answer) -> _Answer:
        _methods.setdefault(name, {})[kind] = method
        return method

    return register


def ask(name: str, value: Any, *arguments: Any, **named: Any) -> Any:
    """Call the method of generic `name` for the class of `value`.

    Raises:
        RError: R's "no applicable method".
    """
    methods = _methods.get(name, {})
    for kind in type(value).__mro__:
        if kind in methods:
            return methods[kind](value, *arguments, **named)
    raise RError(f"no applicable method for '{name}' applied to an object of class \"{type(value).__name__}\"")


def generic(method: _Answer) -> _Answer:
    """Turn a method into its generic: same name and documentation, dispatched on the class of the first argument.

    The first argument may be given by name too.
    """
    first = method.__code__.co_varnames[0]

    @wraps(method)
    def dispatch(*arguments: Any, **named: Any) -> Any:
        if not arguments and first in named:
            arguments = (named.pop(first),)
        return ask(method.__name__, *arguments, **named)

    return dispatch  # type: ignore[return-value]


class Asks:
    """Mixin: `record.name(...)` is `name(record, ...)` for every generic that has a method for the record's class."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        methods = _methods.get(name, {})
        if any(kind in methods for kind in type(self).__mro__):
            return partial(ask, name, self)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __dir__(self) -> list[str]:
        own = [name for name, methods in _methods.items() if any(kind in methods for kind in type(self).__mro__)]
        return sorted({*super().__dir__(), *own})


def is_answered(name: str, value: Any) -> bool:
    """Whether generic `name` has a method for the class of `value`."""
    methods = _methods.get(name, {})
    return any(kind in methods for kind in type(value).__mro__)
