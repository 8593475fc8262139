"""Mixed models with R's pages and R's bits: lme4, lmerTest and pbkrtest in native Python.

The everyday names are here (`lmer` is lmerTest's); each R package has its own door: `pylmer.lme4`, `pylmer.lmertest`,
... Names are loaded when they are first used, so that `import pylmer` itself costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pylmer.datasets import load_dataset
    from pylmer.lmertest import (
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
        lmer,
        lmerControl,
        logLik,
        ngrps,
        nobs,
        ranef,
        refit,
        residuals,
        sigma,
        summary,
        update,
        vcov,
    )
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
    "update",
    "vcov",
]

_DOORS = ("arm", "lme4", "lmeresampler", "lmertest", "parameters", "pbkrtest", "plots")
_ELSEWHERE = {"load_dataset": "pylmer.datasets", "read_csv": "rcompat.base.delimited"}


def __getattr__(name: str) -> Any:
    if name in _DOORS:
        return import_module(f"pylmer.{name}")
    if name not in __all__:
        raise AttributeError(f"module 'pylmer' has no attribute '{name}'")
    value = getattr(import_module(_ELSEWHERE.get(name, "pylmer.lmertest")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_DOORS})
