"""The parameters of a fit in one table: estimates, standard errors, intervals and tests.

R: parameters 0.20.2, model_parameters for merMod.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import fixed_covariance
from pylmer.inference.kenward_roger import as_reml, coefficient_variances
from pylmer.inference.likelihood import df_residual
from pylmer.inference.parameter_limits import FROM_CONFINT, fixed_limits, random_limits, wald_limits
from pylmer.inference.parameter_names import pretty_names
from pylmer.inference.parameter_records import ModelParameters, wrapped_message
from pylmer.inference.random_parameters import level_parameters, random_parameters
from pylmer.inference.satterthwaite import LmerTestFit, as_lmerModLmerTest, satterthwaite_df
from pylmer.inference.standardized_parameters import standardized, standardized_fit
from pylmer.structure.bars import no_bars
from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, message
from rcompat.base.generics import answers
from rcompat.base.refusals import of_declared_kinds
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.syntax import parse_expression
from rcompat.maths.distributions import pt

__all__ = [
    "CI_METHODS",
    "finished",
    "interval_levels",
    "model_parameters",
]

Array = NDArray[np.float64]

CI_METHODS = (
    *("wald", "normal", "residual", "ml1", "betwithin", "satterthwaite", "kenward", "kr"),
    *("boot", "profile", "uniroot"),
)
_NO_INTERVALS = "Package 'merDeriv' needs to be installed to compute confidence intervals for random effect parameters."
_EFFECTS = ("fixed", "random", "all")


@answers("model_parameters", MerFit)
@of_declared_kinds
def model_parameters(
    model: MerFit,
    ci: float | Sequence[float] | None = 0.95,
    ci_method: str | None = None,
    effects: str = "all",
    digits: int = 2,
    ci_digits: int = 2,
    p_digits: int = 3,
    ci_random: bool | None = None,
    iterations: int = 1000,
    verbose: bool = True,
    **changes: Any,
) -> ModelParameters:
    """Estimates, standard errors, confidence intervals and tests of a fit's parameters.

    Args:
        model: a fitted model.
        ci: confidence level, several of them, or None.
        ci_method: "wald", "residual", "normal", "satterthwaite", "kenward" or "kr", "profile", "boot".
        effects: "fixed", "random" or "all".
        digits, ci_digits, p_digits: decimals of the page.
        ci_random: whether intervals of the random effects are wanted.
        iterations: ignored, as in R: "boot" takes 500 samples for the coefficients and as many for the random effects.
        verbose: whether to show messages.
        **changes: keep, drop (patterns), p_adjust, exponentiate, summary (lines about the model), standardize
            ("refit", "basic", "posthoc", "smart"), group_level (the groups' own values); others are ignored.

    Raises:
        RError: unknown method or effects.

    R: parameters::model_parameters.
    """
    method = "residual" if ci_method is None else _matched(ci_method, CI_METHODS, "ci_method")
    chosen = _matched(effects, _EFFECTS, "effects")
    scaling = changes.get("standardize")
    fit = standardized_fit(model, model.request.data, model.spec.terms) if scaling == "refit" else model
    by_level = bool(changes.get("group_level")) and chosen != "fixed"
    wants_limits = _is_simple(model) if ci_random is None else ci_random
    answer = replace(
        _found_parameters(fit, interval_levels(ci), method, chosen, wants_limits, by_level),
        digits=digits,
        ci_digits=ci_digits,
        p_digits=p_digits,
        verbose=verbose,
    )
    has_spread = chosen != "fixed" and not by_level and scaling in (None, "refit")
    if verbose and wants_limits and has_spread and method not in FROM_CONFINT and len(_levels(ci)) == 1:
        message(wrapped_message(_NO_INTERVALS))
    formula = deparse_one(no_bars(fit.shown_formula))
    answer = finished(answer, changes, (formula, fit.spec.n, fit.sigma, float(df_residual(fit))))
    return standardized(answer, scaling, fit.spec.y, fit.spec.x, fit.spec.frame.frame)


def _found_parameters(
    fit: MerFit, levels: tuple[float, ...], method: str, effects: str, wants_limits: bool, by_level: bool
) -> ModelParameters:
    """The parameters of a fit, with the usual decimals."""
    table = _table(fit, method)
    if effects == "random" or method not in FROM_CONFINT:
        limits = [wald_limits(table, level, method) for level in levels]
    else:
        limits = [fixed_limits(fit, level, method) for level in levels]
    spread = None
    if effects != "fixed" and wants_limits and not by_level and method in FROM_CONFINT and len(levels) == 1:
        spread = random_limits(fit, levels[0], method)
    return ModelParameters(
        names=fit.spec.x_names,
        labels=pretty_names(fit.spec.x_names, fit.spec.frame.frame),
        table=table,
        levels=levels,
        limits=tuple(limits),
        random=level_parameters(fit, levels) if by_level else random_parameters(fit, spread),
        effects=effects,
        method=method,
        class_name=fit.class_name,
        response=deparse_one(fit.spec.formula.values[0]),  # type: ignore[union-attr]
        digits=2,
        ci_digits=2,
        p_digits=3,
        verbose=True,
    )


def finished(
    answer: ModelParameters, changes: Mapping[str, Any], model: tuple[str, int, float, float]
) -> ModelParameters:
    """The table after the changes that were asked for; `model` is formula, rows, sigma and degrees of freedom."""
    from pylmer.inference import parameter_changes as change

    if changes.get("exponentiate") is True:
        answer = change.exponentiated(answer)
    if changes.get("summary"):
        answer = replace(answer, footer=tuple(change.model_footer(*model)))
    if changes.get("p_adjust") is not None:
        answer = change.adjusted_p(answer, str(changes["p_adjust"]))
    if changes.get("keep") is not None or changes.get("drop") is not None:
        answer = change.kept_rows(answer, changes.get("keep"), changes.get("drop"))
    return answer


def interval_levels(ci: float | Sequence[float] | None) -> tuple[float, ...]:
    """The confidence levels that give intervals."""
    return tuple(level for level in _levels(ci) if 0.0 < level < 1.0)


def _matched(given: str, choices: Sequence[str], name: str) -> str:
    """R's match.arg with its choices written out, as its error shows."""
    try:
        return match_arg(given, choices, name)
    except RError as error:
        shown = ", ".join(f'"{choice}"' for choice in choices)
        call = parse_expression(f"match.arg({name}, choices = c({shown}))")
        raise RError(error.message, "\n".join(deparse(call))) from None


def _is_simple(fit: MerFit) -> bool:
    """Whether R would think of intervals for the random effects: few observations, few terms."""
    re = fit.spec.re
    if any(term.columns != ("(Intercept)",) for term in re.terms):
        return len(re.factor_names) == 1 and fit.spec.n < 500
    return len(re.factor_names) <= 2 and fit.spec.n < 1000


def _levels(ci: float | Sequence[float] | None) -> tuple[float, ...]:
    if ci is None:
        return ()
    return (float(ci),) if isinstance(ci, int | float) else tuple(float(level) for level in ci)


def _table(fit: MerFit, method: str) -> Array:
    """Coefficient, SE, t, degrees of freedom and p (p, 5)."""
    rows = []
    for estimate, (variance, df) in zip(fit.state.beta.tolist(), _variances(fit, method), strict=True):
        error = math.sqrt(variance)
        t = estimate / error if error else math.nan
        test_df = math.inf if method == "normal" else df
        rows.append([estimate, error, t, df, 2.0 * pt(abs(t), test_df, lower_tail=False)])
    return np.array(rows, dtype=np.float64).reshape(len(rows), 5)


def _variances(fit: MerFit, method: str) -> list[tuple[float, float]]:
    """Variance and degrees of freedom of each coefficient.

    Raises:
        RError: degrees of freedom that are not available.
    """
    if method in ("kenward", "kr"):
        return coefficient_variances(fit, as_reml(fit))
    if method == "satterthwaite":
        with_df = fit if isinstance(fit, LmerTestFit) else as_lmerModLmerTest(fit)
        return [satterthwaite_df(with_df, unit) for unit in np.eye(fit.spec.p)]
    if method in ("ml1", "betwithin", "uniroot"):
        raise RError(f"ci_method '{method}' is not available")
    df = float(df_residual(fit))
    return [(variance, df) for variance in np.diag(fixed_covariance(fit)).tolist()]
