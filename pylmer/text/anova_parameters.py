"""The text table of `model_parameters` for tests of terms. R: parameters 0.20.2, print.parameters_model."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.inference.anova_parameters import AnovaParameters
from pylmer.text.bar_tables import df_texts, p_text, table_lines, value_text
from rcompat.base.frame import Frame
from rcompat.base.generics import answers

__all__ = ["anova_columns", "anova_footer"]

_HEADS = {"df_error": "df (error)", "Deviance_error": "Deviance (error)"}
_FREEDOMS = ("df", "df_error")


def anova_columns(frame: Frame, digits: int, p_digits: int) -> tuple[list[str], list[list[str]]]:
    """Heads and cells of the columns."""
    columns: list[list[str]] = [[str(name) for name in np.asarray(frame.columns["Parameter"])]]
    for name, column in frame.items():
        if name != "Parameter":
            columns.append(_cells(name, np.asarray(column, dtype=np.float64).tolist(), digits, p_digits))
    return [_HEADS.get(name, name) for name in frame.columns], columns


def _cells(name: str, values: list[float], digits: int, p_digits: int) -> list[str]:
    if name == "p":
        return [p_text(value, p_digits) for value in values]
    if name in _FREEDOMS:
        known = iter(df_texts([value for value in values if value == value]))
        return [next(known) if value == value else "" for value in values]
    return [value_text(value, digits) for value in values]


def anova_footer(answer: AnovaParameters) -> str:
    """What the page says below the table."""
    return f"Anova Table (Type {answer.kind} tests)"


@answers("render", AnovaParameters)
def _(answer: AnovaParameters, /, digits: int | None = None, p_digits: int | None = None, **_unused: Any) -> str:
    shown = answer.digits if digits is None else digits
    pages = []
    for title, frame in answer.blocks:
        heads, columns = anova_columns(frame, shown, answer.p_digits if p_digits is None else p_digits)
        left = (0, *([len(heads) - 1] if "p" in heads else []))
        lines = table_lines(heads, columns, left)
        pages.append("\n".join(([f"# {title}", ""] if title else []) + lines))
    return "\n\n".join([*pages, anova_footer(answer)]) + "\n"
