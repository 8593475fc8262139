"""Times of day: as.POSIXct, as.POSIXlt, strptime, strftime, in Coordinated Universal Time. R: base::DateTimeClasses."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.date_text import Moment, format_moment, moment_of, read_moment, seconds_of
from rcompat.base.frame import NA_INTEGER, NA_REAL
from rcompat.script.coercion import WORDS, inherits, is_factor, shape_of, strings, to_array
from rcompat.script.functions.printing import print_value
from rcompat.script.functions.time_spans import automatic_difference, called_name
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv

__all__ = ["date_time", "day_seconds", "lt_seconds", "seconds_from"]

_DAY = 86400.0
_STANDARD = (
    "%Y-%m-%d %H:%M:%OS",
    "%Y/%m/%d %H:%M:%OS",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d",
    "%Y/%m/%d",
)
_FIELDS = ("sec", "min", "hour", "mday", "mon", "year", "wday", "yday", "isdst")


def date_time(seconds: Any, zone: str = "") -> Vec:
    """A POSIXct of seconds from 1970."""
    return dbl(seconds, {"class": chr(["POSIXct", "POSIXt"]), "tzone": chr([zone])})


def lt_seconds(x: List) -> Any:
    """Seconds of a POSIXlt."""
    parts = dict(zip(strings(x.attrs["names"]), x.data, strict=True))
    rows = zip(*(to_array(parts[name], "double").tolist() for name in _FIELDS[:6]), strict=True)
    found = []
    for second, minute, hour, day, month, year in rows:
        if any(part != part for part in (second, minute, hour, day, month, year)):
            found.append(NA_REAL)
            continue
        whole = {"hour": int(hour), "minute": int(minute)}
        found.append(
            seconds_of(Moment(year=int(year) + 1900, month=int(month) + 1, day=int(day), second=second, **whole))
        )
    return np.array(found, dtype=np.float64)


def day_seconds(x: Value) -> Any:
    """Seconds from 1970 of a Date or a time."""
    if inherits(x, "POSIXlt"):
        return lt_seconds(x)
    return to_array(x, "double") * (_DAY if inherits(x, "Date") else 1.0)


def seconds_from(x: Value) -> Any:
    """Seconds from 1970 of a Date, a time or a text."""
    if isinstance(x, Vec) and (x.kind == "character" or is_factor(x)):
        return np.array(_read_all(strings(x), None))
    return day_seconds(x)


def _read_all(texts: list[str | None], patterns: list[str] | None) -> list[float]:
    today = date.today()
    if patterns is None:
        known = [text for text in texts if text]
        fitting = [p for p in _STANDARD if all(read_moment(text, p, today) is not None for text in known)]
        if not fitting:
            error = RError("character string is not in a standard unambiguous format")
            error.call = "as.POSIXlt.character(x, tz, ...)"
            raise error
        patterns = fitting[:1]
    found = []
    for place, text in enumerate(texts):
        moment = None if text is None else read_moment(text, patterns[place % len(patterns)], today)
        found.append(NA_REAL if moment is None else seconds_of(moment))
    return found


def _zone(tz: Value, x: Value = None) -> str:
    if tz is not None:
        return str(strings(tz)[0])
    if inherits(x, "Date"):
        return "UTC"
    found = getattr(x, "attrs", {}).get("tzone")
    return "" if found is None else str(found.data[0])


@builtin("as.POSIXct", "x tz format origin ...", generic=True)
def _as_ct(
    context: Context, x: Value, tz: Value = None, format_: Value = None, origin: Value = None, dots: Any = ()
) -> Value:
    if inherits(x, "POSIXct"):
        return x
    if isinstance(x, Vec) and (x.kind == "character" or is_factor(x)):
        patterns = None if format_ is None else [str(text) for text in strings(format_)]
        return date_time(_read_all(strings(x), patterns), _zone(tz))
    if isinstance(x, Vec) and not inherits(x, "Date"):
        if origin is None:
            error = RError("'origin' must be supplied")
            error.method = "as.POSIXct.numeric"  # type: ignore[attr-defined]
            raise error
        return date_time(to_array(x, "double") + seconds_from(origin)[0], _zone(tz))
    return date_time(seconds_from(x), _zone(tz, x))


@builtin("as.POSIXlt strptime", "x format tz ...", generic=True)
def _as_lt(context: Context, x: Value, format_: Value = None, tz: Value = None, dots: Any = ()) -> Value:
    if inherits(x, "POSIXlt"):
        return x
    if isinstance(x, Vec) and x.kind == "character":
        patterns = None if format_ is None else [str(text) for text in strings(format_)]
        return _broken_down(np.array(_read_all(strings(x), patterns)), _zone(tz))
    return _broken_down(seconds_from(x), _zone(tz, x))


def _broken_down(seconds: Any, zone: str) -> List:
    """A POSIXlt: the fields of C's broken-down time."""
    moments = [None if second != second else moment_of(second) for second in seconds.tolist()]

    def whole(read: Any) -> Vec:
        return intv([NA_INTEGER if m is None else read(m) for m in moments])

    fields = [
        dbl([NA_REAL if m is None else m.second for m in moments]),
        whole(lambda m: m.minute),
        whole(lambda m: m.hour),
        whole(lambda m: m.day),
        whole(lambda m: m.month - 1),
        whole(lambda m: m.year - 1900),
        whole(lambda m: m.civil.isoweekday() % 7),
        whole(lambda m: m.civil.timetuple().tm_yday - 1),
        intv([-1 if m is None else 0 for m in moments]),
    ]
    attrs = {"names": chr(_FIELDS), "class": chr(["POSIXlt", "POSIXt"]), "tzone": chr([zone or "UTC"])}
    return List(fields, attrs)


def _automatic_pattern(seconds: Any) -> str:
    known = seconds[~np.isnan(seconds)]
    if not (known % _DAY).any():
        return "%Y-%m-%d"
    return "%Y-%m-%d %H:%M:%S"


def _words(x: Value, pattern: str | None = None) -> list[str | None]:
    seconds = day_seconds(x)
    shown = pattern or _automatic_pattern(seconds)
    return [None if second != second else format_moment(moment_of(second), shown) for second in seconds.tolist()]


WORDS["POSIXct"] = _words


@builtin("format.POSIXct format.POSIXlt as.character.POSIXt strftime", "x format tz usetz ...")
def _format(
    context: Context, x: Value, format_: Value = None, tz: Value = None, usetz: Value = None, dots: Any = ()
) -> Value:
    pattern = None if format_ is None or not strings(format_)[0] else str(strings(format_)[0])
    if isinstance(x, Vec) and x.kind == "character":
        x = date_time(seconds_from(x))
    words = _words(x, pattern)
    if usetz is not None and usetz.data[0] == 1:
        zone = _zone(tz, x) or "UTC"
        words = [None if word is None else f"{word} {zone}" for word in words]
    return chr(words, shape_of(x) if isinstance(x, Vec) else None)


@builtin("print.POSIXct print.POSIXlt", "x ...")
def _print(context: Context, x: Value, dots: Any = ()) -> Value:
    zone = _zone(None, x) or "UTC"
    words = _words(x)
    if not words:
        context.it.out(f'"{x.attrs["class"].data[0]}" of length 0\n')
    else:
        print_value(context.it, chr(None if word is None else f"{word} {zone}" for word in words))
    context.it.visible = False
    return x


@builtin("Sys.time", "")
def _now(context: Context) -> Value:
    return dbl([time.time()], {"class": chr(["POSIXct", "POSIXt"])})


@builtin("date", "")
def _date(context: Context) -> Value:
    return chr([format_moment(moment_of(time.time()), "%a %b %e %H:%M:%S %Y")])


def _seconds_operand(value: Value) -> Any:
    if inherits(value, "difftime"):
        from rcompat.script.functions.time_spans import span_days

        return span_days(value) * _DAY
    return day_seconds(value)


@builtin("+.POSIXt", "e1 e2")
def _plus(context: Context, e1: Value, e2: Value = None) -> Value:
    if inherits(e1, "POSIXt") and inherits(e2, "POSIXt"):
        raise RError("binary '+' is not defined for \"POSIXt\" objects")
    when = e1 if inherits(e1, "POSIXt") else e2
    return date_time(_seconds_operand(e1) + _seconds_operand(e2), _zone(None, when))


@builtin("-.POSIXt", "e1 e2")
def _minus(context: Context, e1: Value, e2: Value = None) -> Value:
    if not inherits(e1, "POSIXt"):
        raise RError('can only subtract from "POSIXt" objects')
    if inherits(e2, "POSIXt"):
        return automatic_difference(_seconds_operand(e1) - _seconds_operand(e2))
    return date_time(_seconds_operand(e1) - _seconds_operand(e2), _zone(None, e1))


@builtin("Ops.POSIXt", "e1 e2")
def _compare(context: Context, e1: Value, e2: Value = None) -> Value:
    from rcompat.script.arithmetic import operate

    name = called_name(context)
    if name not in ("==", "!=", "<", "<=", ">", ">="):
        raise RError(f"'{name}' not defined for \"POSIXt\" objects")
    return operate(name, dbl(seconds_from(e1)), dbl(seconds_from(e2)))


@builtin("diff.POSIXt", "x lag ...")
def _diff(context: Context, x: Value, lag: Value = None, dots: Any = ()) -> Value:
    step = 1 if lag is None else int(lag.data[0])
    values = day_seconds(x)
    return automatic_difference(values[step:] - values[:-step])


@builtin("Summary.POSIXct", "...")
def _summary_group(context: Context, dots: Any = ()) -> Value:
    from rcompat.script.functions.dates import extremes

    return extremes(called_name(context), dots)


@builtin("trunc.POSIXt round.POSIXt", "x units ...")
def _whole(context: Context, x: Value, units: Value = None, dots: Any = ()) -> Value:
    unit = "secs" if units is None else str(strings(units)[0])
    size = {"secs": 1.0, "mins": 60.0, "hours": 3600.0, "days": _DAY}.get(unit, 1.0)
    change = np.floor if context.builtin.name.startswith("trunc") else np.round
    return _broken_down(change(day_seconds(x) / size) * size, _zone(None, x))


@builtin("length.POSIXlt", "x")
def _length_lt(context: Context, x: Value) -> Value:
    return intv([len(x.data[0])])


@builtin("Sys.timezone", "location")
def _timezone(context: Context, location: Value = None) -> Value:
    return chr(["UTC"])
