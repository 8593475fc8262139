"""lme4's `nlminbwrap`: a quasi-Newton method within bounds.

R's `nlminb()` runs the PORT library; this runs SciPy's L-BFGS-B with numerical gradients instead. Both stop at the
same optimum up to about 1e-6 relative, but by different steps.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from pylmer.optim.outcome import Numbers, Optimum, Problem
from rcompat.base.conditions import Condition, RWarning

__all__ = ["nlminbwrap"]

_CALL: Final = "optwrap(optimizer, devfun, getStart(start, rho$pp), lower = rho$lower, "
_VERBOSE: Final = "'verbose' not yet passed to optimizer 'nlminbwrap'; consider fixing optwrap()"
_EVALUATIONS: Final = "function evaluation limit reached without convergence (9)"
_ITERATIONS: Final = "iteration limit reached without convergence (10)"


def nlminbwrap(problem: Problem) -> Optimum:
    """Minimise by a quasi-Newton method within bounds.

    R: lme4::nlminbwrap, stats::nlminb.
    """
    from scipy.optimize import minimize

    evaluations = int(problem.options.get("eval.max", 200))
    iterations = int(problem.options.get("iter.max", 150))
    bounds = [(bound if np.isfinite(bound) else None, None) for bound in problem.lower.tolist()]

    def slopes(par: Numbers) -> Numbers:
        return _slopes(problem, par)

    options = {"ftol": 1e-13, "gtol": 1e-7, "maxfun": evaluations, "maxiter": iterations}
    answer = minimize(problem.objective, problem.start, jac=slopes, method="L-BFGS-B", bounds=bounds, options=options)
    out_of_budget = answer.nfev >= evaluations or answer.nit >= iterations
    limit = _EVALUATIONS if answer.nfev >= evaluations else _ITERATIONS
    warned: tuple[Condition, ...] = (RWarning(_VERBOSE, _CALL),) if problem.verbose else ()
    return Optimum(
        par=np.asarray(answer.x, dtype=np.float64),
        value=float(answer.fun),
        evaluations=None,
        code=int(out_of_budget),
        message=limit if out_of_budget else "relative convergence (4)",
        options=problem.options,
        problems=warned,
    )


def _slopes(problem: Problem, par: Numbers) -> Numbers:
    """Central differences, one-sided next to a bound."""
    gradient = np.empty(len(par))
    for i in range(len(par)):
        step = 6e-6 * max(1.0, abs(par[i]))
        upper, lower = par.copy(), par.copy()
        upper[i] += step
        lower[i] = max(par[i] - step, problem.lower[i])
        gradient[i] = (problem.objective(upper) - problem.objective(lower)) / (upper[i] - lower[i])
    return gradient
