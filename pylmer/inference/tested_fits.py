"""lmerTest's `lmer`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from pylmer.control import LmerControl
from pylmer.fit.callers import caller_names
from pylmer.fit.lmer import fit_request, objective_of
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.requests import read_request, request_spec
from pylmer.inference.satterthwaite import as_lmerModLmerTest
from pylmer.structure.set_up_calls import SET_UP
from rcompat.base.arguments import truth
from rcompat.base.conditions import running
from rcompat.design.callers import given_expression

__all__ = ["lmer"]


def lmer(
    formula: Any = None,
    data: Any = None,
    REML: bool = True,
    control: LmerControl | Mapping[str, Any] | None = None,
    start: Sequence[float] | Mapping[str, Any] | float | None = None,
    verbose: int = 0,
    subset: Any = None,
    weights: Any = None,
    na_action: str | None = None,
    offset: Any = None,
    contrasts: Mapping[str, Any] | None = None,
    devFunOnly: bool = False,
    data_name: str | None = None,
    **unused: Any,
) -> Any:
    """Fit a linear mixed model whose summary has Satterthwaite's t tests.

    Arguments, result and errors are those of `pylmer.lme4.lmer`; the fit is a `LmerTestFit`.

    R: lmerTest::lmer 3.1-3. Theory: Kuznetsova et al. 2017, JSS 82(13).
    """
    options = {
        "REML": REML,
        "control": control,
        "start": start,
        "verbose": verbose,
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "offset": offset,
        "contrasts": contrasts,
    }
    names = caller_names()
    with running("eval.parent", *SET_UP):  # lme4's lmer, called by ours
        request = read_request(names, formula, data, options, data_name, unused)
        if truth(devFunOnly, "if (devFunOnly) return(devfun)"):
            return objective_of(request_spec(request))
        fit, objective = fit_request(request)
    return as_lmerModLmerTest(_with_written_formula(fit, formula), objective=objective)


def _with_written_formula(fit: MerFit, formula: object) -> MerFit:
    """The fit with the call as the script wrote it: also with a variable that holds the formula."""
    written = given_expression(formula)
    if written is None or written is fit.request.formula:
        return fit
    request = replace(fit.request, shown=MappingProxyType({**fit.request.shown, "formula": written}))
    return replace(fit, request=request, spec=replace(fit.spec, call=request.call))
