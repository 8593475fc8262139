"""summary of data frames: cells of texts, one column for each variable. R: base::summary.data.frame."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import zapped
from rcompat.script.calling import call_function
from rcompat.script.coercion import WORDS, class_of, is_factor, is_frame, strings, whole
from rcompat.script.frames import as_frame_value
from rcompat.script.functions.summaries import (
    dated_summary,
    factor_summary,
    list_summary,
    logical_summary,
    numeric_summary,
)
from rcompat.script.machine import Context
from rcompat.script.values import List, Value, Vec, chr, intv, names_of

__all__ = ["frame_summary"]


def _column(context: Context, name: str, column: Value, digits: int) -> tuple[str, list[str]]:
    """Head and cells of one variable; a list, a matrix or a data frame within is a table of its own."""
    table = _inner_table(context, column, digits)
    if table is None:
        cells = _column_cells(context, column, digits)
        pad = int(np.floor(len(cells[0].split(":")[0]) - len(name) / 2)) if cells else 0
        return " " * max(pad, 0) + name, cells
    rows, count = (int(size) for size in table.attrs["dim"].data)
    texts = ["NA" if text is None else text for text in strings(Vec(table.data))]
    width = max(map(len, texts), default=0)
    lines = ["  ".join(texts[j * rows + i].ljust(width) for j in range(count)) for i in range(rows)]
    inner = strings(table.attrs["dimnames"].data[1])
    return "  ".join(_centred(f"{name}.{str(label).strip()}", width) for label in inner), lines


def _centred(text: str, width: int) -> str:
    before = max(width - len(text), 0) // 2
    return (" " * before + text).ljust(width)


def _inner_table(context: Context, column: Value, digits: int) -> Vec | None:
    if isinstance(column, List) and not is_frame(column):
        return list_summary(column)
    if is_frame(column) or (isinstance(column, Vec) and len(column.attrs.get("dim", ())) == 2):
        frame = column if is_frame(column) else as_frame_value(column)
        return frame_summary(context, frame, {"digits": intv([get_options().digits])})
    return None


def _column_cells(context: Context, column: Value, digits: int) -> list[str]:
    """The cells of one variable in the summary of a data frame."""
    if is_factor(column):
        found = factor_summary(column, 7)
        values = [str(count) for count in found.data.tolist()]
    elif isinstance(column, Vec) and column.kind in ("double", "integer") and "class" not in column.attrs:
        found = numeric_summary(column)
        values = _summary_texts(found, digits)
    elif isinstance(column, Vec) and column.kind == "logical":
        found = logical_summary(column)
        values = strings(found)  # type: ignore[assignment]
    else:
        found = call_function(context.it, context.it.base.values["summary"], [column])
        if "NAs" in found.attrs or set(class_of(found)) & set(WORDS):
            found = dated_summary(found)
        values = strings(found)  # type: ignore[assignment]
    from rcompat.base.string_text import display_width

    names = [str(name) for name in names_of(found) or []]
    wide = max(display_width(name) for name in names)
    size = max(len(value) for value in values)
    cells = [value.rjust(size) if is_factor(column) else value.ljust(size) for value in values]
    return [f"{name}{' ' * (wide - display_width(name))}:{cell}  " for name, cell in zip(names, cells, strict=True)]


def _summary_texts(found: Vec, digits: int) -> list[str]:
    values = zapped(found.data)
    numbers = values[:6]
    texts = format_doubles(numbers, digits=digits)
    if len(values) > 6:
        texts.append(str(int(values[6])))
    return texts


def frame_summary(context: Context, frame: List, options: dict[Any, Value]) -> Vec:
    """One column of texts for each variable."""
    digits = max(3, get_options().digits - 3) if options.get("digits") is None else whole(options["digits"])
    shown = [
        _column(context, str(name), column, digits)
        for name, column in zip(strings(frame.attrs["names"]), frame.data, strict=True)
    ]
    heads, columns = [head for head, _ in shown], [cells for _, cells in shown]
    height = max((len(cells) for cells in columns), default=0)
    data: list[str | None] = [cell for cells in columns for cell in (*cells, *[None] * (height - len(cells)))]
    names = List([chr([""] * height), chr(heads)])
    return chr(data, {"dim": intv([height, len(columns)]), "dimnames": names, "class": chr(["table"])})
