"""The R package lme4, under its own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pylmer.control import LmerControl, lmerControl, makeCC
from pylmer.datasets import package_datasets
from pylmer.fit import lmer as fitting
from pylmer.fit.callers import caller_names
from pylmer.fit.lmer import fit_request, objective_of, refit
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.requests import read_request, request_spec
from pylmer.inference import covariance, random_effects
from pylmer.inference import influence as deletions
from pylmer.inference.accessors import (
    fitted,
    fixef,
    formula,
    isGLMM,
    isLMM,
    isNLMM,
    isSingular,
    model_frame,
    model_matrix,
    ngrps,
    nobs,
    residuals,
    sigma,
    terms,
    weights,
)
from pylmer.inference.covariance import VarCorr
from pylmer.inference.get_me import getME
from pylmer.inference.likelihood import AIC, BIC, REMLcrit, deviance, df_residual, isREML, logLik
from pylmer.inference.likelihood_ratio import refitML
from pylmer.inference.model_anova import anova
from pylmer.inference.random_effects import ranef
from pylmer.inference.single_deletions import drop1, extractAIC
from pylmer.structure.bars import expand_double_verts as expandDoubleVerts
from pylmer.structure.bars import find_bars as findbars
from pylmer.structure.bars import no_bars as nobars
from pylmer.structure.bars import sub_bars as subbars
from pylmer.summaries.summary import summary
from pylmer.text import fits as _fits
from pylmer.text import influence as _influence
from pylmer.text import tests as _tests
from pylmer.text import values as _values
from rcompat.base.generics import generic

__all__ = [
    "AIC",
    "BIC",
    "MerFit",
    "REMLcrit",
    "VarCorr",
    "anova",
    "coef",
    "cooks_distance",
    "deviance",
    "df_residual",
    "dfbeta",
    "dfbetas",
    "drop1",
    "expandDoubleVerts",
    "extractAIC",
    "findbars",
    "fitted",
    "fixef",
    "formula",
    "getME",
    "hatvalues",
    "influence",
    "isGLMM",
    "isLMM",
    "isNLMM",
    "isREML",
    "isSingular",
    "lmer",
    "lmerControl",
    "logLik",
    "makeCC",
    "model_frame",
    "model_matrix",
    "ngrps",
    "nobars",
    "nobs",
    "ranef",
    "refit",
    "refitML",
    "residuals",
    "rstudent",
    "sigma",
    "subbars",
    "summary",
    "terms",
    "update",
    "vcov",
    "weights",
]

# What `library(lme4)` of the script interpreter attaches besides the functions.
__depends__ = ("Matrix",)
__datasets__ = package_datasets("lme4")

_DRAWERS = (_fits, _influence, _tests, _values)

coef = generic(random_effects.coef)
cooks_distance = generic(deletions.cooks_distance)
dfbeta = generic(deletions.dfbeta)
dfbetas = generic(deletions.dfbetas)
hatvalues = generic(deletions.hatvalues)
influence = generic(deletions.influence)
rstudent = generic(deletions.rstudent)
update = generic(fitting.update)
vcov = generic(covariance.vcov)


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
    """Fit a linear mixed model.

    Args:
        formula: R formula as text, such as "y ~ x + (x | g)".
        data: data frame: pandas, polars, pyarrow, dict of columns, or `Frame`; variables it lacks are looked up
            among the caller's.
        REML: restricted maximum likelihood (else maximum likelihood).
        control: `lmerControl(...)`.
        start: starting theta (m,), or a mapping with "theta".
        verbose: print the optimiser's steps.
        subset, weights, offset: R expressions as text, or arrays with one value per row of the data.
        na_action: "na.omit", "na.exclude", "na.pass" or "na.fail".
        contrasts: factor name to contrast name or matrix.
        devFunOnly: return the deviance as a function of theta (m,) instead of a fit.
        data_name: what the page calls the data; default: the caller's name for the object.
        **unused: refused, in R's words.

    Returns:
        MerFit, or the objective if `devFunOnly`.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: lme4::lmer 1.1-31. Theory: Bates et al. 2015, JSS 67(1).
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
    return fit_request(request)[0]
