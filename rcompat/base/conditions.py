"""R's conditions: messages, warnings and errors in R's words, as Python warnings and exceptions.

`message()` and `warning()` raise Python warnings (class `RMessage`, `RWarning` or a subclass) unless a
`collect_conditions()` block is open; then they are kept in order and nothing is shown.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ContextDecorator, contextmanager
from contextvars import ContextVar, Token

__all__ = [
    "Condition",
    "RError",
    "RMessage",
    "RWarning",
    "UnusedArgumentError",
    "collect_conditions",
    "hand_over",
    "message",
    "open_collector",
    "raised_again",
    "running",
    "shown_call",
    "signal",
    "warning",
]


_running: ContextVar[tuple[str, ...]] = ContextVar("running", default=())


class running(ContextDecorator):  # noqa: N801
    """Say which functions R would be running inside the block, outermost first: its errors name them.

    R: the line "Calls:" behind an error that ends a script.
    """

    # used like a function, several times in every refit: a class is faster than a generator
    _token: Token[tuple[str, ...]]

    def __init__(self, *functions: str) -> None:
        self._functions = functions

    def __enter__(self) -> None:
        self._token = _running.set(_running.get() + self._functions)

    def __exit__(self, *_: object) -> None:
        _running.reset(self._token)

    def _recreate_cm(self) -> running:
        return running(*self._functions)


@contextmanager
def raised_again(*functions: str) -> Iterator[None]:
    """Say that R catches the errors of the block and raises them again in these functions: those below are gone."""
    try:
        yield
    except RError as error:
        error.functions = (*_running.get(), *functions)
        error.is_raised_again = True
        raise


_calls: ContextVar[Mapping[str, Callable[[], str]]] = ContextVar("calls", default={})  # noqa: B039


@contextmanager
def shown_call(function: str, make: Callable[[], str]) -> Iterator[None]:
    """Inside the block, conditions whose call is the bare name `function` show the call that `make` gives."""
    token = _calls.set({**_calls.get(), function: make})
    try:
        yield
    finally:
        _calls.reset(token)


def _call_text(call: str | None) -> str | None:
    make = None if call is None else _calls.get().get(call)
    return call if make is None else make()


def _raising(message: str, call: str | None) -> tuple[str, ...]:
    """The function of R's that an error itself gives away."""
    if message.endswith(" is not TRUE") and ": " not in message:
        return ("stopifnot",)
    return ("match.arg",) if call is not None and call.startswith("match.arg(") else ()


class RError(Exception):
    """An R error: `message` is R's text, `call` the call R would name after "Error in", or None.

    `functions` are the ones that R would be running (see `running`).
    """

    def __init__(self, message: str, call: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.call = _call_text(call)
        self.functions = (*_running.get(), *_raising(message, self.call))
        self.is_raised_again = False


class UnusedArgumentError(RError):
    """A function was given arguments that it does not have; R shows them as they were typed."""


class Condition(UserWarning):
    """A message or warning: `message` is R's text, `call` the call R would name, or None."""

    def __init__(self, message: str, call: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.call = _call_text(call)


class RMessage(Condition):
    """R's `message()`: text without the final line break.

    `drawn` is how many lines of a page R has written before it; None: all of them.
    """

    def __init__(self, message: str, call: str | None = None, drawn: int | None = None) -> None:
        super().__init__(message, call)
        self.drawn = drawn


class RWarning(Condition):
    """R's `warning()`. R writes an `immediate` one at once, not at the end of the top-level call."""

    def __init__(self, message: str, call: str | None = None, immediate: bool = False) -> None:
        super().__init__(message, call)
        self.immediate = immediate


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


def warning(text: str, call: str | None = None, *, immediate: bool = False) -> None:
    """Signal R's `warning(text)` from `call`."""
    signal(RWarning(text, call, immediate))


def open_collector() -> list[Condition] | None:
    """The list that `collect_conditions` gave to the innermost block, or None where conditions are shown at once."""
    collector = _collector.get()
    return None if isinstance(collector, _Receiver) else collector


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
