"""The profiled deviance of a linear mixed model and its solution at one theta (lme4's `devfun`).

`make_objective` does the symbolic work once; the objective is then called by the optimiser thousands of times. Its
values are R's to the last bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pylmer.numerics.dense_kernel import row_cross_product, upper_inverse, upper_triangle
from pylmer.numerics.kernel_data import KernelData, make_kernel_data, panel
from pylmer.numerics.pls_kernel import PlsKernel
from pylmer.numerics.problem import PlsProblem
from pylmer.numerics.symbolic import Structure, analyze
from rcompat.base.conditions import RError, running

__all__ = ["Factor", "Objective", "PlsState", "make_objective", "rx_inverse", "sigma", "vcov_beta"]

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Factor:
    """The sparse Cholesky factor L of P(Lambda'Z'WZ Lambda + I)P', by columns, diagonal first, rows ascending."""

    perm: IntArray
    indptr: IntArray
    indices: IntArray
    values: FloatArray
    is_supernodal: bool
    ordering: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlsState:
    """The penalised least-squares problem solved at theta.

    beta (p,), u and b (q,) in the order of Z's columns, mu (n,) with offset; rx (p, p) upper, rzx (q, p) with rows in
    the factor's order; wrss + penalty = pwrss; natural log-determinants of L (squared), RX (squared) and weights.
    """

    theta: FloatArray
    beta: FloatArray
    u: FloatArray
    b: FloatArray
    mu: FloatArray
    wrss: float
    penalty: float
    pwrss: float
    logdet_l: float
    logdet_rx: float
    log_weights: float
    rx: FloatArray
    rzx: FloatArray
    criterion: float
    factor: Factor


class Objective:
    """The criterion as a function of theta. Call it, or `solve` it for the whole state.

    Attributes:
        function: the criterion as compiled code, for optimisers: called with theta and nothing else done.
    """

    __slots__ = ("_data", "function", "problem", "structure")

    def __init__(
        self,
        problem: PlsProblem,
        structure: Structure,
        data: KernelData | None = None,
        y: FloatArray | None = None,
    ) -> None:
        """Prepare the kernel.

        Args:
            problem: the model.
            structure: from `analyze`; may be shared by several responses.
            data: the numbers of the model, if they are at hand, or others with the same cross-products.
            y: the response that belongs to such others.
        """
        self.problem = problem
        self.structure = structure
        self._data = data or make_kernel_data(problem, structure)
        self.function = PlsKernel(structure, self._data, problem.y if y is None else y)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the model, not the kernel's workspace."""
        return Objective, (self.problem, self.structure)

    def __call__(self, theta: FloatArray) -> float:
        """Deviance or REML criterion at theta (m,) float64.

        Raises:
            NotPositiveDefiniteError: as R stops.
        """
        value: float = self.function(theta)
        return value

    def components(self, theta: FloatArray) -> tuple[float, float, float, float]:
        """(ldL2, ldRX2, wrss, u2) at theta: all that a deviance in (theta, sigma) needs."""
        self(theta)
        kernel = self.function
        return kernel.logdet_l, kernel.logdet_rx, kernel.wrss, kernel.penalty

    def rx(self, theta: FloatArray) -> FloatArray:
        """The upper triangle RX (p, p) at theta."""
        self(theta)
        rx: FloatArray = upper_triangle(self.function.rx, self.problem.p)
        return rx

    def unscaled_vcov(self, theta: FloatArray) -> FloatArray:
        """RXi RXi' (p, p) at theta as R's `tcrossprod` sums it: times sigma^2 it is lmerTest's covariance."""
        result: FloatArray = row_cross_product(upper_inverse(self.rx(theta)), max(self.problem.p, 1))
        return result

    def solve(self, theta: FloatArray) -> PlsState:
        """The state at theta.

        Raises:
            NotPositiveDefiniteError: X'X - RZX'RZX has no Cholesky factor.

        R: lme4 1.1-31, `pp` and `resp` after `devfun(theta)`. Theory: Bates et al. 2015, JSS 67(1), s. 3.
        """
        theta = np.array(theta, dtype=np.float64)
        criterion = self(theta)
        kernel, p = self.function, self.problem.p
        wrss, penalty = kernel.wrss, kernel.penalty
        return PlsState(
            theta=theta,
            beta=np.array(kernel.beta)[:p],
            u=np.array(kernel.u),
            b=np.array(kernel.b),
            mu=np.asarray(kernel.fitted(), dtype=np.float64),
            wrss=wrss,
            penalty=penalty,
            pwrss=wrss + penalty,
            logdet_l=kernel.logdet_l,
            logdet_rx=kernel.logdet_rx,
            log_weights=kernel.log_weights,
            rx=upper_triangle(kernel.rx, p),
            rzx=np.array(kernel.rzx)[:, :p].copy(),
            criterion=criterion,
            factor=_factor(self.structure, np.asarray(kernel.factor.values)),
        )

    def refit(self, y: FloatArray) -> Objective:
        """The same model with another response (n,): no symbolic work is repeated."""
        problem = replace(self.problem, y=np.ascontiguousarray(y, dtype=np.float64))
        return Objective(problem, self.structure, self._data)

    def with_response(self, y: FloatArray) -> Objective:
        """As `refit`, in this objective's own workspace."""
        self.problem = replace(self.problem, y=np.ascontiguousarray(y, dtype=np.float64))
        self.function.set_response(self.problem.y)
        return self

    def with_plain_design(self) -> Objective:
        """The same with X and Z as if nothing were weighted, while the residuals are: R's profiles are made so."""
        plain = make_kernel_data(replace(self.problem, weights=np.ones(self.problem.n)), self.structure)
        data = replace(plain, root_weights=self._data.root_weights, log_weights=self._data.log_weights)
        return Objective(self.problem, self.structure, data)

    def with_offset(self, offset: FloatArray) -> Objective:
        """The same model with another offset (n,), in this objective's own workspace."""
        self.problem = replace(self.problem, offset=offset)
        self.function.set_response(self.problem.y, offset[self.structure.storage_order])
        return self


def make_objective(problem: PlsProblem, *, natural: bool = False) -> Objective:
    """The objective of one model.

    Args:
        problem: the model; rank-deficient columns of x are already dropped.
        natural: try the natural order too (see `choose_ordering`); for tests.

    Raises:
        RError: the model has no random effects' parameters.

    R: lme4 1.1-31, `mkLmerDevfun`.
    """
    if not len(problem.theta_start):
        with running(
            "do.call", "<Anonymous>", "do.call", "<Anonymous>", "<Anonymous>", "initialize", "initialize", "<Anonymous>"
        ):
            raise RError("length(theta) > 0L is not TRUE", ".Object$initialize(...)")
    return Objective(problem, analyze(problem, natural=natural))


def sigma(state: PlsState, n: int, p: int, reml: bool) -> float:
    """Residual standard deviation, in units of y.

    R: lme4's `sigma`.
    """
    variance = state.pwrss / n
    return math.sqrt(variance * (n / (n - p))) if reml else math.sqrt(variance)


def rx_inverse(state: PlsState) -> FloatArray:
    """Inverse of RX, upper triangular (p, p).

    R: lme4's `fit@pp$RXi()`, the first step of `vcov`.
    """
    result: FloatArray = upper_inverse(np.ascontiguousarray(state.rx))
    return result


def vcov_beta(state: PlsState, sigma: float) -> FloatArray:
    """Covariance matrix of the fixed effects (p, p).

    R: lme4's `vcov`.
    """
    p = len(state.beta)
    unscaled: FloatArray = row_cross_product(rx_inverse(state), panel(p, p))
    return sigma * sigma * unscaled


def _factor(structure: Structure, values: FloatArray) -> Factor:
    indptr, indices, entries = structure.factor.columns(values)
    return Factor(
        perm=structure.perm,
        indptr=indptr,
        indices=indices,
        values=entries,
        is_supernodal=structure.ordering.is_supernodal,
        ordering=6 if structure.ordering.is_natural else 2,
    )
