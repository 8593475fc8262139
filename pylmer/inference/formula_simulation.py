"""New responses of a model that nobody has fitted: formula, data, parameters. R: lme4's simulate.formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pylmer.fit.callers import as_formula, caller_names
from pylmer.fit.lmer import objective_of, unfitted
from pylmer.fit.requests import read_request, request_spec
from pylmer.inference.simulation import drawn_frame
from pylmer.structure.bars import find_bars, formula_sides
from rcompat.base.arguments import first_whole
from rcompat.base.conditions import RError, running
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.frame_doors import as_frame
from rcompat.base.generics import answers
from rcompat.language.expressions import Call, Symbol, call
from rcompat.language.formulas import all_vars

__all__ = ["simulate_formula"]

_RESPONSE = ".response"
_INCOMPLETE = "if ‘object’ is missing, must specify all of ‘formula’, ‘newdata’, and ‘newparams’"
_CALL = ".simulateFun(formula = object, nsim = nsim, seed = seed, newdata = newdata, "


@answers("simulate", str)
@answers("simulate", Call)
def simulate_formula(
    formula: Any,
    nsim: int = 1,
    seed: int | None = None,
    newdata: Any = None,
    newparams: Mapping[str, Any] | None = None,
    **unused: Any,
) -> Frame:
    """Draw responses from a linear mixed model with given parameters.

    Args:
        formula: right side of the model's formula.
        nsim: how many.
        seed: seed of the generator; None goes on from the session's state.
        newdata: any data frame with the variables of the formula.
        newparams: "beta" (p,), "theta" (m,) and "sigma".
        **unused: ignored.

    Returns:
        Frame with columns sim_1, sim_2, ... (n,).

    Raises:
        RError: R's messages; data or parameters are missing.

    R: lme4's simulate.formula.
    """
    if newdata is None or newparams is None:
        raise RError(_INCOMPLETE, _CALL)
    data = as_frame(newdata)
    left, right = formula_sides(as_formula(formula))
    missing = [name for name in ([] if left is None else all_vars(left)) if name not in data.columns]
    if missing and right is not None and find_bars(right):
        text = f"Error in eval(lhs, envir = evaldata, enclos = environment(object)) : \n  object '{missing[0]}' "
        raise RError(f"Error evaluating the left-hand side of the formula: {text}not found\n")
    frame = Frame(
        columns={**data.columns, _RESPONSE: np.arange(data.n, dtype=np.float64)}, n=data.n, row_names=data.row_names
    )
    request = read_request(caller_names(), call("~", Symbol(_RESPONSE), right), frame, {}, "newdata", {})
    spec = request_spec(request)
    fit = unfitted(request, spec, objective_of(spec))
    fit = replace(fit, sigma=NA_REAL, state=replace(fit.state, beta=np.zeros(spec.p)))
    with running("eval", "eval", "<Anonymous>", "simulate.formula_lhs_", ".simulateFun"):
        count = first_whole(nsim, "stopifnot((nsim <- as.integer(nsim[1])) > 0)")
        if count is None or count <= 0:
            raise RError("(nsim <- as.integer(nsim[1])) > 0 is not TRUE", _CALL)
        return drawn_frame(fit, count, seed, newparams=newparams)
