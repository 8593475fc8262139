"""`LmFit`: a fitted linear model, and the solution of its least-squares problem by pivoted QR."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import Asks
from rcompat.base.render import Printable
from rcompat.design.model_frame import ModelFrame
from rcompat.design.model_matrix import ModelMatrix
from rcompat.language.expressions import Call
from rcompat.linear.request import LmRequest
from rcompat.linear.sums import times
from rcompat.maths.linpack import PivotedQr, pivoted_qr, q_times, qr_coefficients, qt_times

__all__ = ["AovFit", "LmFit", "LmSolution", "solve_least_squares"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmSolution:
    """The solution of a least-squares problem.

    Attributes:
        coefficients: (p,), NA where a column depends on earlier ones.
        residuals: (n,), in units of y.
        fitted: (n,), offset included, in units of y.
        effects: Q'y (n less rows of weight zero,).
        qr: the factorisation, of the rows whose weight is not zero.
        df_residual: rows of non-zero weight less the rank.

    R: stats::lm.fit, lm.wfit.
    """

    coefficients: NDArray[np.float64]
    residuals: NDArray[np.float64]
    fitted: NDArray[np.float64]
    effects: NDArray[np.float64]
    qr: PivotedQr
    df_residual: int

    @property
    def rank(self) -> int:
        """Number of independent columns."""
        return self.qr.rank

    @property
    def kept(self) -> NDArray[np.intp]:
        """The independent columns in the order of the factorisation (rank,)."""
        return self.qr.pivot[: self.qr.rank]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmFit(Printable, Asks):
    """A fitted linear model.

    R's generics are its methods: `fit.summary()`, `fit.anova(other)`, `fit.predict(newdata)`, ...

    Attributes:
        request: what was asked for.
        frame: the model frame.
        y: response (n,).
        design: the design matrix.
        prior_weights: case weights (n,), or None.
        total_offset: sum of all offsets (n,), or None.
        solution: coefficients, residuals, factorisation.

    R: class lm.
    """

    request: LmRequest
    frame: ModelFrame
    y: NDArray[np.float64]
    design: ModelMatrix
    prior_weights: NDArray[np.float64] | None
    total_offset: NDArray[np.float64] | None
    solution: LmSolution

    @staticmethod
    def r_method_class(generic: str) -> str:
        """The class for which R has the method of a generic."""
        return "lm"

    @property
    def class_name(self) -> str:
        """R's class of the fit."""
        return "lm"

    @property
    def call(self) -> Call:
        """The matched call."""
        return self.request.call


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AovFit(LmFit):
    """An analysis of variance model with one error. R: class aov."""

    @property
    def class_name(self) -> str:
        """R's class of the fit."""
        return "aov"


def _fit_rows(x: NDArray[np.float64], y: NDArray[np.float64], tol: float) -> LmSolution:
    """Least squares of all rows alike."""
    factor = pivoted_qr(x, tol)
    effects = qt_times(factor, y)
    rest = effects.copy()
    rest[: factor.rank] = 0.0
    residuals = q_times(factor, rest)
    coefficients = qr_coefficients(factor, y)
    coefficients[factor.pivot[factor.rank :]] = NA_REAL
    return LmSolution(
        coefficients=coefficients,
        residuals=residuals,
        fitted=y - residuals,
        effects=effects,
        qr=factor,
        df_residual=len(y) - factor.rank,
    )


def _empty_fit(y: NDArray[np.float64], weights: NDArray[np.float64] | None) -> LmSolution:
    """A model without columns."""
    n = len(y) if weights is None else int((weights != 0.0).sum())
    none = PivotedQr(qr=np.zeros((n, 0)), qraux=np.zeros(0), pivot=np.zeros(0, dtype=np.intp), rank=0)
    used = y if weights is None else y[weights != 0.0]
    return LmSolution(
        coefficients=np.zeros(0), residuals=y, fitted=0.0 * y, effects=used.copy(), qr=none, df_residual=n
    )


def solve_least_squares(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
    offset: NDArray[np.float64] | None = None,
    tol: float = 1e-7,
) -> LmSolution:
    """Regress y (n,) on the columns of x (n, p).

    Args:
        x: design.
        y: response.
        weights: case weights (n,); rows of weight zero are predicted, not fitted.
        offset: known part of the response (n,).
        tol: share of its norm below which what is left of a column counts as nothing.

    Raises:
        RError: no rows, missing values, negative weights.

    R: stats::lm.fit, lm.wfit.
    """
    shifted = y if offset is None else y - offset
    _check(x, shifted, weights)
    if x.shape[1] == 0:
        found = _empty_fit(shifted, weights)
    elif weights is None:
        found = _fit_rows(x, shifted, tol)
    else:
        found = _fit_weighted(x, shifted, weights, tol)
    if offset is None:
        return found
    return LmSolution(
        coefficients=found.coefficients,
        residuals=found.residuals,
        fitted=found.fitted + offset,
        effects=found.effects,
        qr=found.qr,
        df_residual=found.df_residual,
    )


def _check(x: NDArray[np.float64], y: NDArray[np.float64], weights: NDArray[np.float64] | None) -> None:
    if weights is None:
        place = "lm.fit(x, y, offset = offset, singular.ok = singular.ok, ...)"
    else:
        place = "lm.wfit(x, y, w, offset = offset, singular.ok = singular.ok, \n    ...)"
    if len(x) == 0:
        raise RError("0 (non-NA) cases", place)
    if weights is not None and not (weights >= 0.0).all():
        raise RError("missing or negative weights not allowed", place)
    if x.shape[1] == 0:
        return
    infinite = weights is not None and not np.isfinite(weights).all()
    for name, values in (("x", x), ("y", y)):
        if infinite or not np.isfinite(values).all():
            raise RError(f"NA/NaN/Inf in '{name}'", place)


def _fit_weighted(
    x: NDArray[np.float64], y: NDArray[np.float64], weights: NDArray[np.float64], tol: float
) -> LmSolution:
    used = weights != 0.0
    roots = np.sqrt(weights[used])
    found = _fit_rows(x[used] * roots[:, None], y[used] * roots, tol)
    inner = found.residuals / roots
    residuals, fitted = y.copy(), 0.0 * y
    residuals[used] = inner
    fitted[used] = y[used] - inner
    if not used.all():
        known = np.where(np.isnan(found.coefficients), 0.0, found.coefficients)
        fitted[~used] = times(x[~used], known)
        residuals[~used] = y[~used] - fitted[~used]
    return LmSolution(
        coefficients=found.coefficients,
        residuals=residuals,
        fitted=fitted,
        effects=found.effects,
        qr=found.qr,
        df_residual=found.df_residual,
    )
