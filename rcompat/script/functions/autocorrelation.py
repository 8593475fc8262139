"""acf, pacf and Box.test: how a series hangs together with itself. R: stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.rounding import round_half
from rcompat.maths.distributions import pchisq
from rcompat.script.coercion import flag, string, to_array, whole
from rcompat.script.functions.htests import htest, label, named
from rcompat.script.functions.printing import print_value
from rcompat.script.functions.time_series import span
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, chr, dbl, intv, make_list

__all__ = ["covariances", "partial_correlations"]

_TITLES = {"correlation": "Autocorrelations", "covariance": "Autocovariances", "partial": "Partial autocorrelations"}


@builtin("acf", "x lag.max type plot na.action demean ...")
def _acf(
    context: Context,
    x: Value,
    lag_max: Value = None,
    type_: Value = None,
    plot: Value = None,
    na_action: Value = None,
    demean: Value = None,
    dots: Any = (),
) -> Value:
    """R: stats::acf."""
    kind = next(name for name in _TITLES if name.startswith("correlation" if type_ is None else string(type_)))
    data = to_array(x, "double")
    if np.isnan(data).any():
        raise RError("missing values in object", "na.fail.default(as.ts(x))")
    most = _most_lags(data, lag_max)
    if demean is None or flag(demean):
        data = data - data.mean()
    found = covariances(data, most)
    if kind != "covariance":
        found = found / found[0]
    return _answer(context, x, partial_correlations(found) if kind == "partial" else found, kind, plot)


@builtin("pacf", "x lag.max plot na.action ...")
def _pacf(
    context: Context, x: Value, lag_max: Value = None, plot: Value = None, na_action: Value = None, dots: Any = ()
) -> Value:
    data = to_array(x, "double")
    found = covariances(data - data.mean(), _most_lags(data, lag_max))
    return _answer(context, x, partial_correlations(found / found[0]), "partial", plot)


def _most_lags(data: Any, given: Value) -> int:
    n = len(data)
    return min(math.floor(10 * math.log10(n)) if given is None else whole(given), n - 1)


def covariances(data: Any, most: int) -> Any:
    """Mean products of values that are 0 to `most` steps apart."""
    n = len(data)
    return np.array([(data[lag:] * data[: n - lag]).sum() / n for lag in range(most + 1)])


def partial_correlations(correlations: Any) -> Any:
    """Partial correlations by Durbin's recursion, from lag 1 on."""
    found, weights = [], np.zeros(0)
    for k in range(1, len(correlations)):
        past = correlations[k - 1 : 0 : -1]
        last = (correlations[k] - weights @ past) / (1.0 - weights @ correlations[1:k])
        weights = np.append(weights - last * weights[::-1], last)
        found.append(last)
    return np.array(found)


def _answer(context: Context, x: Value, values: Any, kind: str, plot: Value) -> Value:
    first = 1 if kind == "partial" else 0
    shape = {"dim": intv([len(values), 1, 1])}
    lags = (first + np.arange(len(values))) / span(x)[2]
    parts = {
        "acf": dbl(values, dict(shape)),
        "type": chr([kind]),
        "n.used": intv([len(x.data)]),
        "lag": dbl(lags, dict(shape)),
        "series": chr([label(context)]),
        "snames": None,
    }
    found = make_list(parts)
    found.attrs["class"] = chr(["acf"])
    context.it.visible = plot is not None and not flag(plot)
    return found


@builtin("print.acf", "x digits ...")
def _print_acf(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    it = context.it
    it.out(f"\n{_TITLES[string(dollar(x, 'type'))]} of series ‘{string(dollar(x, 'series'))}’, by lag\n\n")
    lags = format_doubles(dollar(x, "lag").data, digits=3)
    wanted = 3 if digits is None else whole(digits)
    cells = format_doubles(round_half(dollar(x, "acf").data, wanted), digits=wanted)
    shown = chr([cell.strip() for cell in cells], {"names": chr([lag.strip() for lag in lags])})
    print_value(it, shown, [("quote", Vec(np.zeros(1, dtype=np.int8)))])
    it.visible = False
    return x


@builtin("Box.test", "x lag type fitdf")
def _box_test(context: Context, x: Value, lag: Value = None, type_: Value = None, fitdf: Value = None) -> Value:
    data = to_array(x, "double")
    known = data[~np.isnan(data)]
    most = 1 if lag is None else whole(lag)
    found = covariances(known - known.mean(), most)
    squares = (found[1:] / found[0]) ** 2
    n = len(known)
    is_ljung = type_ is not None and string(type_).startswith("L")
    statistic = n * (n + 2) * (squares / (n - np.arange(1, most + 1))).sum() if is_ljung else n * squares.sum()
    df = most - (0 if fitdf is None else whole(fitdf))
    return htest(
        {
            "statistic": named("X-squared", float(statistic)),
            "parameter": named("df", float(df)),
            "p.value": dbl([float(pchisq(statistic, float(df), lower_tail=False))]),
            "method": chr(["Box-Ljung test" if is_ljung else "Box-Pierce test"]),
            "data.name": chr([label(context)]),
        }
    )
