"""Sequences and classes of dates: seq.Date, cut.Date. R: base."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.date_text import Moment, moment_of, seconds_of
from rcompat.script.coercion import inherits, number, strings, to_array, whole
from rcompat.script.factors import make_factor
from rcompat.script.functions.date_times import date_time, day_seconds
from rcompat.script.functions.dates import date_vector, date_words, day_moment
from rcompat.script.functions.time_spans import span_days
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, chr, dbl

__all__: list[str] = []

_DAY = 86400.0
_STEPS = {"sec": 1.0, "min": 60.0, "hour": 3600.0, "day": _DAY, "week": 7 * _DAY, "DSTday": _DAY}


def _step(by: Value) -> tuple[int, str]:
    """How many of which unit a step has."""
    if inherits(by, "difftime"):
        return int(span_days(by)[0]), "day"
    if by.kind != "character":
        return int(number(by)), "day"
    found = re.fullmatch(r"\s*(-?\d+)?\s*([A-Za-z]+?)s?\s*", str(by.data[0]))
    units = ("sec", "min", "hour", "day", "week", "month", "year", "quarter", "DSTday")
    if found is None or not any(unit == found.group(2) for unit in units):
        raise RError("invalid string for 'by'")
    return int(found.group(1) or 1), found.group(2)


def _month_steps(start: Moment, months: int, count: int | None, end: float | None) -> list[float]:
    """Seconds of a date and of those whole months later."""
    found: list[float] = []
    for place in range(count if count is not None else 100_000):
        moment = Moment(
            year=start.year,
            month=start.month + place * months,
            day=start.day,
            hour=start.hour,
            minute=start.minute,
            second=start.second,
        )
        seconds = seconds_of(moment)
        if end is not None and (seconds > end if months > 0 else seconds < end):
            break
        found.append(seconds)
    return found


def _sequence(start: float, end: float | None, by: Value, count: int | None, unit_seconds: float) -> Any:
    """Seconds from `start` in steps of `by`."""
    if by is None:
        if end is None or count is None:
            raise RError("exactly two of 'to', 'by' and 'length.out' / 'along.with' must be specified")
        return np.linspace(start, end, count)
    if by is not None and not inherits(by, "difftime") and by.kind != "character":
        size = number(by) * unit_seconds
    else:
        many, unit = _step(by)
        months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
        if months is not None:
            return np.array(_month_steps(moment_of(start), many * months, count, end))
        size = many * _STEPS[unit]
    if count is None:
        if end is None:
            raise RError("exactly two of 'to', 'by' and 'length.out' / 'along.with' must be specified")
        if (end - start) * size < 0:
            error = RError("wrong sign in 'by' argument")
            error.call = "seq.int(0, to0 - from, by)"
            raise error
        count = int((end - start) / size + 1e-10) + 1
    return start + np.arange(count) * size


@builtin("seq.Date", "from to by length.out along.with ...")
def _seq_date(
    context: Context,
    from_: Value,
    to: Value = None,
    by: Value = None,
    length_out: Value = None,
    along_with: Value = None,
    dots: Any = (),
) -> Value:
    count = _count(length_out, along_with)
    end = None if to is None else float(to_array(to, "double")[0]) * _DAY
    if by is None and count is None and end is not None:
        by = chr(["day"])
        if end < float(from_.data[0]) * _DAY:
            by = dbl([-1.0])
    seconds = _sequence(float(from_.data[0]) * _DAY, end, by, count, _DAY)
    return date_vector(np.asarray(seconds) / _DAY)


def _count(length_out: Value, along_with: Value) -> int | None:
    if along_with is not None:
        return len(along_with.data)
    return None if length_out is None else int(np.ceil(number(length_out)))


@builtin("seq.POSIXt", "from to by length.out along.with ...")
def _seq_time(
    context: Context,
    from_: Value,
    to: Value = None,
    by: Value = None,
    length_out: Value = None,
    along_with: Value = None,
    dots: Any = (),
) -> Value:
    end = None if to is None else float(day_seconds(to)[0])
    seconds = _sequence(float(day_seconds(from_)[0]), end, by, _count(length_out, along_with), 1.0)
    zone = from_.attrs.get("tzone")
    return date_time(seconds, "" if zone is None else str(zone.data[0]))


def _period_starts(days: Any, unit: str, many: int) -> list[float]:
    """The beginnings of the periods that hold the days, and one more."""
    low, high = float(np.nanmin(days)), float(np.nanmax(days))
    first = day_moment(low)
    if unit in ("day", "week"):
        start = low - ((first.civil.isoweekday() - 1) if unit == "week" else 0)
        step = many * (7 if unit == "week" else 1)
        return [start + i * step for i in range(int((high - start) // step) + 2)]
    months = many * {"month": 1, "quarter": 3, "year": 12}[unit]
    begin = {"month": first.month, "quarter": (first.month - 1) // 3 * 3 + 1, "year": 1}[unit]
    starts: list[float] = []
    place = 0
    while not starts or starts[-1] <= high:
        moment = Moment(year=first.year, month=begin + place * months, day=1)
        starts.append(seconds_of(moment) / _DAY)
        place += 1
    return starts


@builtin("cut.Date", "x breaks labels start.on.monday right ...")
def _cut_date(
    context: Context,
    x: Value,
    breaks: Value,
    labels: Value = None,
    monday: Value = None,
    right: Value = None,
    dots: Any = (),
) -> Value:
    days = to_array(x, "double")
    if isinstance(breaks, Vec) and breaks.kind == "character":
        many, unit = _step(breaks)
        edges = _period_starts(days, unit, many)
    elif inherits(breaks, "Date"):
        edges = sorted(to_array(breaks, "double").tolist())
    else:
        edges = np.linspace(np.nanmin(days), np.nanmax(days), whole(breaks) + 1).tolist()
    names = date_words(date_vector(edges[:-1]))
    if labels is not None and isinstance(labels, Vec) and labels.kind == "character":
        names = strings(labels)
    places = np.searchsorted(np.array(edges), days, side="right") - 1
    words = [names[i] if day == day and 0 <= i < len(names) else None for i, day in zip(places, days, strict=True)]
    return make_factor(chr(words), chr(names))


@builtin("split.Date", "x f drop ...")
def _split_date(context: Context, x: Value, f: Value, drop: Value = None, dots: Any = ()) -> Value:
    from rcompat.script.calling import call_function

    parts = call_function(context.it, context.it.base.values["split.default"], [Vec(x.data), f])
    for part in parts.data:
        part.attrs["class"] = x.attrs["class"]
    return parts
