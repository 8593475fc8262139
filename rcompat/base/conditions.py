"""R's conditions: messages, warnings and errors in R's words, as Python warnings and exceptions.

`message()` and `warning()` raise Python warnings (class `RMessage`, `RWarning` or a subclass) unless a
`collect_conditions()` block is open; then they are kept in order and nothing is shown.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = [
    "Condition",
    "RError",
    "RMessage",
    "RWarning",
    "collect_conditions",
    "hand_over",
    "message",
    "signal",
    "warning",
]


class RError(Exception):
    """An R error: `message` is R's text, `call` the call R would name after "Error in", or None."""

    def __init__(self, message: str, call: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.call = call


class Condition(UserWarning):
    """A message or warning: `message` is R's text, `call` the call R would name, or None."""

    def __init__(self, message: str, call: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.call = call


class RMessage(Condition):
    """R's `message()`: text without the final line break.

    `drawn` is how many lines of a page R has written before it; None: all of them.
    """

    def __init__(self, message: str, call: str | None = None, drawn: int | None = None) -> None:
        super().__init__(message, call)
        self.drawn = drawn


class RWarning(Condition):
    """R's `warning()`."""


class _Receiver(list[Condition]):
    """A collector that keeps nothing and hands every condition on."""

    def __init__(self, receive: Callable[[Condition], None]) -> None:
        super().__init__()
        self.append = receive  # type: ignore[method-assign]


_collector: ContextVar[list[Condition] | None] = ContextVar("collector", default=None)


def signal(condition: Condition) -> None:
    """Hand a condition to the open collector, or to Python's warnings."""
    collector = _collector.get()
    if collector is None:
        warnings.warn(condition, stacklevel=3)
    else:
        collector.append(condition)


def message(text: str, drawn: int | None = None) -> None:
    """Signal R's `message(text)`, in a page's drawer with the number of lines that stand before it."""
    signal(RMessage(text, drawn=drawn))


def warning(text: str, call: str | None = None) -> None:
    """Signal R's `warning(text)` from `call`."""
    signal(RWarning(text, call))


@contextmanager
def collect_conditions() -> Iterator[list[Condition]]:
    """Keep the conditions signalled inside the block, in order."""
    collected: list[Condition] = []
    token = _collector.set(collected)
    try:
        yield collected
    finally:
        _collector.reset(token)


@contextmanager
def hand_over(receive: Callable[[Condition], None]) -> Iterator[None]:
    """Give each condition signalled inside the block to `receive` at once."""
    token = _collector.set(_Receiver(receive))
    try:
        yield
    finally:
        _collector.reset(token)
