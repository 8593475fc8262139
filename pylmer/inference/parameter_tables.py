"""Single columns of a model's parameters as data frames: intervals, p values, standard errors.

R: parameters 0.20.2: ci, p_value, standard_error, degrees_of_freedom and their relatives by method.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.likelihood import isREML
from pylmer.inference.parameter_records import ModelParameters
from rcompat.base.frame import Frame
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import Vector
from rcompat.linear.lm_fit import LmFit

__all__ = [
    "ci",
    "ci_kenward",
    "ci_satterthwaite",
    "degrees_of_freedom",
    "dof_satterthwaite",
    "p_value",
    "p_value_kenward",
    "p_value_satterthwaite",
    "se_kenward",
    "se_satterthwaite",
    "standard_error",
]


def _found(model: Any, method: str | None, level: float = 0.95) -> ModelParameters:
    given = {} if method is None else {"ci_method": method}
    answer: ModelParameters = ask("model_parameters", model, ci=level, effects="fixed", verbose=False, **given)
    return answer


def _frame(model: Any, method: str | None, names: tuple[str, ...], level: float = 0.95) -> Frame:
    table = _found(model, method, level).to_frame()
    return Frame(columns={name: table[name] for name in ("Parameter", *names)}, n=table.n)


@answers("ci", LmFit)
@answers("ci", MerFit)
def ci(model: Any, ci: float = 0.95, method: str | None = None, **unused: Any) -> Frame:
    """Confidence intervals of the coefficients. R: parameters::ci."""
    return _frame(model, method, ("CI", "CI_low", "CI_high"), ci)


@answers("p_value", LmFit)
@answers("p_value", MerFit)
def p_value(model: Any, method: str | None = None, **unused: Any) -> Frame:
    """P values of the coefficients. R: parameters::p_value."""
    return _frame(model, method, ("p",))


@answers("standard_error", LmFit)
@answers("standard_error", MerFit)
def standard_error(model: Any, method: str | None = None, **unused: Any) -> Frame:
    """Standard errors of the coefficients. R: parameters::standard_error."""
    return _frame(model, method, ("SE",))


@answers("degrees_of_freedom", LmFit)
@answers("degrees_of_freedom", MerFit)
def degrees_of_freedom(model: Any, method: str | None = None, **unused: Any) -> Any:
    """Degrees of freedom of the tests of the coefficients. R: parameters::degrees_of_freedom."""
    usual = "kenward" if isinstance(model, MerFit) and isREML(model) else None
    return Vector(data=_found(model, method or usual).table[:, 3].copy())


def ci_satterthwaite(model: MerFit, ci: float = 0.95) -> Frame:
    """Intervals with Satterthwaite's degrees of freedom. R: parameters::ci_satterthwaite."""
    return _frame(model, "satterthwaite", ("CI", "CI_low", "CI_high"), ci)


def ci_kenward(model: MerFit, ci: float = 0.95) -> Frame:
    """Intervals by Kenward and Roger. R: parameters::ci_kenward."""
    return _frame(model, "kenward", ("CI", "CI_low", "CI_high"), ci)


def p_value_satterthwaite(model: MerFit) -> Frame:
    """P values with Satterthwaite's degrees of freedom. R: parameters::p_value_satterthwaite."""
    return _frame(model, "satterthwaite", ("p",))


def p_value_kenward(model: MerFit) -> Frame:
    """P values by Kenward and Roger. R: parameters::p_value_kenward."""
    return _frame(model, "kenward", ("p",))


def se_satterthwaite(model: MerFit) -> Frame:
    """Standard errors. R: parameters::se_satterthwaite."""
    return _frame(model, "satterthwaite", ("SE",))


def se_kenward(model: MerFit) -> Frame:
    """Standard errors by Kenward and Roger. R: parameters::se_kenward."""
    return _frame(model, "kenward", ("SE",))


def dof_satterthwaite(model: MerFit) -> Vector:
    """Satterthwaite's degrees of freedom, named. R: parameters::dof_satterthwaite."""
    found = _found(model, "satterthwaite")
    return Vector(data=np.asarray(found.table[:, 3]).copy(), names=found.names)
