"""Coefficients in units of standard deviations. R: parameters 0.20.2, argument `standardize` of model_parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.parameter_records import ModelParameters, wrapped_message
from rcompat.base.conditions import RError, warning
from rcompat.base.frame import Column, Factor, Frame
from rcompat.base.generics import ask
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Expr
from rcompat.language.formulas import all_vars
from rcompat.language.terms import Terms
from rcompat.linear.sums import mean, variance

__all__ = ["standardized", "standardized_fit"]

_METHODS = ("basic", "posthoc", "smart")
_ONLY_FIXED = "Standardizing coefficients only works for fixed effects of the mixed model."
_TRANSFORMED = (
    "Method `\n  {}\n  ` does not currently support models with transformed parameters.\n"
    "  Reverting to `basic` method. Concider using the `refit` method directly."
)
_LOGS = frozenset(("log", "log2", "log10", "log1p"))
_ROOTS = frozenset(("sqrt",))
_TRANSFORMS = ("log(", "log2(", "log10(", "log1p(", "sqrt(", "exp(", "I(", "poly(")


def _sd(values: NDArray[np.float64]) -> float:
    return math.sqrt(variance(np.asarray(values, dtype=np.float64)))


def standardized(
    answer: ModelParameters, method: str | None, y: NDArray[np.float64], x: NDArray[np.float64], frame: Frame
) -> ModelParameters:
    """The table with coefficients, standard errors and limits on the scale of standard deviations.

    Args:
        answer: the table as it is.
        method: None and "refit" (nothing is left to do), "basic" (columns of the design), "posthoc" (numeric
            variables; factors stay) or "smart" (factors relative to the response's spread in their first level).
        y, x: response (n,) and design (n, p).
        frame: the variables.

    Raises:
        RError: unknown method, or one that needs another package.

    R: parameters::model_parameters, datawizard.
    """
    if method in (None, "refit"):
        return answer
    if method == "pseudo":
        raise RError(
            "Package `performance` required for this function to work.\n"
            "  Please install it by running `install.packages(`performance`)`."
        )
    if method not in _METHODS or (method == "smart" and any(":" in name for name in answer.names)):
        raise RError(f"standardize = '{method}' is not available for this model")
    if answer.is_mixed and answer.effects != "fixed":
        warning(wrapped_message(_ONLY_FIXED))
    used = method
    if method != "basic" and any(name.startswith(_TRANSFORMS) for name in answer.names):
        warning(_TRANSFORMED.format(method))
        used = "basic"
    spreads = {name: _sd(column) for name, column in zip(answer.names, x.T, strict=True)}
    scales = np.array([_scale(name, spreads, used, y, frame) for name in answer.names])
    table = answer.table.copy()
    table[:, :2] *= scales[:, None]
    return replace(
        answer,
        table=table,
        limits=tuple(limits * scales[:, None] + 0.0 for limits in answer.limits),
        effects="fixed" if answer.is_mixed else answer.effects,
        is_standardized=True,
    )


def _scale(name: str, spreads: Mapping[str, float], method: str, y: NDArray[np.float64], frame: Frame) -> float:
    """What a coefficient is multiplied with.

    R: an interaction counts with the column of its last variable alone.
    """
    if name == "(Intercept)":
        return 0.0
    if method == "basic":
        return spreads[name] / _sd(y)
    parts = name.split(":")
    last = parts[-1]
    variable = frame.columns.get(last)
    levels = [_first_level_spread(part, y, frame) for part in parts]
    spread = next((found for found in levels if found), _sd(y)) if method == "smart" else _sd(y)
    is_number = variable is not None and not isinstance(variable, Factor)
    is_coded = levels[-1] is not None and "(" not in last
    return spreads.get(last, 1.0) / spread if is_number or (len(parts) > 1 and not is_coded) else 1.0 / spread


def _first_level_spread(part: str, y: NDArray[np.float64], frame: Frame) -> float | None:
    """Standard deviation of the response in the first level of the factor that a column codes."""
    for name, column in frame.items():
        if isinstance(column, Factor) and part.startswith(name) and part[len(name) :] in column.levels:
            return _sd(y[column.codes == 0])
    return None


def standardized_fit(model: Any, data: Frame | None, terms: Terms) -> Any:
    """The model fitted again to data whose numeric variables have mean 0 and standard deviation 1.

    Args:
        model: a fit.
        data: its data.
        terms: response and fixed effects; variables of the random effects alone keep their units.

    Raises:
        RError: there is no data frame, or a variable stands inside I().

    R: datawizard::standardize.
    """
    if data is None:
        raise RError("Could not retrieve data from the model.")
    if any(_inside(expr, frozenset("I")) for expr in terms.variables):
        raise RError("standardize = 'refit' is not available for models with I()")
    names = {name for expr in terms.variables for name in all_vars(expr)}
    logs = {name for expr in terms.variables for name in _inside(expr, _LOGS)}
    roots = {name for expr in terms.variables for name in _inside(expr, _ROOTS)}
    columns: Mapping[str, Column] = {
        name: _standard(column, name in logs, name in roots) if name in names else column
        for name, column in data.items()
    }
    return ask("update", model, data=replace(data, columns=dict(columns)))


def _inside(expr: Expr, functions: frozenset[str]) -> set[str]:
    """Variables inside calls of some functions."""
    if not isinstance(expr, Call):
        return set()
    if deparse_one(expr.function) in functions:
        return set(all_vars(expr))
    values: Sequence[Expr] = expr.values
    return set().union(*(_inside(value, functions) for value in values)) if values else set()


def _standard(column: Column, is_logged: bool, is_rooted: bool) -> Column:
    """Mean 0 and standard deviation 1; moved up to 1 for logarithms, to 0 for roots."""
    if isinstance(column, Factor) or column.dtype.kind not in "fi":
        return column
    values = np.asarray(column, dtype=np.float64)
    known = values[~np.isnan(values)]
    found = (values - mean(known)) / _sd(known)
    if is_logged:
        return found + abs(np.nanmin(found)) + 1.0
    return found + abs(np.nanmin(found)) if is_rooted else found
