"""`render`: the one way from a value to what R's `print` writes to stdout."""

from __future__ import annotations

from functools import singledispatch

__all__ = ["Printable", "render"]


@singledispatch
def render(value: object, /, **arguments: object) -> str:
    """Return exactly the bytes R's `print(value, ...)` writes, final newline included.

    Higher floors register drawers for their records.

    Raises:
        TypeError: no drawer is registered for this type.
    """
    raise TypeError(f"no printed form for {type(value).__name__}")


class Printable:
    """Mixin: `str(record)` is R's printed page without the last line break."""

    __slots__ = ()

    def __str__(self) -> str:
        return render(self).removesuffix("\n")

    __repr__ = __str__
