"""The generic `anova`: one model gives its table, several are compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pylmer.fit.callers import caller_names
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.anova import lmertest_anova, sequential_anova
from pylmer.inference.answer_tables import AnovaTable
from pylmer.inference.call_texts import call_text
from pylmer.inference.satterthwaite import LmerTestFit
from rcompat.base.conditions import running, warning
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
    if others and (table := ask("compared_fits", fit, others, caller_names(), refit, model_names)) is not None:
        compared: AnovaTable = table
        return compared
    if others or unused:
        given = {} if model_names is None else {"model.names": model_names}
        given |= {} if refit is True else {"refit": refit}
        _warn_unused(fit, others, given, unused)
    return sequential_anova(fit)


def _warn_unused(fit: MerFit, others: tuple[Any, ...], known: Mapping[str, Any], unused: Mapping[str, Any]) -> None:
    labels = ", ".join(f"‘{key}’" for key in unused)
    text = "additional arguments ignored" + (f": {labels}" if labels else "")
    warning(text, call_text("anova.merMod", (fit, *others), {**known, **unused}))


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
    with running("NextMethod"):
        table = ask("compared_fits", fit, others, caller_names(), refit, model_names) if others else None
    if table is not None:
        compared: AnovaTable = table
        return compared
    return lmertest_anova(fit, type, ddf)
