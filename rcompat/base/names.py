"""Syntactic and unique names.

R: base::make.names, base::make.unique.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["make_name", "make_names", "make_unique"]

_RESERVED = frozenset(
    (
        *("if", "else", "repeat", "while", "function", "for", "next", "break", "in"),
        *("TRUE", "FALSE", "NULL", "Inf", "NaN", "NA"),
        *("NA_integer_", "NA_real_", "NA_complex_", "NA_character_"),
    )
)


def make_name(text: str) -> str:
    """Return a syntactic name: other characters become dots, an X goes before a bad start."""
    starts_well = text[:1].isalpha() or (text[:1] == "." and not text[1:2].isdigit())
    name = "".join(c if c.isalnum() or c in "._" else "." for c in text)
    if not starts_well:
        name = f"X{name}"
    return f"{name}." if name in _RESERVED else name


def make_names(texts: Sequence[str], unique: bool = False) -> tuple[str, ...]:
    """Return syntactic names.

    R: make.names.
    """
    names = tuple(make_name(text) for text in texts)
    return make_unique(names) if unique else names


def make_unique(names: Sequence[str], sep: str = ".") -> tuple[str, ...]:
    """Return the names with numbers added to those that came before.

    R: make.unique.
    """
    taken = set(names)
    if len(taken) == len(names):
        return tuple(names)
    seen: set[str] = set()
    counts: dict[str, int] = {}
    result: list[str] = []
    for name in names:
        if name not in seen:
            seen.add(name)
            result.append(name)
            continue
        count = counts.get(name, 1)
        while f"{name}{sep}{count}" in taken:
            count += 1
        counts[name] = count + 1
        result.append(f"{name}{sep}{count}")
        taken.add(result[-1])
    return tuple(result)
