"""R's `strwrap()`: paragraphs filled with words."""

from __future__ import annotations

import re

from rcompat.base.options import get_options
from rcompat.base.string_text import display_width

__all__ = ["strwrap"]

_PARAGRAPHS = re.compile(r"\n[ \t\n]*\n")
_SENTENCE_END = re.compile(r"[.?!][)\"']?\Z")


def strwrap(
    text: str, width: int | None = None, indent: int = 0, exdent: int = 0, prefix: str = "", initial: str | None = None
) -> list[str]:
    """Fill lines of fewer than `width` columns with the words of a text.

    Args:
        text: paragraphs, parted by blank lines.
        width: lines are shorter than this; default 0.9 * options(width).
        indent, exdent: blanks before the first and before the other lines of a paragraph.
        prefix: put before every line.
        initial: put before the very first line instead of `prefix`.

    R: base::strwrap. Two blanks after the end of a sentence are kept, other white space counts as one blank.
    """
    limit = int(0.9 * get_options().width) if width is None else width
    first = prefix if initial is None else initial
    lines: list[str] = []
    paragraphs = _PARAGRAPHS.split(text)
    if not paragraphs[-1]:
        paragraphs.pop()
    for paragraph in paragraphs:
        if lines:
            lines.append(prefix)
        # R does it so: nothing is put before an empty paragraph at the beginning.
        if not lines and not paragraph.strip(" \t\n"):
            lines.append("")
            continue
        lines += _fill(paragraph, limit, " " * indent, prefix + " " * exdent, prefix if lines else first)
    return lines or [""]


def _fill(paragraph: str, width: int, indent: str, following: str, first: str) -> list[str]:
    lines: list[str] = []
    line = first + indent
    used, gap, is_empty = display_width(line), 0, True
    for word, blanks in _words(paragraph):
        size = display_width(word)
        if not is_empty and used + gap + size >= width:
            lines.append(line)
            line, used, gap = following, display_width(following), 0
        line += " " * gap + word
        used += gap + size
        gap, is_empty = blanks, False
    return [*lines, line]


def _words(paragraph: str) -> list[tuple[str, int]]:
    """Words with the number of blanks that follow each."""
    pieces = re.split(r"[ \t\n]", paragraph.lstrip(" \t\n"))
    words: list[tuple[str, int]] = []
    for piece in pieces:
        if piece:
            words.append((piece, 1))
        elif words and _SENTENCE_END.search(words[-1][0]):
            words[-1] = (words[-1][0], 2)
    return words or [("", 0)]
