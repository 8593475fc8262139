"""`lmer()` in four steps: make_spec, make_objective, optimize, conclude. Also refit and update."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import caller_names
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.new_response import new_response
from pylmer.fit.requests import LmerRequest, request_spec, updated_request
from pylmer.numerics.fast import make_fast_objective
from pylmer.numerics.pls import Objective, PlsState, make_objective, sigma
from pylmer.numerics.problem import PlsProblem
from pylmer.optim.optimize import REFIT_CALL, optimize
from pylmer.optim.outcome import OptimResult
from pylmer.optim.polish import polish
from pylmer.optim.start_values import simple_start
from pylmer.structure.re_terms import ReTerms
from pylmer.structure.spec import ModelSpec
from rcompat.base.conditions import RError, running, signal
from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.base.vectors import RList

__all__ = [
    "fit_request",
    "objective_of",
    "refit",
    "refit_criterion",
    "refit_spec",
    "refitter",
    "run_fit",
    "start_theta",
    "update",
    "update_fit",
]

_START_CALL = "getStart(start, rho$pp)"


def objective_of(spec: ModelSpec) -> Objective:
    """The deviance (or REML criterion) of a model as a function of theta (m,)."""
    re = spec.re
    make = make_fast_objective if spec.control.engine == "fast" else make_objective
    return make(
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
            reml_columns=spec.reml_columns,
        )
    )


@running("optimizeLmer", "optwrap", "getStart")
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


def fit_request(request: LmerRequest) -> tuple[MerFit, Objective]:
    """Set up and fit the model that was asked for; return the fit and its objective (for derivatives).

    Conditions raised by the optimiser are signalled.
    """
    spec = request_spec(request)
    objective = objective_of(spec)
    start = start_theta(spec, request.options.get("start"))
    return run_fit(request, spec, objective, start), objective


def unfitted(request: LmerRequest, spec: ModelSpec, objective: Objective) -> MerFit:
    """The model as it is before any fitting: at the starting theta."""
    theta = spec.re.theta_start
    state = objective.solve(theta)
    result = OptimResult(
        par=theta,
        optimum=theta,
        value=state.criterion,
        evaluations=None,
        optimizer=None,
        code=1000,
        message=None,
        gradient=None,
        hessian=None,
        problems=(),
        options={},
        optimizer_warnings=(),
        convergence_codes=(),
        convergence_messages=(),
    )
    return MerFit(request=request, spec=spec, optim=result, state=state, sigma=sigma(state, spec.n, spec.p, spec.reml))


def run_fit(
    request: LmerRequest, spec: ModelSpec, objective: Objective, start: NDArray[np.float64], **more: Any
) -> MerFit:
    """Optimise (`more` goes to `optimize`), signal what the optimiser had to say, and solve at the optimum."""
    verbose = request.options.get("verbose", 0)
    shift = _centring(spec) if spec.control.polish else None
    working = objective if shift is None else objective.refit(spec.y - spec.x @ shift)
    result = _optimum(working.function, spec, start, verbose, **more)
    state = working.solve(result.par) if shift is None else _moved_back(working.solve(result.par), spec, shift)
    return MerFit(request=request, spec=spec, optim=result, state=state, sigma=sigma(state, spec.n, spec.p, spec.reml))


def _optimum(function: Any, spec: ModelSpec, start: NDArray[np.float64], verbose: int, **more: Any) -> OptimResult:
    """Minimise the compiled criterion, and signal what the optimiser had to say."""
    result = optimize(function, start, spec.re.lower, spec.control, verbose, **more)
    for condition in result.problems:
        signal(condition)
    if spec.control.polish:
        par = polish(function, result.par, spec.re.lower)
        result = replace(result, par=par, value=function(par))
    return result


def _centring(spec: ModelSpec) -> NDArray[np.float64]:
    """Least-squares coefficients (p,): what they explain is taken off before polishing, so that no digits are lost."""
    return np.asarray(np.linalg.lstsq(spec.x, spec.y, rcond=None)[0], dtype=np.float64)


def _moved_back(state: PlsState, spec: ModelSpec, shift: NDArray[np.float64]) -> PlsState:
    """The state of the model itself from that of the centred response."""
    return replace(state, beta=state.beta + shift, mu=state.mu + spec.x @ shift)


@answers("refit", MerFit)
def refit(fit: MerFit, newresp: Sequence[float] | NDArray[np.float64] | Frame | RList | None = None) -> MerFit:
    """Fit the same model to another response (n,), starting at the old theta.

    Args:
        fit: a fitted model.
        newresp: the new response, see `new_response`; None: the old one.

    Raises:
        RError: the new response is none, or has another length.

    R: lme4::refit.
    """
    return refitter(fit)(new_response(fit, newresp))


def refitter(fit: MerFit, objective: Objective | None = None) -> Callable[[NDArray[np.float64]], MerFit]:
    """`refit` as a function of the response (n,): what does not depend on it is done once.

    Args:
        fit: a fitted model.
        objective: that of `refit_spec`, if it is at hand; it is used up.
    """
    spec = refit_spec(fit.spec, fit.spec.y)
    work = objective_of(spec) if objective is None else objective

    spec_for = partial(ModelSpec, **{field.name: getattr(spec, field.name) for field in fields(spec)})

    def refitted(y: NDArray[np.float64]) -> MerFit:
        y = np.ascontiguousarray(y, dtype=np.float64)
        return run_fit(fit.request, spec_for(y=y), work.with_response(y), fit.state.theta, call=REFIT_CALL)

    return refitted


def refit_criterion(fit: MerFit) -> Callable[[NDArray[np.float64]], float]:
    """The criterion of `refit` as a function of the response (n,).

    The model is not solved at the optimum, but all is said that `refit` says.
    """
    spec = refit_spec(fit.spec, fit.spec.y)
    if spec.control.polish:
        refitted = refitter(fit)
        return lambda y: refitted(y).optim.value
    objective, verbose = objective_of(spec), fit.request.options.get("verbose", 0)

    def criterion(y: NDArray[np.float64]) -> float:
        function = objective.with_response(y).function
        return _optimum(function, spec, fit.state.theta, verbose, keep_derivatives=False, call=REFIT_CALL).value

    return criterion


def refit_spec(spec: ModelSpec, y: NDArray[np.float64]) -> ModelSpec:
    """The model as `refit` fits it: lme4 1.1-31 then takes one column off n for REML, and leaves the bounds alone."""
    control = replace(spec.control, restart_edge=False, boundary_tol=0.0)
    return replace(spec, y=y, control=control, reml_columns=1 if spec.reml and spec.p else None)


@answers("update", MerFit)
def update(fit: MerFit, formula: object = None, evaluate: bool = True, **changes: Any) -> Any:
    """Fit again with another formula (`.` stands for the old parts) or other arguments.

    With `evaluate=False` the answer is the call that would be made, with `devFunOnly=True` the deviance function.

    R: update.merMod.
    """
    only_deviance = bool(changes.pop("devFunOnly", False))
    if not evaluate:
        return _update_request(fit, formula, changes).call
    if only_deviance:
        return objective_of(request_spec(_update_request(fit, formula, changes)))
    return update_fit(fit, formula, changes)[0]


def update_fit(fit: MerFit, formula: object, changes: Mapping[str, Any]) -> tuple[MerFit, Objective]:
    """What `update` fits, and its objective."""
    return fit_request(_update_request(fit, formula, changes))


def _update_request(fit: MerFit, formula: object, changes: Mapping[str, Any]) -> LmerRequest:
    # the old parts are those of formula(fit), in which `||` is expanded
    request = fit.request if formula is None else replace(fit.request, formula=fit.spec.formula)
    return updated_request(request, formula, changes, caller_names())
