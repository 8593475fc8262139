"""Which observations a linear model leans on: leverages, deletion residuals, changes of the coefficients.

R: lm.influence, hatvalues, rstandard, rstudent, cooks.distance, dfbeta, dfbetas, dffits, covratio.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.linear.accessors import padded_names, padded_rows, row_names, weighted_residuals
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import unscaled_covariance
from rcompat.linear.sums import sum_of
from rcompat.linear.triangular import back_substitute
from rcompat.maths.linpack import q_times

__all__ = [
    "LmInfluence",
    "cooks_distance",
    "covratio",
    "dfbeta",
    "dfbetas",
    "dffits",
    "hatvalues",
    "influence",
    "lm_influence",
    "rstandard",
    "rstudent",
]

_NOISE = 100 * 2.220446049250313e-16
_NO_QR = "lm object does not have a proper 'qr' component.\n Rank zero or should not have used lm(.., qr=FALSE)."
_FULL_LEVERAGE = 1.0 - 10 * 2.220446049250313e-16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmInfluence:
    """Deletion diagnostics of the observations of non-zero weight.

    Attributes:
        names: names of the observations.
        hat: leverages (n,).
        sigma: residual standard deviation without each observation (n,), in units of y.
        residuals: weighted residuals (n,), noise set to zero.
        raw: weighted residuals as they are (n,).
        coefficients: change of the independent coefficients by each observation (n, rank).
    """

    names: tuple[str, ...]
    hat: NDArray[np.float64]
    sigma: NDArray[np.float64]
    residuals: NDArray[np.float64]
    raw: NDArray[np.float64]
    coefficients: NDArray[np.float64]


def _deletion_changes(fit: LmFit, q: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coefficients less those without each observation (n, rank): R^-1 Q' times r / (1 - h)."""
    rank = fit.solution.rank
    return back_substitute(fit.solution.qr.qr[:rank, :rank], q.T).T * shares[:, None]


def lm_influence(fit: LmFit, do_coef: bool = True) -> LmInfluence:
    """Deletion diagnostics of a linear model.

    Args:
        fit: a fitted model.
        do_coef: whether to work out the changes of the coefficients.

    R: stats::lm.influence.
    """
    solution, weights = fit.solution, fit.prior_weights
    residuals = weighted_residuals(fit)
    names = row_names(fit)
    if weights is not None and not (weights != 0.0).all():
        used = weights != 0.0
        residuals = residuals[used]
        names = tuple(name for name, keep in zip(names, used.tolist(), strict=True) if keep)
    raw = residuals
    residuals = np.where(np.abs(residuals) < _NOISE * np.median(np.abs(residuals)), 0.0, residuals)
    n, rank = len(residuals), solution.rank
    columns = np.zeros((n, rank))
    np.fill_diagonal(columns, 1.0)
    turned = q_times(solution.qr, columns) if rank else columns
    hat = np.add.accumulate(turned**2, axis=1)[:, -1] if rank else np.zeros(n)
    hat = np.where(hat >= _FULL_LEVERAGE, 1.0, hat)
    total = sum_of(residuals**2)
    with np.errstate(all="ignore"):
        own = np.where(hat < 1.0, residuals * residuals / (1.0 - hat), 0.0)
        shares = np.where(hat < 1.0, residuals / (1.0 - hat), 0.0)
        sigma = np.sqrt((total - own) / (n - rank - 1)) if rank else np.full(n, np.sqrt(total / n))
    changes = _deletion_changes(fit, turned, shares) if do_coef else np.zeros((n, 0))
    return LmInfluence(names=names, hat=hat, sigma=sigma, residuals=residuals, raw=raw, coefficients=changes)


def _named(fit: LmFit, found: LmInfluence, values: NDArray[np.float64], missing: float = NA_REAL) -> Vector:
    """Values by observation; under na.exclude with `missing` for the rows dropped."""
    if len(values) != len(fit.y):
        return Vector(data=values, names=found.names)
    full = padded_rows(fit, values, missing)
    return Vector(data=full, names=padded_names(fit))


def _matrix(fit: LmFit, found: LmInfluence, values: NDArray[np.float64]) -> Vector:
    """Changes by observation; those dropped under na.exclude change nothing."""
    columns = tuple(fit.design.names[i] for i in fit.solution.kept)
    if len(values) != len(fit.y):
        return Vector(data=values, dimnames=(found.names, columns))
    return Vector(data=padded_rows(fit, values, 0.0), dimnames=(padded_names(fit), columns))


@answers("hatvalues", LmFit)
def hatvalues(fit: LmFit) -> Vector:
    """Leverages (n,): the diagonal of the hat matrix. R: hatvalues.lm."""
    found = lm_influence(fit, do_coef=False)
    return _named(fit, found, found.hat, 0.0)


@answers("influence", LmFit)
def influence(fit: LmFit, do_coef: bool = True) -> RList:
    """Leverages, changes of the coefficients, deletion sigmas, weighted residuals. R: influence.lm."""
    found = lm_influence(fit, do_coef)
    parts: dict[str, object] = {"hat": _named(fit, found, found.hat, 0.0)}
    if do_coef:
        parts["coefficients"] = _matrix(fit, found, found.coefficients)
    parts["sigma"] = _named(fit, found, found.sigma, _spread(fit))
    parts["wt.res"] = _named(fit, found, found.residuals)
    return RList(values=tuple(parts.values()), names=tuple(parts))


def _spread(fit: LmFit) -> float:
    """Residual standard deviation by the deviance."""
    residuals = weighted_residuals(fit)
    with np.errstate(all="ignore"):
        return float(np.sqrt(np.float64(sum_of(residuals**2)) / fit.solution.df_residual))


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    values[np.isinf(values)] = np.nan
    return values


@answers("rstandard", LmFit)
def rstandard(fit: LmFit, type: str = "sd.1") -> Vector:
    """Standardised residuals (n,).

    Args:
        fit: a fitted model.
        type: "sd.1" (over their standard deviation) or "predictive" (over one less the leverage).

    R: rstandard.lm.
    """
    kind = match_arg(type, ("sd.1", "predictive"), "type")
    found = lm_influence(fit, do_coef=False)
    with np.errstate(all="ignore"):
        if kind == "predictive":
            values = found.residuals / (1.0 - found.hat)
        else:
            values = found.residuals / (_spread(fit) * np.sqrt(1.0 - found.hat))
    return _named(fit, found, _finite(values))


@answers("rstudent", LmFit)
def rstudent(fit: LmFit) -> Vector:
    """Studentised residuals (n,), by the spread without the observation. R: rstudent.lm."""
    found = lm_influence(fit, do_coef=False)
    with np.errstate(all="ignore"):
        values = found.residuals / (found.sigma * np.sqrt(1.0 - found.hat))
    return _named(fit, found, _finite(values))


@answers("cooks_distance", LmFit)
def cooks_distance(fit: LmFit) -> Vector:
    """Cook's distances (n,). R: cooks.distance.lm."""
    found = lm_influence(fit, do_coef=False)
    with np.errstate(all="ignore"):
        share = found.raw / (_spread(fit) * (1.0 - found.hat))
        values = share * share * found.hat / fit.solution.rank
    return _named(fit, found, _finite(values))


@answers("dfbeta", LmFit)
def dfbeta(fit: LmFit) -> Vector:
    """Change of the coefficients by each observation (n, rank). R: dfbeta.lm."""
    found = lm_influence(fit)
    return _matrix(fit, found, found.coefficients)


@answers("dfbetas", LmFit)
def dfbetas(fit: LmFit) -> Vector:
    """Change of the coefficients over their standard errors without the observation (n, rank). R: dfbetas.lm."""
    if not fit.solution.rank:
        raise RError(_NO_QR, "qr.lm(model)")
    found = lm_influence(fit)
    roots = np.sqrt(np.diag(unscaled_covariance(fit).data))
    changes = _matrix(fit, found, found.coefficients)
    sigma = _named(fit, found, found.sigma, _spread(fit)).data
    with np.errstate(all="ignore"):
        return Vector(data=changes.data / np.multiply.outer(sigma, roots), dimnames=changes.dimnames)


@answers("dffits", LmFit)
def dffits(fit: LmFit) -> Vector:
    """Change of the fitted values over their standard errors (n,). R: stats::dffits."""
    found = lm_influence(fit, do_coef=False)
    with np.errstate(all="ignore"):
        values = found.raw * np.sqrt(found.hat) / (found.sigma * (1.0 - found.hat))
    return _named(fit, found, _finite(values))


@answers("covratio", LmFit)
def covratio(fit: LmFit) -> Vector:
    """Ratio of the determinants of the coefficients' covariance without and with each observation (n,).

    R: stats::covratio.
    """
    if not fit.solution.rank:
        raise RError(_NO_QR, "qr.lm(model)")
    found = lm_influence(fit, do_coef=False)
    n, rank = len(found.residuals), fit.solution.rank
    with np.errstate(all="ignore"):
        student = found.residuals / (found.sigma * np.sqrt(1.0 - found.hat))
        values = 1.0 / ((1.0 - found.hat) * ((n - rank - 1 + student**2) / (n - rank)) ** rank)
    return _named(fit, found, values)
