"""The input of the numerics: one linear mixed model as plain arrays, nothing of formulas or names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rcompat.base.conditions import RError

__all__ = ["NotPositiveDefiniteError", "PlsProblem"]

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


class NotPositiveDefiniteError(RError):
    """X'X - RZX'RZX has no Cholesky factor; the message is R's."""

    def __init__(self) -> None:
        super().__init__("Downdated VtV is not positive definite", "initializePtr()")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlsProblem:
    """Response, fixed design and random design of one model.

    Attributes:
        y: response (n,).
        x: fixed-effects design (n, p); p may be 0.
        zt_indptr: starts (n + 1,) of Z' by observation.
        zt_indices: ascending rows of every observation; exact zeros are dropped.
        zt_data: values.
        lambda_indptr: column starts (q + 1,) of the pattern of Lambda'.
        lambda_indices: ascending rows.
        lambda_theta: index into theta of every entry.
        lower: lower bounds of theta (m,).
        theta_start: start values (m,).
        weights: prior weights (n,).
        offset: offset (n,).
        reml: REML criterion (True) or deviance.
        reml_columns: columns that REML takes off n; None for p.
    """

    y: FloatArray
    x: FloatArray
    zt_indptr: IntArray
    zt_indices: IntArray
    zt_data: FloatArray
    lambda_indptr: IntArray
    lambda_indices: IntArray
    lambda_theta: IntArray
    lower: FloatArray
    theta_start: FloatArray
    weights: FloatArray
    offset: FloatArray
    reml: bool
    reml_columns: int | None = None

    @property
    def n(self) -> int:
        """Number of observations."""
        return len(self.y)

    @property
    def p(self) -> int:
        """Number of fixed-effects columns."""
        return int(self.x.shape[1])

    @property
    def degrees(self) -> float:
        """What the log residual sum of squares is multiplied by: n, or n less the columns for REML."""
        if not self.reml:
            return float(self.n)
        return float(self.n - (self.p if self.reml_columns is None else self.reml_columns))

    @property
    def q(self) -> int:
        """Number of random effects."""
        return len(self.lambda_indptr) - 1
