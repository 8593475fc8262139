"""The linear model that is left of a mixed model without its random effects: rows, design, least squares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from rcompat.base.options import get_options
from rcompat.design.model_frame import make_model_frame, model_offset, model_response, model_weights
from rcompat.design.model_matrix import model_matrix
from rcompat.language.expressions import Expr
from rcompat.language.terms import make_terms
from rcompat.maths.linpack import PivotedQr, q_times, qt_times

__all__ = ["LinearDesign", "linear_design"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LinearDesign:
    """Response and design, each row times the root of its weight; rows without weight are left out.

    Attributes:
        rows: number of rows, those without weight included.
        y: response less offset (n,).
        x: design (n, columns).
        log_weights: sum of the logarithms of the weights.
    """

    rows: int
    y: NDArray[np.float64]
    x: NDArray[np.float64]
    log_weights: float

    def rss(self, factor: PivotedQr) -> float:
        """Residual sum of squares, given the factored design."""
        effects = qt_times(factor, self.y)
        effects[: factor.rank] = 0.0
        residuals = q_times(factor, effects)
        return math.fsum((residuals * residuals).tolist())


def linear_design(fit: MerFit, formula: Expr, smaller: Expr | None = None) -> LinearDesign:
    """The linear model with this formula and the data, subset, weights and offset of a mixed model.

    Args:
        fit: the mixed model.
        formula: decides which rows are complete.
        smaller: formula of the design, if it is not the same.
    """
    request = fit.request
    options = request.options
    frame = make_model_frame(
        formula,
        request.data,
        subset=options.get("subset"),
        weights=options.get("weights"),
        offset=options.get("offset"),
        na_action=options.get("na.action") or get_options().na_action,
        drop_unused_levels=True,
        environment=request.environment,
    )
    contrasts = {name: value for name, value in fit.spec.contrasts.items() if name in frame.frame}
    terms = frame.terms if smaller is None else make_terms(smaller)
    used_contrasts = {name: value for name, value in contrasts.items() if name in terms.variable_names}
    x = model_matrix(terms, frame.frame, used_contrasts or None).x
    y = np.asarray(model_response(frame), dtype=np.float64).reshape(len(x))
    offset, weights = model_offset(frame), model_weights(frame)
    y = y if offset is None else y - offset
    if weights is None:
        return LinearDesign(rows=len(y), y=y, x=x, log_weights=0.0)
    given = np.asarray(weights, dtype=np.float64)
    used = given != 0
    root = np.sqrt(given[used])
    log_weights = float(np.log(given[used]).sum())
    return LinearDesign(rows=len(y), y=y[used] * root, x=x[used] * root[:, None], log_weights=log_weights)
