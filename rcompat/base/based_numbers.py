"""Whole numbers as text to the bases 16 and 8."""

from __future__ import annotations

__all__ = ["based_text"]


def based_text(value: int, base: int) -> str:
    """A number that is not negative, to the base 16 or 8. R: base::format.hexmode, format.octmode."""
    return f"{value:x}" if base == 16 else f"{value:o}"
