"""ar, its predictions, and ccf. R: stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import round_half
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, string, to_array, whole
from rcompat.script.evaluator import evaluate
from rcompat.script.functions.autocorrelation import covariances, partial_correlations
from rcompat.script.functions.printing import print_value
from rcompat.script.functions.time_series import series, span
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Language, Value, chr, dbl, intv, make_list

__all__: list[str] = []


@builtin("ar", "x aic order.max method na.action series ...")
def _ar(
    context: Context,
    x: Value,
    aic: Value = None,
    order_max: Value = None,
    method: Value = None,
    na_action: Value = None,
    series_name: Value = None,
    dots: Any = (),
) -> Value:
    """Autoregression by the Yule-Walker equations. R: stats::ar.yw. Theory: Durbin and Levinson's recursion."""
    if method is not None and string(method) not in ("yule-walker", "yw"):
        raise RError('only the method "yule-walker" is there')
    data = to_array(x, "double")
    n, mean = len(data), float(data.mean())
    most = min(n - 1, math.floor(10 * math.log10(n))) if order_max is None else whole(order_max)
    found = covariances(data - mean, most)
    steps, left = _recursion(found)
    criteria = np.array([n * math.log(v) + 2 * order + 2 for order, v in enumerate(left)])
    criteria -= criteria.min()
    order = int(np.argmin(criteria)) if aic is None or flag(aic) else most
    parts: dict[str, Value] = {
        "order": intv([order]),
        "ar": dbl(steps[order]),
        "var.pred": dbl([left[order] * n / (n - (order + 1))]),
        "x.mean": dbl([mean]),
        "aic": dbl(criteria, {"names": chr(str(k) for k in range(most + 1))}),
        "n.used": intv([n]),
        "n.obs": intv([n]),
        "order.max": dbl([most]),
        "partialacf": dbl(partial_correlations(found / found[0]), {"dim": intv([most, 1, 1])}),
        "resid": series(_residuals(data - mean, steps[order]), span(x)[0], span(x)[2]),
        "method": chr(["Yule-Walker"]),
        "series": chr(["".join(deparse(plain(context.promises[0][1])))]),
        "frequency": dbl([span(x)[2]]),
        "call": Language(_shown_call(context)),
        "asy.var.coef": None,
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["ar"])
    return result


def _shown_call(context: Context) -> Call:
    """The call with its arguments named and in the order of the parameters."""
    free = iter(name for name in ("x", "aic", "order.max") if name not in [n for n, _ in context.promises])
    named = {name or next(free): plain(promise) for name, promise in context.promises}
    order = [name for name in ("x", "aic", "order.max", "method") if name in named]
    return Call(Symbol("ar"), tuple(Argument(named[name], name) for name in order))


def _recursion(found: Any) -> tuple[list[Any], list[float]]:
    """Coefficients and the variance that is left, for each order from 0."""
    steps, left = [np.zeros(0)], [float(found[0])]
    for k in range(1, len(found)):
        weights = steps[-1]
        last = (found[k] - weights @ found[k - 1 : 0 : -1]) / left[-1]
        steps.append(np.append(weights - last * weights[::-1], last))
        left.append(left[-1] * (1.0 - last * last))
    return steps, left


def _residuals(data: Any, weights: Any) -> Any:
    order = len(weights)
    found = data.copy()
    for k, weight in enumerate(weights.tolist(), 1):
        found[order:] -= weight * data[order - k : len(data) - k]
    found[:order] = np.nan
    return found


@builtin("print.ar", "x digits ...")
def _print_ar(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    it, wanted = context.it, max(3, get_options().digits - 3)
    it.out("\nCall:\n" + "\n".join(deparse(dollar(x, "call").expr)) + "\n\n")
    order, weights = int(dollar(x, "order").data[0]), dollar(x, "ar")
    if order:
        it.out("Coefficients:\n")
        titles = chr(str(k + 1) for k in range(order))
        print_value(it, dbl(round_half(weights.data, wanted), {"names": titles}), [("print.gap", intv([2]))])
    variance = format_doubles(dollar(x, "var.pred").data, digits=wanted)[0]
    it.out(f"\nOrder selected {order}  sigma^2 estimated as  {variance}\n")
    it.visible = False
    return x


@builtin("predict.ar", "object newdata n.ahead se.fit ...")
def _predict(
    context: Context, object_: Value, newdata: Value = None, ahead: Value = None, se: Value = None, dots: Any = ()
) -> Value:
    """Forecasts and their standard errors."""
    weights, mean = dollar(object_, "ar").data, float(dollar(object_, "x.mean").data[0])
    given = newdata
    if given is None:
        given = evaluate(context.it, dollar(object_, "call").expr.arguments[0].value, context.env)
    count = 1 if ahead is None else whole(ahead)
    past = (to_array(given, "double") - mean).tolist()
    responses = [1.0]
    for _ in range(count):
        past.append(sum(w * past[-1 - k] for k, w in enumerate(weights.tolist())))
        responses.append(sum(w * responses[-1 - k] for k, w in enumerate(weights.tolist()) if k < len(responses)))
    _, last, rate = span(given)
    start = last + 1 / rate
    errors = np.sqrt(float(dollar(object_, "var.pred").data[0]) * np.cumsum(np.array(responses[:count]) ** 2))
    forecasts = series(np.array(past[-count:]) + mean, start, rate)
    if se is not None and not flag(se):
        return forecasts
    return make_list({"pred": forecasts, "se": series(errors, start, rate)})


@builtin("ccf", "x y lag.max type plot na.action ...")
def _ccf(
    context: Context,
    x: Value,
    y: Value,
    lag_max: Value = None,
    type_: Value = None,
    plot: Value = None,
    na_action: Value = None,
    dots: Any = (),
) -> Value:
    """Cross-correlations of two series over the times they have in common."""
    rate = span(x)[2]
    first, second = to_array(x, "double"), to_array(y, "double")
    n = min(len(first), len(second))
    first, second = first[:n] - first[:n].mean(), second[:n] - second[:n].mean()
    most = min(n - 1, math.floor(10 * (math.log10(n) - math.log10(2))) if lag_max is None else whole(lag_max))
    lags = range(-most, most + 1)
    found = np.array([(first[max(0, k) : n + min(0, k)] * second[max(0, -k) : n + min(0, -k)]).sum() / n for k in lags])
    kind = "correlation" if type_ is None or "correlation".startswith(string(type_)) else "covariance"
    if kind == "correlation":
        found = found / math.sqrt(float((first**2).sum() * (second**2).sum())) * n
    shape = {"dim": intv([len(found), 1, 1])}
    shown = [" ".join(deparse(plain(promise))) for _, promise in context.promises[:2]]
    parts = {
        "acf": dbl(found, dict(shape)),
        "type": chr([kind]),
        "n.used": intv([n]),
        "lag": dbl(np.array(list(lags)) / rate, dict(shape)),
        "series": chr(["X"]),
        "snames": chr([" & ".join(shown)]),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["acf"])
    context.it.visible = plot is not None and not flag(plot)
    return result
