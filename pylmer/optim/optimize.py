"""From an objective to an `OptimResult`: run the optimizer, restart at an edge, snap to bounds, judge convergence.

Answers to lme4's `optimizeLmer()` and to what `lmer()` does with its result.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from pylmer.control import LmerControl
from pylmer.optim.convergence import ConvergenceWarning, check_convergence, is_singular
from pylmer.optim.derivatives import central_derivatives
from pylmer.optim.engines import Engine, find_engine
from pylmer.optim.outcome import Numbers, Objective, OptimResult, Optimum, Problem, Write
from rcompat.base.conditions import Condition, RError, signal

__all__ = ["REFIT_CALL", "optimize"]

_FIRST_CALL: Final = (
    "optwrap(optimizer, devfun, getStart(start, rho$pp), lower = rho$lower, \n"
    "    control = control, adj = FALSE, verbose = verbose, ...)"
)
REFIT_CALL: Final = (
    "optwrap(optimizer, ff, x0, lower = lower, control = control$optCtrl, \n    calc.derivs = calc.derivs)"
)
_RESTART_CALL: Final = (
    "optwrap(optimizer, devfun, opt$par, lower = rho$lower, control = control, \n"
    "    adj = FALSE, verbose = verbose, ...)"
)
_BOUNDARY_CALL: Final = "if (boundary.tol > 0) check.boundary(rho, opt, devfun, boundary.tol) else opt"
_EDGE_STEP: Final = 1e-5
_NO_OPTIONS: Final[Mapping[str, object]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Run:
    """One optimizer run and the derivatives at its end."""

    optimum: Optimum
    gradient: Numbers | None
    hessian: Numbers | None


def optimize(
    objective: Objective,
    start: Sequence[float] | Numbers,
    lower: Sequence[float] | Numbers,
    control: LmerControl,
    verbose: int = 0,
    write: Write | None = None,
    *,
    keep_derivatives: bool = True,
    call: str = _FIRST_CALL,
) -> OptimResult:
    """Minimise `objective` as `lmer()` does.

    Args:
        objective: the deviance or REML criterion at theta (m,); must not keep its argument.
        start: starting theta (m,).
        lower: lower bounds (m,): 0 or -inf.
        control: settings.
        verbose: how much the optimizer prints.
        write: receives what it prints; standard output by default.
        keep_derivatives: keep gradient and Hessian; else they are only computed where a check looks at them.
        call: the call that the optimizer's warnings name, `REFIT_CALL` for a refit.

    Returns:
        OptimResult; its `problems` have not been signalled yet.

    Raises:
        RError: in R's words; what R would have signalled before is signalled before.

    R: lme4::optimizeLmer and the end of lme4::lmer.
    """
    found = find_engine(control.optimizer)
    problem = Problem(
        objective=objective,
        start=np.array(start, dtype=np.float64),
        lower=np.array(lower, dtype=np.float64),
        options=control.optCtrl,
        verbose=verbose,
        write=write or sys.stdout.write,
        keep_derivatives=keep_derivatives,
    )
    if found is None:
        return _no_optimisation(objective, problem.start)
    problems: list[Condition] = []
    try:
        return _optimise(problem, *found, control, problems, call)
    except RError:
        for condition in problems:
            signal(condition)
        raise


def _optimise(
    problem: Problem, name: str, engine: Engine, control: LmerControl, problems: list[Condition], call: str
) -> OptimResult:
    """Run, restart, snap, judge; `problems` collects what is to be signalled, even if an error ends it all."""
    run = _run(problem, name, engine, control, problems, call)
    if _is_true(control.restart_edge, "restart_edge") and _falls_inwards(problem, run.optimum.par):
        again = replace(problem, start=run.optimum.par)
        run = _run(again, name, engine, control, problems, _RESTART_CALL)
    optimum = run.optimum
    par, value = _snap_to_bounds(problem, optimum, control.boundary_tol)
    report = check_convergence(par, problem.lower, run.gradient, run.hessian, control)
    problems.extend(report.problems)
    if report.error is not None:
        raise report.error
    return OptimResult(
        par=par,
        optimum=optimum.par,
        value=value,
        evaluations=optimum.evaluations,
        optimizer=name,
        code=optimum.code,
        message=optimum.message,
        gradient=run.gradient,
        hessian=run.hessian,
        problems=tuple(problems),
        options=optimum.options,
        optimizer_warnings=tuple(condition.message for condition in optimum.problems),
        convergence_codes=report.codes,
        convergence_messages=report.messages,
    )


def _run(
    problem: Problem, name: str, engine: Engine, control: LmerControl, problems: list[Condition], call: str
) -> _Run:
    """Run the optimizer once and take derivatives at its optimum; at a singular one no check looks at them."""
    optimum = engine(problem)
    problems.extend(optimum.problems)
    if optimum.code != 0:
        text = f"convergence code {optimum.code} from {name}: {optimum.message or ''}"
        problems.append(ConvergenceWarning(text, call))
    _is_true(control.use_last_params, "use.last.params")
    is_wanted = problem.keep_derivatives or not is_singular(optimum.par, problem.lower, control)
    if not _is_true(control.calc_derivs, "calc.derivs") or not is_wanted:
        return _Run(optimum=optimum, gradient=None, hessian=None)
    gradient, hessian = central_derivatives(problem.objective, optimum.par)
    return _Run(optimum=optimum, gradient=gradient, hessian=hessian)


def _falls_inwards(problem: Problem, par: Numbers) -> bool:
    """Whether the objective falls when a parameter that sits on its bound moves off it."""
    objective, lower = problem.objective, problem.lower
    edges = np.flatnonzero(par == lower)
    if not len(edges):
        return False
    value = objective(par)
    slopes = []
    for i in edges:
        point = par.copy()
        point[i] = lower[i] + _EDGE_STEP
        slopes.append((objective(point) - value) / _EDGE_STEP)
    return any(slope < 0 for slope in slopes)


def _snap_to_bounds(problem: Problem, optimum: Optimum, tolerance: Any) -> tuple[Numbers, float]:
    """Put parameters close to their bound on it where the objective falls by that."""
    objective, lower = problem.objective, problem.lower
    if isinstance(tolerance, str):
        return optimum.par, optimum.value  # R compares numbers with text: nothing is close
    if tolerance is None or math.isnan(tolerance):
        text = "argument is of length zero" if tolerance is None else "missing value where TRUE/FALSE needed"
        raise RError(text, _BOUNDARY_CALL)
    if not tolerance > 0:
        return optimum.par, optimum.value
    distance = optimum.par - lower
    close = np.flatnonzero((distance > 0) & (distance < tolerance))
    if not len(close):
        return optimum.par, optimum.value
    par = optimum.par.copy()
    for i in close:
        point = par.copy()
        point[i] = lower[i]
        if objective(point) < optimum.value:
            par = point
    return par, objective(par)


def _no_optimisation(objective: Objective, start: Numbers) -> OptimResult:
    return OptimResult(
        par=start,
        optimum=start,
        value=objective(start),
        evaluations=None,
        optimizer=None,
        code=1000,
        message="no optimization",
        gradient=None,
        hessian=None,
        problems=(),
        options=_NO_OPTIONS,
        optimizer_warnings=(),
        convergence_codes=(),
        convergence_messages=(),
    )


def _is_true(value: object, name: str) -> bool:
    """R's `if (value)`."""
    call = f"if ({name}) {{"
    if value is None:
        raise RError("argument is of length zero", call)
    if isinstance(value, str):
        raise RError("argument is not interpretable as logical", call)
    if isinstance(value, float) and math.isnan(value):
        raise RError("missing value where TRUE/FALSE needed", call)
    return bool(value)
