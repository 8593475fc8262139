"""The R package lmerTest, under its own names."""

from typing import TYPE_CHECKING

from pylmer.datasets import package_datasets
from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.control import lmerControl
    from pylmer.inference.contest import calcSatterth, contest, contest1D, contestMD
    from pylmer.inference.least_squares_means import difflsmeans, ls_means, lsmeansLT
    from pylmer.inference.random_deletions import rand, ranova
    from pylmer.inference.satterthwaite import LmerTestFit, as_lmerModLmerTest
    from pylmer.inference.selection import get_model, step
    from pylmer.inference.show_tests import show_tests
    from pylmer.inference.tested_fits import lmer
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

__r_version__ = "3.1-3"
# What `library(lmerTest)` of the script interpreter attaches besides the functions, and what R says it masks.
__classes__ = ("LmerTestFit",)
__depends__ = ("lme4",)
__datasets__ = package_datasets("lmerTest")
# R's functions without `...`: unknown arguments are errors.
__closed__ = (
    "calcSatterth",
    "as_lmerModLmerTest",
    "lmer",
)
__overrides__ = ("step",)

__getattr__ = late_names(__name__, generics="contest contest1D contestMD difflsmeans get_model ls_means lsmeansLT step")
