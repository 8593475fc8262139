"""The elements of a linear model under R's names and in R's order. R: what stats::lm returns."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.frame import Frame
from rcompat.base.vectors import RList, Vector
from rcompat.design.frame_terms import FrameTerms, data_classes, dropped_rows
from rcompat.design.model_frame import xlevels
from rcompat.linear.accessors import coef, model_matrix, plain_effects, row_names
from rcompat.linear.lm_fit import LmFit

__all__ = ["fit_parts", "fit_terms"]


def fit_terms(fit: LmFit) -> FrameTerms:
    """The terms of the model with the classes of its variables."""
    frame = fit.frame
    return FrameTerms(terms=frame.terms, predvars=frame.predvars, classes=data_classes(frame.frame))


def _contrasts(fit: LmFit) -> RList | None:
    if not fit.design.contrasts:
        return None
    return RList(values=tuple(fit.design.contrasts.values()), names=tuple(fit.design.contrasts))


def _levels(fit: LmFit) -> RList | None:
    if not fit.design.names:
        return None
    levels = xlevels(fit.frame)
    values = tuple(Vector(data=np.array(words, dtype=object)) for words in levels.values())
    return RList(values=values, names=tuple(levels))


def _factorisation(fit: LmFit) -> RList:
    """The element qr, of class qr."""
    solution, design = fit.solution, fit.design
    factor = solution.qr
    names = row_names(fit)
    if fit.prior_weights is not None:
        names = tuple(name for name, weight in zip(names, fit.prior_weights, strict=True) if weight != 0.0)
    columns = tuple(design.names[i] for i in factor.pivot.tolist())
    extra: dict[str, Any] = {"assign": design.assign.astype(np.int32)}
    contrasts = _contrasts(fit)
    if contrasts is not None:
        extra["contrasts"] = contrasts
    parts = {
        "qr": Vector(data=factor.qr, dimnames=(names, columns), attributes=extra),
        "qraux": factor.qraux,
        "pivot": factor.pivot.astype(np.int32) + np.int32(1),
        "tol": 1e-7,
        "rank": factor.rank,
    }
    return RList(values=tuple(parts.values()), names=tuple(parts), attributes={"class": ("qr",)})


def _model(fit: LmFit) -> Frame:
    frame = fit.frame.frame
    extra: dict[str, Any] = {**frame.attributes, "terms": fit_terms(fit)}
    if len(fit.frame.dropped):
        extra["na.action"] = dropped_rows(fit.frame)
    return Frame(columns=frame.columns, n=frame.n, row_names=frame.row_names, attributes=extra)


def fit_parts(fit: LmFit) -> dict[str, Any]:
    """Element names to values."""
    solution, names = fit.solution, row_names(fit)
    has_columns = bool(fit.design.names)
    residuals = Vector(data=solution.residuals, names=names)
    fitted = Vector(data=solution.fitted, names=names)
    parts: dict[str, Any] = {"coefficients": coef(fit), "residuals": residuals}
    weighted = fit.prior_weights is not None
    if not has_columns:
        parts |= {"fitted.values": fitted, "weights": fit.prior_weights, "rank": 0}
    elif weighted:
        parts |= {"fitted.values": fitted, "effects": plain_effects(fit), "weights": fit.prior_weights}
        parts["rank"] = solution.rank
    else:
        parts |= {"effects": plain_effects(fit), "rank": solution.rank, "fitted.values": fitted}
    if has_columns:
        parts["assign"] = fit.design.assign.astype(np.int32)
    if has_columns and fit.request.options.get("qr", True):
        parts["qr"] = _factorisation(fit)
    parts["df.residual"] = solution.df_residual
    return parts | _asked_parts(fit)


def _asked_parts(fit: LmFit) -> dict[str, Any]:
    """The elements about what was asked; those that are NULL are absent."""
    options = {
        "na.action": dropped_rows(fit.frame) if len(fit.frame.dropped) else None,
        "offset": fit.total_offset,
        "contrasts": _contrasts(fit),
        "xlevels": _levels(fit),
    }
    found: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    found |= {"call": fit.request.call, "terms": fit_terms(fit)}
    asked = fit.request.options
    if asked.get("model", True):
        found["model"] = _model(fit)
    if asked.get("x"):
        found["x"] = model_matrix(fit)
    if asked.get("y"):
        found["y"] = Vector(data=fit.y, names=row_names(fit))
    return found
