"""Names and constants as R source text: backticks where a name needs them, 15 digits, `1L`, escapes."""

from __future__ import annotations

import re
from typing import Final

from rcompat.base.number_text import encode_number, number_format
from rcompat.base.string_text import quote_string
from rcompat.language.expressions import Constant
from rcompat.language.tokens import is_name_character, is_name_start

__all__ = ["constant_text", "is_syntactic", "name_text"]

_PLAIN: Final = re.compile(r"(?:[A-Za-z]|\.(?![0-9]))[A-Za-z0-9._]*\Z")
_RESERVED: Final = frozenset(
    (
        "NULL", "NA", "TRUE", "FALSE", "Inf", "NaN", "NA_integer_", "NA_real_", "NA_character_", "NA_complex_",
        "function", "while", "repeat", "for", "if", "in", "else", "next", "break",
    )
)  # fmt: skip
_MISSING_TEXT: Final = {
    "null": "NULL",
    "logical": "NA",
    "integer": "NA_integer_",
    "double": "NA_real_",
    "complex": "NA_complex_",
    "character": "NA_character_",
}
_DIGITS: Final = 15
_STRAY_BYTE: Final = re.compile("[\udc80-\udcff]")


def is_syntactic(name: str) -> bool:
    """Whether a name can be written without backticks. R: `make.names(name) == name`."""
    if name in _RESERVED or not name:
        return False
    if _PLAIN.match(name):
        return True
    if name.isascii() or not is_name_start(name[0]):
        return False
    return not (name[0] == "." and name[1:2].isdecimal()) and all(is_name_character(character) for character in name)


def name_text(name: str) -> str:
    """A name as source text, in backticks where it needs them."""
    return name if is_syntactic(name) else _quoted(name, "`")


def constant_text(constant: Constant, *, simple: bool = False) -> str:
    """A constant as source text; `simple` leaves out what only tells the type."""
    value = constant.value
    if value is None:
        return "NA" if simple and constant.kind != "null" else _MISSING_TEXT[constant.kind]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        if constant.kind == "code":  # what R has no source text for, such as an environment
            return value
        return _quoted(value, '"')
    if isinstance(value, int):
        return str(value) if simple else f"{value}L"
    if isinstance(value, complex):
        sign = "-" if value.imag < 0 else "+"
        return f"{_number_text(value.real)}{sign}{_number_text(abs(value.imag))}i"
    return _number_text(value)


def _number_text(value: float) -> str:
    return encode_number(value, number_format([value], digits=_DIGITS)).strip()


def _quoted(text: str, quote: str) -> str:
    """Quote text; bytes that are no UTF-8 (held as surrogates) are written as \\x escapes."""
    if text.isascii() or not _STRAY_BYTE.search(text):
        return quote_string(text, quote)
    pieces = _STRAY_BYTE.split(text)
    stray = ["\\x" + bytes([ord(byte) & 0xFF]).hex() for byte in _STRAY_BYTE.findall(text)]
    inside = [quote_string(piece, quote)[1:-1] for piece in pieces]
    return quote + "".join([piece + byte for piece, byte in zip(inside, [*stray, ""], strict=True)]) + quote
