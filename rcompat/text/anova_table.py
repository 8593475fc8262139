"""Analysis of variance tables: R's `print.anova`, headings and a coefficient table with blank missing cells."""

from __future__ import annotations

from collections.abc import Sequence

from rcompat.base.frame import Frame
from rcompat.base.options import get_options
from rcompat.base.vectors import Vector
from rcompat.text.coef_table import coef_table_lines, read_coef_table

__all__ = ["anova_lines"]

_STATISTICS = frozenset({"F", "Cp", "Chisq"})


def _is_statistic(name: str) -> bool:
    return name in _STATISTICS or name[1:7] == " value"


def anova_lines(
    heading: Sequence[str],
    table: Vector | Frame,
    *,
    digits: int | None = None,
    signif_stars: bool | None = None,
    signif_legend: bool | None = None,
) -> list[str]:
    """Lines of an anova table.

    Args:
        heading: texts printed above the table, each followed by a line break.
        table: numeric matrix or data frame; a last column named Pr(...) holds p values.
        digits: significant digits; default max(3, options(digits) - 2).
        signif_stars: draw stars; default options(show_signif_stars).
        signif_legend: draw the legend when there are stars.

    R: stats::print.anova.
    """
    names = [name or "" for name in read_coef_table(table).column_names or ()]
    has_p = bool(names) and names[-1].startswith("Pr(")
    tests = [j for j, name in enumerate(names) if _is_statistic(name)]
    body = range(len(names) - has_p)
    zapped = [j for j in body if j not in tests and not names[j].endswith("Df")]
    lines = [line for text in heading for line in text.split("\n")]
    return lines + coef_table_lines(
        table,
        digits=max(3, get_options().digits - 2) if digits is None else digits,
        signif_stars=signif_stars,
        signif_legend=signif_legend,
        cs_ind=(),
        tst_ind=tests,
        zap_ind=zapped,
        p_values=has_p,
        has_p_value=has_p,
        na_print="",
    )
