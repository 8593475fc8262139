"""power.prop.test, poisson.test and mantelhaen.test. R: stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths.brent import brent_root
from rcompat.maths.distributions import dpois, pchisq, pnorm, ppois, qgamma, qnorm
from rcompat.script.coercion import flag, number, string, to_array
from rcompat.script.conditions import UnsupportedError
from rcompat.script.functions.htests import htest, interval, label, named
from rcompat.script.functions.t_tests import side_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, chr, dbl

__all__: list[str] = []

_QUARTER = 2.220446049250313e-16**0.25


def _share_power(v: dict[str, Any], tails: int, is_strict: bool) -> float:
    """The power of the comparison of two proportions."""
    p1, p2 = v["p1"], v["p2"]
    spread = math.sqrt(p1 * (1.0 - p1) + p2 * (1.0 - p2))
    cut = float(qnorm(v["sig.level"] / tails, lower_tail=False)) * math.sqrt((p1 + p2) * (1.0 - (p1 + p2) / 2.0))
    gap = math.sqrt(v["n"]) * abs(p1 - p2)
    power = float(pnorm((gap - cut) / spread))
    return power + float(pnorm((gap + cut) / spread, lower_tail=False)) if is_strict and tails == 2 else power


@builtin("power.prop.test", "n p1 p2 sig.level power alternative strict tol")
def _power_prop(
    context: Context,
    n: Value = None,
    p1: Value = None,
    p2: Value = None,
    sig_level: Value = None,
    power: Value = None,
    alternative: Value = None,
    strict: Value = None,
    tol: Value = None,
) -> Value:
    given = {"n": n, "p1": p1, "p2": p2, "sig.level": sig_level, "power": power}
    values: dict[str, Any] = {name: None if value is None else number(value) for name, value in given.items()}
    if values["sig.level"] is None and "sig.level" not in {name for name, _ in context.promises}:
        values["sig.level"] = 0.05
    free = [name for name, value in values.items() if value is None]
    if len(free) != 1:
        raise RError("exactly one of 'n', 'p1', 'p2', 'power', and 'sig.level' must be NULL")
    side = "two.sided" if alternative is None else string(alternative)
    tails, is_strict = 2 if side == "two.sided" else 1, strict is not None and flag(strict)
    if free[0] == "power":
        values["power"] = _share_power(values, tails, is_strict)
    else:
        ends = {"n": (2.0, 1e7), "p2": (values["p1"] or 0.0, 1.0), "p1": (0.0, values["p2"] or 1.0)}
        low, high = ends.get(free[0], (1e-10, 1.0 - 1e-10))
        limit = _QUARTER if tol is None else number(tol)

        def miss(value: float) -> float:
            return _share_power({**values, free[0]: value}, tails, is_strict) - float(values["power"])

        values[free[0]] = brent_root(miss, (low, high), (miss(low), miss(high)), limit, 1000).root
    parts: dict[str, Value] = {name: dbl([value]) for name, value in values.items()}
    parts["alternative"] = chr([side])
    parts["note"] = chr(["n is number in *each* group"])
    parts["method"] = chr(["Two-sample comparison of proportions power calculation"])
    return List(list(parts.values()), {"names": chr(parts), "class": chr(["power.htest"])})


def _count_p(hits: float, mean: float, side: str) -> float:
    if side == "less":
        return float(ppois(hits, mean))
    if side == "greater":
        return float(ppois(hits - 1.0, mean, lower_tail=False))
    if mean == 0.0:
        return float(hits == 0.0)
    limit = float(dpois(hits, mean)) * (1.0 + 1e-7)
    if hits == mean:
        return 1.0
    most = math.ceil(2.0 * mean - hits) if hits < mean else math.floor(mean)
    if hits < mean:
        while float(dpois(float(most), mean)) > limit:
            most *= 2
        places = np.arange(math.ceil(mean), most + 1)
        far = int((np.asarray(dpois(places.astype(float), mean)) <= limit).sum())
        return float(ppois(hits, mean)) + float(ppois(most - far, mean, lower_tail=False))
    places = np.arange(0, math.floor(mean) + 1)
    far = int((np.asarray(dpois(places.astype(float), mean)) <= limit).sum())
    return float(ppois(far - 1.0, mean)) + float(ppois(hits - 1.0, mean, lower_tail=False))


@builtin("poisson.test", "x T r alternative conf.level")
def _poisson_test(
    context: Context,
    x: Value,
    t: Value = None,
    r: Value = None,
    alternative: Value = None,
    conf_level: Value = None,
) -> Value:
    if len(x) > 1:
        raise UnsupportedError("poisson.test of two samples")
    hits, base = number(x), 1.0 if t is None else number(t)
    null, side = 1.0 if r is None else number(r), side_of(alternative)
    level = 0.95 if conf_level is None else number(conf_level)
    tail = (1.0 - level) / 2.0 if side == "two.sided" else 1.0 - level
    low = 0.0 if side == "less" or hits == 0.0 else float(qgamma(tail, hits))
    high = math.inf if side == "greater" else float(qgamma(1.0 - tail, hits + 1.0))
    return htest(
        {
            "statistic": named("number of events", hits),
            "parameter": named("time base", base),
            "p.value": dbl([min(1.0, _count_p(hits, null * base, side))]),
            "conf.int": interval(low / base, high / base, level),
            "estimate": named("event rate", hits / base),
            "null.value": named("event rate", null),
            "alternative": chr([side]),
            "method": chr(["Exact Poisson test"]),
            "data.name": chr([f"{label(context)} time base: {label(context, 1, 'T') if t is not None else '1'}"]),
        }
    )


@builtin("mantelhaen.test", "x y z alternative correct exact conf.level")
def _mantelhaen(
    context: Context,
    x: Value,
    y: Value = None,
    z: Value = None,
    alternative: Value = None,
    correct: Value = None,
    exact: Value = None,
    conf_level: Value = None,
) -> Value:
    words = label(context)
    if y is not None:
        words = f"{words} and {label(context, 1, 'y')} and {label(context, 2, 'z')}"
        x = context.it.base.values["table"].run(context, [(None, x), (None, y), (None, z)])
    shape = tuple(x.attrs["dim"].data) if "dim" in x.attrs else ()
    if len(shape) != 3 or shape[:2] != (2, 2):
        raise UnsupportedError("mantelhaen.test of larger tables")
    cube = to_array(x, "double").reshape(shape, order="F")
    cells = cube[0, 0], cube[0, 1], cube[1, 0], cube[1, 1]
    statistic, delta, yates = _excess(*cells, correct is None or flag(correct))
    side = side_of(alternative)
    level = 0.95 if conf_level is None else number(conf_level)
    signed = math.copysign(math.sqrt(statistic), delta)
    p = {"less": float(pnorm(signed)), "greater": float(pnorm(signed, lower_tail=False))}
    odds, error = _common_odds(*cells)
    tail = float(qnorm((1.0 + level) / 2.0 if side == "two.sided" else level))
    low = 0.0 if side == "less" else odds * math.exp(-tail * error)
    high = math.inf if side == "greater" else odds * math.exp(tail * error)
    parts = {
        "statistic": named("Mantel-Haenszel X-squared", statistic),
        "parameter": named("df", 1.0),
        "p.value": dbl([p.get(side, float(pchisq(statistic, 1.0, lower_tail=False)))]),
        "conf.int": interval(low, high, level),
        "estimate": named("common odds ratio", odds),
        "null.value": named("common odds ratio", 1.0),
        "alternative": chr([side]),
        "method": chr([f"Mantel-Haenszel chi-squared test {'with' if yates else 'without'} continuity correction"]),
        "data.name": chr([words]),
    }
    return htest(parts)


def _excess(a: Any, b: Any, c: Any, d: Any, corrects: bool) -> tuple[float, float, float]:
    """The statistic, what the first cells have beyond their expectation, and the continuity correction."""
    total = a + b + c + d
    delta = float((a - (a + b) * (a + c) / total).sum())
    yates = 0.5 if corrects and abs(delta) >= 0.5 else 0.0
    spread = float(((a + b) * (c + d) * (a + c) * (b + d) / (total**2 * (total - 1.0))).sum())
    return (abs(delta) - yates) ** 2 / spread, delta, yates


def _common_odds(a: Any, b: Any, c: Any, d: Any) -> tuple[float, float]:
    """Mantel and Haenszel's common odds ratio and the standard error of its logarithm (Robins, Breslow, Greenland)."""
    total = a + b + c + d
    straight, crossed = a * d / total, b * c / total
    up, down = float(straight.sum()), float(crossed.sum())
    first = float(((a + d) * straight / total).sum()) / (2.0 * up**2)
    middle = float((((a + d) * crossed + (b + c) * straight) / total).sum()) / (2.0 * up * down)
    last = float(((b + c) * crossed / total).sum()) / (2.0 * down**2)
    return up / down, math.sqrt(first + middle + last)
