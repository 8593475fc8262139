"""The R package lme4, under its own names."""

from typing import TYPE_CHECKING

from pylmer.datasets import package_datasets
from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.control import lmerControl, makeCC
    from pylmer.fit.fitting import lmer
    from pylmer.fit.lm_list import lmList
    from pylmer.fit.lmer import refit, update
    from pylmer.fit.mer_fit import MerFit
    from pylmer.inference.accessors import (
        fitted,
        fixef,
        formula,
        isGLMM,
        isLMM,
        isNLMM,
        isSingular,
        ngrps,
        nobs,
        residuals,
        sigma,
        weights,
    )
    from pylmer.inference.all_fit import allFit
    from pylmer.inference.bootstrap import bootMer
    from pylmer.inference.covariance import VarCorr, vcov
    from pylmer.inference.devfun2 import devfun2
    from pylmer.inference.get_me import getME, model_matrix
    from pylmer.inference.influence import (
        cooks_distance,
        dfbeta,
        dfbetas,
        hatvalues,
        influence,
        rstudent,
    )
    from pylmer.inference.intervals import confint
    from pylmer.inference.likelihood import AIC, BIC, REMLcrit, deviance, df_residual, isREML, logLik
    from pylmer.inference.likelihood_ratio import refitML
    from pylmer.inference.model_anova import anova
    from pylmer.inference.model_frames import model_frame, terms
    from pylmer.inference.predict import predict
    from pylmer.inference.principal_components import rePCA
    from pylmer.inference.profile_record import Profile, logProf, varianceProf
    from pylmer.inference.profiling import profile
    from pylmer.inference.random_effects import coef, ranef
    from pylmer.inference.simulation import simulate
    from pylmer.inference.single_deletions import drop1, extractAIC
    from pylmer.structure.bars import expand_double_verts as expandDoubleVerts
    from pylmer.structure.bars import find_bars as findbars
    from pylmer.structure.bars import isNested
    from pylmer.structure.bars import no_bars as nobars
    from pylmer.structure.bars import sub_bars as subbars
    from pylmer.summaries.summary import summary

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
__classes__ = ("MerFit", "Profile")
__depends__ = ("Matrix",)
__datasets__ = package_datasets("lme4")
__masks__ = {"nlme": ("lmList",)}
# R's functions without `...`: unknown arguments are errors.
__closed__ = (
    "bootMer",
    "isSingular",
    "rePCA",
    "REMLcrit",
    "isNested",
    "findbars",
    "nobars",
    "subbars",
    "expandDoubleVerts",
    "lmer",
    "allFit",
    "logProf",
    "varianceProf",
)

__getattr__ = late_names(
    __name__,
    generics="""
    AIC BIC VarCorr coef confint cooks_distance deviance df_residual dfbeta dfbetas extractAIC fitted fixef formula
    getME hatvalues influence isREML logLik model_frame model_matrix ngrps nobs predict ranef refit refitML residuals
    rstudent
    sigma simulate summary terms update vcov weights
    """,
)
