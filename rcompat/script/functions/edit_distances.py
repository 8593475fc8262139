"""adist and agrep: how many letters must change. R: utils, base."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.script.coercion import flag, number, string, strings
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, chr, dbl, intv, lgl

__all__: list[str] = []


def _distance(first: str, second: str, anywhere: bool) -> int:
    """Letters put in, left out or changed; `anywhere` looks for the first text within the second."""
    row = [0] * (len(second) + 1) if anywhere else list(range(len(second) + 1))
    for place, letter in enumerate(first, 1):
        above, row = row, [place]
        for k, other in enumerate(second, 1):
            row.append(min(above[k] + 1, row[k - 1] + 1, above[k - 1] + (letter != other)))
    return min(row) if anywhere else row[-1]


@builtin("adist", "x y costs counts fixed partial ignore.case useBytes")
def _adist(
    context: Context,
    x: Value,
    y: Value = None,
    costs: Value = None,
    counts: Value = None,
    fixed: Value = None,
    partial: Value = None,
    ignore_case: Value = None,
    use_bytes: Value = None,
) -> Value:
    """R: utils::adist."""
    first = [str(text) for text in strings(x)]
    second = [str(text) for text in strings(x if y is None else y)]
    if ignore_case is not None and flag(ignore_case):
        first, second = [text.lower() for text in first], [text.lower() for text in second]
    anywhere = partial is not None and flag(partial)
    table = np.array([[float(_distance(a, b, anywhere)) for b in second] for a in first])
    return dbl(table.ravel(order="F"), {"dim": intv(table.shape)})


@builtin("agrep agrepl", "pattern x max.distance costs ignore.case value fixed useBytes")
def _agrep(
    context: Context,
    pattern: Value,
    x: Value,
    most: Value = None,
    costs: Value = None,
    ignore_case: Value = None,
    value: Value = None,
    fixed: Value = None,
    use_bytes: Value = None,
) -> Value:
    """Texts in which the pattern occurs nearly; a distance below 1 is a share of its letters."""
    wanted, texts = string(pattern), [str(text) for text in strings(x)]
    limit: Any = 0.1 if most is None else number(most)
    limit = math.ceil(limit * len(wanted)) if limit < 1 else int(limit)
    if ignore_case is not None and flag(ignore_case):
        wanted, found = wanted.lower(), [_distance(wanted.lower(), text.lower(), True) <= limit for text in texts]
    else:
        found = [_distance(wanted, text, True) <= limit for text in texts]
    if context.builtin.name == "agrepl":
        return lgl(found)
    places = [place for place, is_near in enumerate(found) if is_near]
    if value is not None and flag(value):
        return chr(texts[place] for place in places)
    return intv([place + 1 for place in places])
