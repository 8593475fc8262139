"""R's `cat(fill = TRUE)`: pieces set on lines of a given width."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["cat_fill"]


def cat_fill(pieces: Sequence[str], width: int, sep: str = " ") -> list[str]:
    """Lines of `cat(pieces, fill = width, sep = sep)`.

    A line is broken before a piece that would, with its separator, pass the width. R counts bytes, and leaves the
    separator at the end of the broken line.

    R: base::cat.
    """
    text: list[str] = []
    used = 0
    last = len(pieces) - 1
    for position, piece in enumerate(pieces):
        size = len(piece.encode())
        if used and used + size + len(sep) > width:
            text.append("\n")
            used = 0
        text.append(piece)
        used += size
        if position < last:
            text.append(sep)
            used += len(sep)
    return "".join(text).split("\n")
