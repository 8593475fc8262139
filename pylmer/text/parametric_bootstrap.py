"""How bootstrap comparisons print. R: pbkrtest's print.PBmodcomp, summary.PBmodcomp."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pylmer.inference.parametric_bootstrap import PbComparison, PbSummary
from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.base.sprintf import sprintf
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.values import print_lines

__all__: list[str] = []


def _head_lines(answer: PbComparison) -> list[str]:
    count = len(answer.ref)
    taken = "" if answer.seconds is None else f"time: {sprintf('%.2f', answer.seconds)} sec;"
    lines = [f"Bootstrap test; {taken} samples: {count}; extremes: {answer.extremes};"]
    if answer.used != count:
        lines.append(f"Requested samples: {count} Used samples: {answer.used} Extremes: {answer.extremes}")
    first, *rest = print_lines(answer.large)
    return [*lines, f"large : {first}", *rest, *print_lines(answer.small)]


def _table_lines(table: Frame, statistics: Sequence[int]) -> list[str]:
    return coef_table_lines(table, tst_ind=statistics, na_print="", has_p_value=True, p_values=True)


@answers("render", PbComparison)
def _(answer: PbComparison, /, **_unused: Any) -> str:
    return "\n".join([*_head_lines(answer), *_table_lines(answer.to_frame(), (0,))]) + "\n"


@answers("render", PbSummary)
def _(page: PbSummary, /, **_unused: Any) -> str:
    return "\n".join([*_head_lines(page.comparison), *_table_lines(page.to_frame(), (0, 1)), ""]) + "\n"
