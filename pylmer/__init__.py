"""Mixed models with R's pages and R's bits: lme4, lmerTest and pbkrtest in native Python.

The everyday names are here (`lmer` is lmerTest's); each R package has its own door: `pylmer.lme4`, `pylmer.lmertest`,
... Names are loaded when they are first used, so that `import pylmer` itself costs next to nothing.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rcompat.base.generics import late_answers
from rcompat.base.late_names import late_names

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

late_answers(Path(__file__).with_name("answers.txt"))

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
_late_name = late_names(__name__)


def __getattr__(name: str) -> Any:
    return import_module(f"pylmer.{name}") if name in _DOORS else _late_name(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_DOORS})
