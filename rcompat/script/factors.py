"""Factors: making them from any vector, and their words.

R: base::factor, levels, as.character.factor.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.collation import sort_texts
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.script.coercion import is_factor, is_missing, strings, to_array
from rcompat.script.values import Value, Vec, chr, names_of

__all__ = ["level_words", "make_factor", "used_factor"]


def level_words(value: Vec) -> list[str]:
    """The levels of a factor."""
    return [str(word) for word in value.attrs["levels"].data]


def make_factor(
    value: Value, levels: Value = None, labels: Value = None, ordered: bool | None = None, exclude_na: bool = True
) -> Vec:
    """A factor of the values, with the levels sorted unless they are given.

    Raises:
        RError: levels and labels do not fit.
    """
    words = strings(value)
    if levels is None:
        names = _sorted_words(value, words)
    else:
        names = [word for word in strings(levels) if word is not None]
        if len(set(names)) != len(names):
            place = next(i for i, word in enumerate(names) if word in names[:i])
            error = RError(f"factor level [{place + 1}] is duplicated")
            error.call = "`levels<-`(`*tmp*`, value = as.character(levels))"
            raise error
    code = {word: place + 1 for place, word in enumerate(names)}
    codes = np.array([code.get(word, NA_INTEGER) if word is not None else NA_INTEGER for word in words], dtype=np.int32)
    if ordered is None:
        ordered = is_factor(value) and "ordered" in value.attrs["class"].data
    if labels is not None:
        codes, names = _relabel(codes, names, [str(text) for text in strings(labels)])
    result = Vec(codes.astype(np.int32), {"levels": chr(names)})
    result.attrs["class"] = chr(["ordered", "factor"] if ordered else ["factor"])
    found = names_of(value)
    if found is not None:
        result.attrs["names"] = chr(found)
    return result


def _relabel(codes: Any, names: list[str], labels: list[str]) -> tuple[Any, list[str]]:
    if len(labels) == 1 and len(names) > 1:
        labels = [f"{labels[0]}{i + 1}" for i in range(len(names))]
    if len(labels) != len(names):
        raise RError(f"invalid 'labels'; length {len(labels)} should be 1 or {len(names)}")
    distinct = list(dict.fromkeys(labels))
    place = {label: i + 1 for i, label in enumerate(distinct)}
    table = np.array([place[label] for label in labels] + [NA_INTEGER])
    return table[np.where(codes == NA_INTEGER, len(labels), codes - 1)], distinct


def _sorted_words(value: Value, words: list[str | None]) -> list[str]:
    if is_factor(value):
        present = set(words)
        return [word for word in level_words(value) if word in present]
    if isinstance(value, Vec) and value.kind != "character":
        shown = dict(zip(words, value.data.tolist(), strict=True))
        if "class" in value.attrs:
            return sorted((word for word in shown if word is not None), key=shown.__getitem__)
        data = value.data
        known = data[~is_missing(data)]
        sorted_values = np.unique(known)
        found = to_array(Vec(sorted_values), "character").tolist()
        return list(dict.fromkeys(str(word) for word in found))
    return sort_texts({word for word in words if word is not None})


def used_factor(value: Vec) -> Vec:
    """The factor without unused levels."""
    ordered = "ordered" in value.attrs["class"].data
    return make_factor(value, ordered=ordered)
