"""kable: a table in the markup of a page. R: knitr."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rcompat.base.conditions import RError, running
from rcompat.base.options import get_options
from rcompat.script.calling import call_function, call_text
from rcompat.script.coercion import class_of, flag, is_factor, is_frame, number, string, strings, to_array
from rcompat.script.conditions import UnsupportedError
from rcompat.script.frames import column_labels, is_matrix_column, matrix_columns, row_labels
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.record_parts import record_value
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, names_of, scalar
from rcompat.text.markup_tables import MARKUPS, MarkupTable

__all__ = ["asis_text"]

_ALIGN_ERROR = "'align' must be a character vector of possible values 'l', 'r', and 'c'"


def asis_text(value: Value) -> str | None:
    """What a page shows as it is for a value; None if the value is printed."""
    kinds = class_of(value)
    if "knitr_kable" in kinds:
        start = "" if string(value.attrs["format"]) == "html" else "\n\n"
        return start + "\n".join(map(str, strings(value))) + "\n\n"
    return "\n".join(map(str, strings(value))) if "knit_asis" in kinds else None


@verb("asis_output", "x meta cacheable", "knitr")
def _asis_output(context: Context, x: Value, meta: Value = None, cacheable: Value = None) -> Value:
    return chr([str(word) for word in strings(x)], {"class": chr(["knit_asis"])})


@verb("kable", "x format digits row.names col.names align caption label format.args escape ...", "knitr")
def _kable(
    context: Context,
    x: Value,
    format_: Value = None,
    digits: Value = None,
    row_names: Value = None,
    col_names: Value = None,
    align: Value = None,
    caption: Value = None,
    label: Value = None,
    format_args: Value = None,
    escape: Value = None,
    dots: Any = (),
) -> Value:
    chosen = "pipe" if format_ is None or string(format_) == "markdown" else string(format_)
    if chosen not in MARKUPS:
        raise UnsupportedError(f"kable(format = {chosen})")
    x = record_value(x) if is_record(x) else x
    if isinstance(x, List) and not is_frame(x) and not class_of(x):
        tables = [_kable(context, item, format_, digits, row_names, col_names, align) for item in x.data]
        return _as_kable([str(line) for table in tables for line in ("", *strings(table))][1:], chosen)
    labels, header, columns = _columns(context, x, digits, format_args) if x is not None else ([], [], [])
    header = header if col_names is None else _titles(header, col_names)
    sides = [column.side for column in columns] if align is None else _sides(context, align, len(columns))
    cells = [column.cells for column in columns]
    if _shows_labels(row_names, labels, automatic := [str(i + 1) for i in range(len(cells[0]) if cells else 0)]):
        header, sides, cells = ["", *header], ["l", *sides], [labels or automatic, *cells]
    given = dict(dots)
    table = MarkupTable(
        header=header,
        rows=list(zip(*cells, strict=True)),
        align=sides,
        caption=None if caption is None else string(caption),
        padding=int(number(given["padding"])) if "padding" in given else 1,
        is_escaped=escape is None or flag(escape),
    )
    return _as_kable(MARKUPS[chosen](table), chosen)


def _as_kable(lines: list[str], format_: str) -> Value:
    return chr(lines, {"format": chr([format_]), "class": chr(["knitr_kable"])})


def _titles(header: list[str], col_names: Value) -> list[str]:
    words = strings(col_names)
    if words == [None]:
        return header
    if len(words) != len(header):
        with running("colnames<-"):
            raise RError("length of 'dimnames' [2] not equal to array extent", "dimnames(x) <- dn")
    return [str(word) for word in words]


def _shows_labels(row_names: Value, labels: list[str], automatic: list[str]) -> bool:
    """Whether row names are shown: as told, else unless they only count the rows."""
    if isinstance(row_names, Vec) and row_names.data[0] in (0, 1):
        return flag(row_names)
    return labels not in ([], automatic)


def _sides(context: Context, align: Value, count: int) -> list[str]:
    """One letter for every column, repeated as needed; one text of several letters is taken apart."""
    words = [str(word) for word in strings(align)]
    words = list(words[0]) if len(words) == 1 else words
    if not set(words) <= set("lrc"):
        raise RError(_ALIGN_ERROR, call_text(context.call))
    return [words[i % len(words)] for i in range(count)]


@dataclass(frozen=True, slots=True)
class _Column:
    cells: list[str]
    side: str


def _columns(
    context: Context, x: Value, digits: Value, format_args: Value
) -> tuple[list[str], list[str], list[_Column]]:
    """Row names, titles and columns of what can be seen as a table."""
    values: list[Value]
    if is_matrix_column(x):
        values = list(matrix_columns(x))
        header = [str(word) for word in column_labels(x) or [""] * len(values)]
        names = row_labels(x)
    else:
        is_vector = isinstance(x, Vec) and "dim" not in x.attrs
        whole = _call(context, "data.frame" if is_vector else "as.data.frame", x)
        values = list(whole.data)
        header = ["x"] if is_vector else [str(word) for word in names_of(whole) or ()]
        names = _call(context, "rownames", whole)
    labels = [] if names is None else [str(word) for word in strings(names)]
    most = [get_options().digits] if digits is None else to_array(digits, "double").tolist()
    columns = [_column(context, column, most[j % len(most)], format_args) for j, column in enumerate(values)]
    return labels, header, columns


def _column(context: Context, column: Value, digits: float, format_args: Value) -> _Column:
    """A column as texts: numbers rounded, then all with the same decimals."""
    is_number = isinstance(column, Vec) and column.kind in ("double", "integer") and not class_of(column)
    if is_number:
        rounded = _call(context, "round", column, scalar(digits))
        given = [] if format_args is None else list(zip(names_of(format_args) or [], format_args.data, strict=True))
        shown = _call(context, "format", rounded, *(value for _, value in given), names=[None, *(n for n, _ in given)])
    elif isinstance(column, Vec) and (is_factor(column) or column.kind == "character"):
        shown = _call(context, "as.character", column)
    else:
        shown = _call(context, "format", column)
    cells = ["NA" if word is None else str(word).strip() for word in strings(shown)]
    filler = context.it.settings.get("knitr.kable.NA")
    if filler is not None:
        missing = _call(context, "is.na", column).data
        cells = [string(filler) if gone == 1 else cell for cell, gone in zip(cells, missing, strict=True)]
    return _Column(cells, "r" if is_number else "l")


def _call(context: Context, name: str, *values: Value, names: list[str | None] | None = None) -> Any:
    return call_function(context.it, context.it.base.values[name], list(values), names)


@builtin("print.knitr_kable", "x ...")
def _print_kable(context: Context, x: Value, dots: Any = ()) -> Value:
    start = "" if string(x.attrs["format"]) == "html" else "\n\n"
    context.it.out(start + "\n".join(map(str, strings(x))) + "\n")
    context.it.visible = False
    return x
