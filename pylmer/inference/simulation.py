"""New responses from a fitted model, with R's own draws. R: lme4 simulate.merMod, .simulateFun."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import row_names
from pylmer.structure.bars import find_bars
from pylmer.structure.re_terms import ReTerm
from rcompat.base.conditions import RError, message
from rcompat.base.frame import Column, Frame
from rcompat.base.generics import answers
from rcompat.language.deparse import deparse_one
from rcompat.language.syntax import parse_expression
from rcompat.maths.rng import Generator, random_seed, session_generator, set_seed

__all__ = ["ResponseModel", "response_model", "simulate", "simulate_matrix"]

_NO_EFFECTS = ("NA", "~0")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ResponseModel:
    """What new responses are drawn from: y = eta + sigma (A u + e), u and e standard normal.

    Attributes:
        eta: the part that is not drawn (n,).
        effects: A (n, q) sparse, or None if all random effects are given.
        q: number of random effects drawn.
        sigma: residual standard deviation.
    """

    eta: NDArray[np.float64]
    effects: Any
    q: int
    sigma: float


def response_model(fit: MerFit, re_form: object = "NA", newparams: Mapping[str, Any] | None = None) -> ResponseModel:
    """The distribution of new responses.

    Args:
        fit: a fitted model.
        re_form: random effects to condition on: None for all, "NA" or "~0" for none, else a formula with bars.
        newparams: "theta", "beta", "sigma" to use instead of the estimates.
    """
    theta, beta, sigma = _parameters(fit, newparams)
    wanted = _conditioned_labels(re_form)
    if wanted is None and newparams is None:
        return ResponseModel(eta=fit.state.mu, effects=None, q=0, sigma=sigma)
    eta = _plain_product(fit.spec.x, beta) + fit.spec.offset
    given: list[tuple[int, ReTerm]] = []
    drawn: list[tuple[int, ReTerm]] = []
    for position, term in enumerate(fit.spec.re.terms):
        (given if wanted is None or term.label in wanted else drawn).append((position, term))
    for position, term in given:
        eta = eta + _term_product(fit, position, term)
    if not drawn:
        return ResponseModel(eta=eta, effects=None, q=0, sigma=sigma)
    effects = _effects_matrix(fit, theta, [position for position, _ in drawn])
    return ResponseModel(eta=eta, effects=effects, q=effects.shape[1], sigma=sigma)


def _parameters(
    fit: MerFit, newparams: Mapping[str, Any] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    if newparams is None:
        return fit.state.theta, fit.state.beta, fit.sigma
    values = {"theta": fit.state.theta, "beta": fit.state.beta}
    for name in values:
        if name in newparams:
            message(f"{name} parameter vector not named: assuming same order as internal vector")
            values[name] = np.asarray(newparams[name], dtype=np.float64)
    return values["theta"], values["beta"], float(newparams.get("sigma", fit.sigma))


def _conditioned_labels(re_form: object) -> set[str] | None:
    """Labels of the terms to condition on; None for all."""
    if re_form is None:
        return None
    if re_form is False or (isinstance(re_form, float) and math.isnan(re_form)) or re_form in _NO_EFFECTS:
        return set()
    formula = parse_expression(re_form) if isinstance(re_form, str) else re_form
    return {deparse_one(bar) for bar in find_bars(formula)}  # type: ignore[arg-type]


def _plain_product(x: NDArray[np.float64], beta: NDArray[np.float64]) -> NDArray[np.float64]:
    """X beta, column after column, as the reference BLAS sums it."""
    total = np.zeros(x.shape[0])
    for j, value in enumerate(beta.tolist()):
        total += x[:, j] * value
    return total


def _term_product(fit: MerFit, position: int, term: ReTerm) -> NDArray[np.float64]:
    """The contribution (n,) of one term's conditional modes."""
    base = fit.spec.re.block_starts[position]
    modes = fit.state.b[base : base + term.k * term.levels].reshape(term.levels, term.k)
    codes = term.factor.codes
    total = np.zeros(len(codes))
    for c in range(term.k):
        total += term.design[:, c] * np.where(codes < 0, 0.0, modes[codes, c])
    return total


def _effects_matrix(fit: MerFit, theta: NDArray[np.float64], positions: list[int]) -> Any:
    """Z Lambda (n, q), the columns of the chosen terms."""
    from scipy import sparse

    re = fit.spec.re
    z = sparse.csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(fit.spec.n, re.q))
    lambda_t = sparse.csc_array((theta[re.theta_index], re.lambda_rows, re.lambda_starts), shape=(re.q, re.q))
    product = (z @ lambda_t.T).tocsc()
    if len(positions) == len(re.terms):
        return product.tocsr()
    columns = np.concatenate([np.arange(re.block_starts[i], re.block_starts[i + 1]) for i in positions])
    return product[:, columns].tocsr()


def simulate_matrix(model: ResponseModel, nsim: int, generator: Generator) -> NDArray[np.float64]:
    """Draw responses (n, nsim): all random effects of all columns first, then all residuals, as R does."""
    n = len(model.eta)
    drawn = None
    if model.effects is not None:
        u = generator.normal(model.q * nsim).reshape(nsim, model.q).T
        drawn = model.effects @ u
    noise = generator.normal(n * nsim).reshape(nsim, n).T
    if drawn is not None:
        noise = drawn + noise
    return np.asarray(model.eta[:, None] + model.sigma * noise)


@answers("simulate", MerFit)
def simulate(
    fit: MerFit,
    nsim: int = 1,
    seed: int | None = None,
    use_u: bool | None = None,
    re_form: object = "NA",
    newparams: Mapping[str, Any] | None = None,
) -> Frame:
    """Draw responses from the model.

    Args:
        fit: a fitted model.
        nsim: how many.
        seed: seed of the generator; None goes on from the session's state.
        use_u: condition on the conditional modes (True) or draw new effects (False).
        re_form: random effects to condition on: None for all, "NA" or "~0" for none, else a formula with bars.
        newparams: "theta", "beta", "sigma" to use instead of the estimates.

    Returns:
        Frame with columns sim_1, sim_2, ... (n,), in units of y; its attribute "seed" is the state before drawing.

    Raises:
        RError: nsim is not positive; both `use_u` and `re_form` are given.

    R: simulate.merMod.
    """
    if use_u is not None and re_form != "NA":
        raise RError("should specify only one of ‘use.u’ and ‘re.form’", "lme4::.simulateFun()")
    if int(nsim) <= 0:
        raise RError("(nsim <- as.integer(nsim[1])) > 0 is not TRUE", "lme4::.simulateFun()")
    if seed is not None:
        set_seed(seed)
    generator = session_generator()
    before = random_seed()
    values = simulate_matrix(response_model(fit, None if use_u else re_form, newparams), int(nsim), generator)
    columns: dict[str, Column] = {f"sim_{i + 1}": values[:, i].copy() for i in range(int(nsim))}
    names = row_names(fit) if fit.spec.frame.frame.row_names is not None else None
    return Frame(columns=columns, n=fit.spec.n, row_names=names, attributes={"seed": before})
