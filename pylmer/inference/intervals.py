"""Confidence intervals: by profile, by Wald, and by whatever is registered as bootstrap. R: confint of lme4."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pylmer.fit.callers import caller_names
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import fixed_covariance
from pylmer.inference.parameter_choice import chosen_parameters
from pylmer.inference.profile_record import Profile
from pylmer.inference.variance_scale import parameter_names
from rcompat.base.conditions import RError, message, running, warning
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import Vector
from rcompat.linear.intervals import percent_labels
from rcompat.maths.distributions import qnorm
from rcompat.maths.interpolation import line_interpolation

__all__ = ["confint", "confint_profile"]

_METHODS = ("profile", "Wald", "boot")
_CHOICE_CALL = "get.which(parm, nvp = length(vn), nptot = length(an), parnames = an)"


@answers("confint", MerFit)
def confint(
    fit: MerFit,
    parm: Any = None,
    level: float = 0.95,
    method: str = "profile",
    zeta: float | None = None,
    nsim: int = 500,
    boot_type: str = "perc",
    FUN: Callable[..., Any] | None = None,
    quiet: bool = False,
    oldNames: bool = True,
    **more: Any,
) -> Vector:
    """Confidence intervals of the parameters.

    Args:
        fit: a fitted model.
        parm: parameters by name or number (from 1), "theta_" or "beta_"; None for all.
        level: confidence level.
        method: "profile" (likelihood profile), "Wald" (fixed effects only) or "boot" (parametric bootstrap).
        zeta: values of zeta to use instead of those of `level`.
        nsim, boot_type, FUN: number of simulations, type of interval ("perc", "basic", "norm"), function of the fit.
        quiet: no message.
        oldNames: call the covariance parameters ".sig01", ..., ".sigma" instead of "sd_(Intercept)|g", ...
        **more: arguments of `profile` or `bootMer`.

    Returns:
        Vector: matrix (parameters, 2).

    Raises:
        RError: in R's words.

    R: lme4's confint.merMod.
    """
    found = [name for name in _METHODS if name.startswith(method)]
    if len(found) != 1:
        raise RError("'arg' should be one of “profile”, “Wald”, “boot”", "match.arg(method)")
    if found[0] == "profile":
        if not quiet:
            message("Computing profile confidence intervals ...")
        numbers = _numbers_of(fit, parm, oldNames)
        with running("profile"):
            profiled = ask("profile", fit, which=numbers, signames=oldNames, **more)
        return confint_profile(profiled, level=level, zeta=zeta)
    names = (*parameter_names(fit.spec.re, oldNames), *fit.spec.x_names)
    if found[0] == "Wald":
        return _wald(fit, parm, level, names)
    given = {"nsim": nsim, "boot_type": boot_type, "FUN": FUN, "quiet": quiet, **more}
    table: Vector = ask("confint_boot", fit, parm=parm, level=level, names=names, **given)
    return table


def _numbers_of(fit: MerFit, parm: Any, old_names: bool) -> list[int] | None:
    """The numbers of the parameters that are meant; R looks names up before it profiles."""
    if parm is None:
        return None
    variances = parameter_names(fit.spec.re, old_names)
    chosen = chosen_parameters(parm, (*variances, *fit.spec.x_names), len(variances), _CHOICE_CALL)
    return [place + 1 for place in chosen]


def _wald(fit: MerFit, parm: Any, level: float, names: tuple[str, ...]) -> Vector:
    variances = len(names) - fit.spec.p
    probabilities = _tails(level)
    errors = np.sqrt(np.diag(fixed_covariance(fit)))
    table = np.full((len(names), 2), NA_REAL)
    for j, quantile in enumerate(_normal_quantiles(probabilities)):
        table[variances:, j] = fit.state.beta + errors * quantile
    rows = _wald_rows(parm, names, variances)
    labels = tuple(percent_labels(probabilities))
    return Vector(data=table[rows], dimnames=(tuple(names[i] for i in rows), labels))


def _tails(level: float) -> list[float]:
    """The probabilities at the two ends of an interval."""
    if isinstance(level, str):
        raise RError("non-numeric argument to binary operator", "1 - level")
    return [(1 - level) / 2, 1 - (1 - level) / 2]


def _normal_quantiles(probabilities: Sequence[float]) -> list[float]:
    """Quantiles of probabilities; R takes all at once and warns once."""
    if all(0.0 <= a <= 1.0 for a in probabilities):
        return [float(qnorm(a)) for a in probabilities]
    warning("NaNs produced", "qnorm(a)")
    return [float(qnorm(a)) if 0.0 <= a <= 1.0 else math.nan for a in probabilities]


def _wald_rows(parm: Any, names: tuple[str, ...], variances: int) -> list[int]:
    """Rows of the table that are asked for; numbers are R's subscripts of it."""
    given = [parm] if np.ndim(parm) == 0 else list(parm)
    if parm is None or any(isinstance(item, str | bool | np.bool_) for item in given):
        return chosen_parameters(parm, names, variances, _CHOICE_CALL)
    numbers = [int(item) for item in given]
    if any(number < 0 for number in numbers):
        return [i for i in range(len(names)) if -(i + 1) not in numbers]
    if any(number > len(names) for number in numbers):
        raise RError("subscript out of bounds", "ci.all[parm, , drop = FALSE]")
    return [number - 1 for number in numbers if number]


@answers("confint", Profile)
def confint_profile(
    profile: Profile, parm: Any = None, level: float = 0.95, zeta: float | Sequence[float] | None = None
) -> Vector:
    """Confidence intervals from a profile.

    Args:
        profile: a profile.
        parm: profiled parameters by name or number (from 1); None for all.
        level: confidence level.
        zeta: values of zeta to use instead of those of `level`.

    Returns:
        Vector: matrix (parameters, 2); where the profile does not reach, the parameter's bound.

    Warns:
        RWarning: a profile is not monotone.

    R: lme4's confint.thpr.
    """
    labels: tuple[str, ...] | None = None
    if zeta is None:
        probabilities = _tails(level)
        labels = tuple(percent_labels(probabilities))
        wanted = _normal_quantiles(probabilities)
    else:
        wanted = [float(value) for value in np.atleast_1d(np.asarray(zeta, dtype=np.float64))]
    names = _profiled_names(profile, parm)
    call = (
        f"confint.thpr({caller_names().name_of(profile) or 'profile'}{'' if level == 0.95 else f', level = {level}'})"
    )
    table = np.array([_limits(profile, name, wanted, call) for name in names]).reshape(len(names), 2)
    return Vector(data=table, dimnames=(tuple(names), labels))


def _profiled_names(profile: Profile, parm: Any) -> list[str]:
    have = [name for name in profile.profiled if name in profile.backward]
    if parm is None and len(have) == len(profile.profiled):
        return have
    given = range(1, len(profile.profiled) + 1) if parm is None else [parm] if np.ndim(parm) == 0 else list(parm)
    if any(isinstance(item, str) for item in given):
        return [item for item in given if item in have]
    numbers = [int(item) for item in given]
    if any(number > len(have) for number in numbers):
        text = "no applicable method for 'predict' applied to an object of class \"NULL\""
        with running("confint.thpr", "predy", "predict"):
            raise RError(text, 'UseMethod("predict")')
    if any(number < 0 for number in numbers):
        return [name for i, name in enumerate(have) if -(i + 1) not in numbers]
    return [have[number - 1] for number in numbers if number]


def _limits(profile: Profile, name: str, wanted: Sequence[float], call: str) -> list[float]:
    """Both limits of one parameter."""
    spline = profile.backward[name]
    zetas = profile.points(name)[1]
    if spline is None and np.count_nonzero(~np.isnan(zetas)) < 2:
        warning(
            "no non-missing arguments to min; returning Inf", "min(diff(obj1[, 2]) < (-non.mono.tol), na.rm = TRUE)"
        )
        warning(f"non-monotonic profile for {name}", call)
        return [NA_REAL, NA_REAL]
    limits = [spline(zeta) for zeta in wanted] if spline else _straight_limits(profile, name, wanted, call)
    low, high = (*limits, math.nan, math.nan)[:2]
    bounds = profile.bounds.get(name, (NA_REAL, NA_REAL))
    return [bounds[0] if math.isnan(low) else low, bounds[1] if math.isnan(high) else high]


def _straight_limits(profile: Profile, name: str, wanted: Sequence[float], call: str) -> list[float]:
    """Limits by straight lines, where there is no spline."""
    warning(f"bad spline fit for {name}: falling back to linear interpolation", call)
    values, zetas = profile.points(name)
    line = line_interpolation(zetas.tolist(), values.tolist())
    return [line(zeta) for zeta in wanted]
