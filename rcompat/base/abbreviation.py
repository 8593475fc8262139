"""R's `abbreviate()`.

Characters go from the right: lower-case vowels, then lower-case letters, then anything; each time first those that end
a word, then those that do not begin one. The first character of the text stays, blanks go last. `"fundingstate"` at 6
loses `u i a e`, then `t t`: `"fndngs"`. Texts that come out equal are tried again one character longer.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from rcompat.base.conditions import warning

__all__ = ["abbreviate"]

_VOWELS = frozenset("aeiou")


def abbreviate(names: Sequence[str], minlength: int = 4, strict: bool = False, argument: str = "rn") -> list[str]:
    """Shorten texts to at least `minlength` characters, keeping them distinct.

    Args:
        names: texts.
        minlength: least length of the results.
        strict: do not make equal results distinct.
        argument: what R's warning about other characters than ASCII calls `names`, or the whole call.

    Warns:
        RWarning: a text that is to be shortened is not ASCII.

    R: base::abbreviate, method "left.kept".
    """
    if not all(name.isascii() or len(name) <= minlength for name in names):
        call = argument if "(" in argument else f"abbreviate({argument}, minlength = {minlength})"
        warning("abbreviate used with non-ASCII chars", call)
    distinct = list(dict.fromkeys(names))
    short = {name: _shorten(name, minlength) for name in distinct}
    length = minlength
    longest = max(map(len, distinct), default=0)
    while not strict and length < longest:
        counts = Counter(short.values())
        equal = [name for name in distinct if counts[short[name]] > 1]
        if not equal:
            break
        length += 1
        short |= {name: _shorten(name, length) for name in equal}
    return [short[name] for name in names]


@lru_cache(maxsize=4096)  # the names of coefficients come back with every page
def _shorten(text: str, length: int) -> str:
    characters = list(text.strip(" "))
    if len(characters) <= length:
        return "".join(characters)

    def begins_word(i: int) -> bool:
        return characters[i - 1] == " "

    def ends_word(i: int) -> bool:
        is_last = i == len(characters) - 1 or characters[i + 1] == " "
        return is_last and characters[i] != " " and not begins_word(i)

    def is_vowel(i: int) -> bool:
        return characters[i] in _VOWELS or _base(characters[i]) in _VOWELS

    def is_lower(i: int) -> bool:  # to R, no letter beyond ASCII is one
        return characters[i].isascii() and characters[i].islower()

    phases: tuple[Callable[[int], bool], ...] = (
        lambda i: is_vowel(i) and ends_word(i),
        lambda i: is_vowel(i) and not begins_word(i),
        lambda i: is_lower(i) and ends_word(i),
        lambda i: is_lower(i) and not begins_word(i),
        lambda i: characters[i] != " " and not begins_word(i),
    )
    for may_go in phases:
        if _strip(characters, length, may_go):
            break
    kept = "".join(characters)
    return kept.replace(" ", "") if len(kept) > length else kept


def _base(character: str) -> str:
    """The letter without its accent."""
    return character if character.isascii() else unicodedata.normalize("NFD", character)[0]


def _strip(characters: list[str], length: int, may_go: Callable[[int], bool]) -> bool:
    """Take characters out from the right until, blanks aside, `length` are left; whether that was reached."""
    excess = len(characters) - characters.count(" ") - length
    for i in range(len(characters) - 1, 0, -1):
        if excess <= 0:
            return True
        if may_go(i):
            del characters[i]
            excess -= 1
    return excess <= 0
