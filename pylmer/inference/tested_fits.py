"""lmerTest's `lmer`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pylmer.control import LmerControl
from pylmer.fit.callers import caller_names
from pylmer.fit.lmer import fit_request, objective_of
from pylmer.fit.requests import read_request, request_spec
from pylmer.inference.satterthwaite import as_lmerModLmerTest
from pylmer.structure.set_up_calls import SET_UP
from rcompat.base.conditions import running
from rcompat.base.truth import truth

__all__ = ["lmer"]


def lmer(
    formula: Any,
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
    return as_lmerModLmerTest(fit, objective=objective)
