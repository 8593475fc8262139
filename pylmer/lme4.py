"""The R package lme4, under its own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pylmer.control import LmerControl, lmerControl, makeCC
from pylmer.datasets import package_datasets
from pylmer.fit import lmer as fitting
from pylmer.fit.callers import caller_names
from pylmer.fit.lm_list import LmListFit, fit_lm_list, read_lm_list_request
from pylmer.fit.lmer import fit_request, objective_of, refit
from pylmer.fit.mer_fit import MerFit
from pylmer.fit.requests import read_request, request_spec
from pylmer.inference import accessors, covariance, intervals, likelihood, random_effects
from pylmer.inference import bootstrap_intervals as _bootstrap_intervals
from pylmer.inference import influence as deletions
from pylmer.inference.accessors import isGLMM, isLMM, isNLMM, isSingular, ngrps
from pylmer.inference.all_fit import allFit
from pylmer.inference.bootstrap import bootMer
from pylmer.inference.covariance import VarCorr
from pylmer.inference.devfun2 import devfun2
from pylmer.inference.get_me import getME
from pylmer.inference.likelihood import REMLcrit, isREML
from pylmer.inference.likelihood_ratio import refitML
from pylmer.inference.model_anova import anova
from pylmer.inference.predict import predict
from pylmer.inference.principal_components import rePCA
from pylmer.inference.profile_record import Profile, logProf, varianceProf
from pylmer.inference.profiling import profile
from pylmer.inference.random_effects import ranef
from pylmer.inference.simulation import simulate
from pylmer.inference.single_deletions import drop1, extractAIC
from pylmer.structure.bars import expand_double_verts as expandDoubleVerts
from pylmer.structure.bars import find_bars as findbars
from pylmer.structure.bars import isNested
from pylmer.structure.bars import no_bars as nobars
from pylmer.structure.bars import sub_bars as subbars
from pylmer.summaries import r_values as _r_values
from pylmer.summaries import summary as summaries
from pylmer.text import bootstrap as _bootstrap
from pylmer.text import fits as _fits
from pylmer.text import influence as _influence
from pylmer.text import likelihood as _likelihood
from pylmer.text import lm_lists as _lm_lists
from pylmer.text import tests as _tests
from pylmer.text import values as _values
from rcompat.base.generics import generic

__all__ = [
    "AIC",
    "BIC",
    "MerFit",
    "Profile",
    "REMLcrit",
    "VarCorr",
    "allFit",
    "anova",
    "bootMer",
    "coef",
    "confint",
    "cooks_distance",
    "devfun2",
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
    "isNested",
    "isREML",
    "isSingular",
    "lmList",
    "lmer",
    "lmerControl",
    "logLik",
    "logProf",
    "makeCC",
    "model_frame",
    "model_matrix",
    "ngrps",
    "nobars",
    "nobs",
    "predict",
    "profile",
    "ranef",
    "rePCA",
    "refit",
    "refitML",
    "residuals",
    "rstudent",
    "sigma",
    "simulate",
    "subbars",
    "summary",
    "terms",
    "update",
    "varianceProf",
    "vcov",
    "weights",
]

# What `library(lme4)` of the script interpreter attaches besides the functions.
__depends__ = ("Matrix",)
__datasets__ = package_datasets("lme4")
__masks__ = {"nlme": ("lmList",)}

_DRAWERS = (_bootstrap, _bootstrap_intervals, _fits, _influence, _likelihood, _lm_lists, _r_values, _tests, _values)

AIC = generic(likelihood.AIC)
BIC = generic(likelihood.BIC)
coef = generic(random_effects.coef)
confint = generic(intervals.confint)
cooks_distance = generic(deletions.cooks_distance)
deviance = generic(likelihood.deviance)
df_residual = generic(likelihood.df_residual)
dfbeta = generic(deletions.dfbeta)
dfbetas = generic(deletions.dfbetas)
fitted = generic(accessors.fitted)
fixef = generic(accessors.fixef)
formula = generic(accessors.formula)
hatvalues = generic(deletions.hatvalues)
influence = generic(deletions.influence)
logLik = generic(likelihood.logLik)  # noqa: N816
model_frame = generic(accessors.model_frame)
model_matrix = generic(accessors.model_matrix)
nobs = generic(accessors.nobs)
residuals = generic(accessors.residuals)
rstudent = generic(deletions.rstudent)
sigma = generic(accessors.sigma)
summary = generic(summaries.summary)
terms = generic(accessors.terms)
update = generic(fitting.update)
vcov = generic(covariance.vcov)
weights = generic(accessors.weights)


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


def lmList(
    formula: Any,
    data: Any = None,
    family: Any = None,
    subset: Any = None,
    weights: Any = None,
    na_action: str | None = None,
    offset: Any = None,
    pool: bool | None = None,
    warn: bool | None = None,
    data_name: str | None = None,
) -> LmListFit:
    """Fit one linear model per group.

    Args:
        formula: R formula as text, such as "y ~ x | g".
        data: any data frame.
        family: only "gaussian".
        subset, weights, offset: R expressions as text, or arrays with one value per row of the data.
        na_action: accepted; each group leaves out its rows with missing values.
        pool: whether summaries use one residual standard deviation for all groups (default).
        warn: whether to warn of groups that cannot be fitted (default).
        data_name: what the page calls the data; default: the caller's name for the object.

    Raises:
        RError: the formula has no `|`, or a variable is missing.

    R: lme4::lmList.
    """
    options = {
        "family": family,
        "subset": subset,
        "weights": weights,
        "na.action": na_action,
        "offset": offset,
        "pool": pool,
        "warn": warn,
    }
    return fit_lm_list(read_lm_list_request(caller_names(), formula, data, options, data_name))
