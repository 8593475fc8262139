"""The R package lmeresampler, under its own names: parametric, residual and cases bootstraps."""

from __future__ import annotations

from pylmer.inference import resampling
from pylmer.inference.resampling import LmeResamp, extract_parameters
from pylmer.text import resampling as _resampling
from rcompat.base.frame import Frame
from rcompat.base.generics import generic

__all__ = ["LmeResamp", "bootstrap", "confint", "extract_parameters"]

_DRAWERS = (_resampling,)

bootstrap = generic(resampling.bootstrap)


def confint(object: LmeResamp, type: str = "all", level: float = 0.95) -> Frame:
    """Intervals of a bootstrapped statistic; see `bootstrap`.

    R: lmeresampler's confint.
    """
    return resampling.confint_resampled(object, type, level)
