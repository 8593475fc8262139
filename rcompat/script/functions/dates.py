"""Dates: as.Date, format, weekdays and arithmetic. R: base::Date."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import numpy as np

from rcompat.base.conditions import RError, running
from rcompat.base.date_text import format_moment, moment_of, read_moment, seconds_of
from rcompat.base.frame import NA_REAL
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import (
    WORDS,
    class_of,
    flag,
    implicit_class,
    inherits,
    is_factor,
    shape_of,
    strings,
    to_array,
    whole,
)
from rcompat.script.functions.printing import print_value
from rcompat.script.functions.time_spans import called_name, difftime, span_days
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv

__all__ = ["DAY", "as_days", "date_vector", "date_words", "day_moment", "extremes"]

DAY = 86400.0


def date_vector(days: Any, attrs: dict[str, Value] | None = None) -> Vec:
    """A Date of days from 1970-01-01."""
    return dbl(days, {**(attrs or {}), "class": chr(["Date"])})


def day_moment(days: float) -> Any:
    """The civil date of a count of days."""
    return moment_of(float(np.floor(days)) * DAY)


def date_words(x: Vec, pattern: str = "%Y-%m-%d") -> list[str | None]:
    """Dates as text."""
    return [None if day != day else format_moment(day_moment(day), pattern) for day in to_array(x, "double").tolist()]


WORDS["Date"] = date_words


def _read(text: str | None, patterns: list[str], today: date) -> float:
    if text is None:
        return NA_REAL
    for pattern in patterns:
        found = read_moment(text, pattern, today)
        if found is not None:
            return float(np.floor(seconds_of(found) / DAY))
    return NA_REAL


def as_days(texts: list[str | None], patterns: list[str] | None) -> Any:
    """Days of texts; without patterns the first standard one that fits the first text.

    Raises:
        RError: no standard pattern fits.
    """
    today = date.today()
    if patterns is None:
        first = next((text for text in texts if text), None)
        fitting = [p for p in ("%Y-%m-%d", "%Y/%m/%d") if first is None or read_moment(first, p, today) is not None]
        if not fitting:
            with running("as.Date.character", "charToDate"):
                raise RError("character string is not in a standard unambiguous format", "charToDate(x)")
        return [_read(text, fitting[:1], today) for text in texts]
    return [_read(text, [patterns[i % len(patterns)]], today) for i, text in enumerate(texts)]


@builtin("as.Date", "x format tryFormats origin tz optional ...", generic=True)
def _as_date(
    context: Context,
    x: Value,
    format_: Value = None,
    try_formats: Value = None,
    origin: Value = None,
    tz: Value = None,
    optional: Value = None,
    dots: Any = (),
) -> Value:
    if inherits(x, "Date"):
        return x
    if inherits(x, "POSIXct"):
        return date_vector(np.floor(x.data / DAY))
    if isinstance(x, List) and inherits(x, "POSIXlt"):
        from rcompat.script.functions.date_times import lt_seconds

        return date_vector(np.floor(lt_seconds(x) / DAY))
    if isinstance(x, Vec) and (x.kind == "character" or is_factor(x)):
        patterns = None if format_ is None else [str(text) for text in strings(format_)]
        if patterns is None and try_formats is not None:
            patterns = [str(text) for text in strings(try_formats)][:1]
        try:
            return date_vector(as_days(strings(x), patterns))
        except RError:
            if optional is None or not flag(optional):
                raise
            return date_vector(np.full(len(x), np.nan))
    if isinstance(x, Vec) and (x.kind != "logical" or np.isnan(to_array(x, "double")).all()):
        return _from_number(x, origin)
    raise RError(f"do not know how to convert 'x' to class {chr(['“Date”']).data[0]}")


def _from_number(x: Vec, origin: Value) -> Vec:
    if x.kind == "logical":
        return date_vector(to_array(x, "double"))
    if origin is None:
        error = RError("'origin' must be supplied")
        error.method = "as.Date.numeric"  # type: ignore[attr-defined]
        raise error
    start = origin.data[0] if inherits(origin, "Date") else as_days(strings(origin), None)[0]
    return date_vector(to_array(x, "double") + start)


@builtin("Sys.Date", "")
def _today(context: Context) -> Value:
    return date_vector([float(np.floor(time.time() / DAY))])


@builtin("format.Date as.character.Date", "x format ...")
def _format_date(context: Context, x: Value, format_: Value = None, dots: Any = ()) -> Value:
    named = dict(dots)
    pattern = "%Y-%m-%d" if format_ is None else str(strings(format_)[0])
    if format_ is None and named.get("format") is not None:
        pattern = str(strings(named["format"])[0])
    return chr(date_words(x, pattern), shape_of(x))


@builtin("print.Date", "x max ...")
def _print_date(context: Context, x: Value, max_: Value = None, dots: Any = ()) -> Value:
    if not len(x):
        context.it.out(f"{class_of(x)[0]} of length 0\n")
    else:
        print_value(context.it, chr(date_words(x), shape_of(x)))
    context.it.visible = False
    return x


@builtin("weekdays months quarters", "x abbreviate", generic=True)
def _day_names(context: Context, x: Value, abbreviate: Value = None) -> Value:
    from rcompat.script.functions.date_times import day_seconds

    name = context.builtin.name
    kinds = implicit_class(x)
    if not {"Date", "POSIXct", "POSIXlt"} & set(kinds):
        error = RError(_no_method(name, kinds))
        error.call = f'UseMethod("{name}")'
        raise error
    short = abbreviate is not None and bool(abbreviate.data[0])
    letter = {"weekdays": "%a" if short else "%A", "months": "%b" if short else "%B"}.get(name, "%m")
    words = [None if s != s else format_moment(moment_of(s), letter) for s in day_seconds(x).tolist()]
    if name == "quarters":
        words = ["QNA" if word is None else f"Q{(int(word) - 1) // 3 + 1}" for word in words]
    return chr(words)


def _no_method(name: str, kinds: list[str]) -> str:
    shown = f'"{kinds[0]}"' if len(kinds) == 1 else '"c(' + ", ".join(f"'{kind}'" for kind in kinds) + ')"'
    return f"no applicable method for '{name}' applied to an object of class {shown}"


@builtin("julian", "x origin ...", generic=True)
def _julian(context: Context, x: Value, origin: Value = None, dots: Any = ()) -> Value:
    start = date_vector([0.0]) if origin is None else origin
    return dbl(x.data - start.data[0], {"origin": start})


def _operand(value: Value) -> Any:
    """The days of an operand of `+` or `-`."""
    return span_days(value) if inherits(value, "difftime") else to_array(value, "double")


@builtin("+.Date", "e1 e2")
def _plus(context: Context, e1: Value, e2: Value = None) -> Value:
    if e2 is None:
        return e1
    if inherits(e1, "Date") and inherits(e2, "Date"):
        raise RError('binary + is not defined for "Date" objects')
    names = {name: item for side in (e2, e1) for name, item in shape_of(side).items()}
    return date_vector(_operand(e1) + _operand(e2), names)


@builtin("-.Date", "e1 e2")
def _minus(context: Context, e1: Value, e2: Value = None) -> Value:
    if not inherits(e1, "Date"):
        raise RError('can only subtract from "Date" objects')
    if e2 is None:
        raise RError('unary - is not defined for "Date" objects')
    if inherits(e2, "Date"):
        return difftime(to_array(e1, "double") - to_array(e2, "double"), "days")
    if inherits(e2, "POSIXt"):
        raise RError('can only subtract numbers from "Date" objects')
    return date_vector(_operand(e1) - _operand(e2), shape_of(e1))


@builtin("Ops.Date", "e1 e2")
def _compare(context: Context, e1: Value, e2: Value = None) -> Value:
    from rcompat.script.arithmetic import operate

    name = called_name(context)
    if name not in ("==", "!=", "<", "<=", ">", ">="):
        call = Call(Symbol("Ops.Date"), context.call.arguments)
        raise RError(f'{name} not defined for "Date" objects', deparse_one(plain(call)))
    sides = []
    for side in (e1, e2):
        if isinstance(side, Vec) and side.kind == "character":
            sides.append(dbl(as_days(strings(side), None)))
        else:
            sides.append(dbl(to_array(side, "double"), shape_of(side)))
    return operate(name, *sides)


@builtin("Summary.Date", "...")
def _summary_group(context: Context, dots: Any = ()) -> Value:
    name = called_name(context)
    if name not in ("max", "min", "range"):
        raise RError(f'{name} not defined for "Date" objects')
    return extremes(name, dots)


def extremes(name: str, dots: Any) -> Value:
    """min, max or range of dates or times."""
    values = np.concatenate([to_array(value, "double") for label, value in dots if label != "na.rm"])
    if any(label == "na.rm" and bool(value.data[0]) for label, value in dots):
        values = values[~np.isnan(values)]
    first = next(value for label, value in dots if label != "na.rm")
    ends = [float(values.min()), float(values.max())] if len(values) else [np.inf, -np.inf]
    if np.isnan(values).any():
        ends = [NA_REAL, NA_REAL]
    chosen = {"min": ends[:1], "max": ends[1:]}.get(name, ends)
    return dbl(chosen, {k: v for k, v in first.attrs.items() if k in ("class", "units", "tzone")})


@builtin("mean.Date median.Date mean.POSIXct median.POSIXct mean.difftime median.difftime", "x ...")
def _centre(context: Context, x: Value, dots: Any = ()) -> Value:
    values = to_array(x, "double")
    if any(name == "na.rm" and bool(value.data[0]) for name, value in dots):
        values = values[~np.isnan(values)]
    middle = (
        np.median(values) if context.builtin.name.startswith("median") else values.mean() if len(values) else np.nan
    )
    return dbl([float(middle)], {k: v for k, v in x.attrs.items() if k in ("class", "units", "tzone")})


@builtin("summary.Date", "object digits ...")
def _summary_date(context: Context, object_: Value, digits: Value = None, dots: Any = ()) -> Value:
    from rcompat.script.functions.summaries import six_numbers

    values = to_array(object_, "double")
    known = values[~np.isnan(values)]
    names = ["Min.", "1st Qu.", "Median", "Mean", "3rd Qu.", "Max."]
    attrs: dict[str, Value] = {"names": chr(names), "class": chr(["summaryDefault", "table", *class_of(object_)])}
    if len(known) < len(values):
        attrs["NAs"] = intv([len(values) - len(known)])
    return dbl(six_numbers(known), attrs)


@builtin("diff.Date", "x lag ...")
def _diff_date(context: Context, x: Value, lag: Value = None, dots: Any = ()) -> Value:
    step = 1 if lag is None else whole(lag)
    values = to_array(x, "double")
    return difftime(values[step:] - values[:-step], "days")


@builtin("trunc.Date round.Date", "x ...")
def _whole_date(context: Context, x: Value, dots: Any = ()) -> Value:
    unit = next(
        (str(strings(value)[0]) for name, value in dots if isinstance(value, Vec) and value.kind == "character"), "days"
    )
    if unit.startswith(("month", "year")):
        starts = [day_moment(day) for day in x.data.tolist()]
        first = [date(m.year, 1 if unit.startswith("year") else m.month, 1) for m in starts]
        return date_vector([float(day.toordinal() - date(1970, 1, 1).toordinal()) for day in first])
    change = np.floor if context.builtin.name == "trunc.Date" else np.round
    return date_vector(change(x.data))


@builtin("as.list.Date", "x ...")
def _as_list_date(context: Context, x: Value, dots: Any = ()) -> Value:
    return List([take(x, np.array([i])) for i in range(len(x))], shape_of(x))


@builtin("ISOdate ISOdatetime", "year month day hour min sec tz")
def _iso_date(
    context: Context,
    year: Value,
    month: Value,
    day: Value,
    hour: Value = None,
    minute: Value = None,
    second: Value = None,
    tz: Value = None,
) -> Value:
    from rcompat.base.date_text import Moment
    from rcompat.script.functions.date_times import date_time

    noon = 12.0 if context.builtin.name == "ISOdate" else 0.0
    given = [(year, 0.0), (month, 0.0), (day, 0.0), (hour, noon), (minute, 0.0), (second, 0.0)]
    parts = [np.array([default]) if part is None else to_array(part, "double") for part, default in given]
    n = max(len(part) for part in parts)
    rows = zip(*(np.resize(part, n).tolist() for part in parts), strict=True)
    names = ("year", "month", "day", "hour", "minute")
    found = [seconds_of(Moment(**{k: int(v) for k, v in zip(names, row, strict=False)}, second=row[5])) for row in rows]
    return date_time(found, "GMT" if tz is None else str(strings(tz)[0]))
