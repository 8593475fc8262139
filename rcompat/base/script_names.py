"""The variables that a running R script offers to the functions of a package, and what the script calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["ScriptFunction", "ScriptNames", "offer_names", "offered_names"]


@dataclass(frozen=True, slots=True, eq=False)
class ScriptFunction:
    """A function of a running script that a formula may call; `run` evaluates a call of it among a frame's columns."""

    run: Callable[[Any, Any], Any]


class ScriptNames(Protocol):
    """Variables by name, and the expression or name under which the script gave a value."""

    def __getitem__(self, name: str) -> object: ...

    def __contains__(self, name: object) -> bool: ...

    def name_of(self, value: object) -> str | None:
        """The script's name for this very object."""

    def expression_of(self, value: object) -> object | None:
        """The expression tree that the script gave for this very object."""

    def function(self, name: str) -> Any:
        """The script's function of that name as a Python function, or None."""

    def shown_call(self, text: str) -> str:
        """The call that a condition names: in the script's words if it is the one the script made."""

    def matched_call(self, function: Any, formals: Sequence[str]) -> Any:
        """The expression tree of the script's call with all its arguments named, or None."""

    def get(self, text: str) -> ScriptFunction | None:
        """The script's function that a formula calls `text`, where none of the formula language is meant."""


_offered: ContextVar[ScriptNames | None] = ContextVar("offered_names", default=None)


def offered_names() -> ScriptNames | None:
    """The names of the script that is calling, or None outside scripts."""
    return _offered.get()


@contextmanager
def offer_names(names: ScriptNames) -> Iterator[None]:
    """Offer a script's names inside the block."""
    token = _offered.set(names)
    try:
        yield
    finally:
        _offered.reset(token)
