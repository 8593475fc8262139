"""tibble, as_tibble, tribble, glimpse, read_csv and the printing of tibbles. R: tibble, pillar, readr."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.base.number_reading import read_plain_numbers
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import flag, is_factor, is_frame, string, strings, to_array
from rcompat.script.doors import frame_length, from_record
from rcompat.script.frames import (
    as_column_value,
    as_frame_value,
    column_rows,
    is_matrix_column,
    matrix_columns,
    recycle_column,
)
from rcompat.script.functions.combining import combine
from rcompat.script.functions.data_masks import (
    columns_of,
    evaluate_in,
    group_names,
    make_tibble,
    mask_of,
    sliced,
    with_groups,
)
from rcompat.script.functions.files import file_path
from rcompat.script.functions.tibble_printing import big_number, tibble_lines, type_mark
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_message
from rcompat.script.values import List, Value, Vec, chr

__all__: list[str] = []


@verb("tibble data_frame", "...", "dplyr tidyr tibble", lazy="...")
def _tibble(context: Context, dots: Any = ()) -> Value:
    columns: dict[str, Value] = {}
    for name, promise in dots:
        value = evaluate_in(context, promise, mask_of(context, columns, (), whole=True))
        if is_frame(value) and not name:
            columns |= columns_of(value)
        elif value is not None:
            columns[name or deparse(plain(promise))[0]] = as_column_value(value)
    sizes = {column_rows(column) for column in columns.values()}
    n = next((size for size in sizes if size != 1), 1 if sizes else 0)
    bad = [name for name, column in columns.items() if column_rows(column) not in (1, n)]
    if bad:
        raise RError(f"Tibble columns must have compatible sizes.\n• Size {n} and `{bad[0]}` differ.")
    return make_tibble({name: recycle_column(column, n) for name, column in columns.items()}, n)


@verb("as_tibble as_data_frame", "x ... rownames", "dplyr tidyr tibble")
def _as_tibble(context: Context, x: Value, dots: Any = (), rownames: Value = None) -> Value:
    it = context.it
    frame = call_function(it, it.base.values["as.data.frame"], [x]) if is_record(x) else as_frame_value(x)
    n = frame_length(frame)
    columns: dict[str, Value] = {}
    if rownames is not None:
        columns[string(rownames)] = chr(strings(frame.attrs["row.names"]))
    return make_tibble(columns | columns_of(frame), n)


@verb("rownames_to_column", "data var", "tibble")
def _rownames_to_column(context: Context, data: Value, var: Value = None) -> Value:
    name = "rowname" if var is None else string(var)
    columns = {name: chr(strings(data.attrs["row.names"]))} | columns_of(data)
    tibble = make_tibble(columns, frame_length(data))
    tibble.attrs["class"] = data.attrs["class"]
    return tibble


@verb("tribble", "...", "dplyr tidyr tibble", lazy="...")
def _tribble(context: Context, dots: Any = ()) -> Value:
    names: list[str] = []
    items: list[Value] = []
    for _, promise in dots:
        expr = plain(promise)
        if isinstance(expr, Call) and expr.name == "~" and not items:
            names.append(deparse(expr.arguments[0].value)[0].strip("`"))
        else:
            items.append(evaluate_in(context, promise, context.env))
    count = len(names)
    columns = {name: combine([(None, item) for item in items[place::count]]) for place, name in enumerate(names)}
    return make_tibble(columns, len(items) // count if count else 0)


@verb("tbl_vars group_vars", "x")
def _group_vars(context: Context, x: Value) -> Value:
    return chr(group_names(x) if context.builtin.name == "group_vars" else columns_of(x))


@builtin("print.tbl_df", "x ... n width")
def _print_tibble(context: Context, x: Value, dots: Any = (), n: Value = None, width: Value = None) -> Value:
    rows = frame_length(x)
    most = None if n is None else int(min(n.data[0], rows))
    wide = get_options().width if width is None else int(min(width.data[0], 10**6))
    context.it.out("\n".join(tibble_lines(x, wide, most)) + "\n")
    context.it.visible = False
    return x


@builtin("as.data.frame.tbl_df", "x ...")
def _as_plain(context: Context, x: Value, dots: Any = ()) -> Value:
    result = with_groups(x, ())
    result.attrs["class"] = chr(["data.frame"])
    return result


@verb("glimpse", "x width ...", "dplyr tibble")
def _glimpse(context: Context, x: Value, width: Value = None, dots: Any = ()) -> Value:
    wide = get_options().width if width is None else int(width.data[0])
    columns = columns_of(x)
    lines = [f"Rows: {big_number(frame_length(x))}", f"Columns: {big_number(len(columns))}"]
    if group_names(x):
        lines.append(f"Groups: {', '.join(group_names(x))} [{frame_length(x.attrs['groups'])}]")
    longest = max((len(name) for name in columns), default=0)
    for name, column in columns.items():
        line = f"$ {name.ljust(longest)} <{_glimpsed_mark(column)}> {', '.join(_glimpsed(column, wide))}"
        lines.append(line if len(line) < wide else line[: wide - 2] + "…")
    context.it.out("\n".join(lines) + "\n")
    context.it.visible = False
    return x


def _glimpsed_mark(column: Value) -> str:
    count = f"[,{len(matrix_columns(column))}]" if is_matrix_column(column) else ""
    return type_mark(column) + count


def _glimpsed(column: Value, width: int) -> list[str]:
    if is_matrix_column(column):
        return [f"<matrix[{' x '.join(str(size) for size in column.attrs['dim'].data)}]>"]
    if not isinstance(column, Vec):
        return [f"<{type_mark(item)}>" for item in column.data]
    few = Vec(column.data[:width], dict(column.attrs))
    if few.kind == "double" and not is_factor(few):
        return [cell.strip() for cell in format_doubles(few.data)]
    words = strings(few)
    if few.kind == "character":
        return ["NA" if word is None else f'"{word}"' for word in words]
    return ["NA" if word is None else word for word in words]


@verb("read_csv read_csv2 read_tsv read_delim", "file delim ... col_names skip n_max na show_col_types", "readr")
def _read_csv(
    context: Context,
    file: Value,
    delim: Value = None,
    dots: Any = (),
    col_names: Value = None,
    skip: Value = None,
    n_max: Value = None,
    na: Value = None,
    show_col_types: Value = None,
) -> Value:
    marks = {"read_csv": ",", "read_csv2": ";", "read_tsv": "\t", "read_delim": ","}
    frame = read_csv(
        file_path(context, string(file)),
        header=col_names is None or bool(col_names.data[0]),
        sep=marks[context.builtin.name] if delim is None else string(delim),
        dec="," if context.builtin.name == "read_csv2" else ".",
        na_strings=["", "NA"] if na is None else [str(word) for word in strings(na)],
        check_names=False,
        strip_white=True,
        skip=0 if skip is None else int(skip.data[0]),
        numbers=read_plain_numbers,
    )
    value = from_record(frame)
    columns = {name: _readr_column(column) for name, column in columns_of(value).items()}
    n = frame_length(value)
    keep = np.arange(n if n_max is None else int(min(n, n_max.data[0])))
    result = sliced(make_tibble(columns, n), keep)
    if show_col_types is None or flag(show_col_types):
        raise_message(context.it, _specification(result, delim, marks[context.builtin.name]), context.call)
    return result


def _specification(frame: List, delim: Value, mark: str) -> str:
    """What readr says of the columns that it has read."""
    columns = columns_of(frame)
    kinds: dict[str, list[str]] = {}
    for name, column in columns.items():
        kinds.setdefault(type_mark(column), []).append(name)
    title = "── Column specification "
    text = f"Rows: {frame_length(frame)} Columns: {len(columns)}\n{title}{'─' * (get_options().width - len(title))}\n"
    text += f'Delimiter: "{mark if delim is None else string(delim)}"\n'
    for kind in sorted(kinds):
        text += f"{kind} ({len(kinds[kind])}): {', '.join(kinds[kind])}\n"
    text += "\nℹ Use `spec()` to retrieve the full column specification for this data.\n"
    return text + "ℹ Specify the column types or set `show_col_types = FALSE` to quiet this message.\n"


def _readr_column(column: Value) -> Value:
    """Whole numbers are doubles to readr."""
    if isinstance(column, Vec) and column.kind == "integer" and not is_factor(column):
        return Vec(to_array(column, "double"))
    return column
