"""How comparisons of nested models print. R: pbkrtest's print and summary methods."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.inference.nested_models import KrComparison, KrSummary, SatComparison
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.sprintf import sprintf
from rcompat.base.vectors import Vector
from rcompat.language.expressions import Expr
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.layout import MatrixLayout, matrix_lines
from rcompat.text.values import print_lines

__all__: list[str] = []

_WORST_SCALING = 0.2


def _formula_lines(label: str, formula: Expr) -> list[str]:
    first, *rest = print_lines(formula)
    return [f"{label} : {first}", *rest]


def _model_lines(answer: KrComparison) -> list[str]:
    lines = _formula_lines("large", answer.large)
    if answer.small is not None:
        return lines + _formula_lines("small", answer.small)
    lines += ["L = ", *print_lines(answer.restriction)]
    return [*lines, "betaH=", *print_lines(answer.beta)] if np.any(answer.beta.data != 0.0) else lines


def _table_lines(answer: KrComparison, rows: list[int]) -> list[str]:
    table = answer.to_frame().take(np.array(rows))
    return coef_table_lines(table, tst_ind=(0, 1, 2), cs_ind=(), na_print="", has_p_value=True, p_values=True)


@answers("render", KrComparison)
def _(answer: KrComparison, /, **_unused: Any) -> str:
    row = 0 if answer.stats.scaling > _WORST_SCALING else 1
    return "\n".join([*_model_lines(answer), *_table_lines(answer, [row])]) + "\n"


@answers("render", KrSummary)
def _(page: KrSummary, /, **_unused: Any) -> str:
    answer = page.comparison
    lines = [f"F-test with Kenward-Roger approximation; time: {sprintf('%.2f', answer.seconds)} sec"]
    lines += [*_model_lines(answer), *_table_lines(answer, [0, 1])]
    text = "\n".join(lines) + "\n"
    if answer.stats.scaling < 0.0:
        note = "Note: The scaling factor for the F-statistic is negative \nUse the Unscaled statistic instead. \n "
    elif answer.stats.scaling < _WORST_SCALING:
        note = (
            "Note: The scaling factor for the F-statistic is smaller than 0.2 \n"
            "The Unscaled statistic might be more reliable \n "
        )
    else:
        note = ""
    return text + note


@answers("render", SatComparison)
def _(answer: SatComparison, /, **_unused: Any) -> str:
    lines = [*_formula_lines("large", answer.large), "small (restriction matrix) : "]
    columns = [format_doubles(column) for column in answer.restriction.data.T]
    lines += matrix_lines(
        list(zip(*columns, strict=True)), [""] * len(answer.restriction.data), [""] * len(columns), MatrixLayout()
    )
    table = answer.to_frame()
    values = np.array([[float(np.asarray(column)[0]) for column in table.columns.values()]])
    lines += coef_table_lines(Vector(data=values, dimnames=(None, table.names)), p_values=True, has_p_value=True)
    return "\n".join(lines) + "\n"
