"""`lmer()` in four steps: make_spec, make_objective, optimize, conclude. Also refit and update."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.numerics.pls import Objective, make_objective, sigma
from pylmer.numerics.problem import PlsProblem
from pylmer.optim.optimize import optimize
from pylmer.optim.outcome import OptimResult
from pylmer.optim.start_values import simple_start
from pylmer.structure.re_terms import ReTerms
from pylmer.structure.spec import ModelSpec
from rcompat.base.conditions import RError, signal

__all__ = ["conclude", "fit_spec", "objective_of", "start_theta"]

_START_CALL = "getStart(start, rho$pp)"


def objective_of(spec: ModelSpec) -> Objective:
    """The deviance (or REML criterion) of a model as a function of theta (m,)."""
    re = spec.re
    return make_objective(
        PlsProblem(
            y=spec.y,
            x=spec.x,
            zt_indptr=re.zt_starts,
            zt_indices=re.zt_rows,
            zt_data=re.zt_values,
            lambda_indptr=re.lambda_starts,
            lambda_indices=re.lambda_rows,
            lambda_theta=re.theta_index,
            lower=re.lower,
            theta_start=re.theta_start,
            weights=spec.weights,
            offset=spec.offset,
            reml=spec.reml,
        )
    )


def start_theta(spec: ModelSpec, start: object = None) -> NDArray[np.float64]:
    """Starting theta (m,): the user's, or from group means for plain intercepts, or ones and zeros.

    Raises:
        RError: `start` is neither numbers nor a mapping with "theta", or has the wrong length.

    R: lme4's getStart.
    """
    re = spec.re
    given = start.get("theta") if isinstance(start, Mapping) else start
    if given is None:
        return _default_start(spec, re)
    values = np.asarray(given)
    if values.dtype.kind not in "fiu":
        raise RError("'start' must be NULL, a numeric vector or named list of such vectors", _START_CALL)
    values = np.atleast_1d(values.astype(np.float64))
    if len(values) != len(re.lower):
        raise RError(f"incorrect number of theta components (!={len(re.lower)})", _START_CALL)
    return values


def _default_start(spec: ModelSpec, re: ReTerms) -> NDArray[np.float64]:
    is_plain = all(term.columns == ("(Intercept)",) for term in re.terms)
    if is_plain and len(re.factor_names) == len(re.terms):
        simple = simple_start(spec.y, [term.factor.codes for term in re.terms])
        if simple is not None:
            return simple
    return re.theta_start


def fit_spec(spec: ModelSpec, start: object = None, verbose: int = 0) -> tuple[MerFit, Objective]:
    """Fit a model; return the fit and its objective (for derivatives at the estimates).

    Conditions raised by the optimiser are signalled.
    """
    objective = objective_of(spec)
    result = optimize(objective, start_theta(spec, start), spec.re.lower, spec.control, verbose)
    for condition in result.problems:
        signal(condition)
    return conclude(spec, objective, result), objective


def conclude(spec: ModelSpec, objective: Objective, result: OptimResult) -> MerFit:
    """Solve at the optimum and put the fit together."""
    state = objective.solve(result.par)
    return MerFit(spec=spec, optim=result, state=state, sigma=sigma(state, spec.n, spec.p, spec.reml))


def refit(fit: MerFit, y: NDArray[np.float64]) -> MerFit:
    """Fit the same model to another response (n,), starting at the old theta. R: lme4::refit."""
    spec = replace(fit.spec, y=np.ascontiguousarray(y, dtype=np.float64))
    return fit_spec(spec, start=fit.state.theta)[0]
