"""Generalised linear models and their summaries as R scripts see them: lists with R's classes."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.generics import answers
from rcompat.base.vectors import RList, Vector
from rcompat.linear.accessors import coef, plain_effects, row_names
from rcompat.linear.glm import GlmSummary
from rcompat.linear.glm_fit import GlmFit
from rcompat.linear.r_parts import fit_parts, fit_terms

__all__: list[str] = []


def _family(fit: GlmFit) -> RList:
    parts = {"family": fit.family.name, "link": fit.family.link.name}
    values = tuple(Vector(data=np.array([text], dtype=object)) for text in parts.values())
    return RList(values=values, names=tuple(parts), attributes={"class": ("family",)})


@answers("family", GlmFit)
def family(fit: GlmFit) -> RList:
    """The family. R: family.glm."""
    return _family(fit)


def _algebra(fit: GlmFit, known: dict[str, Any]) -> dict[str, Any]:
    """The elements up to the factorisation."""
    names, rank = row_names(fit), fit.solution.rank
    columns = tuple(fit.design.names[i] for i in fit.solution.kept)
    return {
        "coefficients": coef(fit),
        "residuals": Vector(data=fit.solution.residuals, names=names),
        "fitted.values": Vector(data=fit.steps.mu, names=names),
        "effects": plain_effects(fit) if fit.design.names else None,
        "R": Vector(data=np.triu(fit.solution.qr.qr[:rank, :rank]), dimnames=(columns, columns)),
        "rank": rank,
        "qr": known.get("qr"),
    }


@answers("r_value", GlmFit)
def _fit(fit: GlmFit) -> RList:
    names = row_names(fit)
    known = fit_parts(fit)
    steps = fit.steps
    parts: dict[str, Any] = {
        **_algebra(fit, known),
        "family": _family(fit),
        "linear.predictors": Vector(data=fit.solution.fitted, names=names),
        "deviance": steps.deviance,
        "aic": fit.aic,
        "null.deviance": fit.null_deviance,
        "iter": steps.iterations,
        "weights": Vector(data=steps.weights, names=names),
        "prior.weights": Vector(data=fit.case_weights, names=names),
        "df.residual": fit.solution.df_residual,
        "df.null": fit.null_df,
        "y": Vector(data=fit.y, names=names),
        "converged": steps.converged,
        "boundary": steps.boundary,
        "model": known.get("model"),
        "call": fit.request.call,
        "formula": fit.frame.terms.formula,
        "terms": fit_terms(fit),
        "data": fit.request.data,
        "offset": fit.total_offset,
        "control": RList(values=(1e-8, 25.0, False), names=("epsilon", "maxit", "trace")),
        "method": "glm.fit",
        "contrasts": known.get("contrasts"),
        "xlevels": known.get("xlevels"),
    }
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes={"class": ("glm", "lm")})


@answers("r_value", GlmSummary)
def _summary(page: GlmSummary) -> RList:
    fit = page.fit
    rank, rest = fit.solution.rank, fit.solution.df_residual
    parts: dict[str, Any] = {
        "call": fit.request.call,
        "terms": fit_terms(fit),
        "family": _family(fit),
        "deviance": fit.steps.deviance,
        "aic": fit.aic,
        "df.residual": rest,
        "null.deviance": fit.null_deviance,
        "df.null": fit.null_df,
        "iter": fit.steps.iterations,
        "deviance.resid": page.residuals,
        "coefficients": page.coefficients,
        "aliased": Vector(data=np.isnan(fit.solution.coefficients).astype(np.int8), names=fit.design.names),
        "dispersion": page.dispersion,
        "df": np.array([rank, rest, fit.design.x.shape[1]], dtype=np.int32),
        "cov.unscaled": page.cov_unscaled,
        "cov.scaled": Vector(data=page.cov_unscaled.data * page.dispersion, dimnames=page.cov_unscaled.dimnames),
    }
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes={"class": ("summary.glm",)})
