"""From a request to a fitted linear model: model frame, response, design, least squares."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, RWarning, running, shown_call, signal, warning
from rcompat.base.frame import NA_REAL, Column, Factor, is_na
from rcompat.base.generics import answers
from rcompat.base.number_reading import read_numbers
from rcompat.base.options import get_options
from rcompat.design.callers import caller_names
from rcompat.design.model_frame import (
    ModelFrame,
    make_model_frame,
    model_offset,
    model_response,
    model_weights,
)
from rcompat.design.model_matrix import model_matrix
from rcompat.language.deparse import deparse
from rcompat.linear.lm_fit import AovFit, LmFit, solve_least_squares
from rcompat.linear.request import FRAME_CALLS, LmRequest, frame_call_text, updated_lm_request
from rcompat.linear.several_fit import SeveralFit, fit_columns

__all__ = ["fit_lm_request", "requested_frame", "update"]

_FIT_CALL = "lm.fit(x, y, offset = offset, singular.ok = singular.ok, ...)"


def requested_frame(request: LmRequest) -> ModelFrame:
    """The model frame of what was asked for."""
    options = request.options
    text = partial(frame_call_text, request.shown_formula, request.shown)
    with running(*FRAME_CALLS), shown_call("model.frame.default", text):
        return make_model_frame(
            request.formula,
            request.data,
            subset=options.get("subset"),
            weights=options.get("weights"),
            offset=options.get("offset"),
            na_action=options.get("na.action", get_options().na_action),
            drop_unused_levels=True,
            environment=request.environment,
        )


def fit_lm_request(request: LmRequest) -> LmFit:
    """Fit the linear model that was asked for.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: stats::lm.
    """
    options = request.options
    frame = requested_frame(request)
    method = options.get("method", "qr")
    if method != "qr":
        warning(f"method = '{method}' is not supported. Using 'qr'", "\n".join(deparse(request.call)))
    weights = _weights(frame)
    columns = _several(frame) if request.function == "lm" else None
    y = _response(frame) if columns is None else columns[:, 0]
    offset = model_offset(frame)
    with shown_call("model.matrix.default", lambda: "model.matrix.default(mt, mf, contrasts)"):
        design = model_matrix(frame.terms, frame, options.get("contrasts"))
    if y is None:
        raise RError("incompatible dimensions", _FIT_CALL)
    with running("lm.wfit" if weights is not None else "lm.fit"):
        solution = solve_least_squares(design.x, y, weights, offset)
    if request.extra:
        names = ", ".join(f"‘{name}’" for name in request.extra)
        noun = "arguments" if len(request.extra) > 1 else "argument"
        signal(RWarning(f"In {_FIT_CALL} :\n extra {noun} {names} will be disregarded"))
    if options.get("singular.ok", True) is False and solution.rank < design.x.shape[1]:
        raise RError("singular fit encountered", _FIT_CALL)
    make = AovFit if request.function == "aov" else LmFit
    fit = make(
        request=request,
        frame=frame,
        y=y,
        design=design,
        prior_weights=weights,
        total_offset=offset,
        solution=solution,
    )
    return fit if columns is None else fit_columns(fit, columns)  # type: ignore[return-value]


def _several(frame: ModelFrame) -> NDArray[np.float64] | None:
    """The responses (n, k), if there are several."""
    column = model_response(frame)
    if column is None or isinstance(column, Factor) or column.ndim < 2 or column.shape[1] < 2:
        return None
    return np.asarray(column, dtype=np.float64)


def _weights(frame: ModelFrame) -> NDArray[np.float64] | None:
    column = model_weights(frame)
    if column is None:
        return None
    if isinstance(column, Factor) or column.dtype.kind not in "fi" or column.dtype == np.int8:
        raise RError("'weights' must be a numeric vector", "lm(...)")
    return _doubles(column)


def _response(frame: ModelFrame) -> NDArray[np.float64] | None:
    column = model_response(frame)
    if column is None:
        return None
    if isinstance(column, Factor):
        warning('using type = "numeric" with a factor response will be ignored', 'model.response(mf, "numeric")')
        warning("‘-’ not meaningful for factors", "Ops.factor(y, z$residuals)")
        return np.where(column.codes < 0, NA_REAL, column.codes + 1.0)
    if column.ndim == 2 and column.shape[1] == 1:
        column = column[:, 0]
    if column.ndim > 1:
        raise RError("models with several responses (class mlm) are not supported", "lm(...)")
    return _doubles(column)


def _doubles(column: Column) -> NDArray[np.float64]:
    """Numbers, truth values or words as doubles."""
    assert not isinstance(column, Factor)
    if column.dtype == object:
        values, failed = read_numbers(column.tolist())
        if failed:
            warning("NAs introduced by coercion", 'storage.mode(v) <- "double"')
        return values
    values = column.astype(np.float64)
    if column.dtype.kind == "i":
        values[is_na(column)] = NA_REAL
    return values


@answers("update", SeveralFit)
@answers("update", LmFit)
def update(fit: LmFit, formula: object = None, **changes: Any) -> LmFit:
    """Fit again with another formula (`.` stands for the old parts) or other arguments.

    R: stats::update.
    """
    return fit_lm_request(updated_lm_request(fit.request, formula, changes, caller_names()))
