"""The R package lmerTest, under its own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pylmer.control import LmerControl, lmerControl
from pylmer.datasets import package_datasets
from pylmer.fit.callers import caller_names
from pylmer.fit.lmer import fit_request, objective_of
from pylmer.fit.requests import read_request, request_spec
from pylmer.inference.contest import calcSatterth, contest, contest1D, contestMD
from pylmer.inference.least_squares_means import difflsmeans, ls_means, lsmeansLT
from pylmer.inference.random_deletions import rand, ranova
from pylmer.inference.satterthwaite import LmerTestFit, as_lmerModLmerTest
from pylmer.inference.selection import get_model, step
from pylmer.inference.show_tests import show_tests
from pylmer.lme4 import (
    AIC,
    BIC,
    REMLcrit,
    VarCorr,
    allFit,
    anova,
    bootMer,
    coef,
    confint,
    devfun2,
    deviance,
    df_residual,
    drop1,
    extractAIC,
    fitted,
    fixef,
    formula,
    getME,
    isREML,
    isSingular,
    logLik,
    logProf,
    model_frame,
    model_matrix,
    ngrps,
    nobs,
    predict,
    profile,
    ranef,
    refit,
    refitML,
    rePCA,
    residuals,
    sigma,
    simulate,
    summary,
    terms,
    update,
    varianceProf,
    vcov,
    weights,
)

__all__ = [
    "AIC",
    "BIC",
    "LmerTestFit",
    "REMLcrit",
    "VarCorr",
    "allFit",
    "anova",
    "as_lmerModLmerTest",
    "bootMer",
    "calcSatterth",
    "coef",
    "confint",
    "contest",
    "contest1D",
    "contestMD",
    "devfun2",
    "deviance",
    "df_residual",
    "difflsmeans",
    "drop1",
    "extractAIC",
    "fitted",
    "fixef",
    "formula",
    "getME",
    "get_model",
    "isREML",
    "isSingular",
    "lmer",
    "lmerControl",
    "logLik",
    "logProf",
    "ls_means",
    "lsmeansLT",
    "model_frame",
    "model_matrix",
    "ngrps",
    "nobs",
    "predict",
    "profile",
    "rand",
    "ranef",
    "ranova",
    "rePCA",
    "refit",
    "refitML",
    "residuals",
    "show_tests",
    "sigma",
    "simulate",
    "step",
    "summary",
    "terms",
    "update",
    "varianceProf",
    "vcov",
    "weights",
]

# What `library(lmerTest)` of the script interpreter attaches besides the functions, and what R says it masks.
__depends__ = ("lme4",)
__datasets__ = package_datasets("lmerTest")
__masks__ = {"lme4": ("lmer",), "stats": ("step",)}
__overrides__ = ("step",)


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
    request = read_request(caller_names(), formula, data, options, data_name, unused)
    if devFunOnly:
        return objective_of(request_spec(request))
    fit, objective = fit_request(request)
    return as_lmerModLmerTest(fit, objective=objective)
