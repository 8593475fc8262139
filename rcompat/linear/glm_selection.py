"""Leave out or add one term of a generalised linear model. R: drop1.glm, add1.glm."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import answers
from rcompat.language.deparse import deparse
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse_expression
from rcompat.linear.anova import LmAnova
from rcompat.linear.glm import dispersion_of, extractAIC, update
from rcompat.linear.glm_fit import GlmFit
from rcompat.linear.glm_terms import without_columns
from rcompat.linear.selection import added_terms, dropped_terms
from rcompat.maths.distributions import pchisq, pf

__all__ = ["add1", "drop1"]

_TESTS = ("none", "Rao", "LRT", "Chisq", "F")


def _criterion(fit: GlmFit, deviances: NDArray[np.float64], dispersion: float) -> NDArray[np.float64]:
    """-2 log likelihood up to a constant."""
    n = len(fit.y)
    if fit.family.name == "gaussian":
        return np.asarray(n * np.log(deviances / n))
    return deviances / dispersion


def _table(fit: GlmFit, models: Sequence[GlmFit], wanted: Sequence[str], test: str, k: float, sign: float) -> LmAnova:
    """One row per model; `sign` is 1 for those with a term less, -1 for those with one more."""
    title = "Single term deletions" if sign > 0.0 else "Single term additions"
    kind = match_arg(test, _TESTS, "test")
    dispersion = dispersion_of(fit)
    deviances = np.array([model.steps.deviance for model in (fit, *models)])
    ranks = np.array([float(model.solution.rank) for model in (fit, *models)])
    logs = _criterion(fit, deviances, dispersion)
    aic = logs + k * ranks
    aic = aic + (float(extractAIC(fit, k=k).data[1]) - aic[0])
    dfs = sign * (ranks[0] - ranks)
    dfs[0] = NA_REAL
    columns: dict[str, Column] = {"Df": dfs, "Deviance": deviances, "AIC": aic}
    if kind in ("LRT", "Chisq"):
        gains = np.maximum(0.0, sign * (logs - logs[0]))
        gains[0] = NA_REAL
        columns["LRT" if dispersion == 1.0 else "scaled dev."] = gains
        columns["Pr(>Chi)"] = np.array([NA_REAL, *(pchisq(g, d, False) for g, d in _pairs(gains, dfs))])
    elif kind == "F":
        larger = [fit] * len(models) if sign > 0.0 else list(models)
        rest = [float(model.solution.df_residual) for model in larger]
        left = [model.steps.deviance / r for model, r in zip(larger, rest, strict=True)]
        values = [g / d / s for (g, d), s in zip(_pairs(sign * (deviances - deviances[0]), dfs), left, strict=True)]
        columns["F value"] = np.array([NA_REAL, *values])
        rows = zip(values, dfs[1:].tolist(), rest, strict=True)
        columns["Pr(>F)"] = np.array([NA_REAL, *(pf(v, d, r, False) if v == v else math.nan for v, d, r in rows)])
    heading = (title, "\nModel:", *deparse(fit.frame.terms.formula))
    return LmAnova(heading=heading, table=Frame(columns=columns, n=len(wanted) + 1, row_names=("<none>", *wanted)))


def _pairs(first: NDArray[np.float64], second: NDArray[np.float64]) -> list[tuple[float, float]]:
    return list(zip(first[1:].tolist(), second[1:].tolist(), strict=True))


@answers("drop1", GlmFit)
def drop1(fit: GlmFit, scope: object = None, test: str = "none", k: float = 2.0) -> LmAnova:
    """Leave out one term at a time. R: drop1.glm."""
    labels = fit.frame.terms.term_labels
    wanted = dropped_terms(fit, scope)
    if any(label not in labels for label in wanted):
        raise RError("scope is not a subset of term labels", "drop1.glm(object, ...)")
    assign = fit.design.assign
    models = [without_columns(fit, np.flatnonzero(assign != labels.index(label) + 1).tolist()) for label in wanted]
    return _table(fit, models, wanted, test, k, 1.0)


@answers("add1", GlmFit)
def add1(fit: GlmFit, scope: object, test: str = "none", k: float = 2.0) -> LmAnova:
    """Add one term at a time. R: add1.glm."""
    wanted = added_terms(fit, scope)
    if not wanted:
        raise RError("no terms in scope for adding to object", "add1.glm(object, ...)")
    formula = fit.frame.terms.formula
    models = [update(fit, update_formula(formula, parse_expression(f". ~ . + {label}"))) for label in wanted]
    return _table(fit, models, wanted, test, k, -1.0)
