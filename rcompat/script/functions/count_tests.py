"""Tests of counts and of several groups. R: stats::chisq.test, binom.test, prop.test, kruskal.test, bartlett.test."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.linear.sums import mean, variance
from rcompat.maths.distributions import dbinom, pbinom, pchisq, pf, pnorm, qbeta, qnorm
from rcompat.script.coercion import flag, is_factor, number, shape_of, to_array
from rcompat.script.factors import level_words, make_factor
from rcompat.script.functions.htests import formula_groups, htest, interval, label, named
from rcompat.script.functions.ranks import midranks
from rcompat.script.functions.t_tests import side_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Language, List, Value, Vec, chr, dbl

__all__ = ["chisq_of_table", "samples"]


def _doubtful(context: Context) -> None:
    raise_warning(context.it, "Chi-squared approximation may be incorrect", context.call)


def _like(x: Value, values: Any) -> Vec:
    """Numbers in the shape of a table."""
    keep = {name: item for name, item in x.attrs.items() if name in ("dim", "dimnames", "names", "class")}
    return dbl(np.asarray(values).ravel(order="F"), keep)


def chisq_of_table(observed: Any) -> tuple[float, float, Any]:
    """Pearson's statistic of a table of counts, its degrees of freedom and the expected counts."""
    total = observed.sum()
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / total
    df = (observed.shape[0] - 1) * (observed.shape[1] - 1)
    return float(((observed - expected) ** 2 / expected).ravel(order="F").sum()), float(df), expected


@builtin("chisq.test", "x y correct p rescale.p simulate.p.value B")
def _chisq_test(
    context: Context,
    x: Value,
    y: Value = None,
    correct: Value = None,
    p: Value = None,
    rescale_p: Value = None,
    simulate_p_value: Value = None,
    b: Value = None,
) -> Value:
    """Pearson's test of independence or of given probabilities."""
    words = label(context)
    if y is not None:
        words += f" and {label(context, 1, 'y')}"
        x = context.it.base.values["table"].run(context, [(None, x), (None, y)])
    dim = x.attrs.get("dim")
    if dim is None or len(dim) == 1 or 1 in dim.data:
        return _given_probabilities(context, x, p, rescale_p, words)
    from rcompat.script.frames import as_matrix

    table = as_matrix(x) if isinstance(x, List) else x
    observed = to_array(table, "double").reshape(tuple(table.attrs["dim"].data), order="F")
    return _independence(context, table, observed, correct is None or flag(correct), words)


def _independence(context: Context, table: Value, observed: Any, is_corrected: bool, words: str) -> List:
    """Pearson's test of independence in a table of counts."""
    statistic, df, expected = chisq_of_table(observed)
    method = "Pearson's Chi-squared test"
    if observed.shape == (2, 2) and is_corrected:
        yates = min(0.5, float(np.abs(observed - expected).min()))
        method += " with Yates' continuity correction"
        statistic = float(((np.abs(observed - expected) - yates) ** 2 / expected).sum())
    if (expected < 5).any():
        _doubtful(context)
    share_r, share_c = observed.sum(axis=1) / observed.sum(), observed.sum(axis=0) / observed.sum()
    scale = np.sqrt(expected * np.outer(1 - share_r, 1 - share_c))
    return htest(
        {
            "statistic": named("X-squared", statistic),
            "parameter": named("df", df),
            "p.value": dbl([float(pchisq(statistic, df, lower_tail=False))]),
            "method": chr([method]),
            "data.name": chr([words]),
            "observed": table,
            "expected": Vec(_like(table, expected).data, shape_of(table)),
            "residuals": _like(table, (observed - expected) / np.sqrt(expected)),
            "stdres": _like(table, (observed - expected) / scale),
        }
    )


def _given_probabilities(context: Context, x: Value, p: Value, rescale: Value, words: str) -> List:
    observed = to_array(x, "double")
    n = len(observed)
    share = np.full(n, 1.0 / n) if p is None else to_array(p, "double")
    if rescale is not None and flag(rescale):
        share = share / share.sum()
    if abs(share.sum() - 1) > 1.4901161193847656e-08:
        from rcompat.base.conditions import RError

        raise RError("probabilities must sum to 1.")
    expected = observed.sum() * share
    statistic = float(((observed - expected) ** 2 / expected).sum())
    if (expected < 5).any():
        _doubtful(context)
    names = {"names": x.attrs["dimnames"].data[0]} if "dimnames" in x.attrs else {}
    names = {"names": x.attrs["names"]} if "names" in x.attrs else names
    return htest(
        {
            "statistic": named("X-squared", statistic),
            "parameter": named("df", n - 1.0),
            "p.value": dbl([float(pchisq(statistic, n - 1.0, lower_tail=False))]),
            "method": chr(["Chi-squared test for given probabilities"]),
            "data.name": chr([words]),
            "observed": x,
            "expected": dbl(expected, dict(names)),
            "residuals": _like(x, (observed - expected) / np.sqrt(expected)),
            "stdres": _like(x, (observed - expected) / np.sqrt(expected * (1 - share))),
        }
    )


def _exact_limits(x: float, n: float, side: str, level: float) -> tuple[float, float]:
    """Clopper and Pearson's limits."""
    tail = 1 - level if side != "two.sided" else (1 - level) / 2
    low = 0.0 if side == "less" or x == 0 else float(qbeta(tail, x, n - x + 1))
    high = 1.0 if side == "greater" or x == n else float(qbeta(1 - tail, x + 1, n - x))
    return low, high


def _binomial_p(x: float, n: float, p: float, side: str) -> float:
    if side == "less":
        return float(pbinom(x, n, p))
    if side == "greater":
        return float(pbinom(x - 1, n, p, lower_tail=False))
    if p in (0.0, 1.0):
        return float(x == n * p)
    limit = float(dbinom(x, n, p)) * (1 + 1e-7)
    centre = n * p
    if x == centre:
        return 1.0
    if x < centre:
        count = sum(float(dbinom(float(i), n, p)) <= limit for i in range(math.ceil(centre), int(n) + 1))
        return float(pbinom(x, n, p)) + float(pbinom(n - count, n, p, lower_tail=False))
    count = sum(float(dbinom(float(i), n, p)) <= limit for i in range(math.floor(centre) + 1))
    return float(pbinom(count - 1.0, n, p)) + float(pbinom(x - 1, n, p, lower_tail=False))


@builtin("binom.test", "x n p alternative conf.level")
def _binom_test(
    context: Context, x: Value, n: Value = None, p: Value = None, alternative: Value = None, conf_level: Value = None
) -> Value:
    """The exact test of one proportion."""
    words = label(context)
    counts = to_array(x, "double")
    if len(counts) == 2:
        hits, total = float(counts[0]), float(counts.sum())
    else:
        hits, total = float(counts[0]), number(n)
        words += f" and {label(context, 1, 'n')}"
    null, side = 0.5 if p is None else number(p), side_of(alternative)
    level = 0.95 if conf_level is None else number(conf_level)
    return htest(
        {
            "statistic": named("number of successes", hits),
            "parameter": named("number of trials", total),
            "p.value": dbl([min(1.0, _binomial_p(hits, total, null, side))]),
            "conf.int": interval(*_exact_limits(hits, total, side, level), level),
            "estimate": named("probability of success", hits / total),
            "null.value": named("probability of success", null),
            "alternative": chr([side]),
            "method": chr(["Exact binomial test"]),
            "data.name": chr([words]),
        }
    )


@builtin("prop.test", "x n p alternative conf.level correct")
def _prop_test(
    context: Context,
    x: Value,
    n: Value = None,
    p: Value = None,
    alternative: Value = None,
    conf_level: Value = None,
    correct: Value = None,
) -> Value:
    """The test of one, two or more proportions."""
    words, side = label(context), side_of(alternative)
    level = 0.95 if conf_level is None else number(conf_level)
    if n is None:
        table = to_array(x, "double").reshape(-1, 2, order="F")
        hits, totals = table[:, 0], table.sum(axis=1)
    else:
        words += f" out of {label(context, 1, 'n')}"
        hits, totals = to_array(x, "double"), to_array(n, "double")
    k = len(hits)
    share = hits / totals
    null = None if p is None and k > 1 else (np.array([0.5]) if p is None else to_array(p, "double"))
    if null is not None:
        words += ", null probability " + (label(context, 2, "p") if p is not None else "0.5")
    yates = 0.5 if (correct is None or flag(correct)) and k <= 2 else 0.0
    limits: tuple[float, float] | None = None
    if k == 1 and null is not None:
        yates = min(yates, abs(hits[0] - totals[0] * null[0]))
        limits = _wilson(float(share[0]), float(totals[0]), yates, side, level)
    elif k == 2 and null is None:
        yates = min(yates, abs(float(share[0] - share[1])) / float((1 / totals).sum()))
        limits = _difference_limits(share, totals, yates, side, level)
    centre = np.full(k, hits.sum() / totals.sum()) if null is None else null
    observed = np.column_stack([hits, totals - hits])
    expected = np.column_stack([totals * centre, totals * (1 - centre)])
    statistic = float(((np.abs(observed - expected) - yates) ** 2 / expected).sum())
    if (expected < 5).any():
        _doubtful(context)
    df = k - 1.0 if null is None else float(k)
    return _proportions(statistic, df, share, null, limits, side, level, words, yates)


def _difference_limits(share: Any, totals: Any, yates: float, side: str, level: float) -> tuple[float, float]:
    """Limits of the difference of two proportions."""
    difference = float(share[0] - share[1])
    half = float(qnorm(level if side != "two.sided" else (1 + level) / 2))
    width = half * math.sqrt(float((share * (1 - share) / totals).sum())) + yates * float((1 / totals).sum())
    return (
        -1.0 if side == "less" else max(difference - width, -1.0),
        1.0 if side == "greater" else min(difference + width, 1.0),
    )


def _wilson(share: float, n: float, yates: float, side: str, level: float) -> tuple[float, float]:
    z = float(qnorm(level if side != "two.sided" else (1 + level) / 2))
    shift = yates / n
    up, down = share + shift, share - shift
    z22n = z * z / (2 * n)
    high = (up + z22n + z * math.sqrt(up * (1 - up) / n + z22n / (2 * n))) / (1 + 2 * z22n)
    low = (down + z22n - z * math.sqrt(down * (1 - down) / n + z22n / (2 * n))) / (1 + 2 * z22n)
    return (0.0 if side == "less" else max(low, 0.0)), (1.0 if side == "greater" else min(high, 1.0))


def _proportions(
    statistic: float,
    df: float,
    share: Any,
    null: Any,
    limits: Any,
    side: str,
    level: float,
    words: str,
    yates: float,
) -> List:
    k = len(share)
    root = math.copysign(math.sqrt(statistic), share[0] - (share[1] if k == 2 else 0.0 if null is None else null[0]))
    if k == 1 or (k == 2 and null is None):
        p_value = {"less": float(pnorm(root)), "greater": float(pnorm(root, lower_tail=False))}.get(side)
    else:
        p_value, side = None, "two.sided"
    if p_value is None:
        p_value = float(pchisq(statistic, df, lower_tail=False))
    labels = ["p"] if k == 1 else [f"prop {i + 1}" for i in range(k)]

    title = f"{k}-sample test for {'equality of' if null is None else 'given'} proportions"
    title += f" with{'' if yates else 'out'} continuity correction"
    if k == 1:
        title = f"1-sample proportions test with{'' if yates else 'out'} continuity correction"
    parts: dict[str, Value] = {
        "statistic": named("X-squared", statistic),
        "parameter": named("df", df),
        "p.value": dbl([min(p_value, 1.0)]),
        "estimate": dbl(share, {"names": chr(labels)}),
        "null.value": None if null is None else dbl(null, {"names": chr(labels)}),
        "conf.int": None if limits is None else interval(limits[0], limits[1], level),
        "alternative": chr([side]),
        "method": chr([title]),
        "data.name": chr([words]),
    }
    return htest(parts)


def samples(context: Context, x: Value, g: Value, data: Value) -> tuple[Any, Any, int, str]:
    """Numbers, group codes, number of groups and the name of the data."""
    if isinstance(x, Language):
        response, group, words = formula_groups(context, x, data if data is not None else g)
    elif isinstance(x, List):
        response = dbl(np.concatenate([to_array(item, "double") for item in x.data]))
        group = make_factor(dbl(np.repeat(np.arange(len(x.data)), [len(item) for item in x.data])))
        words = label(context)
    else:
        response, group = x, g if is_factor(g) else make_factor(g)
        words = f"{label(context)} and {label(context, 1, 'g')}"
    values, codes = to_array(response, "double"), group.data
    keep = ~np.isnan(values) & (codes > 0)
    present = [i + 1 for i in range(len(level_words(group))) if (codes[keep] == i + 1).any()]
    return values[keep], np.searchsorted(present, codes[keep]), len(present), words


@builtin("kruskal.test", "x g ... data", generic=True)
def _kruskal(context: Context, x: Value, g: Value = None, dots: Any = (), data: Value = None) -> Value:
    values, codes, k, words = samples(context, x, g, data)
    ranks, n = midranks(values), len(values)
    sums = sum(float(ranks[codes == i].sum()) ** 2 / int((codes == i).sum()) for i in range(k))
    ties = np.unique(values, return_counts=True)[1].astype(float)
    statistic = 12 * sums / (n * (n + 1)) - 3 * (n + 1)
    statistic /= 1 - float((ties**3 - ties).sum()) / (n**3 - n)
    return _grouped("Kruskal-Wallis rank sum test", "Kruskal-Wallis chi-squared", statistic, k - 1.0, words)


@builtin("bartlett.test", "x g ... data", generic=True)
def _bartlett(context: Context, x: Value, g: Value = None, dots: Any = (), data: Value = None) -> Value:
    values, codes, k, words = samples(context, x, g, data)
    sizes = np.array([(codes == i).sum() for i in range(k)]) - 1.0
    spreads = np.array([variance(values[codes == i]) for i in range(k)])
    total = sizes.sum()
    pooled = float((sizes * spreads).sum() / total)
    statistic = (total * math.log(pooled) - float((sizes * np.log(spreads)).sum())) / (
        1 + (float((1 / sizes).sum()) - 1 / total) / (3 * (k - 1))
    )
    return _grouped("Bartlett test of homogeneity of variances", "Bartlett's K-squared", statistic, k - 1.0, words)


def _grouped(method: str, title: str, statistic: float, df: float, words: str) -> List:
    return htest(
        {
            "statistic": named(title, statistic),
            "parameter": named("df", df),
            "p.value": dbl([float(pchisq(statistic, df, lower_tail=False))]),
            "method": chr([method]),
            "data.name": chr([words]),
        }
    )


@builtin("oneway.test", "formula data subset na.action var.equal")
def _oneway(
    context: Context,
    formula: Value,
    data: Value = None,
    subset: Value = None,
    na_action: Value = None,
    var_equal: Value = None,
) -> Value:
    """Welch's comparison of several means."""
    response, group, words = formula_groups(context, formula, data)
    words = words.replace(" by ", " and ")
    values, codes, k = to_array(response, "double"), group.data, len(level_words(group))
    parts = [values[codes == i + 1] for i in range(k)]
    sizes = np.array([float(len(part)) for part in parts])
    centres, spreads = np.array([mean(part) for part in parts]), np.array([variance(part) for part in parts])
    method = "One-way analysis of means"
    if var_equal is not None and flag(var_equal):
        df = (k - 1.0, sizes.sum() - k)
        between = float((sizes * (centres - mean(values)) ** 2).sum()) / df[0]
        statistic = between / (float(((sizes - 1) * spreads).sum()) / df[1])
    else:
        method += " (not assuming equal variances)"
        weights = sizes / spreads
        total = weights.sum()
        rest = float(((1 - weights / total) ** 2 / (sizes - 1)).sum()) / (k**2 - 1)
        grand = float((weights * centres).sum() / total)
        statistic = float((weights * (centres - grand) ** 2).sum()) / ((k - 1) * (1 + 2 * (k - 2) * rest))
        df = (k - 1.0, 1 / (3 * rest))
    return htest(
        {
            "statistic": named("F", statistic),
            "parameter": dbl(df, {"names": chr(["num df", "denom df"])}),
            "p.value": dbl([float(pf(statistic, *df, lower_tail=False))]),
            "method": chr([method]),
            "data.name": chr([words]),
        }
    )
