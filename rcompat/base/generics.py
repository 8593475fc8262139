"""R's generic functions by name: lower floors ask, higher floors answer.

A record can offer `fit.summary()` although summaries live above it: the method asks, and the floor that knows
registers its answer with `answers`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from rcompat.base.conditions import RError

__all__ = ["answers", "ask"]

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
