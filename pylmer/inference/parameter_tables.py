"""Single columns of a model's parameters as data frames: intervals, p values, standard errors.

R: parameters 0.20.2: ci, p_value, standard_error, degrees_of_freedom and their relatives by method.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.parameter_limits import fixed_limits
from pylmer.inference.parameter_records import ModelParameters
from pylmer.inference.random_effects import ranef
from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.base.generics import answers, ask
from rcompat.base.vectors import RList, Vector
from rcompat.linear.glm_fit import GlmFit
from rcompat.linear.lm_fit import LmFit

__all__ = [
    "ci",
    "ci_kenward",
    "ci_satterthwaite",
    "degrees_of_freedom",
    "dof",
    "dof_kenward",
    "dof_satterthwaite",
    "n_parameters",
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
def ci(
    model: Any, ci: float | Sequence[float] = 0.95, method: str | None = None, iterations: int = 500, **unused: Any
) -> Frame:
    """Confidence intervals of the coefficients, one level below the other. R: parameters::ci."""
    levels = (float(ci),) if isinstance(ci, int | float) else tuple(float(level) for level in ci)
    names = np.array(_found(model, None).names, dtype=object)
    tables = [_limits(model, level, method, iterations) for level in levels]
    limits = np.concatenate(tables)
    columns: dict[str, Any] = {
        "Parameter": np.tile(names, len(levels)),
        "CI": np.repeat(levels, len(names)),
        "CI_low": limits[:, 0],
        "CI_high": limits[:, 1],
    }
    return Frame(columns=columns, n=len(limits))


def _limits(model: Any, level: float, method: str | None, iterations: int) -> Any:
    if method == "boot" and isinstance(model, MerFit):
        return fixed_limits(model, level, method, iterations)
    return _found(model, method, level).limits[0]


@answers("p_value", LmFit)
@answers("p_value", MerFit)
def p_value(model: Any, method: str | None = None, **unused: Any) -> Frame:
    """P values of the coefficients. R: parameters::p_value."""
    return _frame(model, method, ("p",))


@answers("standard_error", LmFit)
@answers("standard_error", MerFit)
def standard_error(model: Any, method: str | None = None, effects: str = "fixed", **unused: Any) -> Frame | RList:
    """Standard errors of the coefficients, or of the random effects. R: parameters::standard_error."""
    if effects == "random" and isinstance(model, MerFit):
        return _random_errors(model)
    return _frame(model, method, ("SE",))


def _random_errors(model: MerFit) -> RList:
    """One data frame of standard errors for each grouping factor."""
    table = ranef(model)
    frames = []
    for group, frame in table.frames.items():
        errors = [np.sqrt(block[:, c, c]) for block in table.variances[group] for c in range(block.shape[1])]
        frames.append(replace(frame, columns=dict(zip(frame.columns, errors, strict=True))))
    return RList(values=tuple(frames), names=tuple(table.frames))


@answers("n_parameters", LmFit)
@answers("n_parameters", MerFit)
def n_parameters(model: Any, **unused: Any) -> int:
    """Number of coefficients of the fixed effects. R: insight::n_parameters."""
    return model.spec.p if isinstance(model, MerFit) else len(model.design.names)


@answers("dof", LmFit)
@answers("dof", MerFit)
def dof(model: Any, method: str | None = None, **unused: Any) -> Any:
    """Another name of degrees_of_freedom. R: parameters::dof."""
    return degrees_of_freedom(model, method)


@answers("model_parameters", GlmFit)
def glm_parameters(model: GlmFit, **unused: Any) -> ModelParameters:
    """Not available: R profiles the likelihood for the intervals.

    Raises:
        RError: always.
    """
    raise RError("model_parameters() of a glm is not available: its intervals are profiled")


@answers("degrees_of_freedom", LmFit)
@answers("degrees_of_freedom", MerFit)
def degrees_of_freedom(model: Any, method: str | None = None, **unused: Any) -> Any:
    """Degrees of freedom of the tests of the coefficients. R: parameters::degrees_of_freedom."""
    if method == "normal":
        return math.inf
    if method in ("kenward", "kr") and isinstance(model, MerFit):
        return dof_kenward(model)
    usual = "kenward" if isinstance(model, MerFit) else None
    found = _found(model, method or usual)
    degrees = np.asarray(found.table[:, 3]).copy()
    if method == "satterthwaite":
        return Vector(data=degrees, names=found.names)
    return Vector(data=degrees[:1] if method in ("residual", "wald") else degrees)


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


def dof_kenward(model: MerFit) -> Vector:
    """Kenward and Roger's degrees of freedom, named, with their covariance matrix and standard errors as attributes.

    R: parameters::dof_kenward.
    """
    found = _found(model, "kenward")
    covariance: Vector = ask("vcovAdj", model)
    return Vector(
        data=np.asarray(found.table[:, 3]).copy(),
        names=found.names,
        attributes={"vcov": covariance, "se": np.asarray(found.table[:, 1]).copy()},
    )
