"""The R package lmerTest, under its own names."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from pylmer.control import LmerControl, lmerControl
from pylmer.fit.callers import CallerNames
from pylmer.fit.lmer import fit_spec, objective_of
from pylmer.fit.requests import request_spec
from pylmer.inference.satterthwaite import LmerTestFit, as_lmerModLmerTest
from pylmer.summaries.summary import summary
from pylmer.text import fits as _fits
from pylmer.text import values as _values

__all__ = ["LmerTestFit", "as_lmerModLmerTest", "lmer", "lmerControl", "summary"]

_DRAWERS = (_fits, _values)


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
    spec = request_spec(
        CallerNames(sys._getframe(1)),
        formula,
        data,
        REML=REML,
        control=control,
        start=start,
        subset=subset,
        weights=weights,
        na_action=na_action,
        offset=offset,
        contrasts=contrasts,
        data_name=data_name,
        unused=unused,
    )
    if devFunOnly:
        return objective_of(spec)
    fit, objective = fit_spec(spec, start, verbose)
    return as_lmerModLmerTest(fit, objective=objective)
