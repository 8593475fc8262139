"""Satterthwaite's degrees of freedom by lmerTest's own numerical recipe.

The deviance is taken as a function of (theta, sigma); its Hessian and the Jacobian of the covariance of the fixed
effects are computed by Richardson extrapolation at the estimates. R: lmerTest 3.1-3, as_lmerModLmerTest, contest1D.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.lmer import objective_of, update, update_fit
from pylmer.fit.mer_fit import R_METHOD_CLASSES, MerFit
from pylmer.inference.likelihood import isREML
from pylmer.numerics.pls import Objective
from pylmer.numerics.quadratic_kernel import delta_variance, quadratic_form
from pylmer.optim.derivatives import richardson_hessian, richardson_jacobian
from rcompat.base.conditions import RError, running, signal, warning
from rcompat.base.generics import answers
from rcompat.base.number_text import number_word
from rcompat.base.sprintf import sprintf
from rcompat.language.expressions import Expr
from rcompat.maths.eigen import symmetric_eigen

__all__ = [
    "CovarianceJacobian",
    "LmerTestFit",
    "as_lmerModLmerTest",
    "satterthwaite_df",
    "with_derivatives",
]


_Answer = TypeVar("_Answer")


class CovarianceJacobian:
    """The derivatives of the covariance of the fixed effects, computed when they are first looked at.

    Many fits of a search are only asked for their likelihood. What is kept until then is the model, not the kernel.
    """

    __slots__ = ("_model", "_point", "_values")

    def __init__(self, objective: Objective, point: NDArray[np.float64]) -> None:
        self._model = cast("tuple[Callable[..., Objective], tuple[Any, ...]]", objective.__reduce__())
        self._point = point
        self._values: NDArray[np.float64] | None = None

    @property
    def values(self) -> NDArray[np.float64]:
        """The derivatives (m + 1, p, p)."""
        if self._values is None:
            make, model = self._model
            return self.computed(make(*model))
        return self._values

    def computed(self, objective: Objective) -> NDArray[np.float64]:
        """Compute them with an objective that is at hand."""
        m, p = len(self._point), objective.problem.p
        covariance = _covariance(objective)
        found = richardson_jacobian(lambda v: covariance(v).ravel(), self._point).T if p else np.zeros(0)
        self._values = found.reshape(m, p, p)
        return self._values


_METHODS = frozenset(
    ("anova", "contest", "contest1D", "contestMD", "difflsmeans", "drop1", "ls_means", "lsmeansLT", "step", "summary")
)
"""The generics for which lmerTest has methods of its own."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmerTestFit(MerFit):
    """A fit with what Satterthwaite's method needs. R: class lmerModLmerTest.

    Attributes:
        vcov_beta: covariance of the fixed effects (p, p).
        vcov_varpar: covariance of (theta, sigma) (m + 1, m + 1).
        jacobian: the derivatives of vcov_beta, computed when they are first looked at.
    """

    vcov_beta: NDArray[np.float64]
    vcov_varpar: NDArray[np.float64]
    jacobian: CovarianceJacobian

    @property
    def jac_list(self) -> NDArray[np.float64]:
        """Derivatives of vcov_beta (m + 1, p, p)."""
        return self.jacobian.values

    @staticmethod
    def r_method_class(generic: str) -> str | None:
        """The class for which R has the method of a generic."""
        return "lmerModLmerTest" if generic in _METHODS else R_METHOD_CLASSES.get(generic, "merMod")

    @property
    def s4_head(self) -> str:
        """The first line of R's deparsed object."""
        return f'new("lmerModLmerTest", vcov_varpar = c({number_word(float(self.vcov_varpar[0, 0]))}, '

    @property
    def class_name(self) -> str:
        """R's class of the fit."""
        return "lmerModLmerTest"

    @property
    def page_formula(self) -> Expr:
        """`lmerTest::lmer` keeps the user's call, where the formula may be a variable."""
        return self.spec.call.values[0]

    @property
    def shown_formula(self) -> Expr:
        """The formula as it was given."""
        return self.request.formula


def as_lmerModLmerTest(fit: MerFit, tol: float = 1e-8, objective: Objective | None = None) -> LmerTestFit:
    """Add the derivatives to a fit.

    Args:
        fit: a fitted model.
        tol: eigenvalues of the Hessian within this of zero are taken as zero.
        objective: the model's objective, if it is at hand.

    Raises:
        RError: no mixed model.

    Warns:
        RWarning: the Hessian has negative or zero eigenvalues.

    R: lmerTest::as_lmerModLmerTest. Theory: Kuznetsova et al. 2017, JSS 82(13), s. 2.
    """
    if not isinstance(fit, MerFit):
        text = "model not of class 'lmerMod': cannot coerce to class 'lmerModLmerTest"
        raise RError(text, "as_lmerModLmerTest(model)")
    call = "as_lmerModLT(model, devfun, tol = tol)" if objective is None else "as_lmerModLT(model, devfun)"
    work = objective_of(fit.spec) if objective is None else objective
    if fit.sigma == 0.0:
        _no_covariance()
    found = with_derivatives(fit, tol, call, objective=work)
    found.jacobian.computed(work)
    return found


@running("as", "asMethod", ".dpo2cor", "as", "asMethod", ".dsy2dpo")
def _no_covariance() -> NoReturn:
    """What stops R at a fit without residual variance."""
    text = "Computed variance-covariance matrix problem: not a positive definite matrix;\nreturning NA matrix"
    warning(text, "vcov.merMod(model)")
    raise RError("not a positive definite matrix", ".dsy2dpo(.M2symm(from))")


@answers("as_class", MerFit)
def _as_class(fit: MerFit, kind: str) -> MerFit | None:
    """R: methods::as from a fit to the other class of fits."""
    if kind == "lmerModLmerTest":
        return as_lmerModLmerTest(fit)
    if kind != "lmerMod":
        return None
    return MerFit(request=fit.request, spec=fit.spec, optim=fit.optim, state=fit.state, sigma=fit.sigma)


def with_derivatives(
    fit: MerFit, tol: float, call: str, *, counted: bool = True, objective: Objective | None = None
) -> LmerTestFit:
    """Add the derivatives to a fit; warnings name `call` and, if `counted`, put their noun in the right number."""
    for condition in fit.spec.warnings:
        signal(condition)  # R sets the model up once more to get its deviance function
    work = objective_of(fit.spec) if objective is None else objective
    point = np.append(fit.state.theta, fit.sigma)
    p = fit.spec.p
    hessian = richardson_hessian(_deviance(work, fit.spec.n, p if isREML(fit) else 0), point)
    return LmerTestFit(
        request=fit.request,
        spec=fit.spec,
        optim=fit.optim,
        state=fit.state,
        sigma=fit.sigma,
        vcov_beta=_covariance(work)(point),
        vcov_varpar=_inverse(hessian, tol, call, counted),
        jacobian=CovarianceJacobian(work, point),
    )


@answers("update", LmerTestFit)
def _update(fit: LmerTestFit, formula: object = None, evaluate: bool = True, **changes: Any) -> Any:
    """R: lmerTest's update.lmerModLmerTest."""
    if not evaluate:
        return update(fit, formula, evaluate=False, **changes)
    updated, objective = update_fit(fit, formula, changes)
    return with_derivatives(updated, 1e-8, "as_lmerModLT(model, devfun)", objective=objective)


def _deviance(objective: Objective, n: int, reml_p: int) -> Callable[[NDArray[np.float64]], float]:
    """-2 log-likelihood as a function of (theta, sigma); `reml_p` is p for REML, 0 for maximum likelihood."""
    components = _once_per_theta(objective.components)

    def deviance(point: NDArray[np.float64]) -> float:
        variance = float(point[-1]) * float(point[-1])
        logdet_l, logdet_rx, wrss, penalty = components(point[:-1])
        log_scale = math.log(2.0 * math.pi * variance)
        value = logdet_l + (wrss + penalty) / variance + n * log_scale
        return value + logdet_rx - reml_p * log_scale if reml_p else value

    return deviance


def _covariance(objective: Objective) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    """Covariance of the fixed effects (p, p) as a function of (theta, sigma)."""
    unscaled = _once_per_theta(objective.unscaled_vcov)
    return lambda point: float(point[-1]) * float(point[-1]) * unscaled(point[:-1])


def _once_per_theta(function: Callable[[NDArray[np.float64]], _Answer]) -> Callable[[NDArray[np.float64]], _Answer]:
    """The function, asked once for each theta: differences come back to the same points with other sigmas."""
    known: dict[bytes, _Answer] = {}

    def answer(theta: NDArray[np.float64]) -> _Answer:
        key = theta.tobytes()
        found = known.get(key)
        if found is None:
            found = known[key] = function(theta)
        return found

    return answer


def _inverse(hessian: NDArray[np.float64], tol: float, call: str, counted: bool) -> NDArray[np.float64]:
    """Twice the pseudo-inverse over eigenvalues above `tol`, with lmerTest's warnings about the others."""
    values, vectors = symmetric_eigen(hessian)
    negative = values[values < -tol]
    near_zero = values[(values >= -tol) & (values <= tol)]
    if len(negative):
        warning(f"Model failed to converge with {len(negative)} negative {_listed(negative, counted)}")
    if len(near_zero):
        count, listed = len(near_zero), _listed(near_zero, counted, " close to zero")
        warning(f"Model may not have converged with {count} {listed}", call)
    positive = values > tol
    inverse = np.zeros_like(hessian)
    for value, vector in zip(values[positive], vectors[:, positive].T, strict=True):
        inverse += np.multiply.outer(vector * (1.0 / value), vector)  # term by term, as the reference BLAS sums
    return 2.0 * inverse


def _listed(values: NDArray[np.float64], counted: bool, more: str = "") -> str:
    """The noun for these eigenvalues and the values."""
    noun = ("eigenvalue" if len(values) == 1 else "eigenvalues") if counted else "eigenvalue(s)"
    return f"{noun}{more}: " + " ".join(sprintf("%1.1e", value) for value in values)


def satterthwaite_df(
    fit: LmerTestFit, contrast: NDArray[np.float64], variance: float | None = None
) -> tuple[float, float]:
    """Variance (computed if not given) and degrees of freedom of the contrast (p,) of the fixed effects.

    Theory: Giesbrecht & Burns 1985.
    """
    x = np.ascontiguousarray(contrast, dtype=np.float64)
    variance = quadratic_form(x, fit.vcov_beta) if variance is None else variance
    denominator = delta_variance(x, fit.jac_list, fit.vcov_varpar, np.empty(len(fit.vcov_varpar)))
    return variance, 2 * variance**2 / denominator if denominator else math.inf
