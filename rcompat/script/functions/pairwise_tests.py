"""pairwise.t.test, pairwise.wilcox.test, power.t.test and fligner.test. R: stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.p_value_text import format_pval
from rcompat.linear.sums import mean, variance
from rcompat.maths.brent import brent_root
from rcompat.maths.distributions import pchisq, pt, qnorm, qt
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, is_factor, number, string, strings, to_array
from rcompat.script.factors import level_words, make_factor
from rcompat.script.functions.count_tests import samples
from rcompat.script.functions.htests import htest, label, named
from rcompat.script.functions.printing import print_value
from rcompat.script.functions.ranks import midranks
from rcompat.script.functions.t_tests import side_of
from rcompat.script.indexing import dollar, take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv

__all__ = ["adjusted_pairs", "pairwise_result"]


def _tail(statistic: float, df: float, side: str) -> float:
    if side == "less":
        return float(pt(statistic, df))
    if side == "greater":
        return float(pt(statistic, df, lower_tail=False))
    return 2 * float(pt(-abs(statistic), df))


def _adjusted(context: Context, values: list[float], method: str) -> list[float]:
    adjust = context.it.base.values["p.adjust"]
    found: list[float] = call_function(context.it, adjust, [dbl(values), chr([method])]).data.tolist()
    return found


def adjusted_pairs(context: Context, levels: list[str], compare: Any, method: str) -> Vec:
    """Adjusted p values in a lower triangle."""
    k = len(levels)
    places = [(i, j) for j in range(k - 1) for i in range(j + 1, k)]
    adjusted = _adjusted(context, [compare(i, j) for i, j in places], method)
    table = np.full((k - 1, k - 1), np.nan)
    for (i, j), p in zip(places, adjusted, strict=True):
        table[i - 1, j] = p
    attrs = {"dim": intv([k - 1, k - 1]), "dimnames": List([chr(levels[1:]), chr(levels[:-1])])}
    return dbl(table.ravel(order="F"), attrs)


def pairwise_result(method: str, words: str, table: Vec, adjust: str) -> List:
    """A list of class pairwise.htest."""
    parts = {
        "method": chr([method]),
        "data.name": chr([words]),
        "p.value": table,
        "p.adjust.method": chr([adjust]),
    }
    return List(list(parts.values()), {"names": chr(parts), "class": chr(["pairwise.htest"])})


@builtin("pairwise.t.test", "x g p.adjust.method pool.sd paired alternative ...")
def _pairwise_t(
    context: Context,
    x: Value,
    g: Value,
    adjust: Value = None,
    pool_sd: Value = None,
    paired: Value = None,
    alternative: Value = None,
    dots: Any = (),
) -> Value:
    group = g if is_factor(g) else make_factor(g)
    levels = level_words(group)
    parts = [to_array(take(x, np.flatnonzero(group.data == i + 1)), "double") for i in range(len(levels))]
    known = [part[~np.isnan(part)] for part in parts]
    side = side_of(alternative)
    is_paired = paired is not None and flag(paired)
    is_pooled = not is_paired if pool_sd is None else flag(pool_sd)
    df = sum(len(part) for part in known) - len(known)
    pooled = math.sqrt(sum(variance(part) * (len(part) - 1) for part in known) / df) if is_pooled else 0.0
    t_test = context.it.base.values["t.test"]

    def compare(i: int, j: int) -> float:
        if is_pooled:
            spread = pooled * math.sqrt(1 / len(known[i]) + 1 / len(known[j]))
            return _tail((mean(known[i]) - mean(known[j])) / spread, df, side)
        values = [dbl(parts[i]), dbl(parts[j]), chr([side]), Vec(np.array([is_paired], dtype=np.int8))]
        found = call_function(context.it, t_test, values, [None, None, "alternative", "paired"])
        return number(dollar(found, "p.value"))

    title = "paired t tests" if is_paired else f"t tests with {'pooled SD' if is_pooled else 'non-pooled SD'}"
    method = "holm" if adjust is None else string(adjust)
    words = f"{label(context)} and {label(context, 1, 'g')}"
    return pairwise_result(title, words, adjusted_pairs(context, levels, compare, method), method)


@builtin("pairwise.wilcox.test", "x g p.adjust.method paired ...")
def _pairwise_wilcox(
    context: Context, x: Value, g: Value, adjust: Value = None, paired: Value = None, dots: Any = ()
) -> Value:
    group = g if is_factor(g) else make_factor(g)
    levels = level_words(group)
    parts = [take(x, np.flatnonzero(group.data == i + 1)) for i in range(len(levels))]
    test = context.it.base.values["wilcox.test"]
    is_paired = paired is not None and flag(paired)
    titles: list[str] = []

    def compare(i: int, j: int) -> float:
        values = [parts[i], parts[j], Vec(np.array([is_paired], dtype=np.int8)), *[value for _, value in dots]]
        names = [None, None, "paired", *[name for name, _ in dots]]
        form = "wilcox.test.default(xi, xj, paired = paired, ...)"
        found = call_function(context.it, test, values, names, form=form)
        titles.append(string(dollar(found, "method")))
        return number(dollar(found, "p.value"))

    method = "holm" if adjust is None else string(adjust)
    table = adjusted_pairs(context, levels, compare, method)
    words = f"{label(context)} and {label(context, 1, 'g')}"
    return pairwise_result(titles[-1], words, table, method)


@builtin("print.pairwise.htest", "x digits ...")
def _print_pairwise(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    it = context.it
    it.out(f"\n\tPairwise comparisons using {string(dollar(x, 'method'))} \n\n")
    it.out(f"data:  {string(dollar(x, 'data.name'))} \n\n")
    table = dollar(x, "p.value")
    values = table.data.tolist()
    shown = iter(format_pval([p for p in values if p == p], 2))
    cells = ["-" if p != p else next(shown) for p in values]
    print_value(it, chr(cells, {"dim": table.attrs["dim"], "dimnames": table.attrs["dimnames"]}), [("quote", _FALSE)])
    it.out(f"\nP value adjustment method: {string(dollar(x, 'p.adjust.method'))} \n")
    it.visible = False
    return x


_FALSE = Vec(np.array([0], dtype=np.int8))


def _power(n: float, delta: float, sd: float, level: float, tails: int, samples_: int, strict: bool) -> float:
    from rcompat.maths.noncentral import pnt

    df = (n - 1) * samples_
    limit = float(qt(level / tails, df, lower_tail=False))
    centre = math.sqrt(n / samples_) * delta / sd
    upper = 1.0 - pnt(limit, df, centre)
    return upper + pnt(-limit, df, centre) if strict and tails == 2 else upper


@builtin("power.t.test", "n delta sd sig.level power type alternative strict tol")
def _power_t_test(
    context: Context,
    n: Value = None,
    delta: Value = None,
    sd: Value = None,
    sig_level: Value = None,
    power: Value = None,
    type_: Value = None,
    alternative: Value = None,
    strict: Value = None,
    tol: Value = None,
) -> Value:
    given = {"n": n, "delta": delta, "sd": sd, "sig.level": sig_level, "power": power}
    named_args = {name for name, _ in context.promises if name}
    values = {name: None if value is None else number(value) for name, value in given.items()}
    if values["sd"] is None and "sd" not in named_args:
        values["sd"] = 1.0
    if values["sig.level"] is None and "sig.level" not in named_args:
        values["sig.level"] = 0.05
    free = [name for name, value in values.items() if value is None]
    if len(free) != 1:
        raise RError("exactly one of 'n', 'delta', 'sd', 'power', and 'sig.level' must be NULL")
    kind = "two.sample" if type_ is None else string(type_)
    side = "two.sided" if alternative is None else string(alternative)
    setting = (2 if side == "two.sided" else 1, 2 if kind == "two.sample" else 1, strict is not None and flag(strict))
    values[free[0]] = _solved(free[0], values, setting)
    title = {"one.sample": "One-sample", "two.sample": "Two-sample", "paired": "Paired"}[kind]
    notes = {"paired": "n is number of *pairs*, sd is std.dev. of *differences* within pairs"}
    notes["two.sample"] = "n is number in *each* group"
    parts: dict[str, Value] = {name: dbl([value]) for name, value in values.items() if value is not None}
    parts["alternative"] = chr([side])
    if kind in notes:
        parts["note"] = chr([notes[kind]])
    parts["method"] = chr([f"{title} t test power calculation"])
    return List(list(parts.values()), {"names": chr(parts), "class": chr(["power.htest"])})


def _solved(name: str, values: dict[str, float | None], setting: tuple[int, int, bool]) -> float:
    def at(**changed: float) -> float:
        v = {**values, **{key.replace("_", "."): value for key, value in changed.items()}}
        return _power(v["n"], v["delta"], v["sd"], v["sig.level"], *setting)  # type: ignore[arg-type]

    if name == "power":
        return at()
    target = float(values["power"] or 0.0)
    ends = {"n": (2.0, 1e7), "delta": (1e-7, 1e7), "sd": (1e-7, 1e7), "sig.level": (1e-10, 1 - 1e-10)}[name]
    if name in ("delta", "sd"):
        scale = float(values["sd"] or 1.0) if name == "delta" else float(values["delta"] or 1.0)
        ends = (scale * 1e-7, scale * 1e7)

    def f(x: float) -> float:
        return at(**{name.replace(".", "_"): x}) - target

    return brent_root(f, ends, (f(ends[0]), f(ends[1])), 2.220446049250313e-16**0.25, 1000).root


@builtin("print.power.htest", "x digits ...")
def _print_power(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    it = context.it
    names = [str(name) for name in strings(x.attrs["names"])]
    note = dollar(x, "note")
    it.out(f"\n     {string(dollar(x, 'method'))} \n\n")
    shown = [(name, item) for name, item in zip(names, x.data, strict=True) if name not in ("method", "note")]
    for name, item in shown:
        text = ", ".join(format_doubles(item.data.tolist())) if item.kind == "double" else string(item)
        it.out(f"{name.rjust(15)} = {text}\n")
    it.out(f"\nNOTE: {string(note)}\n\n" if note is not None else "\n")
    it.visible = False
    return x


@builtin("fligner.test", "x g ... data", generic=True)
def _fligner(context: Context, x: Value, g: Value = None, dots: Any = (), data: Value = None) -> Value:
    values, codes, k, words = samples(context, x, g, data)
    centred = values - np.array([np.median(values[codes == i]) for i in range(k)])[codes]
    n = len(values)
    scores = np.array([float(qnorm((1 + r / (n + 1)) / 2)) for r in midranks(np.abs(centred))])
    scores = scores - scores.mean()
    sizes = [int((codes == i).sum()) for i in range(k)]
    statistic = sum(size * float(scores[codes == i].mean()) ** 2 for i, size in enumerate(sizes)) / variance(scores)
    return htest(
        {
            "statistic": named("Fligner-Killeen:med chi-squared", statistic),
            "parameter": named("df", k - 1.0),
            "p.value": dbl([float(pchisq(statistic, k - 1.0, lower_tail=False))]),
            "method": chr(["Fligner-Killeen test of homogeneity of variances"]),
            "data.name": chr([words]),
        }
    )
