"""New responses from linear and generalised linear models, with R's own draws. R: simulate.lm, family()$simulate."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, running, warning
from rcompat.base.frame import Column, Factor, Frame
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import RList, Vector
from rcompat.linear import accessors
from rcompat.linear.accessors import padded_rows
from rcompat.linear.glm_fit import GlmFit
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.several_fit import SeveralFit
from rcompat.maths.rng import RNGkind, random_seed, seed_by_argument, session_generator, set_random_seed
from rcompat.maths.variates import rbinom, rnorm, rpois

__all__ = ["simulate"]

Values = NDArray[np.float64]


@answers("simulate", LmFit)
def simulate(fit: LmFit, nsim: int = 1, seed: Any = None) -> Frame:
    """Draw responses from the model.

    Args:
        fit: a fitted model; of the generalised ones those of the families gaussian, binomial and poisson.
        nsim: how many.
        seed: seed for these draws, after which the session's generator goes on as if nothing had been drawn; None
            draws from the session's generator.

    Returns:
        Frame with columns sim_1, sim_2, ... (n,); its attribute "seed" is the seed, or the state before drawing.

    Raises:
        RError: nsim is not a positive number; a family that cannot be simulated.

    R: stats::simulate.lm.
    """
    before = random_seed(session_generator())
    seed_by_argument(seed)
    try:
        columns = _drawn_columns(fit, nsim)
        kinds = RList(values=tuple(Vector(data=np.array([kind], dtype=object)) for kind in RNGkind()))
    finally:
        if seed is not None:
            set_random_seed(before)
    kept: object = before if seed is None else Vector(data=_seed_array(seed), attributes={"kind": kinds})
    names = ask("fitted", fit).names
    n = len(names) if names is not None else accessors.nobs(fit)
    return Frame(columns=columns, n=n, row_names=names, attributes={"seed": kept})


@answers("simulate", SeveralFit)
def _several(fit: SeveralFit, nsim: int = 1, seed: Any = None) -> Frame:
    raise RError("simulate() is not yet implemented for multivariate lm()", "simulate.lm()")


def _seed_array(seed: Any) -> NDArray[Any]:
    if isinstance(seed, str):
        return np.array([seed], dtype=object)
    return np.atleast_1d(np.asarray(seed, dtype=np.float64))


def _drawn_columns(fit: LmFit, nsim: Any) -> dict[str, Column]:
    if isinstance(nsim, str) and nsim != "NA":
        raise RError("non-numeric argument to binary operator", "n * nsim")
    count = math.nan if nsim is None or isinstance(nsim, str) else float(np.atleast_1d(nsim)[0])
    draw, finish = _law(fit)
    mean = padded_rows(fit, fit.steps.mu if isinstance(fit, GlmFit) else fit.solution.fitted)
    values = draw(mean, len(mean) * count)
    if count < 1:
        text = "'names' attribute [1] must be the same length as the vector [0]"
        raise RError(text, 'names(val) <- paste0("sim_", seq_len(nsim))')
    by_column = np.asarray(values).reshape(int(count), len(mean))
    return {f"sim_{i + 1}": finish(column) for i, column in enumerate(by_column)}


def _law(fit: LmFit) -> tuple[Callable[[Values, float], Any], Callable[[NDArray[Any]], Any]]:
    """How to draw a number of values around means that are repeated, and what column they make."""
    family = fit.family.name if isinstance(fit, GlmFit) else "gaussian"
    if family == "gaussian":
        return _normal(fit), lambda column: column
    assert isinstance(fit, GlmFit)
    if family == "poisson":
        if np.any(fit.case_weights != 1.0):
            warning("ignoring prior weights", "object$family$simulate(object, nsim)")
        return lambda mean, total: rpois(total, mean), lambda column: column
    if family == "binomial":
        if np.any(fit.case_weights % 1.0):
            text = "cannot simulate from non-integer prior.weights"
            raise RError(text, "object$family$simulate(object, nsim)")
        return lambda mean, total: rbinom(total, padded_rows(fit, fit.case_weights), mean), _successes(fit)
    raise RError(f"family '{family}' not implemented", "simulate.lm()")


def _normal(fit: LmFit) -> Callable[[Values, float], Values]:
    weights = fit.case_weights if isinstance(fit, GlmFit) else fit.prior_weights
    variance: Any = ask("deviance", fit) / ask("df_residual", fit)
    if weights is not None:
        variance = variance / padded_rows(fit, weights)

    def draw(mean: Values, total: float) -> Values:
        with running("rnorm"):
            if not total >= 0:
                raise RError("invalid arguments", "rnorm(ntot, sd = sqrt(vars))")
        return np.resize(mean, int(total)) + rnorm(total, 0.0, np.sqrt(variance))

    return draw


def _successes(fit: GlmFit) -> Callable[[NDArray[Any]], Any]:
    """Binomial counts in the form of the model's response: shares, levels of a factor, or two columns."""
    name, response = next(iter(fit.frame.frame.columns.items()))
    totals = padded_rows(fit, fit.case_weights)
    if isinstance(response, Factor):
        levels = (response.levels[0], response.levels[1])
        return lambda column: Factor(codes=(column > 0).astype(np.int32), levels=levels)
    data = response.data if isinstance(response, Vector) else response
    if np.ndim(data) == 2:
        rows = ask("fitted", fit).names
        named: Any = fit.frame.frame.attributes.get("matrix_names", {})
        heads = named.get(name)
        return lambda column: Vector(
            data=np.column_stack([column, totals - column]).astype(np.float64), dimnames=(rows, heads)
        )
    return lambda column: column / totals
