"""Variances of contrasts and their denominator degrees of freedom by Kenward and Roger's method."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.denominator import Denominator, Satterthwaite
from pylmer.inference.kenward_roger import KrAdjustment, contrast_df, kr_adjustment, kr_test
from pylmer.inference.likelihood import isREML
from pylmer.inference.satterthwaite import LmerTestFit
from rcompat.base.conditions import RError, warning
from rcompat.base.generics import answers

__all__ = ["KenwardRoger", "coefficient_variances"]

_Array = NDArray[np.float64]


@answers("kenward_roger_denominator", LmerTestFit)
class KenwardRoger:
    """Kenward and Roger's tests; Satterthwaite's, with a warning each time, where theirs cannot be computed."""

    def __init__(self, fit: LmerTestFit) -> None:
        if not isREML(fit):
            raise RError("Kenward-Roger's method is only available for REML model fits")
        self._fit = fit
        self._other = Satterthwaite(fit)
        try:
            self._adjustment: KrAdjustment | None = kr_adjustment(fit)
        except RError:
            self._adjustment = None
        self.beta = fit.state.beta
        self.vcov = self._other.vcov if self._adjustment is None else self._adjustment.adjusted
        self.sigma = fit.sigma

    @property
    def fallback(self) -> Denominator:
        """See `Denominator`."""
        return self._other

    def one(self, contrast: _Array, variance: float | None = None) -> tuple[float, float]:
        """See `Denominator`."""
        if self._adjustment is not None:
            try:
                return float(contrast @ self.vcov @ contrast), contrast_df(self._adjustment, contrast[None, :])
            except RError:
                pass
        warning("Unable to compute Kenward-Roger t-test: using Satterthwaite instead")
        return self._other.one(contrast)

    def joint(self, contrast: _Array, beta: _Array) -> tuple[tuple[float, ...], int] | None:
        """See `Denominator`."""
        if self._adjustment is not None:
            try:
                test = kr_test(self._fit, _independent(contrast), self.beta - beta, self._adjustment)
            except RError:
                pass
            else:
                mean_square = test.unscaled * (self.sigma * self.sigma)
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


@answers("kenward_roger_variances", LmerTestFit)
def coefficient_variances(fit: LmerTestFit) -> list[tuple[float, float]]:
    """Adjusted variance and degrees of freedom of each coefficient."""
    found = kr_adjustment(fit)
    units: _Array = np.eye(fit.spec.p)
    return [(float(found.adjusted[j, j]), contrast_df(found, unit[None, :])) for j, unit in enumerate(units)]
