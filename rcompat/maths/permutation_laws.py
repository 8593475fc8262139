"""R's functions of the hypergeometric law and of Wilcoxon's statistics, with R's recycling. R: stats."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rcompat.maths.rank_laws import dhyper_one, signed_rank_counts, wilcoxon_counts

__all__ = [
    "dhyper",
    "dsignrank",
    "dwilcox",
    "phyper",
    "psignrank",
    "pwilcox",
    "qhyper",
    "qsignrank",
    "qwilcox",
]


def _each(one: Callable[..., float], *arguments: Any) -> Any:
    arrays = [np.asarray(argument, dtype=np.float64).reshape(-1) for argument in arguments]
    count = max(array.size for array in arrays)
    rows = zip(*(np.resize(array, count).tolist() for array in arrays), strict=True)
    return np.array([math.nan if any(value != value for value in row) else one(*row) for row in rows])


def _hyper(m: float, n: float, k: float) -> list[float]:
    return [dhyper_one(x, int(m), int(n), int(k)) for x in range(int(k) + 1)]


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts)
    return [count / total for count in counts]


def _density(law: Sequence[float], x: float, log: bool) -> float:
    value = law[int(x)] if x == int(x) and 0 <= x < len(law) else 0.0
    return (math.log(value) if value > 0 else -math.inf) if log else value


def _below(law: Sequence[float], q: float, lower: bool, log: bool) -> float:
    place = math.floor(q + 1e-7)
    value = math.fsum(law[: place + 1]) if lower else math.fsum(law[place + 1 :])
    if place < 0:
        value = 0.0 if lower else 1.0
    return (math.log(value) if value > 0 else -math.inf) if log else min(value, 1.0)


def _quantile(law: Sequence[float], p: float, lower: bool, log: bool) -> float:
    p = math.exp(p) if log else p
    p = p if lower else 1.0 - p
    total = 0.0
    for place, share in enumerate(law):
        total += share
        if total >= p * (1 - 4e-15):
            return float(place)
    return float(len(law) - 1)


def dhyper(x: Any, m: Any, n: Any, k: Any, log: bool = False) -> Any:
    """Return probabilities of the hypergeometric law. R: stats::dhyper."""
    return _each(lambda x, m, n, k: _density(_hyper(m, n, k), x, log), x, m, n, k)


def phyper(q: Any, m: Any, n: Any, k: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the hypergeometric law. R: stats::phyper."""
    return _each(lambda q, m, n, k: _below(_hyper(m, n, k), q, lower_tail, log_p), q, m, n, k)


def qhyper(p: Any, m: Any, n: Any, k: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the hypergeometric law. R: stats::qhyper."""
    return _each(lambda p, m, n, k: _quantile(_hyper(m, n, k), p, lower_tail, log_p), p, m, n, k)


def dsignrank(x: Any, n: Any, log: bool = False) -> Any:
    """Return probabilities of the signed rank statistic. R: stats::dsignrank."""
    return _each(lambda x, n: _density(_shares(signed_rank_counts(int(n))), x, log), x, n)


def psignrank(q: Any, n: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the signed rank statistic. R: stats::psignrank."""
    return _each(lambda q, n: _below(_shares(signed_rank_counts(int(n))), q, lower_tail, log_p), q, n)


def qsignrank(p: Any, n: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the signed rank statistic. R: stats::qsignrank."""
    return _each(lambda p, n: _quantile(_shares(signed_rank_counts(int(n))), p, lower_tail, log_p), p, n)


def dwilcox(x: Any, m: Any, n: Any, log: bool = False) -> Any:
    """Return probabilities of the rank sum statistic. R: stats::dwilcox."""
    return _each(lambda x, m, n: _density(_shares(wilcoxon_counts(int(m), int(n))), x, log), x, m, n)


def pwilcox(q: Any, m: Any, n: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the rank sum statistic. R: stats::pwilcox."""
    return _each(lambda q, m, n: _below(_shares(wilcoxon_counts(int(m), int(n))), q, lower_tail, log_p), q, m, n)


def qwilcox(p: Any, m: Any, n: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the rank sum statistic. R: stats::qwilcox."""
    return _each(lambda p, m, n: _quantile(_shares(wilcoxon_counts(int(m), int(n))), p, lower_tail, log_p), p, m, n)
