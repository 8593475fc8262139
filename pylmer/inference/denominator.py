"""Variances of contrasts and their denominator degrees of freedom: Satterthwaite's method or Kenward and Roger's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.kenward_roger import contrast_df, kr_adjustment, kr_test
from pylmer.inference.likelihood import isREML
from pylmer.inference.satterthwaite import LmerTestFit, satterthwaite_df
from rcompat.base.conditions import RError

__all__ = ["DDF_METHODS", "Denominator", "make_denominator"]

DDF_METHODS = ("Satterthwaite", "Kenward-Roger")
_Array = NDArray[np.float64]


class Denominator(Protocol):
    """What tests of contrasts need to know of a fit.

    Attributes:
        beta: coefficients (p,).
        vcov: their covariance (p, p).
        sigma: residual standard deviation.
        tests_jointly: whether F tests have their own formula (`joint`).
    """

    beta: _Array
    vcov: _Array
    sigma: float
    tests_jointly: bool

    def one(self, contrast: _Array) -> tuple[float, float]:
        """Variance and degrees of freedom of one contrast (p,)."""
        ...

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int]:
        """Sum Sq, Mean Sq, NumDF, DenDF, F and p of contrasts (rows, p) of `beta`, and their rank."""
        ...


class _Satterthwaite:
    tests_jointly = False

    def __init__(self, fit: LmerTestFit) -> None:
        self._fit = fit
        self.beta = fit.state.beta
        self.vcov = fit.vcov_beta
        self.sigma = fit.sigma

    def one(self, contrast: _Array) -> tuple[float, float]:
        variance, df = satterthwaite_df(self._fit, contrast)
        return variance, df if variance else math.nan

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int]:
        raise NotImplementedError


class _KenwardRoger:
    tests_jointly = True

    def __init__(self, fit: LmerTestFit) -> None:
        if not isREML(fit):
            raise RError("Kenward-Roger's method is only available for REML model fits")
        self._fit = fit
        self._adjustment = kr_adjustment(fit)
        self.beta = fit.state.beta
        self.vcov = self._adjustment.adjusted
        self.sigma = fit.sigma

    def one(self, contrast: _Array) -> tuple[float, float]:
        variance = float(contrast @ self.vcov @ contrast)
        return variance, contrast_df(self._adjustment, contrast[None, :])

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int]:
        test = self._test(_independent(contrast), self.beta - beta)
        mean_square = test.unscaled * self.sigma * self.sigma
        row = (mean_square * test.ndf, mean_square, test.ndf, test.ddf, test.statistic, test.p_value)
        return row, test.ndf

    def _test(self, contrast: _Array, null: _Array) -> Any:
        return kr_test(self._fit, contrast, null, self._adjustment)


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
