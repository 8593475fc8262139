"""lme4's checks after the optimisation: singular fit, scaled gradient, Hessian; in R's order and words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from pylmer.control import ConvergenceCheck, LmerControl
from pylmer.optim.outcome import Numbers
from rcompat.base.conditions import Condition, RError, RMessage, RWarning
from rcompat.base.sprintf import sprintf
from rcompat.maths.symmetric_kernel import solve_factor, symmetric_eigenvalues, upper_factor

__all__ = ["ConvergenceReport", "ConvergenceWarning", "SingularFitWarning", "check_convergence", "is_singular"]

_CALL: Final = (
    'checkConv(attr(opt, "derivs"), opt$par, ctrl = control$checkConv, \n    lbound = environment(devfun)$lower)'
)
_LEVELS_CALL: Final = 'checkCtrlLevels(cstr, cc <- ccl[["action"]])'
_LEVELS: Final = ("message", "warning", "stop", "ignore")
_SINGULAR: Final = "boundary (singular) fit: see help('isSingular')"
_UNABLE: Final = "unable to evaluate scaled gradient"
_LARGE: Final = "Model is nearly unidentifiable: very large eigenvalue\n - Rescale variables?"
_RATIO: Final = "Model is nearly unidentifiable: large eigenvalue ratio\n - Rescale variables?"
_FLAT: Final = " Hessian is numerically singular: parameters are not uniquely determined"
_SAFE_RATIO: Final = 1e-8
_NO_HESSIAN: Final = "Problem with Hessian check (infinite or missing values?)"


class SingularFitWarning(RMessage):
    """The message about a singular fit."""


class ConvergenceWarning(RWarning):
    """A warning that the optimum may not be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvergenceReport:
    """What lme4 says about convergence.

    Attributes:
        codes: lme4's codes (-1 gradient, -2 relative gradient, -3 ... -6 Hessian, 2 and 3 scale).
        messages: the sentences kept with the fit.
        problems: the conditions to signal, in order.
        error: the error to raise after them, or None.
    """

    codes: tuple[int, ...] = ()
    messages: tuple[str, ...] = ()
    problems: tuple[Condition, ...] = ()
    error: RError | None = None


def check_convergence(
    par: Numbers, lower: Numbers, gradient: Numbers | None, hessian: Numbers | None, control: LmerControl
) -> ConvergenceReport:
    """Judge an optimum by lme4's rules.

    Args:
        par: parameters (m,).
        lower: lower bounds (m,).
        gradient: (m,), or None if derivatives were not computed.
        hessian: (m, m) or None.
        control: actions and tolerances.

    R: lme4::checkConv.
    """
    problems: list[Condition] = []
    try:
        codes, messages = _judge(par, lower, gradient, hessian, control, problems)
    except RError as error:
        return ConvergenceReport(problems=tuple(problems), error=error)
    return ConvergenceReport(codes=codes, messages=messages, problems=tuple(problems))


def is_singular(par: Numbers, lower: Numbers, control: LmerControl) -> bool:
    """Whether a parameter is on its bound, or as good as."""
    tol = control.check_conv_singular.tol
    return any(bound == 0 and value < tol for value, bound in zip(par.tolist(), lower.tolist(), strict=True))


def _judge(
    par: Numbers,
    lower: Numbers,
    gradient: Numbers | None,
    hessian: Numbers | None,
    control: LmerControl,
    problems: list[Condition],
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    singular = control.check_conv_singular
    _check_level(singular, "check.conv.singular")
    if is_singular(par, lower, control):
        if singular.action == "ignore":
            return (), ()
        _signal(singular, "check.conv.singular", _SINGULAR, problems)
        return (), (_SINGULAR,)
    if gradient is None or hessian is None:
        return (), ()
    if any(map(math.isnan, gradient.tolist())):
        return (-5,), ("Gradient contains NAs",)
    is_finite = all(map(math.isfinite, hessian.ravel().tolist()))
    values: list[float] | None = symmetric_eigenvalues(hessian) if is_finite else None
    codes, messages = _judge_gradient(par, gradient, hessian, values, control.check_conv_grad, problems)
    more_codes, more_messages = _judge_hessian(values, control.check_conv_hess, problems)
    return more_codes or codes, messages + more_messages


def _judge_gradient(
    par: Numbers,
    gradient: Numbers,
    hessian: Numbers,
    values: list[float] | None,
    check: ConvergenceCheck,
    problems: list[Condition],
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    if check.action == "ignore":
        return (), ()
    name = "check.conv.grad"
    _check_level(check, name)
    codes: tuple[int, ...] = ()
    messages: tuple[str, ...] = ()
    size = _gradient_size(gradient, hessian, values, check.tol)
    if size is None or size > check.tol:
        pattern = "Model failed to converge with max|grad| = %g (tol = %g, component 1)"
        text = _UNABLE if size is None else sprintf(pattern, size, check.tol)
        _signal(check, name, text, problems)
        codes, messages = (-1,), (text,)
    if check.rel_tol is not None:
        with np.errstate(divide="ignore", invalid="ignore"):
            relative = float(np.max(np.abs(gradient / par)))
        if relative > check.rel_tol:
            pattern = "Model failed to converge with max|relative grad| = %g (tol = %g)"
            text = sprintf(pattern, relative, float(check.rel_tol))
            _signal(check, name, text, problems)
            codes, messages = (-2,), (text,)
    return codes, messages


def _gradient_size(gradient: Numbers, hessian: Numbers, values: list[float] | None, tolerance: float) -> float | None:
    """The largest of the gradient's elements, each the smaller of itself and its scaled value; None if R cannot scale.

    Where the Hessian can safely be factored and no element exceeds the tolerance, the scaling cannot matter.
    """
    is_safe = values is not None and values[0] > _SAFE_RATIO * values[-1]
    sizes: list[float] = list(map(abs, gradient.tolist()))
    if values is None or not all(map(math.isfinite, sizes)):
        return None
    if is_safe and max(sizes) <= tolerance:
        return max(sizes)
    factor = upper_factor(hessian)
    if factor is None or not (is_safe or _reciprocal_condition(np.asarray(factor)) >= np.finfo(np.float64).eps):
        return None
    scaled: list[float] = solve_factor(factor, gradient)
    return max(map(min, sizes, map(abs, scaled)))


def _reciprocal_condition(factor: Numbers) -> float:
    return float(1.0 / (np.linalg.norm(factor, 1) * np.linalg.norm(np.linalg.inv(factor), 1)))


def _judge_hessian(
    values: list[float] | None, check: ConvergenceCheck, problems: list[Condition]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    if check.action == "ignore":
        return (), ()
    name = "check.conv.hess"
    _check_level(check, name)
    if values is None:
        _signal(check, name, _NO_HESSIAN, problems)
        return (-6,), (_NO_HESSIAN,)
    negative = sum([value < -check.tol for value in values])
    least, most = values[0], values[-1]
    if negative:
        text = f"Model failed to converge: degenerate  Hessian with {negative} negative eigenvalues"
        _signal(check, name, text, problems)
        return (-3,), (text,)
    if least < check.tol:
        _signal(check, name, _FLAT, problems)
        return (-4,), (_FLAT,)
    found = [(2, _LARGE)] if most * check.tol > 1 else []
    found += [(3, _RATIO)] if least / most < check.tol else []
    if found:
        _signal(check, name, ";".join(text for _, text in found), problems)
    return tuple(code for code, _ in found), tuple(text for _, text in found)


def _check_level(check: ConvergenceCheck, name: str) -> None:
    if check.action not in _LEVELS:
        options = ",".join(f"‘{level}’" for level in _LEVELS)
        text = f"invalid control level ‘{check.action}’ in {name}: valid options are {{{options}}}"
        raise RError(text, _LEVELS_CALL)


def _signal(check: ConvergenceCheck, name: str, text: str, problems: list[Condition]) -> None:
    """Do what the check's action says; only the singularity check knows "message", as in R."""
    if check.action == "stop":
        raise RError(text, _CALL)
    if check.action == "warning":
        problems.append(ConvergenceWarning(text, _CALL))
    elif name == "check.conv.singular":
        problems.append(SingularFitWarning(text, "message(wstr)"))
    else:
        raise RError(f"unknown check level for '{name}'", _CALL)
