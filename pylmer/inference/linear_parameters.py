"""The parameters of a linear model in one table. R: parameters 0.20.2, model_parameters for lm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pylmer.inference.model_parameters import ModelParameters, finished, interval_levels, wald_limits
from pylmer.inference.parameter_names import pretty_names
from rcompat.base.generics import answers, ask
from rcompat.language.deparse import deparse_one
from rcompat.linear.lm_fit import LmFit

__all__ = ["linear_parameters"]


@answers("model_parameters", LmFit)
def linear_parameters(
    model: LmFit,
    ci: float | Sequence[float] | None = 0.95,
    digits: int = 2,
    ci_digits: int = 2,
    p_digits: int = 3,
    verbose: bool = True,
    **changes: Any,
) -> ModelParameters:
    """Estimates, standard errors, confidence intervals and tests of a linear model's coefficients.

    Args:
        model: a linear model.
        ci: confidence level, several of them, or None.
        digits, ci_digits, p_digits: decimals of the page.
        verbose: whether to show messages.
        **changes: keep, drop, p_adjust, exponentiate, summary as for mixed models.

    R: parameters::model_parameters.
    """
    page = ask("summary", model)
    rows = np.asarray(page.coefficients.data, dtype=np.float64)
    names = tuple(str(name) for name in (page.coefficients.dimnames or ((),))[0] or ())
    df = np.full(len(rows), float(model.solution.df_residual))
    table = np.column_stack([rows[:, :3], df, rows[:, 3]])
    levels = interval_levels(ci)
    answer = ModelParameters(
        names=names,
        labels=pretty_names(names, model.frame.frame),
        table=table,
        levels=levels,
        limits=tuple(wald_limits(table, level, "residual") for level in levels),
        random=(),
        effects="fixed",
        method="residual",
        class_name="lm",
        response=deparse_one(model.frame.terms.variables[0]),
        digits=digits,
        ci_digits=ci_digits,
        p_digits=p_digits,
        verbose=verbose,
        is_mixed=False,
    )
    formula = deparse_one(model.request.formula)
    return finished(answer, changes, (formula, len(model.y), page.sigma, float(model.solution.df_residual)))
