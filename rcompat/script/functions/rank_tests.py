"""Tests on ranks: wilcox.test, friedman.test, fligner.test, ks.test, shapiro.test. R: stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.language.syntax import parse_expression
from rcompat.maths.brent import brent_root
from rcompat.maths.distributions import pchisq, pnorm, qnorm
from rcompat.maths.rank_laws import signed_rank_counts, wilcoxon_counts
from rcompat.maths.shapiro_wilk import shapiro_wilk
from rcompat.script.coercion import flag, is_factor, is_frame, number, to_array
from rcompat.script.factors import level_words, make_factor
from rcompat.script.functions.htests import as_method, formula_groups, htest, interval, known, label, named
from rcompat.script.functions.ranks import midranks
from rcompat.script.functions.t_tests import side_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Language, List, Value, Vec, chr, dbl

__all__: list[str] = []


def _refused(context: Context, words: str, method: str) -> RError:
    from rcompat.script.calling import call_text

    error = RError(words)
    error.call = call_text(as_method(context, method))
    return error


def _doubt(context: Context, words: str, is_formula: bool) -> None:
    call = as_method(context, "wilcox.test.default")
    if is_formula:
        call = parse_expression("wilcox.test.default(x = DATA[[1L]], y = DATA[[2L]], ...)")
    raise_warning(context.it, words, call)


@builtin(
    "wilcox.test",
    "x y alternative mu paired exact correct conf.int conf.level tol.root digits.rank ... data subset formula",
    lazy="subset",
    generic=True,
)
def _wilcox(
    context: Context,
    x: Value = None,
    y: Value = None,
    alternative: Value = None,
    mu: Value = None,
    paired: Value = None,
    exact: Value = None,
    correct: Value = None,
    conf_int: Value = None,
    conf_level: Value = None,
    tol_root: Value = None,
    digits_rank: Value = None,
    dots: Any = (),
    data: Value = None,
    subset: Any = None,
    formula: Value = None,
) -> Value:
    """Wilcoxon's rank sum and signed rank tests."""
    x = formula if x is None else x
    if isinstance(x, Language):
        first, second, words = _formula_samples(context, x, data if data is not None else y, subset)
    else:
        first, second = x, y
        words = label(context) if y is None else f"{label(context)} and {label(context, 1, 'y')}"
    _check_numeric(context, first)
    level = 0.95 if conf_level is None else number(conf_level)
    request = {
        "formula": isinstance(x, Language),
        "mu": 0.0 if mu is None else number(mu),
        "side": side_of(alternative),
        "exact": None if exact is None else flag(exact),
        "correct": correct is None or flag(correct),
        "level": level if conf_int is not None and flag(conf_int) else None,
    }
    if second is None:
        return _signed_ranks(context, known(first), words, request)
    if paired is not None and flag(paired):
        difference = to_array(first, "double") - to_array(second, "double")
        return _signed_ranks(context, known(dbl(difference)), words, request)
    return _rank_sums(context, known(first), known(second), words, request)


def _formula_samples(context: Context, formula: Language, data: Value, subset: Any) -> tuple[Value, Value, str]:
    from rcompat.script.indexing import take

    response, group, words = formula_groups(context, formula, data, subset)
    present = [i for i in range(len(level_words(group))) if (group.data == i + 1).any()]
    if len(present) != 2:
        raise _refused(context, "grouping factor must have exactly 2 levels", "wilcox.test.formula")
    parts = [take(response, np.flatnonzero(group.data == i + 1)) for i in present]
    return parts[0], parts[1], words


def _check_numeric(context: Context, x: Value) -> None:
    if not isinstance(x, Vec) or x.kind == "character" or is_factor(x):
        raise _refused(context, "'x' must be numeric", "wilcox.test.default")


def _tail(counts: tuple[int, ...], upto: float) -> float:
    """Share of the counts at or below a value."""
    return sum(counts[: math.floor(upto + 1e-7) + 1]) / sum(counts) if upto >= 0 else 0.0


def _exact_p(counts: tuple[int, ...], statistic: float, side: str, centre: float) -> float:
    if side == "less":
        return _tail(counts, statistic)
    if side == "greater":
        return 1.0 - _tail(counts, statistic - 1)
    p = 1.0 - _tail(counts, statistic - 1) if statistic > centre else _tail(counts, statistic)
    return min(2.0 * p, 1.0)


def _normal_p(z: float, side: str) -> float:
    if side == "less":
        return float(pnorm(z))
    if side == "greater":
        return float(pnorm(z, 0.0, 1.0, False))
    return 2.0 * min(float(pnorm(z)), float(pnorm(z, 0.0, 1.0, False)))


def _shift(z: float, side: str) -> float:
    """The correction for continuity."""
    return {"two.sided": float(np.sign(z)) * 0.5, "greater": 0.5, "less": -0.5}[side]


def _result(name: str, statistic: float, p: float, request: dict[str, Any], title: str, null: str) -> dict[str, Value]:
    return {
        "statistic": named(name, statistic),
        "parameter": None,
        "p.value": dbl([p]),
        "null.value": named(null, request["mu"]),
        "alternative": chr([request["side"]]),
        "method": chr([title]),
    }


def _signed_ranks(context: Context, x: Any, words: str, request: dict[str, Any]) -> List:
    values = x - request["mu"]
    has_zeroes = bool((values == 0).any())
    is_exact = len(values) < 50 if request["exact"] is None else request["exact"]
    kept = values[values != 0]
    n = len(kept)
    ranks = midranks(np.abs(kept))
    statistic = float(ranks[kept > 0].sum())
    has_ties = len(np.unique(ranks)) != n
    title = "Wilcoxon signed rank exact test"
    if is_exact and not has_ties and not has_zeroes:
        p = _exact_p(signed_rank_counts(n), statistic, request["side"], n * (n + 1) / 4)
    else:
        title = "Wilcoxon signed rank test"
        z = statistic - n * (n + 1) / 4
        counts = np.unique(ranks, return_counts=True)[1].astype(float)
        spread = math.sqrt(n * (n + 1) * (2 * n + 1) / 24 - float((counts**3 - counts).sum()) / 48)
        if request["correct"]:
            z -= _shift(z, request["side"])
            title += " with continuity correction"
        p = _normal_p(z / spread, request["side"])
        if is_exact and has_ties:
            _doubt(context, "cannot compute exact p-value with ties", request["formula"])
        if is_exact and has_zeroes:
            _doubt(context, "cannot compute exact p-value with zeroes", request["formula"])
    is_paired = len(words.split(" and ")) == 2 and "~" not in words
    parts = _result("V", statistic, p, request, title, "location shift" if is_paired else "location")
    parts["data.name"] = chr([words])
    if request["level"] is not None:
        exact_used = title.endswith("exact test")
        _signed_interval(x, request, exact_used, parts)
    return htest(parts)


def _limits(ordered: Any, counts: tuple[int, ...], request: dict[str, Any]) -> tuple[float, float]:
    """Exact limits from the ordered averages or differences."""
    alpha = 1 - request["level"]
    side = request["side"]
    tail = alpha / 2 if side == "two.sided" else alpha
    total = sum(counts)
    shares = np.add.accumulate(np.array(counts, dtype=float)) / total
    place = max(int(np.argmax(shares >= tail * (1 - 1e-14))), 1)
    low = float(ordered[place - 1]) if side != "less" else -math.inf
    high = float(ordered[len(ordered) - place]) if side != "greater" else math.inf
    return low, high


def _signed_interval(x: Any, request: dict[str, Any], exact: bool, parts: dict[str, Value]) -> None:
    if exact:
        i, j = np.triu_indices(len(x))
        ordered = np.sort((x[i] + x[j]) / 2)
        low, high = _limits(ordered, signed_rank_counts(len(x)), request)
        parts["conf.int"] = interval(low, high, request["level"])
        parts["estimate"] = named("(pseudo)median", float(np.median(ordered)))
        return

    def z_at(shift: float, side: str, corrected: bool) -> float:
        moved = x - shift
        moved = moved[moved != 0]
        n = len(moved)
        ranks = midranks(np.abs(moved))
        z = float(ranks[moved > 0].sum()) - n * (n + 1) / 4
        counts = np.unique(ranks, return_counts=True)[1].astype(float)
        spread = math.sqrt(n * (n + 1) * (2 * n + 1) / 24 - float((counts**3 - counts).sum()) / 48)
        return (z - (_shift(z, side) if corrected else 0.0)) / spread

    _asymptotic_interval(z_at, float(x.min()), float(x.max()), request, parts, "(pseudo)median")


def _asymptotic_interval(
    z_at: Any, low: float, high: float, request: dict[str, Any], parts: dict[str, Value], title: str
) -> None:
    """Limits where the corrected normal statistic crosses its quantiles."""
    side, level = request["side"], request["level"]
    tail = (1 - level) / 2 if side == "two.sided" else 1 - level

    def crossing(target: float, corrected: bool) -> float:
        def f(shift: float) -> float:
            return float(z_at(shift, side, corrected)) - target

        at_low, at_high = f(low), f(high)
        if at_low <= 0:
            return low
        if at_high >= 0:
            return high
        return brent_root(f, (low, high), (at_low, at_high), 1e-4, 1000).root

    upper = float(qnorm(tail, 0.0, 1.0, False))
    first = crossing(upper, request["correct"]) if side != "less" else -math.inf
    last = crossing(-upper, request["correct"]) if side != "greater" else math.inf
    parts["conf.int"] = interval(first, last, level)
    parts["estimate"] = named(title, crossing(0.0, False))


def _rank_sums(context: Context, x: Any, y: Any, words: str, request: dict[str, Any]) -> List:
    m, n = len(x), len(y)
    if m < 1:
        raise _refused(context, "not enough (non-missing) 'x' observations", "wilcox.test.default")
    ranks = midranks(np.concatenate([x - request["mu"], y]))
    statistic = float(ranks[:m].sum()) - m * (m + 1) / 2
    has_ties = len(np.unique(ranks)) != len(ranks)
    is_exact = (m < 50 and n < 50) if request["exact"] is None else request["exact"]
    title = "Wilcoxon rank sum exact test"
    if is_exact and not has_ties:
        p = _exact_p(wilcoxon_counts(m, n), statistic, request["side"], m * n / 2)
    else:
        title = "Wilcoxon rank sum test"
        z = statistic - m * n / 2
        spread = _rank_spread(ranks, m, n)
        if request["correct"]:
            z -= _shift(z, request["side"])
            title += " with continuity correction"
        p = _normal_p(z / spread, request["side"])
        if is_exact and has_ties:
            _doubt(context, "cannot compute exact p-value with ties", request["formula"])
            if request["level"] is not None:
                _doubt(context, "cannot compute exact confidence intervals with ties", request["formula"])
    parts = _result("W", statistic, p, request, title, "location shift")
    parts["data.name"] = chr([words])
    if request["level"] is not None:
        _sum_interval(x, y, request, title.endswith("exact test"), parts)
    return htest(parts)


def _rank_spread(ranks: Any, m: int, n: int) -> float:
    counts = np.unique(ranks, return_counts=True)[1].astype(float)
    ties = float((counts**3 - counts).sum()) / ((m + n) * (m + n - 1))
    return math.sqrt(m * n / 12 * ((m + n + 1) - ties))


def _sum_interval(x: Any, y: Any, request: dict[str, Any], exact: bool, parts: dict[str, Value]) -> None:
    if exact:
        ordered = np.sort((x[:, None] - y[None, :]).ravel())
        low, high = _limits(ordered, wilcoxon_counts(len(x), len(y)), request)
        parts["conf.int"] = interval(low, high, request["level"])
        parts["estimate"] = named("difference in location", float(np.median(ordered)))
        return

    def z_at(shift: float, side: str, corrected: bool) -> float:
        ranks = midranks(np.concatenate([x - shift, y]))
        z = float(ranks[: len(x)].sum()) - len(x) * (len(x) + 1) / 2 - len(x) * len(y) / 2
        return (z - (_shift(z, side) if corrected else 0.0)) / _rank_spread(ranks, len(x), len(y))

    ends = float(x.min() - y.max()), float(x.max() - y.min())
    _asymptotic_interval(z_at, *ends, request, parts, "difference in location")


@builtin("shapiro.test", "x")
def _shapiro(context: Context, x: Value) -> Value:
    if not isinstance(x, Vec) or x.kind not in ("double", "integer"):
        raise RError("is.numeric(x) is not TRUE")
    values = np.sort(known(x))
    if len(values) < 3:
        raise RError("sample size must be between 3 and 5000")
    if len(values) > 5000:
        raise RError("sample size must be between 3 and 5000")
    if values[0] == values[-1]:
        raise RError("all 'x' values are identical")
    w, p = shapiro_wilk(values)
    return htest(
        {
            "statistic": named("W", w),
            "p.value": dbl([p]),
            "method": chr(["Shapiro-Wilk normality test"]),
            "data.name": chr([label(context)]),
        }
    )


def _blocks(context: Context, y: Value, groups: Value, blocks: Value, data: Value) -> tuple[Any, str]:
    """A matrix with one row for each block."""
    if isinstance(y, Language):
        from rcompat.language.deparse import deparse
        from rcompat.script.evaluator import evaluate
        from rcompat.script.functions.language import scope_of

        env = scope_of(context.it, data if data is not None else groups, context.env)
        left, right = (argument.value for argument in y.expr.arguments)  # type: ignore[union-attr]
        parts = [left, *[argument.value for argument in getattr(right, "arguments", ())]]
        y, groups, blocks = (evaluate(context.it, part, env) for part in parts)
        words = f"{deparse(parts[0])[0]} and {deparse(parts[1])[0]} and {deparse(parts[2])[0]}"
    elif groups is None:
        from rcompat.script.frames import as_matrix

        table = as_matrix(y) if is_frame(y) else y
        return to_array(table, "double").reshape(tuple(table.attrs["dim"].data), order="F"), label(context)
    else:
        words = f"{label(context)}, {label(context, 1, 'groups')} and {label(context, 2, 'blocks')}"
    group, block = (item if is_factor(item) else make_factor(item) for item in (groups, blocks))
    table = np.full((len(level_words(block)), len(level_words(group))), np.nan)
    table[block.data - 1, group.data - 1] = to_array(y, "double")
    return table, words


@builtin("friedman.test", "y groups blocks ... data")
def _friedman(
    context: Context, y: Value, groups: Value = None, blocks: Value = None, dots: Any = (), data: Value = None
) -> Value:
    table, words = _blocks(context, y, groups, blocks, data)
    table = table[~np.isnan(table).any(axis=1)]
    n, k = table.shape
    ranks = np.array([midranks(row) for row in table])
    ties = [np.unique(row, return_counts=True)[1].astype(float) for row in ranks]
    lost = sum(float((count**3 - count).sum()) for count in ties)
    sums = ranks.sum(axis=0)
    statistic = 12 * float(((sums - n * (k + 1) / 2) ** 2).sum()) / (n * k * (k + 1) - lost / (k - 1))
    return htest(
        {
            "statistic": named("Friedman chi-squared", statistic),
            "parameter": named("df", k - 1.0),
            "p.value": dbl([float(pchisq(statistic, k - 1.0, lower_tail=False))]),
            "method": chr(["Friedman rank sum test"]),
            "data.name": chr([words]),
        }
    )
