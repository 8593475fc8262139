"""The deviance as a function of standard deviations and correlations. R: lme4::devfun2."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.lmer import objective_of
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import fixed_covariance
from pylmer.inference.likelihood import criterion
from pylmer.inference.likelihood_ratio import refitML
from pylmer.inference.variance_scale import VarianceScale, make_variance_scale, parameter_names
from pylmer.numerics.pls import Objective
from rcompat.base.conditions import RError
from rcompat.base.generics import answers
from rcompat.base.vectors import Vector

__all__ = ["DevianceFunction", "devfun2"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DevianceFunction:
    """The deviance (-2 log-likelihood, fixed effects profiled out) at covariance parameters; call it.

    Attributes:
        fit: the model by maximum likelihood.
        objective: its deviance as a function of theta.
        scale: conversion to theta.
        optimum: covariance parameters and fixed effects at the maximum, named.
        basedev: deviance there.
        thopt: theta there (m,).
        stderr: standard errors of the fixed effects (p,).
        log_weights: sum of the logarithms of the weights, as R's `sum` adds up: in 80 bits.
    """

    fit: MerFit
    objective: Objective
    scale: VarianceScale
    optimum: Vector
    basedev: float
    thopt: NDArray[np.float64]
    stderr: NDArray[np.float64]
    log_weights: float

    @property
    def count(self) -> int:
        """Number of covariance parameters, the residual one among them."""
        return len(self.thopt) + 1

    def __call__(self, parameters: Sequence[float] | NDArray[np.float64]) -> float:
        """The deviance at covariance parameters, the residual one last.

        Raises:
            RError: not the right number of parameters.
        """
        values = parameters.tolist() if isinstance(parameters, np.ndarray) else list(parameters)
        if len(values) != self.count:
            raise RError("length(pars) == np is not TRUE", "devfun2(fit)")
        return self.value(values)

    def value(self, values: list[float]) -> float:
        """The deviance; for loops, without checks."""
        sigma = self.scale.sigma(values)
        theta = self.scale.theta(values)
        if not sigma > 0 or math.isnan(sum(theta)):
            return math.nan
        logdet, _, wrss, penalty = self.objective.components(np.array(theta))
        square = sigma * sigma
        spec = self.fit.spec
        return logdet - self.log_weights + (wrss + penalty) / square + spec.n * math.log(2.0 * math.pi * square)


@answers("r_attributes", DevianceFunction)
def _attributes(function: DevianceFunction) -> dict[str, object]:
    """What R keeps with the function."""
    return {
        "optimum": function.optimum,
        "basedev": function.basedev,
        "thopt": function.thopt,
        "stderr": function.stderr,
        "class": ("devfun",),
    }


@answers("devfun2", MerFit)
def devfun2(fit: MerFit, useSc: bool = True, signames: bool = True, prof_scale: str = "sdcor") -> DevianceFunction:
    """The deviance of a model on the scale of standard deviations and correlations.

    Args:
        fit: a fitted model; by REML it is fitted again by maximum likelihood first.
        useSc: whether there is a residual standard deviation (there always is).
        signames: name the parameters ".sig01", ..., ".sigma".
        prof_scale: "sdcor", or "varcov" for variances and covariances.

    R: lme4::devfun2.
    """
    fitted = refitML(fit)
    re = fitted.spec.re
    scale = make_variance_scale(re, prof_scale == "varcov")
    theta = fitted.state.theta
    values = scale.parameters(theta.tolist(), fitted.sigma)
    names = (*parameter_names(re, signames), *fitted.spec.x_names)
    optimum = Vector(data=np.concatenate([values, fitted.state.beta]), names=names)
    objective = objective_of(replace(fitted.spec, reml=False))
    return DevianceFunction(
        fit=fitted,
        objective=objective,
        scale=scale,
        optimum=optimum,
        basedev=criterion(fitted, False),
        thopt=theta,
        stderr=np.sqrt(np.diag(fixed_covariance(fitted))),
        log_weights=_log_sum(fitted.spec.weights),
    )


def _log_sum(weights: NDArray[np.float64]) -> float:
    logarithms = np.array([math.log(weight) if weight else -math.inf for weight in weights.tolist()], np.longdouble)
    return float(np.add.accumulate(logarithms)[-1])
