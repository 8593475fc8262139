"""ecdf, density, approx, pretty: functions of samples and points. R: stats, base."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.design.functions_summary import quantiles
from rcompat.language.expressions import Argument, Call, Symbol
from rcompat.linear.sums import variance
from rcompat.maths.distributions import dnorm
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, number, string, to_array, whole
from rcompat.script.deparsing import deparse_value
from rcompat.script.functions.htests import known, label
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, Language, List, Value, Vec, chr, dbl, intv, make_list

__all__ = ["pretty_points"]


def _function(run: Any, attrs: dict[str, Value]) -> Builtin:
    """A function of one vector as a value with attributes."""
    item = Builtin("Fn", lambda context, v: run(v), ("v",))
    item.python_names = ("v",)
    item.attrs = attrs
    return item


@builtin("ecdf", "x")
def _ecdf(context: Context, x: Value) -> Value:
    values = np.sort(known(x))
    if not len(values):
        raise RError("'x' must have 1 or more non-missing values")

    def run(v: Value) -> Value:
        places = np.searchsorted(values, to_array(v, "double"), side="right")
        return dbl(places / len(values))

    attrs = {
        "class": chr(["ecdf", "stepfun", "function"]),
        "call": Language(plain(context.call)),
        "knots": dbl(np.unique(values)),
        "values": dbl(values),
    }
    return _function(run, attrs)


@builtin("print.ecdf", "x digits ...")
def _print_ecdf(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    knots = x.attrs["knots"].data.tolist()
    n = len(knots)

    def joined(values: list[float]) -> str:
        return ", ".join(text.rjust(6) for text in (format_doubles([v], digits=5)[0] for v in values))

    shown = joined(knots) if n <= 7 else f"{joined(knots[:3])},  ..., {joined(knots[-2:])}"
    context.it.out(f"Empirical CDF \nCall: {' '.join(deparse_value(x.attrs['call']))}\n x[1:{n}] = {shown}\n")
    context.it.visible = False
    return x


@builtin("summary.ecdf", "object ...")
def _summary_ecdf(context: Context, object_: Value, dots: Any = ()) -> Value:
    knots = object_.attrs["knots"]
    head = f"Empirical CDF:\t  {len(knots)} unique values with summary\n"
    found = context.it.base.values["summary"].run(context, knots)
    return List([found], {"class": chr(["summary.ecdf"]), "header": chr([head])})


@builtin("print.summary.ecdf", "x ...")
def _print_summary_ecdf(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import autoprint

    context.it.out(str(x.attrs["header"].data[0]))
    autoprint(context.it, x.data[0])
    context.it.visible = False
    return x


@builtin("knots", "Fn ...")
def _knots(context: Context, fn: Value, dots: Any = ()) -> Value:
    return fn.attrs["knots"]


@builtin("quantile.ecdf", "x ...")
def _quantile_ecdf(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.calling import call_function

    values = [x.attrs["values"], *[value for _, value in dots]]
    return call_function(context.it, context.it.base.values["quantile"], values, [None, *[name for name, _ in dots]])


def _rule_of_thumb(values: Any, factor: float = 0.9) -> float:
    spread = math.sqrt(variance(values))
    low, high = quantiles(np.sort(values), [0.25, 0.75])
    least = min(spread, (high - low) / 1.34) or spread or abs(float(values[0])) or 1.0
    return float(factor * least * len(values) ** -0.2)


@builtin("bw.nrd0 bw.nrd", "x")
def _bandwidth(context: Context, x: Value) -> Value:
    return dbl([_rule_of_thumb(known(x), 0.9 if context.builtin.name == "bw.nrd0" else 1.06)])


@builtin("density", "x bw adjust n from to cut na.rm ...", generic=True)
def _density(
    context: Context,
    x: Value,
    bw: Value = None,
    adjust: Value = None,
    n: Value = None,
    from_: Value = None,
    to: Value = None,
    cut: Value = None,
    na_rm: Value = None,
    dots: Any = (),
) -> Value:
    """A Gaussian kernel estimate, binned and convolved by Fourier transforms as R does."""
    values = to_array(x, "double")
    if np.isnan(values).any() and not (na_rm is not None and flag(na_rm)):
        error = RError("'x' contains missing values")
        error.method = "density.default"  # type: ignore[attr-defined]
        raise error
    values = values[~np.isnan(values)]
    width = _rule_of_thumb(values) if bw is None or bw.kind == "character" else number(bw)
    width *= 1.0 if adjust is None else number(adjust)
    count = 512 if n is None else whole(n)
    reach = 3.0 if cut is None else number(cut)
    low = float(values.min()) - reach * width if from_ is None else number(from_)
    high = float(values.max()) + reach * width if to is None else number(to)
    places = np.linspace(low, high, count)
    heights = _smoothed(values, width, (low, high), max(count, 512), places)
    parts: dict[str, Value] = {
        "x": dbl(places),
        "y": dbl(heights),
        "bw": dbl([width]),
        "n": intv([len(values)]),
        "call": Language(plain(Call(Symbol("density.default"), _named_first(context)))),
        "data.name": chr([label(context)]),
        "has.na": Vec(np.array([0], dtype=np.int8)),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["density"])
    return result


def _named_first(context: Context) -> Any:
    arguments = list(context.call.arguments)
    if arguments and arguments[0].name is None:
        arguments[0] = Argument(arguments[0].value, "x")
    return tuple(arguments)


def _smoothed(values: Any, width: float, ends: tuple[float, float], n: int, places: Any) -> Any:
    size = 2 ** math.ceil(math.log2(n)) if n > 512 else 512
    low, high = ends[0] - 4 * width, ends[1] + 4 * width
    step = (high - low) / (size - 1)
    position = (values - low) / step
    bins = np.zeros(2 * size)
    left = np.floor(position).astype(int)
    share = position - left
    np.add.at(bins, left, (1 - share) / len(values))
    np.add.at(bins, left + 1, share / len(values))
    spread = np.linspace(0, 2 * (high - low), 2 * size)
    spread[size + 1 :] = -spread[size - 1 : 0 : -1]
    kernel = np.asarray(dnorm(spread, 0.0, width))
    smooth = np.fft.ifft(np.fft.fft(bins) * np.conj(np.fft.fft(kernel))).real[:size]
    return np.interp(places, np.linspace(low, high, size), np.maximum(smooth, 0.0))


@builtin("print.density", "x digits ...")
def _print_density(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    from rcompat.script.frames import make_frame
    from rcompat.script.functions.printing import autoprint

    it = context.it
    call = " ".join(line.strip() for line in deparse_value(dollar(x, "call")))
    width = format_doubles([number(dollar(x, "bw"))], digits=4)[0]
    it.out(f"\nCall:\n\t{call}\n\nData: {string(dollar(x, 'data.name'))} ({whole(dollar(x, 'n'))} obs.);")
    it.out(f"\tBandwidth 'bw' = {width}\n\n")
    autoprint(it, it.base.values["summary"].run(context, make_frame([dollar(x, "x"), dollar(x, "y")], ["x", "y"])))
    it.visible = False
    return x


def _linear(x: Any, y: Any, at: Any, rule: tuple[int, int], ends: tuple[float, float]) -> Any:
    """Straight lines between points, and what holds outside them."""
    found = np.interp(at, x, y)
    found = np.where(at < x[0], y[0] if rule[0] == 2 else ends[0], found)
    found = np.where(at > x[-1], y[-1] if rule[1] == 2 else ends[1], found)
    return np.where(np.isnan(at), np.nan, found)


def _constant(x: Any, y: Any, at: Any, rule: tuple[int, int], share: float) -> Any:
    place = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(x) - 1)
    following = np.clip(place + 1, 0, len(x) - 1)
    found = np.where(at == x[place], y[place], y[place] * (1 - share) + y[following] * share)
    found = np.where(at < x[0], y[0] if rule[0] == 2 else np.nan, found)
    return np.where(at > x[-1], y[-1] if rule[1] == 2 else np.nan, found)


def _points(x: Value, y: Value) -> tuple[Any, Any]:
    if y is None and isinstance(x, List):
        x, y = dollar(x, "x"), dollar(x, "y")
    elif y is None:
        x, y = intv(np.arange(1, len(x) + 1)), x
    a, b = to_array(x, "double"), to_array(y, "double")
    keep = ~(np.isnan(a) | np.isnan(b))
    a, b = a[keep], b[keep]
    places, inverse = np.unique(a, return_inverse=True)
    return places, np.bincount(inverse, weights=b) / np.bincount(inverse)


@builtin("approx approxfun", "x y xout method n yleft yright rule f ties")
def _approx(
    context: Context,
    x: Value,
    y: Value = None,
    xout: Value = None,
    method: Value = None,
    n: Value = None,
    yleft: Value = None,
    yright: Value = None,
    rule: Value = None,
    f: Value = None,
    ties: Value = None,
) -> Value:
    places, heights = _points(x, y)
    rules = np.resize(np.array([1]) if rule is None else to_array(rule, "integer"), 2).tolist()
    is_constant = method is not None and string(method) == "constant"
    ends = tuple(math.nan if end is None else number(end) for end in (yleft, yright))
    share = 0.0 if f is None else number(f)

    def run(v: Any) -> Any:
        if is_constant:
            return _constant(places, heights, v, (rules[0], rules[1]), share)
        return _linear(places, heights, v, (rules[0], rules[1]), (ends[0], ends[1]))

    if context.builtin.name == "approxfun":
        return _function(lambda v: dbl(run(to_array(v, "double"))), {})
    count = 50 if n is None else whole(n)
    at = np.linspace(places[0], places[-1], count) if xout is None else to_array(xout, "double")
    return make_list({"x": dbl(at) if xout is None else Vec(xout.data), "y": dbl(run(at))})


@builtin("pretty", "x n min.n shrink.sml high.u.bias u5.bias eps.correct ...", generic=True)
def _pretty(
    context: Context,
    x: Value,
    n: Value = None,
    min_n: Value = None,
    shrink: Value = None,
    bias: Value = None,
    bias5: Value = None,
    eps: Value = None,
    dots: Any = (),
) -> Value:
    values = known(x)
    count = 5 if n is None else whole(n)
    least = count // 3 if min_n is None else whole(min_n)
    return dbl(pretty_points(float(values.min()), float(values.max()), count, least))


def pretty_points(low: float, high: float, n: int, min_n: int) -> list[float]:
    """About n + 1 round numbers that cover a range. R: base::pretty."""
    h, h5 = 1.5, 0.5 + 1.5 * 1.5
    width = high - low
    cell = max(abs(low), abs(high))
    u = 1.0 + (1.0 / (1.0 + h) if h5 >= 1.5 * h + 0.5 else 1.5 / (1.0 + h5))
    u *= max(1, n) * 2.220446049250313e-16
    is_small = (low == 0.0 and high == 0.0) or width < cell * u * 3.0
    if low == 0.0 and high == 0.0:
        cell, is_small = 1.0, True
    if is_small:
        cell = min(cell, 9.0 + cell) * 0.75 if cell > 10.0 else cell * 0.75
        cell = cell / min_n if min_n > 1 else cell
    else:
        cell = width / n if n > 0 else width
    base = 10.0 ** math.floor(math.log10(cell))
    unit = base
    if 2 * base - cell < h * (cell - unit):
        unit = 2 * base
        if 5 * base - cell < h5 * (cell - unit):
            unit = 5 * base
            if 10 * base - cell < h * (cell - unit):
                unit = 10 * base
    start, stop = math.floor(low / unit + 1e-7), math.ceil(high / unit - 1e-7)
    while start * unit > low + 1e-7 * unit:
        start -= 1
    while stop * unit < high - 1e-7 * unit:
        stop += 1
    short = min_n - (stop - start)
    if short > 0:
        half, odd = divmod(short, 2)
        start, stop = (start - half, stop + half + odd) if start >= 0 else (start - half - odd, stop + half)
    return [(start + i) * unit for i in range(stop - start + 1)]
