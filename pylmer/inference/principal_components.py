"""Principal components of the random effects: is the covariance matrix of full rank? R: lme4::rePCA."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.rounding import round_half
from rcompat.base.vectors import RList, Vector

__all__ = ["Components", "ComponentsSummary", "rePCA", "summary_components"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Components(Printable, Asks):
    """Principal components of each grouping factor's random effects. R: class prcomplist.

    Attributes:
        groups: names of the grouping factors.
        sdev: standard deviations of the components (k,) relative to the residual one, one array per factor.
        rotation: loadings (k, k), one array per factor.
    """

    groups: tuple[str, ...]
    sdev: tuple[NDArray[np.float64], ...]
    rotation: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ComponentsSummary(Printable):
    """How much of the variance each component holds; one matrix (3, k) per grouping factor."""

    groups: tuple[str, ...]
    importance: tuple[Vector, ...]

    def to_list(self) -> RList:
        """The matrices as a named list."""
        return RList(values=self.importance, names=self.groups)


@answers("rePCA", MerFit)
def rePCA(fit: MerFit) -> Components:
    """Principal components of the relative covariance of each grouping factor's random effects. R: lme4::rePCA."""
    re, theta = fit.spec.re, fit.state.theta
    sdev, rotation = [], []
    for name in re.factor_names:
        found = [(t, first) for t, first in zip(re.terms, re.theta_starts, strict=False) if t.group == name]
        size = sum(term.k for term, _ in found)
        factor, at = np.zeros((size, size)), 0
        for term, first in found:
            rows, columns = np.tril_indices(term.k)
            order = np.lexsort((rows, columns))
            count = term.k * (term.k + 1) // 2
            factor[at + rows[order], at + columns[order]] = theta[first : first + count]
            at += term.k
        left, values, _ = np.linalg.svd(factor)
        sdev.append(values)
        rotation.append(left)
    return Components(groups=re.factor_names, sdev=tuple(sdev), rotation=tuple(rotation))


@answers("summary", Components)
def summary_components(components: Components) -> ComponentsSummary:
    """Standard deviation, proportion of variance and cumulative proportion of each component. R: summary.prcomp."""
    tables = []
    for sdev in components.sdev:
        variance = sdev**2
        with np.errstate(invalid="ignore"):
            share = variance / variance.sum()
        rows = np.vstack([sdev, round_half(share, 5), round_half(np.cumsum(share), 5)])
        names = ("Standard deviation", "Proportion of Variance", "Cumulative Proportion")
        tables.append(Vector(data=rows, dimnames=(names, None)))
    return ComponentsSummary(groups=components.groups, importance=tuple(tables))
