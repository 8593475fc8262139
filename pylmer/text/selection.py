"""How least-squares means and backward steps print."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.inference.least_squares_means import LsMeans
from pylmer.inference.selection import StepResult
from pylmer.text.tests import empty_lines, table_lines
from rcompat.base.frame import Column, Frame
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.render import render
from rcompat.base.rounding import round_half
from rcompat.language.deparse import deparse_one
from rcompat.text.coef_table import coef_table_lines

__all__: list[str] = []


@answers("render", LsMeans)
def _(answer: LsMeans, /, digits: int | None = None, **arguments: Any) -> str:
    """R: lmerTest's print.ls_means."""
    table = answer.table
    lines = [*answer.heading.split("\n")]
    if table.n:
        columns: dict[str, Column] = dict(table.columns)
        columns["df"] = round_half(np.asarray(columns["df"], dtype=np.float64), 1)
        shown = Frame(columns=columns, n=table.n, row_names=table.row_names)
        places: dict[str, Any] = {"cs_ind": (0, 1, 4, 5), "tst_ind": (3,), "p_values": True, "has_p_value": True}
        lines += coef_table_lines(shown, digits=digits, **places, **arguments)
    else:
        lines += empty_lines(table)
    percent = format_doubles([100 * answer.level], digits=2)[0]
    lines += ["", f"  Confidence level: {percent}%", f"  Degrees of freedom method: {answer.ddf} "]
    return "\n".join(lines) + "\n"


@answers("print_ls_means", Frame)
def _classed_table(table: Frame, **arguments: Any) -> str:
    """A table that a script cut out of least-squares means and that still has their class."""
    level, ddf = (np.ravel(np.asarray(table.attributes[name]))[0] for name in ("confidence_level", "ddf"))
    answer = LsMeans(table=table, response="", level=float(level), ddf=str(ddf), hypotheses={}, levels=())
    return render(answer, **arguments)


@answers("render", StepResult)
def _(answer: StepResult, /, **arguments: Any) -> str:
    """R: lmerTest's print.step_list."""
    lines = [*table_lines(answer.random), "", *table_lines(answer.fixed), "", "Model found:"]
    return "\n".join([*lines, deparse_one(answer.formula)]) + "\n"
