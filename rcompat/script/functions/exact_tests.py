"""fisher.test, mcnemar.test, ks.test: exact tests of tables and of distributions. R: stats."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths.brent import brent_root
from rcompat.maths.distributions import pchisq
from rcompat.maths.rank_laws import dhyper_one, kolmogorov_below, kolmogorov_limit_above, smirnov_below
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, is_frame, number, string, to_array
from rcompat.script.functions.htests import as_method, htest, interval, known, label, named
from rcompat.script.functions.t_tests import side_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Builtin, Closure, List, Value, Vec, chr, dbl

__all__: list[str] = []

_EPSILON = 2.220446049250313e-16
_ROOT_TOLERANCE = _EPSILON**0.25


def _table(context: Context, x: Value, y: Value) -> tuple[Any, str]:
    """Counts as an array, and the name of the data."""
    words = label(context)
    if y is not None:
        words += f" and {label(context, 1, 'y')}"
        x = context.it.base.values["table"].run(context, [(None, x), (None, y)])
    if is_frame(x):
        from rcompat.script.frames import as_matrix

        x = as_matrix(x)
    dim = x.attrs.get("dim")
    if dim is None or len(dim) != 2:
        raise RError("if 'x' is not a matrix, 'y' must be given")
    return to_array(x, "double").reshape(tuple(dim.data), order="F"), words


@builtin("fisher.test", "x y workspace hybrid control or alternative conf.int conf.level simulate.p.value B")
def _fisher(
    context: Context,
    x: Value,
    y: Value = None,
    workspace: Value = None,
    hybrid: Value = None,
    control: Value = None,
    or_: Value = None,
    alternative: Value = None,
    conf_int: Value = None,
    conf_level: Value = None,
    simulate: Value = None,
    b: Value = None,
) -> Value:
    table, words = _table(context, x, y)
    parts: dict[str, Value] = {}
    if table.shape == (2, 2):
        side = side_of(alternative)
        level = (0.95 if conf_level is None else number(conf_level)) if conf_int is None or flag(conf_int) else None
        parts = _two_by_two(table, 1.0 if or_ is None else number(or_), side, level)
    else:
        parts["p.value"] = dbl([_table_p(table.astype(int))])
        parts["alternative"] = chr(["two.sided"])
    parts["method"] = chr(["Fisher's Exact Test for Count Data"])
    parts["data.name"] = chr([words])
    return htest(parts)


class _Hypergeometric:
    """The conditional law of the first cell of a table of two rows and columns."""

    def __init__(self, table: Any) -> None:
        m, n, k = int(table[:, 0].sum()), int(table[:, 1].sum()), int(table[0].sum())
        self.low, self.high = max(0, k - n), min(k, m)
        self.support = np.arange(self.low, self.high + 1)
        with np.errstate(divide="ignore"):
            self.logs = np.log([dhyper_one(int(i), m, n, k) for i in self.support])

    def density(self, odds: float) -> Any:
        """Probabilities when the odds ratio is `odds`."""
        logs = self.logs + math.log(odds) * self.support
        found = np.exp(logs - logs.max())
        return found / found.sum()

    def mean(self, odds: float) -> float:
        """The expected first cell."""
        if odds == 0.0:
            return float(self.low)
        return float(self.high) if math.isinf(odds) else float((self.support * self.density(odds)).sum())

    def tail(self, q: float, odds: float, upper: bool) -> float:
        """Probability of at most q, or of at least q."""
        if odds == 0.0:
            return float(q <= self.low if upper else q >= self.low)
        chosen = self.support >= q if upper else self.support <= q
        return float(self.density(odds)[chosen].sum())


def _root(f: Any, low: float, high: float) -> float:
    return brent_root(f, (low, high), (f(low), f(high)), _ROOT_TOLERANCE, 1000).root


def _crossing(f: Any) -> float:
    """Where f of the odds ratio vanishes, on the scale on which it is at most one."""
    at_one = f(1.0)
    if at_one > 0:
        return _root(f, 0.0, 1.0)
    if at_one < 0:
        return 1.0 / _root(lambda t: f(1.0 / t), _EPSILON, 1.0)
    return 1.0


def _two_by_two(table: Any, odds: float, side: str, level: float | None) -> dict[str, Value]:
    law = _Hypergeometric(table)
    x = float(table[0, 0])
    density = law.density(odds)
    observed = density[law.support == x][0]
    p = {
        "less": law.tail(x, odds, False),
        "greater": law.tail(x, odds, True),
    }.get(side, float(density[density <= observed * (1 + 1e-7)].sum()))
    estimate = 0.0 if x == law.low else math.inf
    if law.low < x < law.high:
        estimate = _crossing(lambda t: law.mean(t) - x)
    parts: dict[str, Value] = {"p.value": dbl([min(p, 1.0)])}
    if level is not None:
        tail = (1 - level) / 2 if side == "two.sided" else 1 - level
        low = 0.0 if side == "less" or x == law.low else _crossing(lambda t: law.tail(x, t, True) - tail)
        high = math.inf
        if side != "greater" and x != law.high:
            high = _crossing(lambda t: tail - law.tail(x, t, False))
        parts["conf.int"] = interval(low, high, level)
    parts["estimate"] = named("odds ratio", estimate)
    parts["null.value"] = named("odds ratio", odds)
    parts["alternative"] = chr([side])
    return parts


def _columns(rows: tuple[int, ...], total: int) -> Iterator[tuple[int, ...]]:
    """All columns of counts with that total, none above what its row has left."""
    if len(rows) == 1:
        if total <= rows[0]:
            yield (total,)
        return
    for first in range(max(0, total - sum(rows[1:])), min(rows[0], total) + 1):
        for rest in _columns(rows[1:], total - first):
            yield (first, *rest)


def _table_p(table: Any) -> float:
    """Probability of tables with these margins that are no likelier than this one."""
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    logs = [math.lgamma(i + 1.0) for i in range(int(table.sum()) + 1)]
    constant = sum(logs[i] for i in (*rows, *columns)) - logs[int(table.sum())]
    limit = constant - sum(logs[i] for i in table.ravel()) + 1e-7
    states: dict[tuple[tuple[int, ...], float], float] = {(tuple(rows.tolist()), 0.0): 1.0}
    for total in columns[:-1].tolist():
        following: dict[tuple[tuple[int, ...], float], float] = {}
        for (left, spent), ways in states.items():
            for column in _columns(left, total):
                cost = round(spent + sum(logs[i] for i in column), 9)
                rest = tuple(a - b for a, b in zip(left, column, strict=True))
                following[rest, cost] = following.get((rest, cost), 0.0) + ways
        states = following
    answer = 0.0
    for (left, spent), ways in states.items():
        log_p = constant - spent - sum(logs[i] for i in left)
        if log_p <= limit:
            answer += ways * math.exp(log_p)
    return min(answer, 1.0)


@builtin("mcnemar.test", "x y correct")
def _mcnemar(context: Context, x: Value, y: Value = None, correct: Value = None) -> Value:
    table, words = _table(context, x, y)
    upper = np.triu_indices(len(table), 1)
    apart, together = table[upper] - table.T[upper], table[upper] + table.T[upper]
    method = "McNemar's Chi-squared test"
    if (correct is None or flag(correct)) and len(table) == 2 and (apart != 0).any():
        apart = np.abs(apart) - 1
        method += " with continuity correction"
    statistic = float((apart[together > 0] ** 2 / together[together > 0]).sum())
    df = len(table) * (len(table) - 1) / 2
    return htest(
        {
            "statistic": named("McNemar's chi-squared", statistic),
            "parameter": named("df", df),
            "p.value": dbl([float(pchisq(statistic, df, lower_tail=False))]),
            "method": chr([method]),
            "data.name": chr([words]),
        }
    )


@builtin("ks.test", "x y ... alternative exact simulate.p.value B")
def _kolmogorov(
    context: Context,
    x: Value,
    y: Value,
    dots: Any = (),
    alternative: Value = None,
    exact: Value = None,
    simulate: Value = None,
    b: Value = None,
) -> Value:
    values = known(x)
    side = side_of(alternative)
    if isinstance(y, Vec) and y.kind != "character":
        words = f"{label(context)} and {label(context, 1, 'y')}"
        return _two_samples(values, known(y), side, None if exact is None else flag(exact), words)
    function = context.it.base.values[string(y)] if isinstance(y, Vec) else y
    if not isinstance(function, Closure | Builtin):
        raise RError("'y' must be numeric or a function or a string naming a valid function")
    given, names = [value for _, value in dots], [name for name, _ in dots]
    ordered = np.sort(values)
    expected = to_array(call_function(context.it, function, [dbl(ordered), *given], [None, *names]), "double")
    n = len(ordered)
    has_ties = len(np.unique(ordered)) < n
    if has_ties:
        text = "ties should not be present for the Kolmogorov-Smirnov test"
        raise_warning(context.it, text, as_method(context, "ks.test.default"))
    steps = expected - np.arange(n) / n
    above, below = float((1 / n - steps).max()), float(steps.max())
    is_exact = (n < 100 and not has_ties) if exact is None else flag(exact)
    statistic = {"greater": above, "less": below}.get(side, max(above, below))
    p = _one_sample_p(statistic, n, side, is_exact)
    kind = "Exact" if is_exact else "Asymptotic"
    return _ks_result(statistic, p, side, f"{kind} one-sample Kolmogorov-Smirnov test", label(context), True)


def _one_sample_p(statistic: float, n: int, side: str, exact: bool) -> float:
    if side == "two.sided":
        p = 1.0 - kolmogorov_below(statistic, n) if exact else kolmogorov_limit_above(math.sqrt(n) * statistic)
        return min(max(p, 0.0), 1.0)
    if statistic <= 0:
        return 1.0
    if not exact:
        return math.exp(-2 * n * statistic**2)
    j = np.arange(math.floor(n * (1 - statistic)) + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = [math.lgamma(n + 1.0) - math.lgamma(i + 1.0) - math.lgamma(n - i + 1.0) for i in j]
        terms = np.exp(logs + (n - j) * np.log(1 - statistic - j / n) + (j - 1) * np.log(statistic + j / n))
    return min(max(statistic * float(np.nansum(terms)), 0.0), 1.0)


def _two_samples(x: Any, y: Any, side: str, exact: bool | None, words: str) -> List:
    m, n = len(x), len(y)
    both = np.concatenate([x, y])
    order = np.argsort(both, kind="stable")
    path = np.cumsum(np.where(order < m, 1 / m, -1 / n))
    ordered = both[order]
    last = np.append(np.diff(ordered) != 0, True)
    has_ties = not last.all()
    path = path[last] if has_ties else path
    statistic = {"greater": float(path.max()), "less": float(-path.min())}.get(side, float(np.abs(path).max()))
    is_exact = m * n < 10000 if exact is None else exact
    if side == "two.sided":
        if is_exact:
            p = 1.0 - smirnov_below(statistic, m, n, last if has_ties else None)
        else:
            p = kolmogorov_limit_above(math.sqrt(m * n / (m + n)) * statistic)
    else:
        is_exact = False
        p = math.exp(-2 * m * n / (m + n) * statistic**2)
    kind = "Exact" if is_exact else "Asymptotic"
    title = f"{kind} two-sample Kolmogorov-Smirnov test"
    return _ks_result(statistic, min(max(p, 0.0), 1.0), side, title, words, False)


def _ks_result(statistic: float, p: float, side: str, method: str, words: str, is_one: bool) -> List:
    name = {"greater": "D^+", "less": "D^-"}.get(side, "D")
    lies = "the null hypothesis" if is_one else "that of y"
    wording = {"two.sided": "two-sided"}.get(
        side, f"the CDF of x lies {'above' if side == 'greater' else 'below'} {lies}"
    )
    return htest(
        {
            "statistic": named(name, statistic),
            "p.value": dbl([p]),
            "alternative": chr([wording]),
            "method": chr([method]),
            "data.name": chr([words]),
            "exact": Vec(np.array([method.startswith("Exact")], dtype=np.int8)),
        }
    )
