"""Several series side by side (class mts): bound, cut and printed. R: stats::cbind.ts, ts.union, ts.intersect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rcompat.base.frame import NA_REAL
from rcompat.base.number_text import format_doubles
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import MISSING, Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import class_of, coerce
from rcompat.script.dispatch import internal_default
from rcompat.script.evaluator import force
from rcompat.script.functions.printing import print_value
from rcompat.script.functions.time_series import MONTHS, heading, matrix_series, series, span
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Promise, Value, Vec, chr, intv, lgl

__all__ = ["bound_series", "print_several"]


@builtin("is.mts", "x")
def _is_mts(context: Context, x: Value) -> Value:
    return lgl(["mts" in class_of(x)])


@builtin("ts.union ts.intersect", "... dframe", lazy="...")
def _ts_union(context: Context, dots: Any = (), dframe: Value = None) -> Value:
    pieces = [(name, deparse_one(plain(promise)), force(context.it, promise)) for name, promise in dots]
    return bound_series(pieces, common=context.builtin.name == "ts.intersect")


def bound_series(pieces: Sequence[tuple[str | None, str | None, Value]], common: bool = False) -> Vec:
    """Series side by side over all their times, or over those they have in common; other vectors are recycled."""
    spans = [span(value) for _, _, value in pieces if "tsp" in value.attrs]
    rate = spans[0][2]
    low = (max if common else min)(first for first, _, _ in spans)
    high = (min if common else max)(last for _, last, _ in spans)
    rows = round((high - low) * rate) + 1
    columns, names = [], []
    for name, shown, value in pieces:
        cells = _cells(value, low, rate, rows)
        columns += cells
        own = _column_names(value)
        title = name or shown or ""
        names += [title] if own is None else [f"{title}.{label}" if name or len(pieces) > 1 else label for label in own]
    kinds = {column.dtype for column in columns}
    data = np.concatenate(columns if len(kinds) == 1 else [coerce(column, "double") for column in columns])
    attrs = {"dim": intv([rows, len(columns)]), "dimnames": List([None, chr(names)])}
    return matrix_series(Vec(data, attrs), low, rate)


def _column_names(value: Vec) -> list[str] | None:
    if len(value.attrs.get("dim", ())) != 2:
        return None
    names = value.attrs["dimnames"].data[1] if "dimnames" in value.attrs else None
    return [str(k + 1) for k in range(value.attrs["dim"].data[1])] if names is None else list(names.data)


def _cells(value: Vec, low: float, rate: float, rows: int) -> list[Any]:
    """The columns of one piece, with NA where it has no value."""
    if "tsp" not in value.attrs:
        return [np.resize(value.data, rows)]
    first, last, _ = span(value)
    count = round((last - first) * rate) + 1
    shift = round((first - low) * rate)
    places = np.arange(rows) - shift
    outside = (places < 0) | (places >= count)
    found = []
    for start in range(0, len(value.data), count):
        column = value.data[start : start + count]
        if not outside.any():
            found.append(column[places])
            continue
        kept = coerce(column, "double")[np.clip(places, 0, count - 1)]
        found.append(np.where(outside, NA_REAL, kept))
    return found


@builtin("[.ts", "x ... drop", lazy="...")
def _subset(context: Context, x: Value, dots: Any = (), drop: Value = None) -> Value:
    """All rows of some columns are series again; anything else is plain."""
    promises = list(context.promises)
    bare = Vec(x.data, {name: item for name, item in x.attrs.items() if name not in ("tsp", "class")})
    promises[0] = (promises[0][0], Promise(Symbol("x"), None, bare, True))
    found: Vec = internal_default(context.it, "[", promises, context.call, context.env)
    places = [promise for name, promise in promises[1:] if name is None]
    if len(places) != 2 or places[0] is not MISSING:
        return found
    first, _, rate = span(x)
    return matrix_series(found, first, rate) if "dim" in found.attrs else series(found.data, first, rate)


@builtin("t.ts", "x")
def _t(context: Context, x: Value) -> Value:
    bare = Vec(x.data, {name: item for name, item in x.attrs.items() if name not in ("tsp", "class")})
    found: Vec = context.it.base.values["t"].run(context, bare)
    return found if len(x.attrs.get("dim", ())) == 2 else Vec(found.data, {**found.attrs, "tsp": x.attrs["tsp"]})


@builtin("head.ts tail.ts", "x n ...")
def _ends(context: Context, x: Value, n: Value = None, dots: Any = ()) -> Value:
    bare = Vec(x.data, {name: item for name, item in x.attrs.items() if name not in ("tsp", "class")})
    name = context.builtin.name.removesuffix(".ts")
    return context.it.base.values[name].run(context, bare, *([] if n is None else [n]))


def print_several(context: Context, x: Vec, digits: Value, is_calendar: bool) -> None:
    """A table with a row for each time."""
    first, _, rate = span(x)
    rows = int(x.attrs["dim"].data[0])
    steps = np.arange(rows)
    if is_calendar and rate in (4.0, 12.0):
        offset = round(first * rate) + steps
        years, periods = (offset // round(rate)).tolist(), (offset % round(rate)).tolist()
        pairs = zip(years, periods, strict=True)
        labels = [f"{MONTHS[p]} {y}" if rate == 12.0 else f"{y} Q{p + 1}" for y, p in pairs]
    else:
        context.it.out(heading(x))
        labels = [label.strip() for label in format_doubles(first + steps / rate)]
    names = x.attrs["dimnames"].data[1] if "dimnames" in x.attrs else None
    shown = Vec(x.data, {"dim": x.attrs["dim"], "dimnames": List([chr(labels), names])})
    print_value(context.it, shown, [] if digits is None else [("digits", digits)])
