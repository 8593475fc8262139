"""`GlmFit`: a generalised linear model, fitted by iteratively reweighted least squares. R: stats::glm, glm.fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, RWarning, running, shown_call, signal
from rcompat.base.frame import NA_REAL, Factor
from rcompat.design.model_frame import ModelFrame, model_offset, model_response, model_weights
from rcompat.design.model_matrix import model_matrix
from rcompat.linear.families import Family
from rcompat.linear.fitting import requested_frame
from rcompat.linear.lm_fit import LmFit, LmSolution
from rcompat.linear.request import LmRequest
from rcompat.linear.sums import sum_of, times
from rcompat.maths.linpack import pivoted_qr, q_times, qr_coefficients, qt_times

__all__ = ["GlmFit", "GlmSteps", "fit_glm_request", "glm_problem", "scoring", "warn_of"]

Values = NDArray[np.float64]
_EPS = 2.220446049250313e-16
_CLOSE = 10.0 * _EPS
_WHOLE = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlmSteps:
    """Where Fisher scoring ended.

    Attributes:
        solution: the last weighted least-squares problem; its residuals are the working ones, its fitted values eta.
        weights: working weights (n,).
        mu: fitted means (n,).
        deviance: at the end.
        iterations: number of steps.
        converged: whether the deviance settled.
        boundary: whether steps had to be halved at the end.
    """

    solution: LmSolution
    weights: Values
    mu: Values
    deviance: float
    iterations: int
    converged: bool
    boundary: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlmFit(LmFit):
    """A generalised linear model. As a linear model it is that of the last step, weighted by the working weights.

    Attributes:
        family: distribution and link.
        steps: where Fisher scoring ended.
        case_weights: prior weights (n,); binomial totals are among them.
        null_deviance: of the model with the intercept (and the offset) alone.
        null_df: degrees of freedom of that model.
        aic: Akaike's criterion.

    R: class glm.
    """

    family: Family
    steps: GlmSteps
    case_weights: Values
    null_deviance: float
    null_df: int
    aic: float

    @staticmethod
    def r_method_class(generic: str) -> str:
        """The class for which R has the method of a generic."""
        return "lm" if generic == "simulate" else "glm"

    @property
    def class_name(self) -> str:
        """R's class of the fit."""
        return "glm"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Problem:
    x: Values
    y: Values
    weights: Values
    counts: Values
    offset: Values
    family: Family
    start: Values
    """First guess of mu."""
    eta: Values | None = None
    """First guess of the linear predictor, where the caller has one."""
    first: Values | None = None
    """First guess of the coefficients, where the caller has one."""


def _numbers(column: Any) -> Values:
    if isinstance(column, Factor):
        return np.where(column.codes < 0, NA_REAL, (column.codes != 0).astype(np.float64))
    return np.asarray(column, dtype=np.float64)


def _stop(text: str) -> RError:
    return RError(text, "eval(family$initialize)")


def _binomial_start(y: Values, weights: Values, name: str) -> tuple[Values, Values, Values, Values]:
    counts = np.ones(len(y))
    if y.ndim == 2:
        counts = y.sum(axis=1)
        share = np.where(counts == 0.0, 0.0, y[:, 0] / np.where(counts == 0.0, 1.0, counts))
        weights = weights * counts
        return share, weights, counts, (counts * share + 0.5) / (counts + 1.0)
    y = np.where(weights == 0.0, 0.0, y)
    if bool(((y < 0.0) | (y > 1.0)).any()):
        raise _stop("y values must be 0 <= y <= 1")
    hits = weights * y
    if name == "binomial" and bool((np.abs(hits - np.rint(hits)) > _WHOLE).any()):
        signal(RWarning("non-integer #successes in a binomial glm!", "eval(family$initialize)"))
    return y, weights, counts, (weights * y + 0.5) / (weights + 1.0)


def _started(y: Values, weights: Values, family: Family, quiet: bool) -> tuple[Values, Values, Values, Values]:
    """Response, weights, counts and first guess of mu. R: a family's `initialize`."""
    counts = np.ones(len(y))
    if family.name in ("binomial", "quasibinomial"):
        return _binomial_start(y, weights, "" if quiet else family.name)
    if family.name in ("poisson", "quasipoisson"):
        if bool((y < 0.0).any()):
            shown = "Poisson" if family.name == "poisson" else "quasiPoisson"
            raise _stop(f"negative values not allowed for the '{shown}' family")
        return y, weights, counts, y + 0.1
    if family.name in ("Gamma", "inverse.gaussian") and bool((y <= 0.0).any()):
        if family.name == "Gamma":
            raise _stop("non-positive values not allowed for the 'Gamma' family")
        raise _stop("positive values only are allowed for the 'inverse.gaussian' family")
    return y, weights, counts, y


def scoring(problem: _Problem, epsilon: float = 1e-8, most: int = 25) -> GlmSteps:
    """Fisher scoring until the deviance changes by less than `epsilon` of itself.

    Raises:
        RError: no valid steps.

    R: glm.fit.
    """
    family, y, weights = problem.family, problem.y, problem.weights
    eta = family.link.forward(problem.start) if problem.eta is None else problem.eta
    mu = family.link.back(eta)
    before = sum_of(family.deviances(y, mu, weights))
    old = problem.first
    converged = boundary = False
    step, taken = None, 0
    while taken < most:
        taken += 1
        step = _least_squares(problem, eta, mu, min(1e-7, epsilon / 1000.0))
        coefficients, halved = _inner(problem, _known(step[0].coefficients), old, most)
        boundary = boundary or halved
        eta, mu, deviance = _evaluated(problem, coefficients)
        if abs(deviance - before) / (abs(deviance) + 0.1) < epsilon:
            converged = True
            before = deviance
            break
        before, old = deviance, coefficients
    assert step is not None
    residuals = (y - mu) / family.link.slope(eta)
    solution = LmSolution(
        coefficients=step[0].coefficients,
        residuals=residuals,
        fitted=eta,
        effects=step[0].effects,
        qr=step[0].qr,
        df_residual=int((weights != 0.0).sum()) - step[0].rank,
    )
    return GlmSteps(
        solution=solution,
        weights=step[1],
        mu=mu,
        deviance=before,
        iterations=taken,
        converged=converged,
        boundary=boundary,
    )


def _inner(problem: _Problem, coefficients: Values, old: Values | None, most: int) -> tuple[Values, bool]:
    """Coefficients halved towards the old ones until means are valid, and whether that was needed."""
    halved = 0
    eta, mu, deviance = _evaluated(problem, coefficients)
    while not (np.isfinite(deviance) and _is_valid(problem.family, eta, mu)):
        if old is None or halved > most:
            raise RError("no valid set of coefficients has been found: please supply starting values", "glm.fit")
        halved += 1
        coefficients = (coefficients + old) / 2.0
        eta, mu, deviance = _evaluated(problem, coefficients)
    return coefficients, halved > 0


def _known(coefficients: Values) -> Values:
    return np.where(np.isnan(coefficients), 0.0, coefficients)


def _is_valid(family: Family, eta: Values, mu: Values) -> bool:
    if family.name in ("binomial", "quasibinomial"):
        return bool(np.isfinite(mu).all() and ((mu > 0.0) & (mu < 1.0)).all())
    if family.name in ("poisson", "quasipoisson", "Gamma"):
        return bool(np.isfinite(mu).all() and (mu > 0.0).all())
    return bool(np.isfinite(eta).all())


def _evaluated(problem: _Problem, coefficients: Values) -> tuple[Values, Values, float]:
    eta = times(problem.x, coefficients) + problem.offset if problem.x.shape[1] else problem.offset.copy()
    with np.errstate(all="ignore"):
        mu = problem.family.link.back(eta)
        return eta, mu, sum_of(problem.family.deviances(problem.y, mu, problem.weights))


def _least_squares(problem: _Problem, eta: Values, mu: Values, tol: float) -> tuple[LmSolution, Values]:
    """One step's weighted least squares, and its weights on all rows."""
    slope = problem.family.link.slope(eta)
    good = (problem.weights > 0.0) & (slope != 0.0)
    working = (eta - problem.offset)[good] + (problem.y - mu)[good] / slope[good]
    roots = np.sqrt(problem.weights[good] * slope[good] ** 2 / problem.family.variance(mu)[good])
    factor = pivoted_qr(problem.x[good] * roots[:, None], tol)
    response = working * roots
    coefficients = qr_coefficients(factor, response)
    coefficients[factor.pivot[factor.rank :]] = NA_REAL
    effects = qt_times(factor, response)
    rest = effects.copy()
    rest[: factor.rank] = 0.0
    weights = np.zeros(len(eta))
    weights[good] = roots**2
    solution = LmSolution(
        coefficients=coefficients,
        residuals=q_times(factor, rest),
        fitted=response,
        effects=effects,
        qr=factor,
        df_residual=0,
    )
    return solution, weights


def warn_of(steps: GlmSteps, family: Family) -> None:
    """Signal what glm.fit has to say of its steps."""
    if not steps.converged:
        signal(RWarning("glm.fit: algorithm did not converge"))
    if steps.boundary:
        signal(RWarning("glm.fit: algorithm stopped at boundary value"))
    if family.name == "binomial" and bool(((steps.mu > 1.0 - _CLOSE) | (steps.mu < _CLOSE)).any()):
        signal(RWarning("glm.fit: fitted probabilities numerically 0 or 1 occurred"))
    if family.name == "poisson" and bool((steps.mu < _CLOSE).any()):
        signal(RWarning("glm.fit: fitted rates numerically 0 occurred"))


def fit_glm_request(request: LmRequest) -> GlmFit:
    """Fit the generalised linear model that was asked for.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: stats::glm.
    """
    frame = requested_frame(request)
    with shown_call("model.matrix.default", lambda: "model.matrix.default(mt, mf, contrasts)"):
        design = model_matrix(frame.terms, frame, request.options.get("contrasts"))
    family: Family = request.options["family"]
    control: Mapping[str, Any] = request.options.get("control") or {}
    problem = _guessed(glm_problem(frame, design.x, family), request.options, design.names)
    steps = scoring(problem, float(control.get("epsilon", 1e-8)), int(control.get("maxit", 25)))
    warn_of(steps, family)
    has_mean = bool(frame.terms.intercept)
    used = int((problem.weights != 0.0).sum())
    return GlmFit(
        request=request,
        frame=frame,
        y=problem.y,
        design=design,
        prior_weights=steps.weights,
        total_offset=model_offset(frame),
        solution=steps.solution,
        family=family,
        steps=steps,
        case_weights=problem.weights,
        null_deviance=_null_deviance(problem, has_mean, model_offset(frame) is not None),
        null_df=used - int(has_mean),
        aic=family.aic(problem.y, problem.counts, steps.mu, problem.weights, steps.deviance)
        + 2.0 * steps.solution.rank,
    )


def _guessed(problem: _Problem, options: Mapping[str, Any], names: Sequence[str]) -> _Problem:
    """The problem with the caller's own guess where scoring starts."""
    guesses = {name: options.get(name) for name in ("etastart", "start", "mustart")}
    eta, first, mu = (None if value is None else np.asarray(value, dtype=np.float64) for value in guesses.values())
    if eta is not None:
        return replace(problem, eta=eta)
    if first is None:
        return problem if mu is None else replace(problem, start=mu)
    if len(first) != len(names):
        text = f"length of 'start' should equal {len(names)} and correspond to initial coefs for {_quoted(names)}"
        with running("eval", "eval", "glm.fit", "%||%"):
            raise RError(text, "etastart %||% {")
    return replace(problem, first=first, eta=times(problem.x, first) + problem.offset)


def _quoted(names: Sequence[str]) -> str:
    words = ", ".join(f'"{name}"' for name in names)
    return f"c({words}, )" if len(names) > 1 else words


def glm_problem(frame: ModelFrame, x: Values, family: Family, quiet: bool = False) -> _Problem:
    """Response, weights, offset and first guess, ready for scoring; `quiet` leaves out warnings of the response."""
    y = _numbers(model_response(frame))
    column = model_weights(frame)
    weights = np.ones(len(y)) if column is None else np.asarray(column, dtype=np.float64)
    if bool((weights < 0.0).any()):
        raise RError("negative weights not allowed", "glm")
    if len(y) == 0:
        raise RError("object 'fit' not found", "glm")
    offset = model_offset(frame)
    y, weights, counts, start = _started(y, weights, family, quiet)
    shift = np.zeros(len(y)) if offset is None else offset
    return _Problem(x=x, y=y, weights=weights, counts=counts, offset=shift, family=family, start=start)


def _null_deviance(problem: _Problem, has_mean: bool, has_offset: bool) -> float:
    family, y, weights = problem.family, problem.y, problem.weights
    if has_mean and has_offset:
        ones = np.ones((len(y), 1))
        again = _Problem(
            x=ones,
            y=y,
            weights=weights,
            counts=problem.counts,
            offset=problem.offset,
            family=family,
            start=problem.start,
        )
        return scoring(again).deviance
    mean = sum_of(weights * y) / sum_of(weights)
    mu = np.full(len(y), mean) if has_mean else family.link.back(problem.offset)
    return sum_of(family.deviances(y, mu, weights))
