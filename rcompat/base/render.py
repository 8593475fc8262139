"""`render`: the one way from a value to what R's `print` writes to stdout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape

from rcompat.base.generics import method_of

__all__ = ["Printable", "render", "shown_as", "shown_name"]

_shown: ContextVar[str] = ContextVar("shown", default="x")


def render(value: object, /, **arguments: object) -> str:
    """Return exactly the bytes R's `print(value, ...)` writes, final newline included.

    Higher floors answer "render" for their records.

    Raises:
        TypeError: no drawer is known for this type.
    """
    drawer = method_of("render", type(value))
    if drawer is None:
        raise TypeError(f"no printed form for {type(value).__name__}")
    text: str = drawer(value, **arguments)
    return text


@contextmanager
def shown_as(name: str) -> Iterator[None]:
    """Draw pages as those of `print(name)`."""
    token = _shown.set(name)
    try:
        yield
    finally:
        _shown.reset(token)


def shown_name() -> str:
    """What the call of `print` calls the value that is drawn: R's default name of the argument if nobody said."""
    return _shown.get()


class Printable:
    """Mixin: `str(record)` is R's printed page without the last line break."""

    __slots__ = ()

    def __str__(self) -> str:
        return render(self).removesuffix("\n")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The same page for a notebook."""
        return f"<pre>{escape(str(self), quote=False)}</pre>"
