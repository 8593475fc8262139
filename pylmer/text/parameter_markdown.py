"""Tables of parameters in Markdown. R: parameters 0.20.2, print_md and display."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pylmer.inference.anova_parameters import AnovaParameters
from pylmer.inference.parameter_records import ModelParameters
from pylmer.text.anova_parameters import anova_columns, anova_footer
from pylmer.text.parameters import shown_tables, with_digits
from rcompat.base.conditions import RError
from rcompat.base.generics import answers
from rcompat.base.string_text import display_width, pad
from rcompat.base.vectors import Vector

__all__ = ["display", "print_md", "print_md_anova"]


def _pipe_lines(heads: Sequence[str], columns: Sequence[Sequence[str]], left: Sequence[int]) -> list[str]:
    """A table with pipes; the first column stands at the left margin."""
    widths = [max(map(display_width, [head, *cells])) for head, cells in zip(heads, columns, strict=True)]
    rows = [tuple(heads), *zip(*columns, strict=True)]
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for j, (cell, width) in enumerate(zip(row, widths, strict=True)):
            side = "left" if j == 0 or (j in left and number) else "right"
            cells.append(pad(cell, width, side) + " " if j == 0 else f" {pad(cell, width, side)} ")
        lines.append("|" + "|".join(cells) + "|")
    rules = [":" + "-" * width if j == 0 else ":" + "-" * width + ":" for j, width in enumerate(widths)]
    return [lines[0], "|" + "|".join(rules) + "|", *lines[1:]]


def _kable(lines: Sequence[str]) -> Vector:
    return Vector(
        data=np.array(list(lines), dtype=object), attributes={"format": "pipe", "class": ("knitr_kable", "character")}
    )


@answers("print_md", ModelParameters)
def print_md(
    answer: ModelParameters,
    digits: int | None = None,
    ci_digits: int | None = None,
    p_digits: int | None = None,
    pretty_names: bool = True,
    footer: str | None = None,
    **unused: Any,
) -> Vector:
    """The tables as lines of Markdown.

    Args:
        answer: what `model_parameters` gave.
        digits, ci_digits, p_digits: decimals.
        pretty_names: whether names of coefficients are made readable.
        footer: a line below.
        **unused: R's further arguments.

    R: parameters::print_md.
    """
    shown = with_digits(answer, digits, ci_digits, p_digits)
    if not pretty_names:
        shown = replace(shown, labels=answer.names)
    tables = shown_tables(shown, is_plain=True)
    lines: list[str] = []
    for table in tables:
        title = table.title if len(tables) > 1 else table.title.removeprefix("# ")
        lines += ["Table: " + title, ""] if title else []
        lines += [*_pipe_lines(table.heads, table.columns, table.left), ""]
    below = "\n".join([*answer.footer, *([footer] if footer else [])])
    return _kable([*lines[:-1], *([f"\n{below}\n"] if below else [])])


@answers("print_md", AnovaParameters)
def print_md_anova(answer: AnovaParameters, digits: int | None = None, **unused: Any) -> Vector:
    """The table of tests as lines of Markdown. R: parameters::print_md."""
    lines: list[str] = []
    for title, frame in answer.blocks:
        heads, columns = anova_columns(frame, answer.digits if digits is None else digits, answer.p_digits)
        lines += [f"Table: # {title}", ""] if title else []
        lines += [*_pipe_lines(heads, columns, (len(heads) - 1,) if "p" in heads else ()), ""]
    return _kable([*lines[:-1], f"\n{anova_footer(answer)}\n"])


@answers("display", AnovaParameters)
@answers("display", ModelParameters)
def display(answer: Any, format: str = "markdown", **arguments: Any) -> Vector:
    """The tables in another format.

    Raises:
        RError: HTML, which R makes with the package gt.

    R: parameters::display.
    """
    if format == "html":
        raise RError(
            "Package `gt` required for this function to work.\n  Please install it by running `install.packages(`gt`)`."
        )
    found: Vector = (print_md if isinstance(answer, ModelParameters) else print_md_anova)(answer, **arguments)
    return found
