"""Tables of means of an analysis of variance, and Tukey's honest significant differences between them.

R: stats::model.tables, TukeyHSD. Theory: Yandell (1997), ch. 6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.collation import sort_texts
from rcompat.base.conditions import RError, warning
from rcompat.base.frame import Factor
from rcompat.base.generics import Asks
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.language.expressions import Call
from rcompat.linear.lm_fit import AovFit
from rcompat.linear.sums import sum_of
from rcompat.maths.linpack import q_times
from rcompat.maths.tukey_laws import ptukey, qtukey

__all__ = ["MeansTables", "TukeyComparisons", "means_tables", "tukey_comparisons"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MeansTables(Printable, Asks):
    """Means or effects by term, with the numbers of observations where they differ. R: class tables_aov."""

    kind: str
    grand_mean: float | None
    tables: Mapping[str, tuple[Vector, Vector | None]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TukeyComparisons(Printable, Asks):
    """Differences, limits and adjusted p values by term. R: class TukeyHSD."""

    call: Call
    level: float
    ordered: bool
    tables: Mapping[str, Vector]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one term: factors, number of every row, counts and sizes."""

    factors: tuple[str, ...]
    codes: NDArray[np.intp]
    counts: NDArray[np.float64]
    levels: tuple[tuple[str, ...], ...]


def _projections(fit: AovFit) -> dict[int, NDArray[np.float64]]:
    """The share of each term (0 is the intercept) in every fitted value."""
    solution = fit.solution
    places = fit.design.assign[solution.kept]
    found = {}
    for number in sorted(set(places.tolist())):
        part = np.zeros(len(fit.y))
        part[: solution.rank][places == number] = solution.effects[: solution.rank][places == number]
        found[int(number)] = q_times(solution.qr, part)
    return found


def _as_factor(column: Any) -> Any:
    """A column of words as a factor; any other as it is."""
    if not isinstance(column, np.ndarray) or column.dtype != object:
        return column
    levels = sort_texts([word for word in set(column.tolist()) if word is not None])
    place = {word: code for code, word in enumerate(levels)}
    codes = np.array([place.get(word, -1) for word in column.tolist()], dtype=np.int32)
    return Factor(codes=codes, levels=tuple(levels))


def _cells(fit: AovFit, label: str) -> _Cells | None:
    """Cells of a term; None if not all its variables are factors."""
    names = tuple(label.split(":"))
    columns = [_as_factor(fit.frame.frame.columns.get(name)) for name in names]
    if not all(isinstance(column, Factor) for column in columns):
        return None
    factors = [column for column in columns if isinstance(column, Factor)]
    codes = np.zeros(len(fit.y), dtype=np.intp)
    step = 1
    for factor in factors:
        codes += factor.codes.astype(np.intp) * step
        step *= len(factor.levels)
    counts = np.bincount(codes, minlength=step).astype(np.float64)
    return _Cells(names, codes, counts, tuple(tuple(str(v) for v in factor.levels) for factor in factors))


def _term_numbers(fit: AovFit, cells: _Cells) -> list[int]:
    """The terms that lie within a term."""
    labels = fit.frame.terms.term_labels
    inside = set(cells.factors)
    return [0, *[place for place, label in enumerate(labels, start=1) if set(label.split(":")) <= inside]]


def _cell_means(values: NDArray[np.float64], cells: _Cells) -> NDArray[np.float64]:
    with np.errstate(all="ignore"):
        found: NDArray[np.float64] = (
            np.bincount(cells.codes, weights=values, minlength=len(cells.counts)) / cells.counts
        )
    return found


def _tabled(values: NDArray[np.float64], cells: _Cells) -> Vector:
    shape = tuple(len(levels) for levels in cells.levels)
    data = values.reshape(shape, order="F")
    return Vector(data=data, dimnames=cells.levels, attributes={"dimnames_names": cells.factors})


def _tested_terms(fit: AovFit) -> dict[str, _Cells]:
    found = {}
    ignored = []
    for label in fit.frame.terms.term_labels:
        cells = _cells(fit, label)
        if cells is None:
            ignored.append(label)
        else:
            found[label] = cells
    if ignored:
        for label in [label for label in ignored if ":" not in label]:
            warning(f"non-factors ignored: {label}", 'replications(paste("~", xx), data = mf)')
    return found


def means_tables(fit: AovFit, kind: str = "means") -> MeansTables:
    """Means of the cells of every term, or what each term adds to the grand mean.

    Args:
        fit: an analysis of variance.
        kind: "means" or "effects".

    R: stats::model.tables.
    """
    parts = _projections(fit)
    tables: dict[str, tuple[Vector, Vector | None]] = {}
    for label, cells in _tested_terms(fit).items():
        number = fit.frame.terms.term_labels.index(label) + 1
        chosen = _term_numbers(fit, cells) if kind == "means" else [number]
        total = np.sum([parts[place] for place in chosen if place in parts], axis=0)
        unequal = len(set(cells.counts.tolist())) > 1
        counts = _tabled(cells.counts, cells) if unequal else None
        tables[label] = (_tabled(_cell_means(total, cells), cells), counts)
    grand = float(parts[0][0]) if kind == "means" else None
    return MeansTables(kind=kind, grand_mean=grand, tables=tables)


def tukey_comparisons(
    fit: AovFit, which: tuple[str, ...] | None = None, ordered: bool = False, level: float = 0.95
) -> TukeyComparisons:
    """Differences between the means of every term's cells, with simultaneous limits.

    Args:
        fit: an analysis of variance.
        which: terms; None means all terms of factors.
        ordered: take the means in increasing order.
        level: joint confidence.

    Raises:
        RError: no factors in the model.

    R: stats::TukeyHSD.
    """
    terms = _tested_terms(fit)
    if not terms:
        raise RError("no factors in the fitted model")
    parts = _projections(fit)
    mse = sum_of(fit.solution.residuals**2) / fit.solution.df_residual
    tables = {}
    for label, cells in terms.items():
        if which is not None and label not in which:
            continue
        total = np.sum([parts[place] for place in _term_numbers(fit, cells) if place in parts], axis=0)
        tables[label] = _compared(fit, cells, _cell_means(total, cells), mse, ordered, level)
    return TukeyComparisons(call=fit.call, level=level, ordered=ordered, tables=tables)


def _cell_names(cells: _Cells) -> list[str]:
    names = [""]
    for place, levels in enumerate(cells.levels):
        names = [f"{name}:{level}" if place else level for level in levels for name in names]
    return names


def _compared(
    fit: AovFit, cells: _Cells, means: NDArray[np.float64], mse: float, ordered: bool, level: float
) -> Vector:
    names = _cell_names(cells)
    counts = cells.counts
    if ordered:
        order = np.argsort(means, kind="stable")
        means, counts, names = means[order], counts[order], [names[i] for i in order]
    k, rest = len(means), float(fit.solution.df_residual)
    rows, labels = [], []
    for j in range(k):
        for i in range(j + 1, k):
            centre = float(means[i] - means[j])
            spread = float(np.sqrt(mse / 2 * (1 / counts[i] + 1 / counts[j])))
            width = float(qtukey(level, float(k), rest)) * spread
            p = float(ptukey(abs(centre / spread), float(k), rest, 1.0, False))
            rows.append((centre, centre - width, centre + width, p))
            labels.append(f"{names[i]}-{names[j]}")
    return Vector(data=np.array(rows), dimnames=(tuple(labels), ("diff", "lwr", "upr", "p adj")))
