"""Posterior simulation of the parameters of a mixed or linear model, with R's own draws. R: arm::sim 1.13."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.base.conditions import RError, warning
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import RList, Vector
from rcompat.linear import accessors as linear
from rcompat.linear.glm import summary as glm_summary
from rcompat.linear.glm_fit import GlmFit
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import unscaled_covariance
from rcompat.maths.linear_algebra import inverse, product
from rcompat.maths.mvrnorm import mvrnorm
from rcompat.maths.rng import session_generator
from rcompat.maths.variates import rchisq, rgamma

__all__ = ["MerSim", "Sim", "fixef", "mer_coef", "ranef", "sim", "sim_coef", "sim_lm"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sim(Printable, Asks):
    """Draws of the parameters of a linear model.

    Attributes:
        coef: coefficients (n_sims, p), in units of y over units of x.
        sigma: residual standard deviations (n_sims,), in units of y.

    R: class sim of package arm.
    """

    coef: Vector
    sigma: Vector


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MerSim(Printable, Asks):
    """Draws of the parameters of a mixed model.

    Attributes:
        fixef: fixed effects (n_sims, p).
        ranef: random effects, one array (n_sims, levels, k) per term, named by its grouping factor.
        sigma: residual standard deviations (n_sims,), in units of y.

    R: class sim.merMod of package arm.
    """

    fixef: Vector
    ranef: RList
    sigma: Vector


def _whole_count(n_sims: float) -> int:
    """R's way with counts: they are cut, and complained about late.

    Raises:
        RError: not positive.
    """
    given = np.atleast_1d(np.asarray(n_sims))
    if given.dtype.kind not in "fiub" and given.tolist() != ["NA"]:
        warning("NAs introduced by coercion", ".local(object, ...)")
    is_count = len(given) == 1 and given.dtype.kind in "fiub" and math.isfinite(given[0])
    count = int(given[0]) if is_count else -1
    if count < 0:
        raise RError("invalid 'times' argument", "rep(NA, n.sims)")
    if count == 0:
        raise RError("subscript out of bounds", "sim(object, n.sims = 0)")
    return count


@answers("sim", MerFit)
def sim(fit: MerFit, n_sims: int = 100) -> MerSim:
    """Draw parameters from their posterior distribution given the estimated theta and flat priors.

    Each draw takes a gamma number for sigma, then q normal numbers for the random effects, in the order of the
    sparse factor, then p for the fixed effects. As in arm 1.13 the draws of correlated random effects are rotated:
    their deviations from the modes are multiplied by Lambda' instead of Lambda, and not put back into Z's order.

    Args:
        fit: a fitted model.
        n_sims: number of draws.

    Returns:
        MerSim: fixed effects (n_sims, p), random effects (n_sims, levels, k) by term, sigma (n_sims,).

    Raises:
        RError: `n_sims` is not positive, or the model has no fixed effects.

    R: arm::sim for merMod. Theory: Gelman and Hill 2007, s. 7.2; Bates et al. 2015, JSS 67(1), s. 3.
    """
    count = _whole_count(n_sims)
    spec, state = fit.spec, fit.state
    q, p, rest = spec.re.q, spec.p, spec.n - spec.p
    if p == 0:
        raise RError("'a' is 0-diml", "solve.default(Rx)")
    generator = session_generator()
    sigmas, normal = np.empty(count), np.empty((count, q + p))
    for draw in range(count):
        sigmas[draw] = math.sqrt(1.0 / float(rgamma(1, rest / 2.0, rate=state.pwrss / 2.0)[0]))
        normal[draw] = generator.normal(q + p)
    scaled = normal * sigmas[:, None]
    moves = product(inverse(state.rx), scaled[:, q:].T)
    modes = state.b[:, None] + _transposed_lambda(fit) @ _solve_transposed(fit, scaled[:, :q].T - state.rzx @ moves)
    blocks = []
    for term, base in zip(spec.re.terms, spec.re.block_starts, strict=False):
        block = modes[base : base + term.k * term.levels].T.reshape(count, term.levels, term.k)
        blocks.append(Vector(data=block, dimnames=(None, term.factor.levels, term.columns)))
    return MerSim(
        fixef=Vector(data=state.beta + moves.T, dimnames=(None, spec.x_names)),
        ranef=RList(values=tuple(blocks), names=tuple(term.group for term in spec.re.terms)),
        sigma=Vector(data=sigmas),
    )


def _solve_transposed(fit: MerFit, right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve L'x = right for all draws (q, n_sims)."""
    factor = fit.state.factor
    starts, rows, values = factor.indptr.tolist(), factor.indices, factor.values
    x = np.array(right)
    for j in range(len(starts) - 2, -1, -1):
        first, end = starts[j], starts[j + 1]
        if end - first > 1:
            x[j] -= values[first + 1 : end] @ x[rows[first + 1 : end]]
        x[j] /= values[first]
    return x


def _transposed_lambda(fit: MerFit) -> Any:
    """Lambda' (q, q): arm 1.13 moves the modes by Lambda' where the theory has Lambda, in the factor's order."""
    from scipy import sparse

    re = fit.spec.re
    return sparse.csc_array((fit.state.theta[re.theta_index], re.lambda_rows, re.lambda_starts), shape=(re.q, re.q))


@answers("sim", LmFit)
def sim_lm(fit: LmFit, n_sims: int = 100) -> Sim:
    """Draw the parameters of a linear model from their posterior distribution under flat priors.

    Args:
        fit: a fitted linear model.
        n_sims: number of draws.

    R: arm::sim for lm. Theory: Gelman and Hill 2007, s. 7.2.
    """
    count = _whole_count(n_sims)
    estimates = fit.solution.coefficients[fit.solution.kept]
    names = tuple(fit.design.names[i] for i in fit.solution.kept)
    if not names:
        raise RError("0 x 0 matrix", "eigen(Sigma, symmetric = TRUE)")
    unscaled, spread = unscaled_covariance(fit).data, linear.sigma(fit)
    rest = float(len(fit.solution.qr.qr) - len(names))
    coefs, sigmas = np.empty((count, len(names))), np.empty(count)
    for draw in range(count):
        sigmas[draw] = spread * math.sqrt(rest / float(rchisq(1, rest)[0]))
        coefs[draw] = mvrnorm(1, estimates, unscaled * sigmas[draw] ** 2)
    return Sim(coef=Vector(data=coefs, dimnames=(None, names)), sigma=Vector(data=sigmas))


@answers("sim", GlmFit)
def sim_glm(fit: GlmFit, n_sims: int = 100) -> Sim:
    """Draw the coefficients of a generalized linear model from their normal approximation. R: arm::sim for glm."""
    count = _whole_count(n_sims)
    page = glm_summary(fit)
    names = tuple(str(name) for name in (page.coefficients.dimnames or ((),))[0] or ())
    draws = mvrnorm(count, page.coefficients.data[:, 0], page.cov_unscaled.data * page.dispersion)
    coefs = Vector(data=np.asarray(draws).reshape(count, len(names)), dimnames=(None, names))
    return Sim(coef=coefs, sigma=Vector(data=np.full(count, math.sqrt(page.dispersion))))


@answers("coef", Sim)
def sim_coef(draws: Sim) -> Vector:
    """The drawn coefficients (n_sims, p). R: arm's coef for class sim."""
    return draws.coef


@answers("coef", MerSim)
def mer_coef(draws: MerSim) -> RList:
    """The drawn fixed and random effects in one list. R: arm's coef for class sim.merMod."""
    return RList(values=(draws.fixef, draws.ranef), names=("fixef", "ranef"))


@answers("fixef", MerSim)
def fixef(draws: MerSim) -> Vector:
    """The drawn fixed effects (n_sims, p). R: arm's fixef for class sim.merMod."""
    return draws.fixef


@answers("ranef", MerSim)
def ranef(draws: MerSim) -> RList:
    """The drawn random effects, one array (n_sims, levels, k) per term. R: arm's ranef for class sim.merMod."""
    return draws.ranef
