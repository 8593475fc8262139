"""The parameters of a linear model in one table. R: parameters 0.20.2, model_parameters for lm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pylmer.inference.model_parameters import finished, interval_levels
from pylmer.inference.parameter_limits import wald_limits
from pylmer.inference.parameter_names import pretty_names
from pylmer.inference.parameter_records import ModelParameters, wrapped_message
from pylmer.inference.standardized_parameters import standardized, standardized_fit
from rcompat.base.conditions import warning
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
    scaling = changes.get("standardize")
    fit = standardized_fit(model, model.request.data, model.frame.terms) if scaling == "refit" else model
    page = ask("summary", fit)
    _warn_of_lost(fit)
    rows = np.asarray(page.coefficients.data, dtype=np.float64)
    names = tuple(str(name) for name in (page.coefficients.dimnames or ((),))[0] or ())
    df = np.full(len(rows), float(fit.solution.df_residual))
    table = np.column_stack([rows[:, :3], df, rows[:, 3]])
    levels = interval_levels(ci)
    answer = ModelParameters(
        names=names,
        labels=pretty_names(names, fit.frame.frame),
        table=table,
        levels=levels,
        limits=tuple(wald_limits(table, level, "residual") for level in levels),
        random=(),
        effects="fixed",
        method="residual",
        class_name="lm",
        response=deparse_one(fit.frame.terms.variables[0]),
        digits=digits,
        ci_digits=ci_digits,
        p_digits=p_digits,
        verbose=verbose,
        is_mixed=False,
    )
    formula = deparse_one(fit.request.formula)
    answer = finished(answer, changes, (formula, len(fit.y), page.sigma, float(fit.solution.df_residual)))
    x = fit.design.x[:, sorted(fit.solution.kept.tolist())]
    return standardized(answer, scaling, fit.y, x, fit.frame.frame)


def _warn_of_lost(fit: LmFit) -> None:
    """Warn of columns that depend on earlier ones."""
    kept = set(fit.solution.kept.tolist())
    lost = ", ".join(name for i, name in enumerate(fit.design.names) if i not in kept)
    if lost:
        warning(wrapped_message(f"Model matrix is rank deficient. Parameters `{lost}` were not estimable."))
