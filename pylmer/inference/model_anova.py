"""The generic `anova`: one model gives its table, several are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pylmer.control import r_call_text
from pylmer.fit.callers import CallerNames, caller_names
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.anova import lmertest_anova, sequential_anova
from pylmer.inference.answer_tables import AnovaTable
from pylmer.inference.likelihood_ratio import compare_models, has_likelihood
from pylmer.inference.satterthwaite import LmerTestFit
from rcompat.base.conditions import warning
from rcompat.base.generics import answers, ask

__all__ = ["anova"]


def anova(fit: Any, *others: Any, **arguments: Any) -> Any:
    """Analysis of variance of one model, or likelihood-ratio tests between several.

    Args:
        fit: a fitted model.
        *others: further models to compare it with.
        **arguments: `refit`, `model_names` for several models; `type`, `ddf` for one fit of lmerTest.

    R: stats::anova.
    """
    return ask("anova", fit, *others, **arguments)


@answers("anova", MerFit)
def _anova(fit: MerFit, *others: Any, refit: Any = True, model_names: Any = None, **unused: Any) -> AnovaTable:
    """R: anova.merMod."""
    names = caller_names()
    models = [other for other in others if has_likelihood(other)]
    if models:
        return compare_models((fit, *models), names, refit, model_names)
    if others or unused:
        given = {} if model_names is None else {"model.names": tuple(model_names)}
        given |= {} if refit is True else {"refit": refit}
        _warn_unused(fit, others, (given, unused), names)
    return sequential_anova(fit)


def _warn_unused(
    fit: MerFit, others: tuple[Any, ...], named: tuple[Mapping[str, Any], Mapping[str, Any]], names: CallerNames
) -> None:
    known, unused = named
    name = names.name_of(fit) or "fit"
    given = r_call_text("", {**known, **unused}, others)[1:-1]
    labels = ", ".join(f"‘{key}’" for key in unused)
    text = "additional arguments ignored" + (f": {labels}" if labels else "")
    warning(text, f"anova.merMod({name}, {given})")


@answers("anova", LmerTestFit)
def _lmertest(
    fit: LmerTestFit,
    *others: Any,
    type: Any = "III",
    ddf: str | None = None,
    refit: Any = True,
    model_names: Any = None,
    **unused: Any,
) -> AnovaTable:
    """R: anova.lmerModLmerTest."""
    models = [other for other in others if has_likelihood(other)]
    if models:
        return compare_models((fit, *models), caller_names(), refit, model_names)
    return lmertest_anova(fit, type, ddf)
