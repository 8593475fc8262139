"""Print R's atomic vectors and factors: unnamed, named, one-dimensional tables, and the Levels line."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import Factor
from rcompat.base.vectors import Names, Vector
from rcompat.text.cells import PrintStyle, cell_texts, escape, escape_names, type_name
from rcompat.text.layout import indexed_lines, named_lines, omitted_line, text_width

__all__ = ["factor_lines", "flat_lines"]


def flat_lines(value: Vector, style: PrintStyle) -> list[str]:
    """Lines of a vector or one-dimensional array.

    R: base::print.default.
    """
    names: Names = value.names
    title: list[str] = []
    if value.dimnames is not None and value.dimnames[0] is not None:
        names = value.dimnames[0]
        titles = value.attributes.get("dimnames_names")
        if isinstance(titles, tuple):
            title = [escape(titles[0] or "")]
    if value.data.size == 0:
        return [("" if names is None else "named ") + type_name(value.data) + "(0)"]
    return title + _element_lines(value.data, names, style)


def _element_lines(data: NDArray[Any], names: Names, style: PrintStyle) -> list[str]:
    # One entry too many is printed rather than replaced by a remark about it.
    shown = len(data) if len(data) <= style.max_print + 1 else style.max_print
    quote = style.quote is not False
    cells = cell_texts(data[:shown], digits=style.digits, quote=quote, na_print=style.na_print)
    if names is None:
        right = type_name(data) != "character" or bool(style.right)
        lines = indexed_lines(cells, right=right, gap=style.gap, width=style.width)
    else:
        labels = escape_names(names[:shown], style.na_print) or ()
        lines = named_lines(cells, labels, gap=style.gap, width=style.width)
    return lines if shown == len(data) else [*lines, omitted_line(len(data) - shown)]


def factor_lines(factor: Factor, style: PrintStyle, names: Names = None) -> list[str]:
    """Lines of a factor: its values, then its levels.

    R: base::print.factor.
    """
    if len(factor) == 0:
        lines = ["ordered(0)" if factor.ordered else "factor(0)"]
    else:
        labels = np.array([*factor.levels, None], dtype=object)[factor.codes]
        lines = _element_lines(labels, names, _factor_style(style))
    return [*lines, _levels_line(factor, style.width)]


def _factor_style(style: PrintStyle) -> PrintStyle:
    return PrintStyle(
        digits=style.digits,
        quote=bool(style.quote),
        right=style.right,
        na_print=style.na_print,
        gap=style.gap,
        width=style.width,
        max_print=style.max_print,
    )


def _levels_line(factor: Factor, width: int) -> str:
    """The Levels line, cut to what fits: R keeps seven columns for the count and the dots."""
    separator = " < " if factor.ordered else " "
    levels = ["<NA>" if level is None else escape(level) for level in factor.levels]
    room = width - len("Levels: ") - 7
    used = 0
    fitting = 0
    for level in levels:
        used += text_width(level) + len(separator)
        if used > room:
            break
        fitting += 1
    if fitting == len(levels) or len(levels) <= 1:
        return "Levels: " + separator.join(levels)
    fitting = max(1, fitting)
    kept = [*levels[: max(1, fitting - 1)], "...", *levels[len(levels) - (fitting > 1) :]]
    return f"{len(levels)} Levels: " + separator.join(kept)
