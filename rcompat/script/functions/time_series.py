"""ts and what series answer: print, start, end, frequency, time, cycle, window, lag, diff. R: stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.script.calling import call_function
from rcompat.script.coercion import class_of, flag, is_frame, number, strings, to_array, whole
from rcompat.script.frames import as_matrix
from rcompat.script.functions.formatting import format_value
from rcompat.script.functions.language import function_of
from rcompat.script.functions.printing import print_value
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, lgl

__all__ = ["MONTHS", "heading", "matrix_series", "series", "span"]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTERS = ("Qtr1", "Qtr2", "Qtr3", "Qtr4")
_EPSILON = 1e-5


def _moment(value: Value, frequency: float) -> float:
    """A time given as one number, or as a year and a period in it."""
    numbers = to_array(value, "double")
    return float(numbers[0]) if len(numbers) == 1 else float(numbers[0] + (numbers[1] - 1.0) / frequency)


def span(x: Value) -> tuple[float, float, float]:
    """Start, end and frequency."""
    tsp = x.attrs.get("tsp") if isinstance(x, Vec) else None
    if tsp is None:
        return 1.0, float(row_count(x)), 1.0
    start, end, frequency = (float(v) for v in tsp.data)
    return start, end, frequency


def row_count(x: Value) -> int:
    """How many times a series has."""
    dim = x.attrs.get("dim")
    return len(x.data) if dim is None or len(dim) != 2 else int(dim.data[0])


def matrix_series(x: Vec, start: float, frequency: float) -> Vec:
    """The columns of a matrix as series of class mts."""
    rows, columns = x.attrs["dim"].data.tolist()
    names = x.attrs["dimnames"].data[1] if "dimnames" in x.attrs else None
    names = chr(f"Series {k + 1}" for k in range(columns)) if names is None else names
    tsp = dbl([start, start + (rows - 1) / frequency, frequency])
    shape = {"dim": x.attrs["dim"], "dimnames": List([None, names])}
    return Vec(x.data, {**shape, "tsp": tsp, "class": chr(["mts", "ts", "matrix"])})


def series(data: Any, start: float, frequency: float) -> Vec:
    """A series of class ts."""
    end = start + (len(data) - 1) / frequency
    return Vec(data, {"tsp": dbl([start, end, frequency]), "class": chr(["ts"])})


@builtin("ts", "data start end frequency deltat ts.eps class names")
def _ts(
    context: Context,
    data: Value = None,
    start: Value = None,
    end: Value = None,
    frequency: Value = None,
    deltat: Value = None,
    eps: Value = None,
    class_: Value = None,
    names: Value = None,
) -> Value:
    rate = number(frequency) if frequency is not None else 1.0 / number(deltat) if deltat is not None else 1.0
    values = lgl([-128]) if data is None else as_matrix(data) if is_frame(data) else data
    if not isinstance(values, Vec) or not len(values):
        raise RError("'ts' object must have one or more observations")
    first = 1.0 if start is None else _moment(start, rate)
    if len(values.attrs.get("dim", ())) == 2:
        return matrix_series(values, first, rate)
    if end is not None:
        last = _moment(end, rate)
        if start is None:
            first = last - (len(values) - 1) / rate
        count = math.floor((last - first) * rate + 1.01)
        return series(np.resize(values.data, count), first, rate)
    return series(values.data, first, rate)


@builtin("is.ts", "x")
def _is_ts(context: Context, x: Value) -> Value:
    return lgl([isinstance(x, Vec) and "tsp" in x.attrs and "ts" in strings(x.attrs.get("class", chr([])))])


@builtin("as.ts", "x ...", generic=True)
def _as_ts(context: Context, x: Value, dots: Any = ()) -> Value:
    return x if "tsp" in x.attrs else series(x.data, 1.0, 1.0)


@builtin("tsp", "x")
def _tsp(context: Context, x: Value) -> Value:
    return x.attrs.get("tsp")


@builtin("frequency deltat", "x ...", generic=True)
def _frequency(context: Context, x: Value, dots: Any = ()) -> Value:
    rate = span(x)[2]
    return dbl([rate if context.builtin.name == "frequency" else 1.0 / rate])


@builtin("start end", "x ...", generic=True)
def _ends(context: Context, x: Value, dots: Any = ()) -> Value:
    first, last, rate = span(x)
    moment = first if context.builtin.name == "start" else last
    if abs(rate - round(rate)) > _EPSILON:
        return dbl([moment])
    year = math.floor(moment + _EPSILON)
    return dbl([float(year), float(math.floor(rate * (moment - year) + 1.0 + _EPSILON))])


@builtin("time cycle", "x ...", generic=True)
def _times(context: Context, x: Value, dots: Any = ()) -> Value:
    first, _, rate = span(x)
    n = row_count(x)
    if context.builtin.name == "time":
        return series(first + np.arange(n) / rate, first, rate)
    offset = round((first % 1.0) * rate)
    data = ((offset + np.arange(n)) % round(rate) + 1).astype(float)
    return series(data.astype(np.int32), first, rate)


@builtin("window", "x start end ...", generic=True)
def _window(context: Context, x: Value, start: Value = None, end: Value = None, dots: Any = ()) -> Value:
    first, last, rate = span(x)
    low = first if start is None else _moment(start, rate)
    high = last if end is None else _moment(end, rate)
    if low < first - _EPSILON:
        low = first
    if high > last + _EPSILON:
        high = last
    if low > high + _EPSILON:
        raise RError("'start' cannot be after 'end'")
    begin, stop = round((low - first) * rate), round((high - first) * rate)
    if "mts" in class_of(x):
        cells = x.data.reshape((row_count(x), -1), order="F")[begin : stop + 1]
        attrs = {"dim": intv(cells.shape), "dimnames": x.attrs["dimnames"]}
        return matrix_series(Vec(cells.ravel(order="F"), attrs), first + begin / rate, rate)
    return series(x.data[begin : stop + 1], first + begin / rate, rate)


@builtin("lag", "x k ...", generic=True)
def _lag(context: Context, x: Value, k: Value = None, dots: Any = ()) -> Value:
    first, _, rate = span(x)
    return series(x.data, first - (1 if k is None else whole(k)) / rate, rate)


@builtin("diff.ts", "x lag differences ...")
def _diff(context: Context, x: Value, lag: Value = None, differences: Value = None, dots: Any = ()) -> Value:
    first, _, rate = span(x)
    step = 1 if lag is None else whole(lag)
    data = x.data
    for _ in range(1 if differences is None else whole(differences)):
        data = data[step:] - data[:-step]
        first += step / rate
    return series(data, first, rate)


@builtin("print.ts", "x digits quote print.gap calendar ...")
def _print_ts(
    context: Context,
    x: Value,
    digits: Value = None,
    quote: Value = None,
    gap: Value = None,
    calendar: Value = None,
    dots: Any = (),
) -> Value:
    it = context.it
    rate = span(x)[2]
    more = [] if digits is None else [("digits", digits)]
    is_calendar = flag(calendar) if calendar is not None else rate in (4.0, 12.0) and len(x) > 1
    if "mts" in class_of(x):
        from rcompat.script.functions.several_series import print_several

        print_several(context, x, digits, is_calendar)
    elif is_calendar and rate > 1.0:
        print_value(
            it, _calendar(x, None if digits is None else whole(digits)), [("quote", lgl([0])), ("right", lgl([1]))]
        )
    else:
        it.out(heading(x))
        print_value(it, Vec(x.data), more)
    it.visible = False
    return x


def heading(x: Value) -> str:
    """What stands above the values of a series."""
    first, last, rate = span(x)
    if rate != 1.0 and abs(rate - round(rate)) <= _EPSILON and rate > 1.0:
        ends = []
        for moment in (first, last):
            year = math.floor(moment + _EPSILON)
            ends.append(f"c({year}, {math.floor(rate * (moment - year) + 1.0 + _EPSILON)})")
    else:
        ends = [format_doubles([moment])[0] for moment in (first, last)]
    shown = format_doubles([rate])[0]
    return f"Time Series:\nStart = {ends[0]} \nEnd = {ends[1]} \nFrequency = {shown} \n"


def _calendar(x: Vec, digits: int | None) -> Vec:
    """Years below each other, their periods side by side."""
    first, last, rate = span(x)
    period = round(rate)
    year = math.floor(first + _EPSILON)
    start = round((first - year) * period)
    cells = format_value(Vec(x.data), digits=digits)
    years = math.floor(last + _EPSILON) - year + 1
    grid = ["" for _ in range(start)] + cells
    titles = MONTHS if period == 12 else _QUARTERS if period == 4 else tuple(f"p{i + 1}" for i in range(period))
    if years == 1:
        titles = titles[start : start + len(cells)]
        grid = cells
    else:
        grid += [""] * (years * period - len(grid))
    dimnames = List([chr(str(year + i) for i in range(years)), chr(titles)])
    table = np.array(grid, dtype=object).reshape(years, len(titles))
    return Vec(table.ravel(order="F"), {"dim": intv(table.shape), "dimnames": dimnames})


@builtin("aggregate.ts", "x nfrequency FUN ...")
def _aggregate_ts(context: Context, x: Value, nfrequency: Value = None, fun: Value = None, dots: Any = ()) -> Value:
    """Whole stretches of a series put together."""
    first, _, rate = span(x)
    wanted = 1.0 if nfrequency is None else number(nfrequency)
    size = round(rate / wanted)
    function = context.it.base.values["sum"] if fun is None else function_of(context, fun)
    values, names = [value for _, value in dots], [name for name, _ in dots]
    cells = [
        call_function(context.it, function, [Vec(x.data[i : i + size]), *values], [None, *names])
        for i in range(0, len(x) - size + 1, size)
    ]
    return series(np.concatenate([to_array(cell, "double") for cell in cells]), first, wanted)
