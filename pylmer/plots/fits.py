"""Residuals of fits: against fitted values, by a formula, and against normal quantiles.

R: lme4's plot.merMod and qqmath.merMod.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.lme4 import fitted, residuals, sigma
from pylmer.plots.canvas import blank, panels
from rcompat.base.conditions import RError
from rcompat.base.frame import Factor
from rcompat.design.evaluate import Scope, evaluate
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Expr, Symbol
from rcompat.language.syntax import parse_expression
from rcompat.maths.distributions import qnorm

__all__ = ["plot_fit", "qqmath_fit"]

_PLOTTING_SHIFT = 0.5


def plot_fit(fit: MerFit, form: str | Expr = "resid(.) ~ fitted(.)", abline: float | None = None) -> Any:
    """Residuals against fitted values, or what a formula says; `|` gives a panel to each level.

    R: plot.merMod.
    """
    formula = parse_expression(form) if isinstance(form, str) else form
    if not isinstance(formula, Call) or formula.name != "~" or len(formula.arguments) != 2:
        raise RError("'form' must be a two-sided formula")
    left, right = (argument.value for argument in formula.arguments)
    group: Any = None
    if isinstance(right, Call) and right.name == "|":
        right, behind = (argument.value for argument in right.arguments)
        group = _value(fit, behind)
    y, x = _value(fit, left), _value(fit, right)
    parts = [("", np.ones(len(y), dtype=bool))] if group is None else _parts(group)
    figure, grid = panels(len(parts))
    for axes, (title, rows) in zip(grid, parts, strict=True):
        _scatter(axes, x, y, rows)
        axes.set_title(title)
        if abline is not None:
            axes.axhline(abline, color="black", linewidth=0.8)
    figure.supxlabel(_label(right))
    figure.supylabel(_label(left))
    return figure


def _scatter(axes: Any, x: Any, y: Any, rows: NDArray[np.bool_]) -> None:
    if isinstance(y, Factor):
        codes = [np.asarray(x)[rows & (y.codes == code)] for code in range(len(y.levels))]
        axes.boxplot(codes, orientation="horizontal", tick_labels=y.levels)
    elif isinstance(x, Factor):
        codes = [np.asarray(y)[rows & (x.codes == code)] for code in range(len(x.levels))]
        axes.boxplot(codes, tick_labels=x.levels)
    else:
        axes.scatter(np.asarray(x)[rows], np.asarray(y)[rows], facecolors="none", edgecolors="tab:blue")


def _parts(group: Any) -> list[tuple[str, NDArray[np.bool_]]]:
    if isinstance(group, Factor):
        return [(str(level), group.codes == code) for code, level in enumerate(group.levels)]
    return [(str(value), np.asarray(group) == value) for value in dict.fromkeys(np.asarray(group).tolist())]


def _value(fit: MerFit, expr: Expr) -> Any:
    """The value of one side of the formula: of the fit, written as a dot, or of its data."""
    if isinstance(expr, Call) and expr.arguments and expr.arguments[0].value == Symbol("."):
        scaled = any(item.name == "scaled" and item.value == parse_expression("TRUE") for item in expr.arguments)
        if expr.name in ("resid", "residuals"):
            values = np.asarray(residuals(fit).data)
            return values / sigma(fit) if scaled else values
        if expr.name == "fitted":
            return np.asarray(fitted(fit).data)
    value = evaluate(expr, Scope(frame=fit.spec.frame.frame))
    return value if isinstance(value, Factor) else np.asarray(getattr(value, "data", value))


def _label(expr: Expr) -> str:
    return "".join(deparse(expr))


def qqmath_fit(fit: MerFit) -> Any:
    """Scaled residuals against normal quantiles. R: qqmath.merMod."""
    scaled = np.sort(np.asarray(residuals(fit).data) / sigma(fit))
    places = (np.arange(1, len(scaled) + 1) - _PLOTTING_SHIFT) / len(scaled)
    figure, axes = blank()
    axes.scatter(np.asarray(qnorm(places)), scaled, facecolors="none", edgecolors="tab:blue")
    axes.set_xlabel("Standard normal quantiles")
    axes.set_ylabel("Standardized residuals")
    return figure
