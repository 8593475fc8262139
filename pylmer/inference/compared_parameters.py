"""The coefficients of several models side by side. R: parameters 0.20.2, compare_models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pylmer.fit.callers import caller_names
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.parameter_records import ModelParameters
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks, ask
from rcompat.base.render import Printable
from rcompat.language.expressions import Symbol

__all__ = ["ComparedParameters", "compare_models", "compare_parameters"]

_COLUMNS = ("Coefficient", "SE", "t", "df_error", "p")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ComparedParameters(Printable, Asks):
    """The coefficients of several models. R: class compare_parameters.

    Attributes:
        names: what the models are called.
        models: the parameters of each.
        observations: how many observations each has.
    """

    names: tuple[str, ...]
    models: tuple[ModelParameters, ...]
    observations: tuple[int, ...]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The coefficients of all models, in the order in which they come up."""
        return tuple(dict.fromkeys(name for model in self.models for name in model.names))

    def to_frame(self) -> Frame:
        """One row per coefficient, the columns of one model after those of the other."""
        rows = self.parameters
        columns: dict[str, Column] = {
            "Parameter": np.array(rows, dtype=object),
            "Component": np.array(["conditional"] * len(rows), dtype=object),
            "Effects": np.array(["fixed"] * len(rows), dtype=object),
        }
        for name, model in zip(self.names, self.models, strict=True):
            columns |= {f"{head}.{name}": column for head, column in _model_columns(model, rows).items()}
        return Frame(columns=columns, n=len(rows))


def _model_columns(model: ModelParameters, rows: Sequence[str]) -> dict[str, Column]:
    """The numbers of one model in the rows of the whole table."""
    places = [model.names.index(row) if row in model.names else None for row in rows]
    table = dict(zip(_COLUMNS, model.table.T, strict=True))
    low, high = model.limits[0].T
    level = np.full(len(model.names), model.levels[0])
    parts = {"Coefficient": table["Coefficient"], "SE": table["SE"], "CI": level, "CI_low": low, "CI_high": high}
    parts |= {name: table[name] for name in ("t", "df_error", "p")}
    return {
        head: np.array([NA_REAL if place is None else values[place] for place in places])
        for head, values in parts.items()
    }


def compare_models(
    *models: Any, ci: float = 0.95, effects: str = "fixed", column_names: Sequence[str] | None = None, **more: Any
) -> ComparedParameters:
    """The coefficients of several models with their confidence intervals, one model beside the other.

    Args:
        *models: fits, or a list or mapping of fits.
        ci: confidence level.
        effects: "fixed".
        column_names: names for the models instead of the caller's variables.
        **more: further arguments of `model_parameters`.

    Raises:
        RError: other effects are asked for.

    R: parameters::compare_models.
    """
    if effects != "fixed":
        raise RError("compare_models() of random effects is not available")
    names = caller_names()
    if len(models) == 1 and isinstance(models[0], Mapping):
        labels, models = [str(name) for name in models[0]], tuple(models[0].values())
    elif len(models) == 1 and isinstance(models[0], list | tuple):
        models = tuple(models[0])
        labels = [f"Model {place}" for place in range(1, len(models) + 1)]
    else:
        labels = _labels(models, names)
    if column_names is not None:
        labels = [column_names] if isinstance(column_names, str) else [str(name) for name in column_names]
    found = [ask("model_parameters", model, ci=ci, effects="fixed", verbose=False, **more) for model in models]
    sizes = [model.spec.n if isinstance(model, MerFit) else len(model.y) for model in models]
    return ComparedParameters(names=tuple(labels), models=tuple(found), observations=tuple(sizes))


compare_parameters = compare_models


def _labels(models: Sequence[Any], names: Any) -> list[str]:
    """The caller's variables; numbers if one of the models has none."""
    found = [names.expression_of(model) for model in models]
    if all(isinstance(expr, Symbol) for expr in found):
        return [expr.name for expr in found]
    return [f"Model {place}" for place in range(1, len(models) + 1)]
