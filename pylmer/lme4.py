"""The R package lme4, under its own names."""

from typing import TYPE_CHECKING

from pylmer.datasets import package_datasets
from pylmer.summaries.class_listings import S3_METHODS, S4_CLASSES
from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.control import glmerControl, lmerControl, makeCC
    from pylmer.fit.fitting import lmer
    from pylmer.fit.lm_list import lmList
    from pylmer.fit.lmer import refit, update
    from pylmer.fit.mer_fit import MerFit
    from pylmer.inference.accessors import (
        fitted,
        fixef,
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
    from pylmer.inference.covariance import vcov as vcov_merMod
    from pylmer.inference.covariance_vectors import (
        Cv_to_Sv,
        Cv_to_Vv,
        Sv_to_Cv,
        Vv_to_Cv,
        cov2sdcor,
        mlist2vec,
        sdcor2cov,
        vec2mlist,
        vec2STlist,
    )
    from pylmer.inference.devfun2 import devfun2
    from pylmer.inference.diagnostic_data import fortify_merMod, getData, llikAIC, lme4_testlevel
    from pylmer.inference.formula_simulation import simulate_formula
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
    from pylmer.inference.intervals import confint as confint_merMod
    from pylmer.inference.likelihood import AIC, BIC, REMLcrit, deviance, df_residual, isREML, logLik
    from pylmer.inference.likelihood_ratio import refitML
    from pylmer.inference.model_anova import anova
    from pylmer.inference.model_frames import formula, model_frame, terms
    from pylmer.inference.modular import lFormula, mkLmerDevfun, mkMerMod, mkReTrms, optimizeLmer
    from pylmer.inference.predict import predict
    from pylmer.inference.principal_components import rePCA
    from pylmer.inference.profile_record import Profile, logProf, varianceProf
    from pylmer.inference.profiling import profile
    from pylmer.inference.random_effects import coef, ranef
    from pylmer.inference.simulation import simulate
    from pylmer.inference.single_deletions import drop1, extractAIC
    from pylmer.numerics.quadrature import GHrule
    from pylmer.optim.optimizer_functions import Nelder_Mead, nlminbwrap, nloptwrap
    from pylmer.structure.bars import expand_double_verts as expandDoubleVerts
    from pylmer.structure.bars import find_bars as findbars
    from pylmer.structure.bars import isNested
    from pylmer.structure.bars import no_bars as nobars
    from pylmer.structure.bars import sub_bars as subbars
    from pylmer.summaries.summary import summary

__all__ = [
    "AIC",
    "BIC",
    "Cv_to_Sv",
    "Cv_to_Vv",
    "GHrule",
    "MerFit",
    "Nelder_Mead",
    "Profile",
    "REMLcrit",
    "Sv_to_Cv",
    "VarCorr",
    "Vv_to_Cv",
    "allFit",
    "anova",
    "bootMer",
    "coef",
    "confint",
    "confint_merMod",
    "cooks_distance",
    "cov2sdcor",
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
    "fortify_merMod",
    "getData",
    "getME",
    "glmerControl",
    "hatvalues",
    "influence",
    "isGLMM",
    "isLMM",
    "isNLMM",
    "isNested",
    "isREML",
    "isSingular",
    "lFormula",
    "llikAIC",
    "lmList",
    "lme4_testlevel",
    "lmer",
    "lmerControl",
    "logLik",
    "logProf",
    "makeCC",
    "mkLmerDevfun",
    "mkMerMod",
    "mkReTrms",
    "mlist2vec",
    "model_frame",
    "model_matrix",
    "ngrps",
    "nlminbwrap",
    "nloptwrap",
    "nobars",
    "nobs",
    "optimizeLmer",
    "predict",
    "profile",
    "ranef",
    "rePCA",
    "refit",
    "refitML",
    "residuals",
    "rstudent",
    "sdcor2cov",
    "sigma",
    "simulate",
    "simulate_formula",
    "subbars",
    "summary",
    "terms",
    "update",
    "varianceProf",
    "vcov",
    "vcov_merMod",
    "vec2STlist",
    "vec2mlist",
    "weights",
]

__r_version__ = "1.1-31"
# What `library(lme4)` of the script interpreter attaches besides the functions.
__classes__ = ("MerFit", "Profile")
__depends__ = ("Matrix",)
__datasets__ = package_datasets("lme4")
__s3_methods__ = S3_METHODS
__s4_classes__ = S4_CLASSES
# R's names that are none in Python.
__r_names__ = {"makeCC": ".makeCC"}
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
    getME hatvalues influence isGLMM isLMM isNLMM isREML logLik model_frame model_matrix ngrps nobs predict rePCA ranef
    refit refitML residuals rstudent sigma simulate summary terms update vcov weights
    """,
)
