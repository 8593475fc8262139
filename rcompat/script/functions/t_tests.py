"""Tests of means, variances and correlations. R: stats::t.test, var.test, cor.test, oneway.test."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.language.deparse import deparse_one
from rcompat.linear.sums import mean, variance
from rcompat.maths.distributions import pf, pt, qf, qnorm, qt
from rcompat.script.coercion import flag, number, string, to_array
from rcompat.script.factors import level_words
from rcompat.script.functions.htests import as_method, formula_groups, htest, interval, known, label, named
from rcompat.script.machine import Context
from rcompat.script.model_parts import model_part
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, chr, dbl

__all__: list[str] = []


def side_of(alternative: Value) -> str:
    """The alternative hypothesis, abbreviations written out."""
    if alternative is None or len(alternative) > 1:
        return "two.sided"
    word = string(alternative)
    found = [side for side in ("two.sided", "less", "greater") if side.startswith(word)]
    if not found:
        error = RError("'arg' should be one of “two.sided”, “less”, “greater”")
        error.call = "match.arg(alternative)"
        raise error
    return found[0]


def _level(conf_level: Value) -> float:
    return 0.95 if conf_level is None else number(conf_level)


def _refused(context: Context, words: str, method: str) -> RError:
    error = RError(words)
    error.call = deparse_one(as_method(context, method))
    return error


def _t_limits(statistic: float, df: float, side: str, level: float) -> tuple[float, float, float]:
    """p value and the interval in standard errors."""
    if side == "less":
        return float(pt(statistic, df)), -math.inf, statistic + float(qt(level, df))
    if side == "greater":
        return float(pt(statistic, df, lower_tail=False)), statistic - float(qt(level, df)), math.inf
    half = float(qt(1 - (1 - level) / 2, df))
    return 2 * float(pt(-abs(statistic), df)), statistic - half, statistic + half


@builtin(
    "t.test",
    "x y alternative mu paired var.equal conf.level ... data subset na.action formula",
    lazy="subset",
    generic=True,
)
def _t_test(
    context: Context,
    x: Value = None,
    y: Value = None,
    alternative: Value = None,
    mu: Value = None,
    paired: Value = None,
    var_equal: Value = None,
    conf_level: Value = None,
    dots: Any = (),
    data: Value = None,
    subset: Any = None,
    na_action: Value = None,
    formula: Value = None,
) -> Value:
    """Student's and Welch's tests."""
    x = formula if x is None else x
    both = paired is not None and flag(paired)
    groups: list[str] | None = None
    if isinstance(x, Language):
        frame = data if data is not None else y
        first, second, groups, words = _formula_samples(context, x, frame, subset)
    else:
        first, second = x, y
        words = label(context)
        if y is not None:
            words += f" and {label(context, 1, 'y')}"
    request = {
        "mu": 0.0 if mu is None else number(mu),
        "equal": var_equal is not None and flag(var_equal),
        "side": side_of(alternative),
        "level": _level(conf_level),
    }
    if second is None:
        return _one_sample(context, known(first), words, "mean", request)
    if both:
        difference = to_array(first, "double") - to_array(second, "double")
        return _one_sample(context, known(dbl(difference)), words, "mean difference", request)
    return _two_samples(context, known(first), known(second), words, groups, request)


def _formula_samples(context: Context, formula: Language, data: Value, subset: Any) -> tuple[Value, Value, Any, str]:
    from rcompat.script.functions.language import scope_of
    from rcompat.script.indexing import take

    left, right = (argument.value for argument in formula.expr.arguments)  # type: ignore[union-attr]
    if getattr(right, "value", None) == 1:
        from rcompat.language.deparse import deparse

        env = scope_of(context.it, data, context.env)
        return model_part(context, left, env), None, None, deparse(left)[0]
    response, group, words = formula_groups(context, formula, data, subset)
    levels = level_words(group)
    present = [i for i in range(len(levels)) if (group.data == i + 1).any()]
    if len(present) != 2:
        raise _refused(context, "grouping factor must have exactly 2 levels", "t.test.formula")
    parts = [take(response, np.flatnonzero(group.data == i + 1)) for i in present]
    return parts[0], parts[1], [levels[i] for i in present], words


def _one_sample(context: Context, x: Any, words: str, title: str, request: dict[str, Any]) -> List:
    n = len(x)
    if n < 2:
        raise _refused(context, "not enough 'x' observations", "t.test.default")
    centre = mean(x)
    error = math.sqrt(variance(x) / n)
    if error < 10 * 2.220446049250313e-16 * abs(centre):
        raise _refused(context, "data are essentially constant", "t.test.default")
    statistic = (centre - request["mu"]) / error
    p_value, low, high = _t_limits(statistic, n - 1, request["side"], request["level"])
    is_pair = title == "mean difference"
    return htest(
        {
            "statistic": named("t", statistic),
            "parameter": named("df", n - 1),
            "p.value": dbl([p_value]),
            "conf.int": interval(request["mu"] + low * error, request["mu"] + high * error, request["level"]),
            "estimate": named("mean difference" if is_pair else "mean of x", centre),
            "null.value": named(title, request["mu"]),
            "stderr": dbl([error]),
            "alternative": chr([request["side"]]),
            "method": chr(["Paired t-test" if is_pair else "One Sample t-test"]),
            "data.name": chr([words]),
        }
    )


def _two_samples(
    context: Context, x: Any, y: Any, words: str, groups: list[str] | None, request: dict[str, Any]
) -> List:
    n, m = len(x), len(y)
    if n < 2 or m < 2:
        which = "x" if n < 2 else "y"
        raise _refused(context, f"not enough '{which}' observations", "t.test.default")
    spread_x, spread_y = variance(x), variance(y)
    if request["equal"]:
        df = float(n + m - 2)
        pooled = ((n - 1) * spread_x + (m - 1) * spread_y) / df
        error = math.sqrt(pooled * (1 / n + 1 / m))
    else:
        error_x, error_y = math.sqrt(spread_x / n), math.sqrt(spread_y / m)
        error = math.sqrt(error_x**2 + error_y**2)
        df = error**4 / (error_x**4 / (n - 1) + error_y**4 / (m - 1))
    centres = [mean(x), mean(y)]
    statistic = (centres[0] - centres[1] - request["mu"]) / error
    p_value, low, high = _t_limits(statistic, df, request["side"], request["level"])
    labels = ["mean of x", "mean of y"] if groups is None else [f"mean in group {group}" for group in groups]
    title = "difference in means"
    if groups is not None:
        title += f" between group {groups[0]} and group {groups[1]}"
    return htest(
        {
            "statistic": named("t", statistic),
            "parameter": named("df", df),
            "p.value": dbl([p_value]),
            "conf.int": interval(request["mu"] + low * error, request["mu"] + high * error, request["level"]),
            "estimate": dbl(centres, {"names": chr(labels)}),
            "null.value": named(title, request["mu"]),
            "stderr": dbl([error]),
            "alternative": chr([request["side"]]),
            "method": chr([("" if request["equal"] else "Welch") + " Two Sample t-test"]),
            "data.name": chr([words]),
        }
    )


@builtin("var.test", "x y ratio alternative conf.level ... data", generic=True)
def _var_test(
    context: Context,
    x: Value,
    y: Value = None,
    ratio: Value = None,
    alternative: Value = None,
    conf_level: Value = None,
    dots: Any = (),
    data: Value = None,
) -> Value:
    """Fisher's test of the ratio of two variances."""
    if isinstance(x, Language):
        first, second, _, words = _formula_samples(context, x, data if data is not None else y, None)
    else:
        first, second, words = x, y, f"{label(context)} and {label(context, 1, 'y')}"
    a, b = known(first), known(second)
    df = (len(a) - 1.0, len(b) - 1.0)
    null, level, side = 1.0 if ratio is None else number(ratio), _level(conf_level), side_of(alternative)
    estimate = variance(a) / variance(b)
    statistic = estimate / null
    below = float(pf(statistic, *df))
    if side == "two.sided":
        p_value, tail = 2 * min(below, 1 - below), (1 - level) / 2
        low, high = estimate / float(qf(1 - tail, *df)), estimate / float(qf(tail, *df))
    elif side == "greater":
        p_value, low, high = 1 - below, estimate / float(qf(level, *df)), math.inf
    else:
        p_value, low, high = below, 0.0, estimate / float(qf(1 - level, *df))
    return htest(
        {
            "statistic": named("F", statistic),
            "parameter": dbl(df, {"names": chr(["num df", "denom df"])}),
            "p.value": dbl([p_value]),
            "conf.int": interval(low, high, level),
            "estimate": named("ratio of variances", estimate),
            "null.value": named("ratio of variances", null),
            "alternative": chr([side]),
            "method": chr(["F test to compare two variances"]),
            "data.name": chr([words]),
        }
    )


@builtin("cor.test", "x y alternative method exact conf.level continuity ... data", generic=True)
def _cor_test(
    context: Context,
    x: Value,
    y: Value = None,
    alternative: Value = None,
    method: Value = None,
    exact: Value = None,
    conf_level: Value = None,
    continuity: Value = None,
    dots: Any = (),
    data: Value = None,
) -> Value:
    """Pearson's correlation with Fisher's interval."""
    words = ""
    if isinstance(x, Language):
        from rcompat.language.deparse import deparse
        from rcompat.script.functions.grouping import plus_parts
        from rcompat.script.functions.language import scope_of

        env = scope_of(context.it, data if data is not None else y, context.env)
        parts = plus_parts(x.expr.arguments[-1].value)  # type: ignore[union-attr]
        words = " and ".join(deparse(part)[0] for part in parts)
        x, y = (model_part(context, part, env) for part in parts)
    else:
        words = f"{label(context)} and {label(context, 1, 'y')}"
    a, b = to_array(x, "double"), to_array(y, "double")
    if len(a) != len(b):
        raise _refused(context, "'x' and 'y' must have the same length", "cor.test.default")
    keep = ~(np.isnan(a) | np.isnan(b))
    a, b = a[keep], b[keep]
    if len(a) < 3:
        raise _refused(context, "not enough finite observations", "cor.test.default")
    if method is not None and string(method) != "pearson":
        from rcompat.script.functions.rank_correlations import rank_correlation_test

        is_exact = None if exact is None else flag(exact)
        return rank_correlation_test(context, (a, b), string(method), words, side_of(alternative), is_exact)
    return _pearson(_correlation(a, b), len(a), words, side_of(alternative), _level(conf_level))


def _correlation(a: Any, b: Any) -> float:
    """Pearson's correlation, sums in 80-bit numbers."""
    da = a.astype(np.longdouble) - np.longdouble(mean(a))
    db = b.astype(np.longdouble) - np.longdouble(mean(b))
    return float((da * db).sum() / np.sqrt((da * da).sum() * (db * db).sum()))


def _pearson(found: float, n: int, words: str, side: str, level: float) -> List:
    df = n - 2
    statistic = math.sqrt(df) * found / math.sqrt(1 - found**2)
    parts: dict[str, Value] = {"statistic": named("t", statistic), "parameter": named("df", df)}
    below, above = float(pt(statistic, df)), float(pt(statistic, df, lower_tail=False))
    parts["p.value"] = dbl([{"less": below, "greater": above}.get(side, 2 * min(below, above))])
    parts["estimate"] = named("cor", found)
    parts["null.value"] = named("correlation", 0.0)
    parts["alternative"] = chr([side])
    parts["method"] = chr(["Pearson's product-moment correlation"])
    parts["data.name"] = chr([words])
    if n > 3:
        centre, sigma = math.atanh(found), 1 / math.sqrt(n - 3)
        half = sigma * float(qnorm(level if side != "two.sided" else (1 + level) / 2))
        low = -1.0 if side == "less" else math.tanh(centre - half)
        high = 1.0 if side == "greater" else math.tanh(centre + half)
        parts["conf.int"] = interval(low, high, level)
    return htest(parts)
