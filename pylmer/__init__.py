"""Mixed models with R's pages and R's bits: lme4, lmerTest and pbkrtest in native Python.

The everyday names are here (`lmer` is lmerTest's); each R package has its own door: `pylmer.lme4`, `pylmer.lmertest`.
"""

from pylmer.datasets import load_dataset
from pylmer.lme4 import (
    AIC,
    BIC,
    REMLcrit,
    VarCorr,
    coef,
    deviance,
    fitted,
    fixef,
    formula,
    getME,
    isSingular,
    lmerControl,
    logLik,
    ngrps,
    nobs,
    ranef,
    refit,
    residuals,
    sigma,
    summary,
    vcov,
)
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

__all__ = [
    "AIC",
    "BIC",
    "REMLcrit",
    "VarCorr",
    "coef",
    "deviance",
    "fitted",
    "fixef",
    "formula",
    "getME",
    "isSingular",
    "lmer",
    "lmerControl",
    "load_dataset",
    "logLik",
    "ngrps",
    "nobs",
    "ranef",
    "read_csv",
    "refit",
    "residuals",
    "sigma",
    "summary",
    "vcov",
]
