"""Words as R pads, quotes, wraps and shortens them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from rcompat.base.options import set_quotes

__all__ = ["display_width", "dquote", "pad", "pad_all", "quote_string", "squote", "strtrim"]

_ESCAPES = {
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
    "\0": "\\0",
}


def display_width(text: str) -> int:
    """Columns a text takes on a terminal: East Asian wide characters two, combining ones none.

    R: base::nchar with type "width".
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    category = unicodedata.category(character)
    if character != "\u00ad" and category in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if category == "Cn":
        return 1
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def pad(text: str, width: int, justify: str = "left") -> str:
    """Pad a text with blanks to a display width.

    Args:
        text: the text; longer ones are returned as they are.
        width: columns.
        justify: "left", "right", "centre" or "none".

    R: base::formatC and base::format on one word.
    """
    missing = width - display_width(text)
    if missing <= 0 or justify == "none":
        return text
    if justify == "left":
        return text + " " * missing
    if justify == "right":
        return " " * missing + text
    before = missing // 2
    return " " * before + text + " " * (missing - before)


def pad_all(cells: Sequence[str], justify: str = "left", width: int = 0) -> list[str]:
    """Pad all cells to the widest of them, at least `width`.

    Characters that print as escapes count as wide as these, though they stay what they are: R does it so.
    """
    if justify == "none":
        return list(cells)
    sizes = [_escaped_width(cell) for cell in cells]
    widest = max(max(sizes, default=0), width)
    return [pad(cell, widest - size + display_width(cell), justify) for cell, size in zip(cells, sizes, strict=True)]


def _escaped_width(text: str) -> int:
    if text.isascii() and text.isprintable() and "\\" not in text:
        return len(text)
    return display_width(quote_string(text, ""))


def quote_string(text: str, quote: str = '"') -> str:
    """Return a text as R prints it between quotes: escapes for quotes, backslashes and control characters.

    Args:
        text: the text.
        quote: the quote character, or "" for escapes without quotes.

    R: base::encodeString.
    """
    if text.isascii() and text.isprintable() and "\\" not in text and (not quote or quote not in text):
        return quote + text + quote
    return quote + "".join(_escaped(character, quote) for character in text) + quote


def _escaped(character: str, quote: str) -> str:
    if character == quote:
        return "\\" + character
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    if code < 32 or code == 127:
        return f"\\{code:03o}"
    if character.isprintable() or unicodedata.category(character) in ("Zs", "Cf", "Co"):
        return character
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def strtrim(text: str, width: int) -> str:
    """Return the beginning of a text that fits into `width` columns.

    R: base::strtrim.
    """
    if text.isascii():
        return text[:width]
    used = 0
    for i, character in enumerate(text):
        used += _character_width(character)
        if used > width:
            return text[:i]
    return text


def squote(text: str) -> str:
    """Return a text in curly single quotes. R: base::sQuote."""
    return set_quotes("\u2018{}\u2019").format(text)


def dquote(text: str) -> str:
    """Return a text in curly double quotes. R: base::dQuote."""
    return set_quotes("\u201c{}\u201d").format(text)
