"""ansari.test, mood.test and quade.test: rank tests of scale, and of treatments in blocks. R: stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths.distributions import pf, pnorm
from rcompat.maths.rank_laws import ansari_counts
from rcompat.script.coercion import flag
from rcompat.script.factors import level_words
from rcompat.script.frames import as_matrix
from rcompat.script.functions.htests import as_method, formula_groups, htest, known, label, named
from rcompat.script.functions.ranks import midranks
from rcompat.script.functions.t_tests import side_of
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Language, Value, chr, dbl

__all__: list[str] = []

_EXACT_BELOW = 50


def _samples(context: Context, x: Value, y: Value, data: Value) -> tuple[Any, Any, str]:
    """Two samples and what they are called: two vectors, or a response by a group of two levels."""
    if not isinstance(x, Language):
        return known(x), known(y), f"{label(context)} and {label(context, 1, 'y')}"
    response, group, words = formula_groups(context, x, y if data is None else data)
    places = [i + 1 for i in range(len(level_words(group))) if (group.data == i + 1).any()]
    if len(places) != 2:
        raise RError("grouping factor must have exactly 2 levels")
    first, second = (response.data[group.data == place].astype(float) for place in places)
    return first, second, words


@builtin("ansari.test", "x y alternative exact conf.int conf.level ... data")
def _ansari(
    context: Context,
    x: Value,
    y: Value = None,
    alternative: Value = None,
    exact: Value = None,
    conf_int: Value = None,
    conf_level: Value = None,
    dots: Any = (),
    data: Value = None,
) -> Value:
    first, second, words = _samples(context, x, y, data)
    m, n = len(first), len(second)
    ranks = midranks(np.concatenate([first, second]))
    scores = np.minimum(ranks, m + n - ranks + 1)
    statistic = float(scores[:m].sum())
    has_ties = len(np.unique(ranks)) != len(ranks)
    is_small = m < _EXACT_BELOW and n < _EXACT_BELOW
    wants_exact = is_small if exact is None else flag(exact)
    side = side_of(alternative)
    if wants_exact and not has_ties:
        below, above = _exact_tails(m, n, statistic)
    else:
        below, above = _normal_tails(m, n, statistic, scores)
        if wants_exact:
            raise_warning(
                context.it, "cannot compute exact p-value with ties", as_method(context, "ansari.test.default")
            )
    # Wide samples have small scores.
    p = {"two.sided": min(2.0 * min(below, above), 1.0), "greater": below, "less": above}[side]
    return htest(
        {
            "statistic": named("AB", statistic),
            "p.value": dbl([p]),
            "null.value": named("ratio of scales", 1.0),
            "alternative": chr([side]),
            "method": chr(["Ansari-Bradley test"]),
            "data.name": chr([words]),
        }
    )


def _exact_tails(m: int, n: int, statistic: float) -> tuple[float, float]:
    """Chances of a statistic that is as small, and as large."""
    counts = ansari_counts(m, n)
    total, place = sum(counts), round(statistic)
    return sum(counts[: place + 1]) / total, sum(counts[place:]) / total


def _normal_tails(m: int, n: int, statistic: float, scores: Any) -> tuple[float, float]:
    size = m + n
    mean = (size + 2) / 4 if size % 2 == 0 else (size + 1) ** 2 / (4 * size)
    variance = m * n * (float((scores**2).sum()) - size * mean**2) / (size * (size - 1))
    z = (statistic - m * mean) / np.sqrt(variance)
    return float(pnorm(z)), float(pnorm(z, 0.0, 1.0, False))


@builtin("mood.test", "x y alternative ... data")
def _mood(
    context: Context, x: Value, y: Value = None, alternative: Value = None, dots: Any = (), data: Value = None
) -> Value:
    first, second, words = _samples(context, x, y, data)
    m, n = len(first), len(second)
    size = m + n
    if size < 3:
        raise RError("not enough observations")
    pooled = np.concatenate([first, second])
    squares = (np.arange(1.0, size + 1) - (size + 1) / 2) ** 2
    _, groups = np.unique(pooled, return_inverse=True)
    order = np.sort(groups)
    scores = (np.bincount(order, squares) / np.bincount(order))[groups]  # equal values share their scores
    mean = m * (size**2 - 1.0) / 12.0
    spread = float((scores**2).sum()) - float(scores.sum()) ** 2 / size
    z = (float(scores[:m].sum()) - mean) / np.sqrt(m * n * spread / (size * (size - 1.0)))
    side = side_of(alternative)
    above, below = float(pnorm(z, 0.0, 1.0, False)), float(pnorm(z))
    p = {"less": below, "greater": above, "two.sided": 2.0 * min(above, below)}[side]
    return htest(
        {
            "statistic": named("Z", float(z)),
            "p.value": dbl([p]),
            "alternative": chr([side]),
            "method": chr(["Mood two-sample test of scale"]),
            "data.name": chr([words]),
        }
    )


@builtin("quade.test", "y ...")
def _quade(context: Context, y: Value, dots: Any = ()) -> Value:
    """Treatments in columns, blocks in rows."""
    table = as_matrix(y)
    blocks, treatments = (int(size) for size in table.attrs["dim"].data)
    cells = table.data.astype(float).reshape(blocks, treatments, order="F")
    ranks = np.array([midranks(row) for row in cells])
    sizes = midranks(np.ptp(cells, axis=1))
    scores = sizes[:, None] * (ranks - (treatments + 1) / 2)
    total = float((scores**2).sum())
    between = float((scores.sum(axis=0) ** 2).sum()) / blocks
    statistic = (blocks - 1) * between / (total - between)
    df = (treatments - 1.0, (treatments - 1.0) * (blocks - 1.0))
    return htest(
        {
            "statistic": named("Quade F", statistic),
            "parameter": dbl(df, {"names": chr(["num df", "denom df"])}),
            "p.value": dbl([float(pf(statistic, *df, lower_tail=False))]),
            "method": chr(["Quade test"]),
            "data.name": chr([label(context, 0, "y")]),
        }
    )
