"""The R package lmeresampler, under its own names: parametric, residual and cases bootstraps."""

from typing import TYPE_CHECKING

from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.inference.resampling import LmeResamp, bootstrap, extract_parameters
    from pylmer.inference.resampling import confint_resampled as confint

__all__ = ["LmeResamp", "bootstrap", "confint", "extract_parameters"]

__classes__ = ("LmeResamp",)

__getattr__ = late_names(__name__, generics="bootstrap")
