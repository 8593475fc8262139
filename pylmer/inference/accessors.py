"""What a fit holds, in R's shapes and under R's names."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.structure.spec import ModelSpec
from rcompat.base.arguments import match_arg, truth
from rcompat.base.conditions import RError, running
from rcompat.base.frame import NA_LOGICAL, NA_REAL, Factor
from rcompat.base.frame_doors import as_column
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import Vector
from rcompat.design.arithmetic import binary

__all__ = [
    "fitted",
    "fixef",
    "isGLMM",
    "isLMM",
    "isNLMM",
    "isSingular",
    "ngrps",
    "nobs",
    "observation_names",
    "pad_values",
    "residual_values",
    "residuals",
    "row_names",
    "sigma",
    "weights",
]

_RESIDUAL_TYPES = ("working", "response", "deviance", "pearson", "partial")


@answers("fixef", MerFit)
def fixef(fit: MerFit, add_dropped: bool = False) -> Vector:
    """Estimates of the fixed effects, named.

    Args:
        fit: a fitted model.
        add_dropped: put NA where columns were dropped for rank deficiency.

    R: fixef.merMod.
    """
    values, names = fit.state.beta, fit.spec.x_names
    if not (truth(add_dropped, "if (add.dropped) {") and fit.spec.dropped):
        return Vector(data=values, names=names)
    places = {position: name for name, position in fit.spec.dropped.items()}
    kept = iter(zip(names, values.tolist(), strict=True))
    full = [(places[i], NA_REAL) if i in places else next(kept) for i in range(len(names) + len(places))]
    return Vector(data=np.array([value for _, value in full]), names=tuple(name for name, _ in full))


@answers("sigma", MerFit)
def sigma(fit: MerFit) -> float:
    """Residual standard deviation, in units of y. R: sigma.merMod."""
    return fit.sigma


@answers("nobs", MerFit)
def nobs(fit: MerFit) -> int:
    """Number of observations used. R: nobs.merMod."""
    return fit.spec.n


@answers("ngrps", Factor)
def _levels(factor: Factor) -> int:
    return len(factor.levels)


@answers("ngrps", MerFit)
def ngrps(fit: MerFit) -> Vector:
    """Number of levels of each grouping factor. R: lme4::ngrps."""
    re = fit.spec.re
    counts = np.array([len(factor.levels) for factor in re.factors], dtype=np.int32)
    return Vector(data=counts, names=re.factor_names)


def row_names(fit: MerFit) -> tuple[str, ...]:
    """Names of the observations used."""
    return observation_names(fit.spec)


def observation_names(spec: ModelSpec) -> tuple[str, ...]:
    """Names of the observations of a model that need not be fitted."""
    frame = spec.frame.frame
    return frame.row_names if frame.row_names is not None else tuple(str(i + 1) for i in range(frame.n))


def pad_values(fit: MerFit, values: NDArray[np.float64]) -> Vector:
    """Name the values by observation; under na.exclude the dropped rows come back as NA."""
    names = row_names(fit)
    frame = fit.spec.frame
    if frame.na_action != "na.exclude" or len(frame.dropped) == 0:
        return Vector(data=values, names=names)
    total = len(values) + len(frame.dropped)
    full = np.full(total, NA_REAL)
    kept = np.ones(total, dtype=bool)
    kept[frame.dropped] = False
    full[kept] = values
    used, lost = iter(names), iter(frame.dropped_names)
    return Vector(data=full, names=tuple(next(used) if keep else next(lost) for keep in kept.tolist()))


@answers("fitted", MerFit)
def fitted(fit: MerFit) -> Vector:
    """Fitted values (n,), random effects included, in units of y. R: fitted.merMod."""
    return pad_values(fit, fit.state.mu)


def residual_values(fit: MerFit, kind: str = "response", scaled: bool = False) -> NDArray[np.float64]:
    """Residuals (n,) without names; see `residuals`."""
    values = fit.spec.y - fit.state.mu
    if kind in ("pearson", "deviance"):
        values = values * np.sqrt(fit.spec.weights)
    return values / fit.sigma if truth(scaled, "if (scaled) r <- r/sigma(object)") else values


@answers("residuals", MerFit)
def residuals(fit: MerFit, type: str = "response", scaled: bool = False) -> Vector:
    """Residuals (n,), named by observation.

    Args:
        fit: a fitted model.
        type: "response", "working", "pearson" or "deviance" (the last two times the root of the weights).
        scaled: divide by the residual standard deviation.

    Raises:
        RError: unknown type.

    R: residuals.merMod.
    """
    with running("residuals", "residuals.lmResp"):
        kind = match_arg(type, _RESIDUAL_TYPES, "type")
    if kind == "partial":
        raise RError("partial residuals are not implemented yet", "residuals.lmResp(fit@resp, type = type)")
    return pad_values(fit, residual_values(fit, kind, scaled))


@answers("weights", MerFit)
def weights(fit: MerFit) -> Vector:
    """Prior weights (n,). R: weights.merMod."""
    return Vector(data=fit.spec.weights)


@answers("isSingular", MerFit)
def isSingular(fit: MerFit, tol: Any = 1e-4) -> bool | Vector:
    """Whether some theta with lower bound 0 is below `tol`; NA if that cannot be told. R: lme4::isSingular."""
    if not isinstance(fit, MerFit):
        ask("getME", fit, "lower")  # R's first question: no method
    if tol is None:
        return False
    limit = as_column(NA_REAL if isinstance(tol, str) and tol == "NA" else tol)
    below = binary("<", fit.state.theta[fit.spec.re.lower == 0.0], limit)
    if (below == NA_LOGICAL).any() and not (below == 1).any():
        return Vector(data=np.array([NA_LOGICAL], dtype=np.int8))
    return bool((below == 1).any())


@answers("isLMM", MerFit)
def isLMM(fit: MerFit) -> bool:
    """Whether the fit is a linear mixed model. R: lme4::isLMM."""
    return isinstance(fit, MerFit)


@answers("isGLMM", MerFit)
def isGLMM(fit: MerFit) -> bool:
    """Whether the fit is a generalised linear mixed model. R: lme4::isGLMM."""
    return not isinstance(fit, MerFit)


@answers("isNLMM", MerFit)
def isNLMM(fit: MerFit) -> bool:
    """Whether the fit is a nonlinear mixed model. R: lme4::isNLMM."""
    return not isinstance(fit, MerFit)
