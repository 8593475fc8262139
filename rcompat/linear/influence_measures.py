"""All deletion diagnostics of a linear model in one table. R: stats::influence.measures, summary.infl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.abbreviation import abbreviate
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.language.expressions import Call
from rcompat.linear.diagnostics import cooks_distance, covratio, dfbetas, dffits, hatvalues
from rcompat.linear.lm_fit import LmFit
from rcompat.maths.distributions import pf

__all__ = ["InfluenceMeasures", "InfluenceSummary", "influence_measures"]

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InfluenceMeasures(Printable, Asks):
    """Diagnostics of every observation and which of them are remarkable. R: class infl.

    Attributes:
        table: dfbetas, dffits, covariance ratios, Cook's distances, leverages (n, rank + 4).
        remarkable: which of them are beyond R's limits, of the same shape.
        call: the model's call.
    """

    table: Vector
    remarkable: NDArray[np.bool_]
    call: Call


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class InfluenceSummary(Printable):
    """The rows with a remarkable measure."""

    measures: InfluenceMeasures

    @property
    def is_written_at_once(self) -> bool:
        """R's summary writes the page itself and returns the rows unseen."""
        return True


def _column_names(fit: LmFit) -> list[str]:
    names = [fit.design.names[i] for i in fit.solution.kept.tolist()]
    return ["dfb." + name for name in abbreviate(["1_" if name == "(Intercept)" else name for name in names])]


@answers("influence_measures", LmFit)
def influence_measures(fit: LmFit) -> InfluenceMeasures:
    """dfbetas, dffits, covariance ratio, Cook's distance and leverage of every observation.

    R: stats::influence.measures. Theory: Belsley, Kuh and Welsch 1980.
    """
    changes = dfbetas(fit)
    columns = [dffits(fit), covratio(fit), cooks_distance(fit), hatvalues(fit)]
    data = np.column_stack([changes.data, *(column.data for column in columns)])
    data[np.isnan(data[:, -3]) & (data[:, -1] == 0.0), -3] = 1.0  # rows put back by na.exclude
    rows = columns[-1].names or ()
    names = (*_column_names(fit), "dffit", "cov.r", "cook.d", "hat")
    count, rank = int((columns[-1].data > 0.0).sum()), fit.solution.rank
    return InfluenceMeasures(
        table=Vector(data=data, dimnames=(rows, names)), remarkable=_beyond(data, count, rank), call=fit.call
    )


def _beyond(data: Array, n: int, rank: int) -> NDArray[np.bool_]:
    """Which measures are beyond their limits; unknown ones are not."""
    rest = n - rank
    shift, ratio, cook, hat = data[:, -4], data[:, -3], data[:, -2], data[:, -1]
    shares = np.array([pf(value, rank, rest) if value == value else np.nan for value in cook.tolist()])
    with np.errstate(invalid="ignore", divide="ignore"):
        flags = [
            np.abs(data[:, :-4]) > 1.0,
            np.abs(shift) > 3.0 * np.sqrt(rank / rest),
            np.abs(1.0 - ratio) > 3.0 * rank / rest,
            shares > 0.5,
            hat > 3.0 * rank / n,
        ]
    return np.column_stack(flags)


@answers("r_value", InfluenceMeasures)
def _parts(measures: InfluenceMeasures) -> RList:
    flags = Vector(data=measures.remarkable, dimnames=measures.table.dimnames)
    return RList(
        values=(measures.table, flags, measures.call),
        names=("infmat", "is.inf", "call"),
        attributes={"class": ("infl",)},
    )


@answers("r_value", InfluenceSummary)
def _rows(page: InfluenceSummary) -> Vector:
    measures = page.measures
    chosen = np.asarray(measures.remarkable.any(axis=1))
    rows, names = measures.table.dimnames or ((), ())
    kept = tuple(name for name, keep in zip(rows or (), chosen, strict=True) if keep)
    return Vector(data=measures.table.data[chosen], dimnames=(kept, names))


@answers("summary", InfluenceMeasures)
def summary(measures: InfluenceMeasures) -> InfluenceSummary:
    """The observations with a remarkable measure. R: summary.infl."""
    return InfluenceSummary(measures=measures)
