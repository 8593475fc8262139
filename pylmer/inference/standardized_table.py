"""Standardized coefficients in a table of their own. R: effectsize's standardize_parameters, exported by parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pylmer.inference.parameter_records import ModelParameters
from rcompat.base.frame import Frame
from rcompat.base.generics import Asks, ask
from rcompat.base.render import Printable

__all__ = ["StandardizedParameters", "standardize_parameters"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StandardizedParameters(Printable, Asks):
    """Standardized coefficients. R: class parameters_standardized.

    Attributes:
        method: how they were standardized.
        parameters: the coefficients with their intervals.
    """

    method: str
    parameters: ModelParameters

    def to_frame(self) -> Frame:
        """Parameter, Std_Coefficient, CI, CI_low, CI_high."""
        found = self.parameters
        limits = found.limits[0]
        return Frame(
            columns={
                "Parameter": np.array(found.names, dtype=object),
                "Std_Coefficient": found.table[:, 0].copy(),
                "CI": np.full(len(found.names), found.levels[0]),
                "CI_low": limits[:, 0].copy(),
                "CI_high": limits[:, 1].copy(),
            },
            n=len(found.names),
        )


def standardize_parameters(model: Any, method: str = "refit", ci: float = 0.95, **more: Any) -> StandardizedParameters:
    """The coefficients in units of standard deviations.

    Args:
        model: a fit.
        method: "refit", "posthoc", "smart" or "basic", as `standardize=` of `model_parameters`.
        ci: confidence level.
        **more: further arguments of `model_parameters`.

    R: parameters::standardize_parameters.
    """
    given: dict[str, Any] = {"effects": "fixed", "verbose": False, **more}
    found = ask("model_parameters", model, standardize=method, ci=ci, **given)
    return StandardizedParameters(method=method, parameters=found)
