"""order, sort, rank, unique, duplicated, rle. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.collation import collation_key
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL
from rcompat.script.coercion import coerce, flag, is_factor, is_frame, string, strings, to_array
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, lgl, names_of

__all__ = ["sort_keys"]


def sort_keys(x: Vec) -> list[Any]:
    """What the elements are compared by; None for NA."""
    if x.kind == "character":
        return [None if text is None else collation_key(text) for text in x.data]
    values = coerce(x.data, "double").tolist()
    return [None if value != value else value for value in values]


@builtin("order", "... na.last decreasing method")
def _order(
    context: Context, dots: Any = (), na_last: Value = None, decreasing: Value = None, method: Value = None
) -> Value:
    columns = [Vec(value.data) if is_factor(value) else value for _, value in dots]
    n = len(columns[0]) if columns else 0
    down = [False] if decreasing is None else [bool(value) for value in decreasing.data]
    order = list(range(n))
    for place in range(len(columns) - 1, -1, -1):
        keys = sort_keys(columns[place])
        reverse = down[place % len(down)]
        known = [i for i in order if keys[i] is not None]
        gone = [i for i in order if keys[i] is None]
        known.sort(key=lambda i: keys[i], reverse=reverse)
        order = known + gone
    if na_last is not None and na_last.data[0] == NA_INTEGER:
        order = [i for i in order if all(sort_keys(column)[i] is not None for column in columns)]
    elif na_last is not None and na_last.data[0] == 0 and columns:
        keys = sort_keys(columns[0])
        order = [i for i in order if keys[i] is None] + [i for i in order if keys[i] is not None]
    return intv(np.array(order, dtype=np.int32) + 1)


@builtin("sort", "x decreasing na.last ...", generic=True)
def _sort(context: Context, x: Value, decreasing: Value = None, na_last: Value = None, dots: Any = ()) -> Value:
    if isinstance(x, List):
        raise RError("'x' must be atomic")
    if x is None:
        return None
    keys = sort_keys(Vec(x.data) if is_factor(x) else x)
    reverse = decreasing is not None and flag(decreasing)
    known = sorted((i for i, key in enumerate(keys) if key is not None), key=lambda i: keys[i], reverse=reverse)
    gone = [i for i, key in enumerate(keys) if key is None]
    if na_last is not None and na_last.data[0] in (0, 1):
        known = known + gone if na_last.data[0] == 1 else gone + known
    if "dim" in x.attrs and len(x.attrs["dim"]) == 1:
        from rcompat.script.indexing import subset

        return subset(x, [intv(np.array(known) + 1)], [False], False)
    return take(x, np.array(known, dtype=np.intp))


@builtin("rank", "x na.last ties.method")
def _rank(context: Context, x: Value, na_last: Value = None, ties: Value = None) -> Value:
    """Ranks from 1; missing values come last, or first, stay missing ("keep") or go (NA)."""
    method = "average" if ties is None else string(ties)
    keys = sort_keys(Vec(x.data) if is_factor(x) else x)
    missing = [i for i, key in enumerate(keys) if key is None]
    where = True if na_last is None else None if na_last.data[0] == NA_LOGICAL else na_last.data[0]
    order = sorted((i for i, key in enumerate(keys) if key is not None), key=lambda i: keys[i])
    order = [*missing, *order] if where == 0 and where is not None else [*order, *missing]
    ranks = _ranks([keys[i] for i in order], method)
    found = np.zeros(len(keys))
    found[order] = ranks
    names = names_of(x)
    attrs = {} if names is None else {"names": chr(names)}
    if missing and where == "keep":
        found[missing] = NA_REAL
    elif missing and where is None:
        found = np.delete(found, missing)
        attrs = {} if names is None else {"names": chr(name for i, name in enumerate(names) if i not in missing)}
    return dbl(found, attrs) if method == "average" else Vec(coerce(found, "integer"), attrs)


def _ranks(keys: list[Any], method: str) -> list[float]:
    """The ranks of sorted keys; those that are missing are not equal to each other."""
    ranks: list[float] = []
    while len(ranks) < len(keys):
        start = len(ranks)
        stop = start
        while stop + 1 < len(keys) and keys[start] is not None and keys[stop + 1] == keys[start]:
            stop += 1
        tied = {"average": (start + stop) / 2 + 1, "min": start + 1, "max": stop + 1}.get(method)
        own = range(start + 1, stop + 2) if method != "last" else range(stop + 1, start, -1)
        ranks += own if tied is None else [tied] * (stop - start + 1)
    return ranks


@builtin("unique", "x incomparables ...", generic=True)
def _unique(context: Context, x: Value, incomparables: Value = None, dots: Any = ()) -> Value:
    if x is None:
        return None
    if is_frame(x):
        from rcompat.script.frame_indexing import take_rows

        return take_rows(x, np.flatnonzero(~_repeated(x)))
    result = take(x, np.flatnonzero(~_repeated(x)))
    result.attrs.pop("names", None)
    return result


def _repeated(x: Value, from_last: bool = False) -> Any:
    if is_frame(x):
        from rcompat.script.functions.merging import key_rows

        keys: list[Any] = list(key_rows(x, [str(name) for name in strings(x.attrs["names"])]))
    elif isinstance(x, List):
        from rcompat.script.deparsing import deparse_value

        keys = ["\n".join(deparse_value(item)) for item in x.data]
    else:
        keys = (
            [("NA" if value != value else value) for value in x.data.tolist()]
            if x.kind == "double"
            else x.data.tolist()
        )
    seen = set()
    found = np.zeros(len(keys), dtype=bool)
    places = range(len(keys) - 1, -1, -1) if from_last else range(len(keys))
    for i in places:
        found[i] = keys[i] in seen
        seen.add(keys[i])
    return found


@builtin("duplicated", "x incomparables fromLast ...", generic=True)
def _duplicated(
    context: Context, x: Value, incomparables: Value = None, from_last: Value = None, dots: Any = ()
) -> Value:
    return lgl(_repeated(x, from_last is not None and flag(from_last)).astype(np.int8))


@builtin("anyDuplicated", "x ...")
def _any_duplicated(context: Context, x: Value, dots: Any = ()) -> Value:
    found = np.flatnonzero(_repeated(x))
    return intv([int(found[0]) + 1 if len(found) else 0])


@builtin("rle", "x")
def _rle(context: Context, x: Value) -> Value:
    values = x.data
    n = len(values)
    starts = [0, *[i for i in range(1, n) if values[i] != values[i - 1]]] if n else []
    sizes = np.diff([*starts, n])
    result = List([intv(sizes), take(x, np.array(starts, dtype=np.intp))], {"names": chr(["lengths", "values"])})
    result.attrs["class"] = chr(["rle"])
    return result


@builtin("print.rle", "x ...")
def _print_rle(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.structures import structure_lines

    it = context.it
    it.out("Run Length Encoding\n")
    for name, item in zip(("lengths", "values "), x.data, strict=True):
        it.out(f"  {name.strip()}{' ' if name.endswith(' ') else ''}:{structure_lines(item, ' ', 1)[0]}\n")
    it.visible = False
    return x


@builtin("is.unsorted", "x")
def _is_unsorted(context: Context, x: Value) -> Value:
    values = to_array(x, "double")
    return lgl([bool((values[1:] < values[:-1]).any())])
