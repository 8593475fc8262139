"""How the tables of tests and comparisons print: anova tables, contests."""

from __future__ import annotations

from typing import Any

from pylmer.inference.answer_tables import AnovaTable, ContestTable
from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.text.anova_table import anova_lines
from rcompat.text.values import print_lines

__all__ = ["empty_lines", "table_lines"]


@answers("render", AnovaTable)
def _(answer: AnovaTable, /, **arguments: Any) -> str:
    """R: print.anova."""
    return "\n".join(table_lines(answer, **arguments)) + "\n"


def table_lines(answer: AnovaTable, **arguments: Any) -> list[str]:
    """The lines of an anova table."""
    if answer.table.n:
        return anova_lines(answer.heading, answer.table, **arguments)
    heading = [line for text in answer.heading for line in text.split("\n")]
    return heading + empty_lines(answer.table)


def empty_lines(table: Frame) -> list[str]:
    """The heads of a table without rows, as a coefficient table shows them."""
    return ["     " + " ".join(table.names)]


@answers("render", ContestTable)
def _(answer: ContestTable, /, **arguments: Any) -> str:
    """R: print.data.frame."""
    return "\n".join(print_lines(answer.table, **arguments)) + "\n"
