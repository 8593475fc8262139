"""Variances of contrasts and their denominator degrees of freedom: Satterthwaite's method or Kenward and Roger's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.kenward_roger import KrAdjustment, contrast_df, kr_adjustment, kr_test
from pylmer.inference.likelihood import isREML
from pylmer.inference.satterthwaite import LmerTestFit, satterthwaite_df
from rcompat.base.conditions import RError, warning

__all__ = ["DDF_METHODS", "Denominator", "make_denominator"]

DDF_METHODS = ("Satterthwaite", "Kenward-Roger")
_Array = NDArray[np.float64]


class Denominator(Protocol):
    """What tests of contrasts need to know of a fit.

    Attributes:
        beta: coefficients (p,).
        vcov: their covariance (p, p).
        sigma: residual standard deviation.
    """

    beta: _Array
    vcov: _Array
    sigma: float

    @property
    def fallback(self) -> Denominator:
        """What to use where `joint` has no answer."""
        ...

    def one(self, contrast: _Array) -> tuple[float, float]:
        """Variance and degrees of freedom of one contrast (p,)."""
        ...

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int] | None:
        """Sum Sq, Mean Sq, NumDF, DenDF, F and p of contrasts (rows, p) of `beta`, and their rank; None: impossible."""
        ...


class _Satterthwaite:
    def __init__(self, fit: LmerTestFit) -> None:
        self._fit = fit
        self.beta = fit.state.beta
        self.vcov = fit.vcov_beta
        self.sigma = fit.sigma

    @property
    def fallback(self) -> Denominator:
        return self

    def one(self, contrast: _Array) -> tuple[float, float]:
        variance, df = satterthwaite_df(self._fit, contrast)
        return variance, df if variance else math.nan

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int] | None:
        return None


class _KenwardRoger:
    """Kenward and Roger's tests; Satterthwaite's, with a warning each time, where theirs cannot be computed."""

    def __init__(self, fit: LmerTestFit) -> None:
        if not isREML(fit):
            raise RError("Kenward-Roger's method is only available for REML model fits")
        self._fit = fit
        self._other = _Satterthwaite(fit)
        try:
            self._adjustment: KrAdjustment | None = kr_adjustment(fit)
        except RError:
            self._adjustment = None
        self.beta = fit.state.beta
        self.vcov = self._other.vcov if self._adjustment is None else self._adjustment.adjusted
        self.sigma = fit.sigma

    @property
    def fallback(self) -> Denominator:
        return self._other

    def one(self, contrast: _Array) -> tuple[float, float]:
        if self._adjustment is not None:
            try:
                return float(contrast @ self.vcov @ contrast), contrast_df(self._adjustment, contrast[None, :])
            except RError:
                pass
        warning("Unable to compute Kenward-Roger t-test: using Satterthwaite instead")
        return self._other.one(contrast)

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int] | None:
        if self._adjustment is not None:
            try:
                test = kr_test(self._fit, _independent(contrast), self.beta - beta, self._adjustment)
            except RError:
                pass
            else:
                mean_square = test.unscaled * self.sigma * self.sigma
                row = (mean_square * test.ndf, mean_square, test.ndf, test.ddf, test.statistic, test.p_value)
                return row, test.ndf
        warning("Unable to compute Kenward-Roger F-test: using Satterthwaite instead")
        return None


def _independent(contrast: _Array) -> _Array:
    """The rows that do not depend on earlier ones."""
    kept: list[int] = []
    for i in range(len(contrast)):
        if np.linalg.matrix_rank(contrast[[*kept, i]]) > len(kept):
            kept.append(i)
    rows: Sequence[int] = kept
    return contrast[list(rows)] if len(kept) < len(contrast) else contrast


def make_denominator(fit: LmerTestFit, method: str) -> Denominator:
    """The variances and degrees of freedom of a fit by one of `DDF_METHODS`.

    Raises:
        RError: Kenward-Roger is asked of a fit by maximum likelihood.
    """
    return _Satterthwaite(fit) if method == "Satterthwaite" else _KenwardRoger(fit)
