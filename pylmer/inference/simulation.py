"""New responses from a fitted model, with R's own draws. R: lme4 simulate.merMod, .simulateFun."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import pad_values
from pylmer.inference.new_parameters import new_parameters
from pylmer.inference.prediction_design import fixed_design, random_rows, random_terms
from pylmer.structure.bars import find_bars
from pylmer.structure.re_terms import ReTerm, ReTerms
from rcompat.base.arguments import first_whole, truth
from rcompat.base.conditions import RError, running
from rcompat.base.frame import Column, Frame
from rcompat.base.frame_doors import as_frame
from rcompat.base.generics import answers
from rcompat.base.script_names import offered_names
from rcompat.design.frame_terms import dropped_rows
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call
from rcompat.language.syntax import parse_expression
from rcompat.maths.linear_algebra import product
from rcompat.maths.rng import Generator, random_seed, seed_by_argument, session_generator

__all__ = ["ResponseModel", "drawn_frame", "response_model", "simulate", "simulate_matrix"]

_NO_EFFECTS = ("NA", "~0")
_PREDICTING = ("predict", "predict.merMod")
_COUNT_CALL = 'stopifnot((nsim <- as.integer(nsim[1])) > 0, is(object, "merMod"))'
_TERMS_CALL = (
    "mkNewReTrms(object, rfd, re.form, na.action = na.action, allow.new.levels = allow.new.levels)"  # R's call
)
_FORMALS = ("object", "nsim", "seed", "use.u", "re.form", "newdata", "newparams", "family")


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


def response_model(
    fit: MerFit,
    re_form: object = "NA",
    newparams: Mapping[str, Any] | None = None,
    newdata: Frame | None = None,
    allow_new_levels: bool = False,
) -> ResponseModel:
    """The distribution of new responses.

    Args:
        fit: a fitted model.
        re_form: random effects to condition on: None for all, "NA" or "~0" for none, else a formula with bars. What
            it names is put into eta; those of the model's terms that it does not name in full are drawn.
        newparams: "theta", "beta", "sigma" to use instead of the estimates.
        newdata: data to draw responses for, or None for the model's own.
        allow_new_levels: new levels of grouping factors are not an error.
    """
    parameters = new_parameters(fit, newparams)
    theta, beta, sigma = parameters.theta, parameters.beta, parameters.sigma
    with running(*_PREDICTING):
        formula = _conditioned(re_form)
    if formula is None and newparams is None and newdata is None:
        return ResponseModel(eta=fit.state.mu, effects=None, q=0, sigma=sigma)
    wanted = None if formula is None else {deparse_one(bar) for bar in find_bars(formula)} if formula else set()
    terms = fit.spec.re.terms
    positions = [i for i, term in enumerate(terms) if wanted is not None and term.label not in wanted]
    with running(*_PREDICTING):
        fixed = fixed_design(fit, newdata)
    eta = product(fixed.x, beta) + fixed.offset
    is_whole = wanted is None or wanted <= {term.label for term in terms}
    if newdata is None and is_whole:
        kept = [i for i in range(len(terms)) if i not in positions]
        if kept:
            eta = eta + sum(_term_product(fit, i, terms[i]) for i in kept)  # Z b first, by row
    elif formula is None or formula:
        with running(*_PREDICTING):
            found = random_terms(fit, formula, newdata)
        eta = eta + random_rows(fit, found, allow_new_levels) @ fit.state.b
    if not positions:
        return ResponseModel(eta=eta, effects=None, q=0, sigma=sigma)
    re = fit.spec.re if newdata is None else random_terms(fit, None, newdata)
    if newdata is not None and not allow_new_levels:
        random_rows(fit, re, False)
    effects = _effects_matrix(re, theta, positions)
    return ResponseModel(eta=eta, effects=effects, q=effects.shape[1], sigma=sigma)


def _conditioned(re_form: object) -> Any:
    """The formula of the effects to condition on; None for all, False for none."""
    if re_form is None:
        return None
    if re_form is False or (isinstance(re_form, float) and math.isnan(re_form)) or re_form in _NO_EFFECTS:
        return False
    formula = parse_expression(re_form) if isinstance(re_form, str) else re_form
    if not (isinstance(formula, Call) and formula.name == "~"):
        with running("mkNewReTrms"):
            raise RError("object 'ReTrms' not found", _TERMS_CALL)
    return formula


def _term_product(fit: MerFit, position: int, term: ReTerm) -> NDArray[np.float64]:
    """The contribution (n,) of one term's conditional modes."""
    base = fit.spec.re.block_starts[position]
    modes = fit.state.b[base : base + term.k * term.levels].reshape(term.levels, term.k)
    codes = term.factor.codes
    total = np.zeros(len(codes))
    for c in range(term.k):
        total += term.design[:, c] * np.where(codes < 0, 0.0, modes[codes, c])
    return total


def _effects_matrix(re: ReTerms, theta: NDArray[np.float64], positions: list[int]) -> Any:
    """Z Lambda (n, q), the columns of the chosen terms.

    lme4 1.1-31 fills the Lambda of the terms that are drawn with the first numbers of theta, also where the model's
    first terms are not among them: with (1 | a) + (1 | b) and `re_form="~(1 | a)"`, b is drawn with a's theta.
    """
    from scipy import sparse

    chosen = theta.copy()
    place = 0
    for i in positions:
        first, end = re.theta_starts[i], re.theta_starts[i + 1] if i + 1 < len(re.terms) else len(theta)
        chosen[first:end] = theta[place : place + end - first]
        place += end - first
    z = sparse.csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(len(re.zt_starts) - 1, re.q))
    lambda_t = sparse.csc_array((chosen[re.theta_index], re.lambda_rows, re.lambda_starts), shape=(re.q, re.q))
    effects = (z @ lambda_t.T).tocsc()
    if len(positions) == len(re.terms):
        return effects.tocsr()
    columns = np.concatenate([np.arange(re.block_starts[i], re.block_starts[i + 1]) for i in positions])
    return effects[:, columns].tocsr()


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


def _simulate_call() -> str:
    """R hands the matched call on to another function, whose errors it then shows."""
    offered = offered_names()
    found = None if offered is None else offered.matched_call(parse_expression("lme4::.simulateFun"), _FORMALS)
    return "lme4::.simulateFun()" if found is None else deparse_one(found)


@answers("simulate", MerFit)
@running("eval", "eval", "<Anonymous>")
def simulate(
    fit: MerFit,
    nsim: int = 1,
    seed: int | None = None,
    use_u: bool | str | None = None,
    re_form: object = "NA",
    newdata: Any = None,
    newparams: Mapping[str, Any] | None = None,
    allow_new_levels: bool = False,
) -> Frame:
    """Draw responses from the model.

    Args:
        fit: a fitted model.
        nsim: how many.
        seed: seed of the generator; None goes on from the session's state.
        use_u: condition on the conditional modes (True) or draw new effects (False).
        re_form: random effects to condition on: None for all, "NA" or "~0" for none, else a formula with bars.
        newdata: any data frame to draw responses for; None for the model's own data.
        newparams: "theta", "beta", "sigma" to use instead of the estimates.
        allow_new_levels: new levels of grouping factors in `newdata` are not an error.

    Returns:
        Frame with columns sim_1, sim_2, ... (n,), in units of y; its attribute "seed" is the state before drawing.

    Raises:
        RError: nsim is not positive; both `use_u` and `re_form` are given.

    R: simulate.merMod.
    """
    if use_u is not None and (re_form != "NA" or "re.form = " in _simulate_call()):
        raise RError("should specify only one of ‘use.u’ and ‘re.form’", _simulate_call())
    count = first_whole(nsim, _COUNT_CALL)
    if count is None or count <= 0:
        raise RError("(nsim <- as.integer(nsim[1])) > 0 is not TRUE", _simulate_call())
    if use_u is not None:
        use_u = truth(use_u, "if (use.u) NULL else ~0")
    data = None if newdata is None else as_frame(newdata)
    re_form = None if use_u is True else re_form
    more = {"re_form": re_form, "newparams": newparams, "allow_new_levels": allow_new_levels}
    return drawn_frame(fit, count, seed, data, **more)


def drawn_frame(fit: MerFit, count: int, seed: int | None, newdata: Frame | None = None, **more: Any) -> Frame:
    """What `simulate` returns, of arguments that are checked; `more` goes to `response_model`."""
    seed_by_argument(seed)
    generator = session_generator()
    before = random_seed()
    model = response_model(fit, newdata=newdata, **more)
    values = simulate_matrix(model, count, generator)
    attributes: dict[str, object] = {"seed": before}
    rows = (fit.spec.frame.frame if newdata is None else newdata).row_names
    if newdata is None and len(fit.spec.frame.dropped):
        attributes = {"na.action": dropped_rows(fit.spec.frame), **attributes}
    if newdata is None and fit.spec.frame.na_action == "na.exclude" and len(fit.spec.frame.dropped):
        padded = [pad_values(fit, values[:, i]) for i in range(count)]
        values, rows = np.column_stack([column.data for column in padded]), padded[0].names  # type: ignore[assignment]
    columns: dict[str, Column] = {f"sim_{i + 1}": values[:, i].copy() for i in range(count)}
    return Frame(columns=columns, n=len(values), row_names=rows, attributes=attributes)
