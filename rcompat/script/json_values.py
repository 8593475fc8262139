"""R values as JSON: what `rcompat run --json` says of the value of each top-level expression."""

from __future__ import annotations

import math
from typing import Any

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, is_na_real
from rcompat.script.coercion import is_factor, strings
from rcompat.script.values import List, Value, Vec, names_of

__all__ = ["json_value"]


def json_value(value: Value) -> Any:
    """A vector as a list, a named one and a list with names as an object, NA and NULL as null.

    NaN and the infinities become texts. Functions, language and records of packages have no JSON: null.
    """
    if isinstance(value, List):
        items = [json_value(item) for item in value.data]
    elif isinstance(value, Vec):
        items = [_element(item) for item in _elements(value)]
    else:
        return None
    names = names_of(value)
    if names is None or len(set(names)) < len(names) or not all(names):
        return items
    return dict(zip(names, items, strict=True))


def _elements(value: Vec) -> list[Any]:
    if is_factor(value) or value.kind == "character":
        return list(strings(value))
    if value.kind == "double":
        return [None if gone else x for x, gone in zip(value.data.tolist(), is_na_real(value.data), strict=True)]
    missing = NA_LOGICAL if value.kind == "logical" else NA_INTEGER
    found = [None if item == missing else item for item in value.data.tolist()]
    return [None if item is None else bool(item) for item in found] if value.kind == "logical" else found


def _element(item: Any) -> Any:
    if isinstance(item, float) and not math.isfinite(item):
        return "NaN" if item != item else "Inf" if item > 0 else "-Inf"
    return item
