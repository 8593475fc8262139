"""Differences of times: difftime, its units and arithmetic. R: base::difftime."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.script.coercion import inherits, shape_of, string, strings, to_array
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, chr, dbl

__all__ = ["automatic_difference", "called_name", "difftime", "span_days"]

_SECONDS = {"secs": 1.0, "mins": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 7 * 86400.0}


def difftime(values: Any, units: str, attrs: dict[str, Value] | None = None) -> Vec:
    """A difference of times in units."""
    return dbl(values, {**(attrs or {}), "class": chr(["difftime"]), "units": chr([units])})


def called_name(context: Context) -> str:
    """The operator or function that a method of a group stands for."""
    return str(getattr(context.call.function, "name", ""))


def _units(x: Vec) -> str:
    found = x.attrs.get("units")
    return "days" if found is None else str(found.data[0])


def span_days(x: Vec) -> Any:
    """A difference in days."""
    return to_array(x, "double") * (_SECONDS[_units(x)] / 86400.0)


def automatic_difference(seconds: Any, units: str = "auto", whole_days: bool = False) -> Vec:
    """A difference in the largest unit that the least of the differences fills."""
    if units == "auto":
        known = np.abs(seconds[~np.isnan(seconds)])
        least = float(known.min()) if len(known) else np.nan
        if whole_days:
            units = "days"
        elif least != least or least < 60:
            units = "secs"
        else:
            units = "mins" if least < 3600 else "hours" if least < 86400 else "days"
    return difftime(seconds / _SECONDS[units], units)


def _full_unit(text: str) -> str:
    for unit in ("auto", *_SECONDS):
        if unit.startswith(text):
            return unit
    raise RError("invalid units specified")


@builtin("difftime", "time1 time2 tz units")
def _difftime(context: Context, time1: Value, time2: Value, tz: Value = None, units: Value = None) -> Value:
    from rcompat.script.functions.date_times import seconds_from

    both_dates = all(inherits(time, "Date") for time in (time1, time2))
    seconds = seconds_from(time1) - seconds_from(time2)
    return automatic_difference(seconds, "auto" if units is None else _full_unit(string(units)), both_dates)


def _clock_seconds(text: str | None) -> float:
    """Seconds of a time of day such as 1:30:00."""
    parts = [] if text is None else str(text).split(":")
    if len(parts) != 3 or not all(part.strip().replace(".", "", 1).isdigit() for part in parts):
        return np.nan
    return float(parts[0]) * 3600.0 + float(parts[1]) * 60.0 + float(parts[2])


@builtin("as.difftime", "tim format units tz")
def _as_difftime(context: Context, tim: Value, format_: Value = None, units: Value = None, tz: Value = None) -> Value:
    if isinstance(tim, Vec) and tim.kind == "character":
        seconds = np.array([_clock_seconds(text) for text in strings(tim)])
        least = np.nanmin(seconds) if not np.isnan(seconds).all() else 0.0
        short = next((unit for unit in ("days", "hours", "mins") if least >= _SECONDS[unit]), "secs")
        unit = short if units is None or string(units) == "auto" else _full_unit(string(units))
        return difftime(seconds / _SECONDS[unit], unit)
    if units is None:
        raise RError("need explicit units for numeric conversion")
    return difftime(to_array(tim, "double"), string(units))


@builtin("units", "x", generic=True)
def _units_of(context: Context, x: Value) -> Value:
    return x.attrs.get("units")


@builtin("units<-", "x value")
def _set_units(context: Context, x: Value, value: Value) -> Value:
    new = _full_unit(string(value))
    return difftime(to_array(x, "double") * _SECONDS[_units(x)] / _SECONDS[new], new, shape_of(x))


@builtin("as.double.difftime as.numeric.difftime", "x units ...")
def _as_double(context: Context, x: Value, units: Value = None, dots: Any = ()) -> Value:
    values = to_array(x, "double")
    if units is None:
        return dbl(values)
    return dbl(values * _SECONDS[_units(x)] / _SECONDS[_full_unit(string(units))])


@builtin("format.difftime", "x ...")
def _format_difftime(context: Context, x: Value, dots: Any = ()) -> Value:
    return chr([f"{cell} {_units(x)}" for cell in format_doubles(to_array(x, "double").tolist())], shape_of(x))


@builtin("print.difftime", "x digits ...")
def _print_difftime(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    it = context.it
    options = [] if digits is None else [("digits", digits)]
    if len(x) > 1 or "names" in x.attrs:
        it.out(f"Time differences in {_units(x)}\n")
        print_value(it, dbl(to_array(x, "double"), shape_of(x)), options)
    else:
        wanted = None if digits is None else int(digits.data[0])
        shown = format_doubles(to_array(x, "double").tolist(), digits=wanted)
        it.out(f"Time difference of {shown[0] if shown else ''} {_units(x)}\n")
    it.visible = False
    return x


def _common(e1: Value, e2: Value) -> tuple[Any, Any, str]:
    """Both operands in the smaller of their units."""
    if not inherits(e1, "difftime"):
        return to_array(e1, "double"), to_array(e2, "double"), _units(e2)
    if not inherits(e2, "difftime"):
        return to_array(e1, "double"), to_array(e2, "double"), _units(e1)
    units = min((_units(e1), _units(e2)), key=lambda unit: _SECONDS[unit])
    left, right = (to_array(e, "double") * (_SECONDS[_units(e)] / _SECONDS[units]) for e in (e1, e2))
    return left, right, units


@builtin("Ops.difftime", "e1 e2")
def _operate(context: Context, e1: Value, e2: Value = None) -> Value:
    from rcompat.script.arithmetic import operate

    name = called_name(context)
    if e2 is None:
        return difftime(-to_array(e1, "double"), _units(e1))
    left, right, units = _common(e1, e2)
    result = operate(name, dbl(left, shape_of(e1)), dbl(right, shape_of(e2)))
    if name in ("+", "-"):
        return difftime(result.data, units, shape_of(result))
    if name in ("*", "^", "%%", "%/%"):
        raise RError(f"'{name}' not defined for \"difftime\" objects")
    return result


@builtin("*.difftime /.difftime", "e1 e2")
def _scale(context: Context, e1: Value, e2: Value) -> Value:
    from rcompat.script.arithmetic import operate

    name = context.builtin.name[0]
    if inherits(e2, "difftime") and name == "/":
        if not inherits(e1, "difftime"):
            raise RError('second argument of / cannot be a "difftime" object')
        left, right, _ = _common(e1, e2)
        return operate(name, dbl(left), dbl(right))
    span = e1 if inherits(e1, "difftime") else e2
    result = operate(name, dbl(to_array(e1, "double")), dbl(to_array(e2, "double")))
    return difftime(result.data, _units(span), shape_of(span))


@builtin("Summary.difftime", "...")
def _summary_group(context: Context, dots: Any = ()) -> Value:
    name = called_name(context)
    if name not in ("max", "min", "sum", "range"):
        raise RError(f"'{name}' not defined for \"difftime\" objects")
    given = [value for label, value in dots if label != "na.rm"]
    values = np.concatenate([to_array(value, "double") for value in given])
    if any(label == "na.rm" and bool(value.data[0]) for label, value in dots):
        values = values[~np.isnan(values)]
    found = {"max": [values.max()], "min": [values.min()], "sum": [values.sum()]}.get(name)
    return difftime([values.min(), values.max()] if found is None else found, _units(given[0]))


@builtin("Math.difftime", "x ...")
def _math_group(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.calling import call_function

    name = called_name(context)
    plain = dbl(to_array(x, "double"), shape_of(x))
    values = [plain, *[value for _, value in dots]]
    result = call_function(context.it, context.it.base.values[name], values, [None, *[label for label, _ in dots]])
    return difftime(result.data, _units(x), shape_of(x))


@builtin("units.difftime", "x")
def _difftime_units(context: Context, x: Value) -> Value:
    return chr(strings(x.attrs["units"]))
