"""lowess, spline, splinefun and filters of series. R: stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL
from rcompat.maths.curves import Curve, cubic_curve
from rcompat.maths.smoothing import lowess
from rcompat.script.coercion import flag, is_frame, number, string, to_array, whole
from rcompat.script.functions.time_series import series, span
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Builtin, List, Value, chr, dbl, intv, make_list

__all__: list[str] = []

_METHODS = ("fmm", "periodic", "natural", "monoH.FC", "hyman")


def _points(x: Value, y: Value) -> tuple[Any, Any]:
    """Coordinates: two vectors, a list or data frame with x and y, two columns, or a vector against its places."""
    if y is not None:
        return to_array(x, "double"), to_array(y, "double")
    if isinstance(x, List):
        if dollar(x, "x") is not None and dollar(x, "y") is not None:
            return to_array(dollar(x, "x"), "double"), to_array(dollar(x, "y"), "double")
        if is_frame(x):
            return to_array(x.data[0], "double"), to_array(x.data[1], "double")
        raise RError("'x' is a list, but does not have components 'x' and 'y'")
    data = to_array(x, "double")
    if len(x.attrs.get("dim", ())) == 2:
        return data[: len(data) // 2], data[len(data) // 2 :]
    if "tsp" in x.attrs:
        first, _, rate = span(x)
        return first + np.arange(len(data)) / rate, data
    return np.arange(1.0, len(data) + 1.0), data


@builtin("lowess", "x y f iter delta")
def _lowess(
    context: Context, x: Value, y: Value = None, f: Value = None, iter_: Value = None, delta: Value = None
) -> Value:
    across, up = _points(x, y)
    order = np.argsort(across, kind="stable")
    across, up = across[order], up[order]
    gap = 0.01 * float(np.ptp(across)) if delta is None else number(delta)
    fitted = lowess(across, up, 2 / 3 if f is None else number(f), 3 if iter_ is None else whole(iter_), gap)
    return make_list({"x": dbl(across), "y": dbl(fitted)})


def _curve(x: Value, y: Value, method: Value) -> Curve:
    across, up = _points(x, y)
    kind = "fmm" if method is None else string(method)
    fits = [name for name in _METHODS if name.startswith(kind)]
    if len(fits) != 1 or fits[0] == "hyman":
        raise RError("invalid interpolation method")
    knots, places = np.unique(across, return_inverse=True)
    return cubic_curve(knots, np.bincount(places, up) / np.bincount(places), fits[0])


@builtin("spline", "x y n method xmin xmax xout ties")
def _spline(
    context: Context,
    x: Value,
    y: Value = None,
    n: Value = None,
    method: Value = None,
    xmin: Value = None,
    xmax: Value = None,
    xout: Value = None,
    ties: Value = None,
) -> Value:
    curve = _curve(x, y, method)
    low = float(curve.knots[0]) if xmin is None else number(xmin)
    high = float(curve.knots[-1]) if xmax is None else number(xmax)
    count = 3 * len(_points(x, y)[0]) if n is None else whole(n)
    at = np.linspace(low, high, count) if xout is None else to_array(xout, "double")
    return make_list({"x": dbl(at), "y": dbl(_values(curve, at, 0))})


def _values(curve: Curve, at: Any, deriv: int) -> Any:
    """R ends a periodic curve at its last point, not at its first one."""
    found = curve.at(at, deriv)
    if curve.method == "periodic" and not deriv:
        found = np.where(at == curve.knots[-1], curve.powers[-1, 0], found)
    return found


@builtin("splinefun", "x y method ties")
def _splinefun(context: Context, x: Value, y: Value = None, method: Value = None, ties: Value = None) -> Value:
    curve = _curve(x, y, method)

    def at(context: Context, x: Value, deriv: Value = None) -> Value:
        return dbl(_values(curve, to_array(x, "double"), 0 if deriv is None else whole(deriv)))

    found = Builtin("f", at, ("x", "deriv"))
    found.python_names = ("x", "deriv")
    return found


@builtin("filter", "x filter method sides circular init")
def _filter(
    context: Context,
    x: Value,
    filter_: Value,
    method: Value = None,
    sides: Value = None,
    circular: Value = None,
    init: Value = None,
) -> Value:
    """R: stats::filter."""
    first, _, rate = span(x)
    data, weights = to_array(x, "double"), to_array(filter_, "double")
    if method is not None and "recursive".startswith(string(method)):
        found = recursive_filter(data, weights, None if init is None else to_array(init, "double"))
    else:
        around = circular is not None and flag(circular)
        found = moving_sum(data, weights, 2 if sides is None else whole(sides), around)
    return series(found, first, rate)


def moving_sum(data: Any, weights: Any, sides: int, circular: bool) -> Any:
    """Weighted sums of neighbours (n,); NaN where they do not reach."""
    n, count = len(data), len(weights)
    ahead = count // 2 if sides == 2 else 0
    places = np.arange(n)[:, None] + ahead - np.arange(count)[None, :]
    if circular:
        return data[places % n] @ weights
    outside = ((places < 0) | (places >= n)).any(axis=1)
    return np.where(outside, NA_REAL, data[np.clip(places, 0, n - 1)] @ weights)


def recursive_filter(data: Any, weights: Any, init: Any = None) -> Any:
    """Each value with the weighted sum of the results before it; `init` stands before the first, latest first."""
    count = len(weights)
    found = [0.0] * count if init is None else init[::-1].tolist()
    for value in data.tolist():
        found.append(value + sum(weight * found[-1 - k] for k, weight in enumerate(weights.tolist())))
    return np.array(found[count:])


@builtin("diffinv", "x lag differences xi ...")
def _diffinv(
    context: Context, x: Value, lag: Value = None, differences: Value = None, xi: Value = None, dots: Any = ()
) -> Value:
    step = 1 if lag is None else whole(lag)
    data = to_array(x, "double")
    start = [0.0] * step if xi is None else to_array(xi, "double").tolist()
    for _ in range(1 if differences is None else whole(differences)):
        found = list(start)
        for value in data.tolist():
            found.append(value + found[-step])
        data = np.array(found)
    return intv(data) if x.kind == "integer" and xi is None else dbl(data)


@builtin("decompose", "x type filter")
def _decompose(context: Context, x: Value, type_: Value = None, filter_: Value = None) -> Value:
    """A series as trend, season and rest."""
    first, _, rate = span(x)
    data, period = to_array(x, "double"), round(rate)
    if period <= 1 or len(data) < 2 * period:
        raise RError("time series has no or less than 2 periods")
    is_sum = type_ is None or "additive".startswith(string(type_))
    weights = np.full(period, 1.0) if period % 2 else np.array([0.5, *[1.0] * (period - 1), 0.5])
    weights = weights / period if filter_ is None else to_array(filter_, "double")
    trend = moving_sum(data, weights, 2, False)
    season = data - trend if is_sum else data / trend
    figure = np.array([np.nanmean(season[k::period]) for k in range(period)])
    figure = figure - figure.mean() if is_sum else figure / figure.mean()
    whole_season = np.resize(figure, len(data))
    rest = data - whole_season - trend if is_sum else data / whole_season / trend
    parts = {
        "x": x,
        "seasonal": series(whole_season, first, rate),
        "trend": series(trend, first, rate),
        "random": series(rest, first, rate),
        "figure": dbl(figure),
        "type": chr(["additive" if is_sum else "multiplicative"]),
    }
    found = make_list(parts)
    found.attrs["class"] = chr(["decomposed.ts"])
    return found


@builtin("convolve", "x y conj type")
def _convolve(context: Context, x: Value, y: Value, conj: Value = None, type_: Value = None) -> Value:
    """Sums of products of one sequence with the other one turned round; "open" has them all."""
    first, second = to_array(x, "double"), to_array(y, "double")
    kind = "circular" if type_ is None else string(type_)
    if "circular".startswith(kind):
        return dbl(np.fft.ifft(np.fft.fft(first) * np.conj(np.fft.fft(second))).real)
    found = np.convolve(first, second[::-1])
    return dbl(found if "open".startswith(kind) else found[len(second) - 1 : len(first)])


@builtin("runmed", "x k endrule algorithm na.action print.level")
def _running_median(
    context: Context,
    x: Value,
    k: Value,
    endrule: Value = None,
    algorithm: Value = None,
    na_action: Value = None,
    level: Value = None,
) -> Value:
    """R: stats::runmed; by default the ends are medians of what is left and of an extrapolation."""
    data, width = to_array(x, "double"), whole(k)
    half = width // 2
    found = data.copy()
    for place in range(half, len(data) - half):
        found[place] = np.median(data[place - half : place + half + 1])
    rule = "median" if endrule is None else string(endrule)
    if rule == "constant":
        found[:half], found[len(data) - half :] = found[half], found[len(data) - half - 1]
    elif rule == "median" and half:
        _smooth_ends(data, found, half)
    return dbl(found, {"k": intv([width])})


def _smooth_ends(data: Any, found: Any, half: int) -> None:
    """Shorter medians towards the ends; the last values by Tukey's rule."""
    n = len(data)
    for place in range(1, half):
        found[place] = np.median(data[: 2 * place + 1])
        found[n - 1 - place] = np.median(data[n - 1 - 2 * place :])
    found[0] = np.median([data[0], found[1], 3.0 * found[1] - 2.0 * found[2]])
    found[-1] = np.median([data[-1], found[-2], 3.0 * found[-2] - 2.0 * found[-3]])
