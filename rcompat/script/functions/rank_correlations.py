"""Tests of rank correlations. R: stats::cor.test with method "spearman" and "kendall"."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.maths.distributions import pnorm, pt
from rcompat.maths.rank_laws import kendall_below, spearman_above
from rcompat.script.functions.htests import as_method, htest, named
from rcompat.script.functions.ranks import kendall, midranks
from rcompat.script.machine import Context
from rcompat.script.signals import raise_warning
from rcompat.script.values import List, Value, chr, dbl

__all__ = ["rank_correlation_test"]


def rank_correlation_test(
    context: Context, pair: tuple[Any, Any], method: str, words: str, side: str, exact: bool | None
) -> List:
    """Spearman's or Kendall's test of no association."""
    a, b = pair
    has_ties = len(np.unique(a)) < len(a) or len(np.unique(b)) < len(b)
    if method.startswith("k"):
        title, name = "Kendall's rank correlation tau", "tau"
        is_exact = len(a) < 50 if exact is None else exact
        statistic, p, estimate = _kendall(a, b, side, is_exact and not has_ties)
    else:
        title, name = "Spearman's rank correlation rho", "rho"
        is_exact = len(a) < 1290 if exact is None else exact
        statistic, p, estimate = _spearman(a, b, side, is_exact and not has_ties)
    if has_ties and is_exact:
        text = "Cannot compute exact p-value with ties"
        raise_warning(context.it, text, as_method(context, "cor.test.default"))
    parts: dict[str, Value] = {
        "statistic": statistic,
        "parameter": None,
        "p.value": dbl([min(p, 1.0)]),
        "estimate": named(name, estimate),
        "null.value": named(name, 0.0),
        "alternative": chr([side]),
        "method": chr([title]),
        "data.name": chr([words]),
    }
    return htest(parts)


def _sided(below: float, above: float, side: str) -> float:
    return {"less": below, "greater": above}.get(side, min(1.0, 2 * min(below, above)))


def _kendall(a: Any, b: Any, side: str, exact: bool) -> tuple[Any, float, float]:
    n = len(a)
    estimate = kendall(a, b)
    if exact:
        pairs = round((estimate + 1) * n * (n - 1) / 4)
        p = _sided(kendall_below(pairs, n), 1 - kendall_below(pairs - 1, n), side)
        return named("T", float(pairs)), p, estimate
    ties = [np.unique(x, return_counts=True)[1].astype(float) for x in (a, b)]
    single = [float((t * (t - 1)).sum()) for t in ties]
    double = [float((t * (t - 1) * (t - 2)).sum()) for t in ties]
    mixed = [float((t * (t - 1) * (2 * t + 5)).sum()) for t in ties]
    spread = (n * (n - 1) * (2 * n + 5) - mixed[0] - mixed[1]) / 18
    spread += single[0] * single[1] / (2 * n * (n - 1)) + double[0] * double[1] / (9 * n * (n - 1) * (n - 2))
    root = math.sqrt((n * (n - 1) - single[0]) * (n * (n - 1) - single[1])) / 2
    z = estimate * root / math.sqrt(spread)
    return named("z", z), _sided(float(pnorm(z)), float(pnorm(z, 0.0, 1.0, False)), side), estimate


def _spearman(a: Any, b: Any, side: str, exact: bool) -> tuple[Any, float, float]:
    n = len(a)
    ra, rb = midranks(a), midranks(b)
    ca, cb = ra - ra.mean(), rb - rb.mean()
    estimate = float((ca * cb).sum() / math.sqrt((ca * ca).sum() * (cb * cb).sum()))
    total = (n**3 - n) * (1 - estimate) / 6
    if exact:
        whole = 2.0 * round(total / 2.0)
        above, below = spearman_above(whole, n), 1 - spearman_above(whole + 2, n)
        p = {"less": above, "greater": below}.get(side)
        if p is None:
            p = min(2 * (above if total > (n**3 - n) / 6 else below), 1.0)
        return named("S", total), p, estimate
    t = estimate / math.sqrt((1 - estimate**2) / (n - 2))
    p = _sided(float(pt(t, n - 2.0)), float(pt(t, n - 2.0, lower_tail=False)), side)
    return named("S", total), p, estimate
