"""The order of strings: R sorts text by ICU's root collation, not by code point, outside the C locale.

So "a" < "B" < "b_1" < "c": first letters without accents and case, then accents, then lower before upper case.
The order of ASCII, of accents and of scripts is as measured in R; rarer symbols stand by class and code point.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["collation_key", "sort_texts"]

_ASCII_ORDER = "\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz"
_RANK = {character: 1000 * place for place, character in enumerate(_ASCII_ORDER, start=1)}
# Accents in the order ICU puts them.
_ACCENTS = {
    mark: weight
    for weight, mark in enumerate(
        "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304", start=1
    )
}
_EXPANSIONS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o\u0338", "đ": "d\u0338", "ł": "l\u0338", "ħ": "h\u0338"}
_AFTER_LETTER = {"ð": "d", "ŧ": "t", "ŋ": "n", "þ": "z", "ı": "i", "ĸ": "q"}
_LAST_PUNCTUATION, _LAST_SYMBOL, _CURRENCY = _RANK["%"], _RANK["~"], _RANK["$"]
_SCRIPTS = 10_000_000

Key = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], str]


def sort_texts(texts: Iterable[str]) -> list[str]:
    """Return strings in R's order.

    R: base::sort of a character vector, in a UTF-8 locale.
    """
    found = list(texts)
    if all(text.isascii() and text.isalnum() and text.lower() == text for text in found):
        return sorted(found)
    return sorted(found, key=collation_key)


@lru_cache(maxsize=4096)
def collation_key(text: str) -> Key:
    """Return what strings are compared by: letters, then accents, then case."""
    primary: list[int] = []
    secondary: list[int] = []
    tertiary: list[int] = []
    for character in unicodedata.normalize("NFD", text):
        small = character.lower()
        for part in _EXPANSIONS.get(small) or unicodedata.normalize("NFKD", small):
            if unicodedata.combining(part):
                secondary.append(_ACCENTS.get(part, 100 + ord(part)))
                continue
            rank = _RANK.get(part)
            if rank is None:
                rank = _rank_of(part)
            if not rank:
                continue
            primary.append(rank)
            secondary.append(0)
            tertiary.append((small != character) + 2 * (part != small))
    return tuple(primary), tuple(secondary), tuple(tertiary), text


def _rank_of(character: str) -> int:
    """Place of a character outside ASCII; 0 for one that does not count."""
    base = _AFTER_LETTER.get(character)
    if base is not None:
        return _RANK[base] + 500 + ord(character) % 256
    code = ord(character)
    kind = unicodedata.category(character)
    if kind.startswith("C"):
        return 0 if kind in ("Cc", "Cf") else 2 * _SCRIPTS + code
    if kind.startswith("Z"):
        return _RANK[" "] + 1
    if kind == "Nd":
        return _RANK[str(unicodedata.digit(character))]
    if kind == "Sc":
        return _CURRENCY + min(code % 1000, 998)
    if kind.startswith(("P", "S")):
        return (_LAST_PUNCTUATION if kind.startswith("P") else _LAST_SYMBOL) + min(code // 66, 998)
    is_hangul = 0xAC00 <= code <= 0xD7A3
    return _SCRIPTS + (0x3000 if is_hangul else code)
