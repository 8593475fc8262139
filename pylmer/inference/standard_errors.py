"""Standard errors and standard deviations of fits, and rescaled variables. R: package arm 1.13."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import VarCorr, fixed_covariance
from pylmer.inference.posterior_sim import MerSim, Sim
from pylmer.inference.random_effects import ranef
from rcompat.base.conditions import RError, warning
from rcompat.base.frame import NA_REAL, Factor
from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.linear import accessors as linear
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import vcov
from rcompat.maths.distributions import plogis, qlogis

__all__ = [
    "draws_sigma",
    "invlogit",
    "lm_se_coef",
    "lm_sigma_hat",
    "logit",
    "mer_draws_sigma",
    "rescale",
    "se_coef",
    "se_fixef",
    "se_ranef",
    "sigma_hat",
]


@answers("se_fixef", MerFit)
def se_fixef(fit: MerFit) -> Vector:
    """Standard errors of the fixed effects (p,), named. R: arm::se.fixef."""
    if not fit.spec.p:
        return Vector(data=np.zeros(0))
    return Vector(data=np.sqrt(np.diag(fixed_covariance(fit))), names=fit.spec.x_names)


@answers("se_ranef", MerFit)
def se_ranef(fit: MerFit) -> RList:
    """Conditional standard deviations of the random effects, one matrix (levels, k) per grouping factor.

    Raises:
        RError: a factor groups more than one term.

    R: arm::se.ranef.
    """
    table = ranef(fit, condVar=True)
    values = []
    for name, frame in table.frames.items():
        if len(table.variances[name]) != 1:
            raise RError("'dims' cannot be of length 0", "array(NA, J)")
        deviations = np.sqrt(np.diagonal(table.variances[name][0], axis1=1, axis2=2))
        values.append(Vector(data=deviations, dimnames=(frame.row_names, frame.names)))
    return RList(values=tuple(values), names=tuple(table.frames))


@answers("se_coef", MerFit)
def se_coef(fit: MerFit) -> RList:
    """Standard errors of the fixed effects, and conditional standard deviations by grouping factor.

    R: arm::se.coef for merMod.
    """
    conditional = se_ranef(fit)
    fixed = Vector(data=se_fixef(fit).data)
    return RList(values=(fixed, *conditional.values), names=("fixef", *(conditional.names or ())))


@answers("se_coef", LmFit)
def lm_se_coef(fit: LmFit) -> Vector:
    """Standard errors of the coefficients (p,); NA where a column depends on earlier ones. R: arm::se.coef for lm."""
    return Vector(data=np.sqrt(np.diag(vcov(fit).data)), names=fit.design.names or None)


@answers("sigma_hat", MerFit)
def sigma_hat(fit: MerFit) -> RList:
    """Standard deviations of the residuals and of the random effects, and the correlations of the latter.

    R: arm::sigma.hat for merMod.
    """
    blocks = VarCorr(fit).blocks
    names = ("data", *(block.group for block in blocks))
    missing = Vector(data=np.array([NA_REAL]))
    deviations = [Vector(data=block.stddev, names=block.names) for block in blocks]
    correlations = [
        Vector(data=block.correlation, dimnames=(block.names, block.names)) if len(block.names) > 1 else missing
        for block in blocks
    ]
    spread = RList(values=(Vector(data=np.array([fit.sigma])), *deviations), names=names)
    return RList(values=(spread, RList(values=(missing, *correlations), names=names)), names=("sigma", "cors"))


@answers("sigma_hat", LmFit)
def lm_sigma_hat(fit: LmFit) -> float:
    """Residual standard deviation, in units of y. R: arm::sigma.hat for lm."""
    return linear.sigma(fit)


@answers("sigma_hat", Sim)
def draws_sigma(draws: Sim) -> Vector:
    """The drawn residual standard deviations (n_sims,). R: arm::sigma.hat for class sim."""
    return draws.sigma


@answers("sigma_hat", MerSim)
def mer_draws_sigma(draws: MerSim) -> Vector:
    """The drawn residual standard deviations (n_sims,). R: arm::sigma.hat for class sim.merMod."""
    return draws.sigma


def logit(x: ArrayLike) -> NDArray[np.float64]:
    """Log odds of probabilities. R: arm::logit."""
    p = np.asarray(x, dtype=np.float64)
    if ((p < 0.0) | (p > 1.0)).any():
        warning("NaNs produced", "log(x/(1 - x))")
    return np.where((p < 0.0) | (p > 1.0), np.nan, np.where(np.isnan(p), p, qlogis(np.clip(p, 0.0, 1.0))))


def invlogit(x: ArrayLike) -> NDArray[np.float64]:
    """Probabilities of log odds. R: arm::invlogit."""
    values = np.asarray(x, dtype=np.float64)
    return np.where(np.isnan(values), values, plogis(values))


def rescale(x: ArrayLike | Factor | Sequence[str], binary_inputs: str = "center") -> NDArray[np.float64]:
    """Centre a variable and divide it by two standard deviations; a variable of two values is treated as binary.

    Args:
        x: numbers, truth values, strings or a factor (n,).
        binary_inputs: "center" (subtract the mean), "0/1", "-0.5,0.5" (subtract a half, as R does), or "full" (like any
            other variable).

    R: arm::rescale. Theory: Gelman 2008, Statistics in Medicine 27.
    """
    values = _numbers(x)
    known = values[~np.isnan(values)]
    distinct = np.unique(known)
    mean = float(known.sum()) / len(known) if len(known) else math.nan
    if len(distinct) == 2 and binary_inputs != "full":
        if binary_inputs == "0/1":
            low, high = distinct.tolist()
            return np.asarray((values - low) / (high - low))
        if binary_inputs == "-0.5,0.5":
            return np.asarray(values - 0.5)
        return np.asarray(values - mean)
    spread = math.sqrt(float(((known - mean) ** 2).sum()) / (len(known) - 1)) if len(known) > 1 else math.nan
    with np.errstate(all="ignore"):
        return np.asarray((values - mean) / (2.0 * spread))


def _numbers(x: ArrayLike | Factor | Sequence[str]) -> NDArray[np.float64]:
    if isinstance(x, Factor):
        return np.where(x.codes < 0, NA_REAL, x.codes + 1.0)
    values = np.asarray(x)
    if values.dtype.kind in "UO" and any(isinstance(item, str) for item in values.tolist()):
        places = {
            name: i + 1.0 for i, name in enumerate(sorted({item for item in values.tolist() if item is not None}))
        }
        return np.array([places.get(item, NA_REAL) for item in values.tolist()])
    return values.astype(np.float64)
