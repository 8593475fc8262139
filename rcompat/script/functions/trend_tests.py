"""prop.trend.test, pairwise.prop.test and power.anova.test. R: stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths.brent import brent_root
from rcompat.maths.distributions import pchisq, qf
from rcompat.maths.noncentral import pnf
from rcompat.script.calling import call_function
from rcompat.script.coercion import number, string, to_array
from rcompat.script.functions.htests import htest, label, named
from rcompat.script.functions.pairwise_tests import adjusted_pairs, pairwise_result
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, chr, dbl

__all__: list[str] = []


@builtin("prop.trend.test", "x n score")
def _trend(context: Context, x: Value, n: Value, score: Value = None) -> Value:
    """Chi-squared test for a trend of shares along scores."""
    hits, counts = to_array(x, "double"), to_array(n, "double")
    scores = np.arange(1.0, len(hits) + 1) if score is None else to_array(score, "double")
    share = hits.sum() / counts.sum()
    centred = scores - (counts * scores).sum() / counts.sum()
    statistic = float((hits * centred).sum() ** 2 / (share * (1 - share) * (counts * centred**2).sum()))
    shown = " ".join(str(int(s)) if s == int(s) else repr(float(s)) for s in scores.tolist())
    return htest(
        {
            "statistic": named("X-squared", statistic),
            "parameter": named("df", 1.0),
            "p.value": dbl([float(pchisq(statistic, 1.0, lower_tail=False))]),
            "method": chr(["Chi-squared Test for Trend in Proportions"]),
            "data.name": chr([f"{label(context)} out of {label(context, 1, 'n')} ,\n using scores: {shown}"]),
        }
    )


@builtin("pairwise.prop.test", "x n p.adjust.method ...")
def _pairwise_prop(context: Context, x: Value, n: Value, adjust: Value = None, dots: Any = ()) -> Value:
    hits, counts = to_array(x, "double"), to_array(n, "double")
    test = context.it.base.values["prop.test"]

    def compare(i: int, j: int) -> float:
        values = [dbl(hits[[i, j]]), dbl(counts[[i, j]]), *[value for _, value in dots]]
        names = [None, None, *[name for name, _ in dots]]
        found = call_function(context.it, test, values, names, form="prop.test(x[c(i, j)], n[c(i, j)], ...)")
        return number(dollar(found, "p.value"))

    method = "holm" if adjust is None else string(adjust)
    table = adjusted_pairs(context, [str(k + 1) for k in range(len(hits))], compare, method)
    words = f"{label(context)} out of {label(context, 1, 'n')}"
    return pairwise_result("Pairwise comparison of proportions", words, table, method)


def _anova_power(values: dict[str, float]) -> float:
    """The chance that the F test of groups of equal size finds the variance between them."""
    groups, n = values["groups"], values["n"]
    df = groups - 1, groups * (n - 1)
    noncentrality = df[0] * n * values["between.var"] / values["within.var"]
    limit = float(qf(values["sig.level"], *df, lower_tail=False))
    return 1.0 - pnf(limit, *df, noncentrality)


_RANGES = {
    "groups": (2.0, 100.0),
    "n": (2.0, 1e5),
    "between.var": (1e-7, 1e7),
    "within.var": (1e-7, 1e7),
    "sig.level": (1e-10, 1 - 1e-10),
}


@builtin("power.anova.test", "groups n between.var within.var sig.level power")
def _power_anova(
    context: Context,
    groups: Value = None,
    n: Value = None,
    between: Value = None,
    within: Value = None,
    sig_level: Value = None,
    power: Value = None,
) -> Value:
    """R: stats::power.anova.test."""
    given = {
        "groups": groups,
        "n": n,
        "between.var": between,
        "within.var": within,
        "sig.level": sig_level,
        "power": power,
    }
    values: dict[str, Any] = {name: None if value is None else number(value) for name, value in given.items()}
    if sig_level is None and all(name != "sig.level" for name, _ in context.promises):
        values["sig.level"] = 0.05
    free = [name for name, value in values.items() if value is None]
    if len(free) != 1:
        raise RError("exactly one of 'groups', 'n', 'between.var', 'within.var', 'power', and 'sig.level' must be NULL")
    values[free[0]] = _anova_power(values) if free[0] == "power" else _solved(free[0], values)
    parts = {name: dbl([value]) for name, value in values.items()}
    parts["note"] = chr(["n is number in each group"])
    parts["method"] = chr(["Balanced one-way analysis of variance power calculation"])
    return List(list(parts.values()), {"names": chr(parts), "class": chr(["power.htest"])})


def _solved(name: str, values: dict[str, Any]) -> float:
    def gap(value: float) -> float:
        return _anova_power({**values, name: value}) - float(values["power"])

    low, high = _RANGES[name]
    return brent_root(gap, (low, high), (gap(low), gap(high)), math.ulp(1.0) ** 0.25, 1000).root
