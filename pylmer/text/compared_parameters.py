"""The pages of `compare_models`, one column per model, and of `standardize_parameters`.

R: parameters 0.20.2 and insight 0.19.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pylmer.inference.compared_parameters import ComparedParameters
from pylmer.inference.parameter_records import ModelParameters
from pylmer.inference.standardized_table import StandardizedParameters
from pylmer.text.bar_tables import table_lines, value_text
from pylmer.text.parameters import interval_texts, level_head
from rcompat.base.generics import answers

__all__: list[str] = []


@answers("render", ComparedParameters)
def _(answer: ComparedParameters, /, digits: int = 2, ci_digits: int = 2, **_unused: Any) -> str:
    """R: print.compare_parameters."""
    rows = answer.parameters
    labels = {
        name: _label(model, label)
        for model in answer.models
        for name, label in zip(model.names, model.labels, strict=True)
    }
    columns = [[*(labels[row] for row in rows), "Observations"]]
    for model, size in zip(answer.models, answer.observations, strict=True):
        columns.append([*_cells(model, rows, digits, ci_digits), str(size)])
    lines = table_lines(["Parameter", *answer.names], columns, (0,))
    return "\n".join([*lines[:-1], lines[1], lines[-1]]) + "\n"


def _label(model: ModelParameters, label: str) -> str:
    """A coefficient's label. R: interactions of a mixed model have the name of their component instead of their own."""
    if model.is_mixed and "×" in label:
        return "conditional"
    return label.replace("[", "(").replace("]", ")")


def _cells(model: ModelParameters, rows: Sequence[str], digits: int, ci_digits: int) -> list[str]:
    """Estimates of one width with their intervals between parentheses; nothing where the model lacks a coefficient."""
    values = [value_text(value, digits) for value in model.table[:, 0].tolist()]
    width = max(map(len, values), default=0)
    limits = [(low, high) for low, high in model.limits[0].tolist()]
    cells = {
        name: f"{value.rjust(width)} ({interval[1:-1]})"
        for name, value, interval in zip(model.names, values, interval_texts(limits, ci_digits), strict=True)
    }
    return [cells.get(row, "") for row in rows]


@answers("render", StandardizedParameters)
def _standardized(answer: StandardizedParameters, /, digits: int = 2, **_unused: Any) -> str:
    """R: print.effectsize_table."""
    found = answer.parameters
    limits = [(low, high) for low, high in found.limits[0].tolist()]
    columns = [
        found.names,
        [value_text(value, digits) for value in found.table[:, 0].tolist()],
        interval_texts(limits, digits),
    ]
    lines = table_lines(["Parameter", "Std. Coef.", level_head(found.levels[0])], columns, (0,))
    return "\n".join([f"# Standardization method: {answer.method}", "", *lines]) + "\n"
