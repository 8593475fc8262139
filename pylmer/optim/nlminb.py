"""lme4's `nlminbwrap`: a quasi-Newton method within bounds.

R's `nlminb()` runs the PORT library; this is a BFGS method in a trust region with PORT's limits and tolerances. The
two take different steps and agree as closely as the tolerance lets either of them find the optimum: about 1e-5 in the
parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pylmer.optim.outcome import Numbers, Optimum, Problem
from pylmer.optim.trust_step import trust_step
from rcompat.base.conditions import Condition, RWarning

__all__ = ["nlminbwrap"]

_CALL: Final = (
    "optwrap(optimizer, devfun, getStart(start, rho$pp), lower = rho$lower, \n"
    "    control = control, adj = FALSE, verbose = verbose, ...)"
)
_VERBOSE: Final = "'verbose' not yet passed to optimizer 'nlminbwrap'; consider fixing optwrap()"
_EVALUATIONS: Final = "function evaluation limit reached without convergence (9)"
_ITERATIONS: Final = "iteration limit reached without convergence (10)"
_X_CONVERGED: Final = "X-convergence (3)"
_CONVERGED: Final = "relative convergence (4)"
_BOTH: Final = "both X-convergence and relative convergence (5)"
_DIFFERENCE: Final = 6e-6
_WORTHWHILE: Final = 1e-4
_TIGHT: Final = 1e-13  # PORT has 1e-10, whose error in the parameters is as large as the difference between us


@dataclass(slots=True)
class _Point:
    """A point of the search with value, gradient and approximate Hessian."""

    par: Numbers
    value: float
    gradient: Numbers
    hessian: Numbers
    radius: float


def nlminbwrap(problem: Problem) -> Optimum:
    """Minimise by a quasi-Newton method within bounds.

    R: lme4::nlminbwrap, stats::nlminb.
    """
    code, message, point = _search(problem)
    warned: tuple[Condition, ...] = (RWarning(_VERBOSE, _CALL),) if problem.verbose else ()
    return Optimum(
        par=point.par,
        value=point.value,
        evaluations=None,
        code=code,
        message=message,
        options=problem.options,
        problems=warned,
    )


def _search(problem: Problem) -> tuple[int, str, _Point]:
    options = problem.options
    tolerance, x_tolerance = float(options.get("rel.tol", _TIGHT)), float(options.get("x.tol", 1.5e-8))
    point = _begin(problem)
    evaluations = 1
    for _ in range(int(options.get("iter.max", 150))):
        step = trust_step(point.gradient, point.hessian, point.par, problem.lower, point.radius)
        promise = -float(point.gradient @ step.step + 0.5 * (step.step @ point.hessian @ step.step))
        length = float(np.sqrt(step.step @ step.step))
        is_short = length <= x_tolerance * (float(np.max(np.abs(point.par))) + length)
        if promise <= tolerance * abs(point.value) or is_short:
            is_flat = promise <= tolerance * abs(point.value)
            return 0, (_BOTH if is_flat and is_short else _CONVERGED if is_flat else _X_CONVERGED), point
        if evaluations >= int(options.get("eval.max", 200)):
            return 1, _EVALUATIONS, point
        value = float(problem.objective(step.point))
        evaluations += 1
        _advance(problem, point, step.point, value, promise, length)
    return 1, _ITERATIONS, point


def _begin(problem: Problem) -> _Point:
    par = problem.start.copy()
    gradient = _slopes(problem, par)
    size = max(float(np.sqrt(gradient @ gradient)), 1.0)
    value = float(problem.objective(par))
    return _Point(par=par, value=value, gradient=gradient, hessian=size * np.eye(len(par)), radius=1.0)


def _advance(problem: Problem, point: _Point, par: Numbers, value: float, promise: float, length: float) -> None:
    """Accept or refuse a step; learn curvature and adapt the radius from it."""
    share = (point.value - value) / promise
    if not share > _WORTHWHILE:
        point.radius = 0.25 * length
        return
    gradient = _slopes(problem, par)
    move, change = par - point.par, gradient - point.gradient
    image = point.hessian @ move
    bend, curvature = float(move @ image), float(move @ change)
    if curvature < 0.2 * bend:  # Powell's damping keeps the matrix positive definite
        blend = 0.8 * bend / (bend - curvature)
        change = blend * change + (1 - blend) * image
        curvature = float(move @ change)
    point.hessian = point.hessian - np.outer(image, image) / bend + np.outer(change, change) / curvature
    if share > 0.75:
        point.radius = max(point.radius, 2 * length)
    elif share < 0.25:
        point.radius = 0.5 * length
    point.par, point.value, point.gradient = par, value, gradient


def _slopes(problem: Problem, par: Numbers) -> Numbers:
    """Central differences, one-sided next to a bound."""
    gradient = np.empty(len(par))
    for i in range(len(par)):
        step = _DIFFERENCE * max(1.0, abs(par[i]))
        upper, lower = par.copy(), par.copy()
        upper[i] += step
        lower[i] = max(par[i] - step, problem.lower[i])
        gradient[i] = (problem.objective(upper) - problem.objective(lower)) / (upper[i] - lower[i])
    return gradient
