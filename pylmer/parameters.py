"""The R package parameters, under its own names."""

from __future__ import annotations

from pylmer.inference import model_parameters as _inference
from pylmer.text import fits as _fits
from pylmer.text import parameters as _drawers
from pylmer.text import values as _values
from rcompat.base.generics import generic

__all__ = ["model_parameters", "parameters"]

_DRAWERS = (_fits, _values, _drawers)

model_parameters = generic(_inference.model_parameters)
parameters = model_parameters
