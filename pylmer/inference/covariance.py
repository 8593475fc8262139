"""Variances and covariances: of the random effects (`VarCorr`) and of the fixed effects (`vcov`)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.numerics.pls import vcov_beta
from pylmer.structure.re_terms import ReTerms
from rcompat.base.arguments import truth
from rcompat.base.conditions import RError
from rcompat.base.frame import Column, Frame
from rcompat.base.generics import answers
from rcompat.base.names import make_names
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector

__all__ = ["CovarianceBlock", "VarCorr", "VarCorrTable", "fixed_covariance", "random_covariance", "vcov"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CovarianceBlock:
    """The covariance of one random-effects term.

    Attributes:
        group: name of the grouping factor; repeated ones are made unique by ".1", ".2", ...
        names: coefficients (k,).
        covariance: (k, k), in squared units of y over units of the coefficients.
        stddev: (k,).
        correlation: (k, k).
    """

    group: str
    names: tuple[str, ...]
    covariance: NDArray[np.float64]
    stddev: NDArray[np.float64]
    correlation: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VarCorrTable(Printable):
    """Variances, standard deviations and correlations of all random effects. R: class VarCorr.merMod.

    Attributes:
        blocks: one per term.
        sigma: residual standard deviation.
    """

    blocks: tuple[CovarianceBlock, ...]
    sigma: float

    def __iter__(self) -> Iterator[CovarianceBlock]:
        return iter(self.blocks)

    def __getitem__(self, group: str) -> CovarianceBlock:
        for block in self.blocks:
            if block.group == group:
                return block
        raise KeyError(group)

    def to_frame(self, order: str = "cov.last") -> Frame:
        """One row per parameter: grp, var1, var2, vcov, sdcor.

        Args:
            order: "cov.last" (variances of a term, then covariances) or "lower.tri" (columns of the lower triangle).

        R: as.data.frame.VarCorr.merMod.
        """
        rows = [row for block in self.blocks for row in _block_rows(block, order)]
        rows.append(("Residual", None, None, self.sigma**2, self.sigma))
        columns: dict[str, Column] = {
            name: np.array([row[i] for row in rows], dtype=object) for i, name in enumerate(("grp", "var1", "var2"))
        }
        columns["vcov"] = np.array([row[3] for row in rows], dtype=np.float64)
        columns["sdcor"] = np.array([row[4] for row in rows], dtype=np.float64)
        return Frame(columns=columns, n=len(rows))


_Row = tuple[str, str | None, str | None, float, float]


def _block_rows(block: CovarianceBlock, order: str) -> list[_Row]:
    k = len(block.names)
    cells = [(i, j) for j in range(k) for i in range(j, k)]
    if order == "cov.last":
        cells.sort(key=lambda cell: cell[0] != cell[1])
    rows: list[_Row] = []
    for i, j in cells:
        if i == j:
            rows.append((block.group, block.names[i], None, float(block.covariance[i, i]), float(block.stddev[i])))
        else:
            pair = (float(block.covariance[i, j]), float(block.correlation[i, j]))
            rows.append((block.group, block.names[j], block.names[i], *pair))
    return rows


@answers("VarCorr", MerFit)
def VarCorr(fit: MerFit, sigma: float | None = None) -> VarCorrTable:
    """Covariances of the random effects.

    Args:
        fit: a fitted model.
        sigma: scale to use instead of the fit's residual standard deviation.

    R: lme4::VarCorr.merMod.
    """
    scale = fit.sigma if sigma is None else sigma
    return random_covariance(fit, fit.state.theta, scale)


def random_covariance(fit: MerFit, theta: NDArray[np.float64], sigma: float) -> VarCorrTable:
    """Covariances of the random effects of a model at any theta (m,) and sigma."""
    blocks = []
    re = fit.spec.re
    for term, group, first in zip(re.terms, _distinct_groups(re), re.theta_starts, strict=False):
        k = term.k
        factor = [[0.0] * k for _ in range(k)]
        position = first
        for j in range(k):
            for i in range(j, k):
                factor[i][j] = sigma * float(theta[position])
                position += 1
        blocks.append(_block(group, term.columns, factor))
    return VarCorrTable(blocks=tuple(blocks), sigma=sigma)


def _distinct_groups(re: ReTerms) -> list[str]:
    """Names of the terms' groups; as soon as one comes twice, R makes all of them syntactic and unique."""
    names = [term.group for term in re.terms]
    return names if len(set(names)) == len(names) else list(make_names(names, unique=True))


def _block(group: str, names: tuple[str, ...], factor: list[list[float]]) -> CovarianceBlock:
    """Covariance of one term from its scaled lower factor, in plain sums as R's tcrossprod does them."""
    k = len(names)
    covariance = np.empty((k, k))
    for i in range(k):
        for j in range(i + 1):
            total = 0.0
            for c in range(k):
                total += factor[i][c] * factor[j][c]
            covariance[i, j] = covariance[j, i] = total
    stddev = [math.sqrt(float(covariance[i, i])) for i in range(k)]
    correlation = np.empty((k, k))
    for i in range(k):
        for j in range(k):
            correlation[i, j] = _ratio(_ratio(float(covariance[i, j]), stddev[i]), stddev[j])
        correlation[i, i] = 1.0
    return CovarianceBlock(
        group=group, names=names, covariance=covariance, stddev=np.array(stddev), correlation=correlation
    )


def _ratio(a: float, b: float) -> float:
    return a / b if b != 0.0 else math.nan


def fixed_covariance(fit: MerFit) -> NDArray[np.float64]:
    """Covariance matrix (p, p) of the fixed effects, without names."""
    return vcov_beta(fit.state, fit.sigma)


@answers("vcov", MerFit)
def vcov(fit: MerFit, correlation: bool = True) -> Vector:
    """Covariance matrix of the fixed effects, named. R: vcov.merMod.

    Args:
        fit: a fitted model.
        correlation: keep the correlations with it, as R does in the matrix's factors.

    Raises:
        RError: the computed variances are not finite.
    """
    values = fixed_covariance(fit)
    if not np.isfinite(values).all():
        raise RError("Computed variance-covariance matrix is not positive definite")
    names = fit.spec.x_names
    wanted = truth(correlation, "if (correlation) rr@factors$correlation <- if (!is.na(sigm)) as(rr, ")
    kept = RList(values=(_correlations(values, names),), names=("correlation",)) if wanted else RList(values=())
    return Vector(data=values, dimnames=(names, names), attributes={"class": "dpoMatrix", "factors": kept})


def _correlations(values: NDArray[np.float64], names: tuple[str, ...]) -> Vector:
    """The correlations that R keeps with a covariance matrix."""
    deviations = np.sqrt(np.diagonal(values))
    found = values / deviations / deviations[:, np.newaxis]
    np.fill_diagonal(found, 1.0)
    return Vector(data=found, dimnames=(names, names), attributes={"class": "corMatrix", "sd": Vector(data=deviations)})
