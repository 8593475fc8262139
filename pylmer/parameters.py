"""The R package parameters, under its own names."""

from typing import TYPE_CHECKING

from rcompat.base.late_names import late_names

if TYPE_CHECKING:
    from pylmer.inference.model_parameters import model_parameters
    from pylmer.inference.model_parameters import model_parameters as parameters

__all__ = ["model_parameters", "parameters"]

__getattr__ = late_names(__name__, generics="model_parameters parameters")
