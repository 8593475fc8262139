"""Variances of contrasts and their denominator degrees of freedom: Satterthwaite's method or Kenward and Roger's."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.satterthwaite import LmerTestFit, satterthwaite_df
from rcompat.base.generics import ask

__all__ = ["DDF_METHODS", "Denominator", "Satterthwaite", "make_denominator"]

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

    def one(self, contrast: _Array, variance: float | None = None) -> tuple[float, float]:
        """Variance (if not given) and degrees of freedom of one contrast (p,)."""
        ...

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int] | None:
        """Sum Sq, Mean Sq, NumDF, DenDF, F and p of contrasts (rows, p) of `beta`, and their rank; None: impossible."""
        ...


class Satterthwaite:
    """Satterthwaite's method."""

    def __init__(self, fit: LmerTestFit) -> None:
        self._fit = fit
        self.beta = fit.state.beta
        self.vcov = fit.vcov_beta
        self.sigma = fit.sigma

    @property
    def fallback(self) -> Denominator:
        """See `Denominator`."""
        return self

    def one(self, contrast: _Array, variance: float | None = None) -> tuple[float, float]:
        """See `Denominator`."""
        variance, df = satterthwaite_df(self._fit, contrast, variance)
        return variance, df if variance else math.nan

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int] | None:
        """See `Denominator`."""
        return None


def make_denominator(fit: LmerTestFit, method: str) -> Denominator:
    """The variances and degrees of freedom of a fit by one of `DDF_METHODS`.

    Raises:
        RError: Kenward-Roger is asked of a fit by maximum likelihood.
    """
    if method == "Satterthwaite":
        return Satterthwaite(fit)
    found: Denominator = ask("kenward_roger_denominator", fit)
    return found
