"""read.csv, read.table, write.csv and their like: files are only read, from paths the script names. R: utils."""

from __future__ import annotations

import os
from typing import Any

from rcompat.base.delimited import FileError, read_csv
from rcompat.base.number_text import format_doubles
from rcompat.language.syntax import parse_expression
from rcompat.script.coercion import flag, is_factor, is_frame, string, strings, whole
from rcompat.script.conditions import QuitRun, refusal
from rcompat.script.connections import connection_of
from rcompat.script.doors import from_record
from rcompat.script.frames import as_frame_value, flat_columns
from rcompat.script.functions.written_files import send
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import List, Value, chr, scalar

__all__ = ["file_path"]

_SEPARATORS = {"read.csv": ",", "read.csv2": ";", "read.table": "", "read.delim": "\t"}


@builtin(
    "read.csv read.csv2 read.table read.delim",
    "file header sep quote dec ... text stringsAsFactors na.strings "
    "row.names col.names skip nrows strip.white fill check.names comment.char colClasses",
)
def _read(
    context: Context,
    file: Value = None,
    header: Value = None,
    sep: Value = None,
    quote: Value = None,
    dec: Value = None,
    dots: Any = (),
    text: Value = None,
    factors: Value = None,
    na_strings: Value = None,
    row_names: Value = None,
    col_names: Value = None,
    skip: Value = None,
    nrows: Value = None,
    strip: Value = None,
    fill: Value = None,
    check_names: Value = None,
    comment: Value = None,
    col_classes: Value = None,
) -> Value:
    name = context.builtin.name
    is_table = name == "read.table"
    frame = read_csv(
        _source(context, file, text),
        header=not is_table if header is None else flag(header),
        sep=_SEPARATORS[name] if sep is None else string(sep),
        quote=("\"'" if is_table else '"') if quote is None else str(strings(quote)[0]),
        dec=("," if name == "read.csv2" else ".") if dec is None else string(dec),
        na_strings=["NA"] if na_strings is None else [str(text) for text in strings(na_strings)],
        strings_as_factors=factors is not None and flag(factors),
        check_names=check_names is None or flag(check_names),
        strip_white=is_table if strip is None else flag(strip),
        skip=0 if skip is None else whole(skip),
        nrows=-1 if nrows is None else whole(nrows),
        row_names=None if row_names is None or row_names.kind == "character" else whole(row_names),
        col_names=None if col_names is None else [str(text) for text in strings(col_names)],
    )
    return from_record(frame)


def _source(context: Context, file: Value, text: Value) -> str:
    """The path of the file, or the lines themselves."""
    if text is not None:
        return _as_lines(text)
    connection = connection_of(context.it, file)
    return file_path(context, string(file)) if connection is None else _as_lines(chr(connection.read()))


def _as_lines(text: Value) -> str:
    return "\n".join(str(line) for line in strings(text)) + "\n"


def file_path(context: Context, path: str, shown: str = 'file(file, "rt")') -> str:
    """A file beside the script, or where the path says; `shown` is the call that cannot open it.

    Raises:
        RError: there is no such file; addresses on the network are not opened.
    """
    if "://" in path:
        raise refusal(context.builtin.name)
    found = path if os.path.isabs(path) else os.path.join(context.it.folder, path)
    if not os.path.isfile(found) and os.path.isfile(path):
        found = path
    if not os.path.isfile(found):
        call = parse_expression(shown)
        raise_warning(context.it, f"cannot open file '{path}': No such file or directory", call)
        error = FileError("cannot open the connection")
        error.call = shown
        raise error
    return found


@builtin("write.csv write.table write.csv2", "x file append ... row.names quote sep col.names na")
def _write(
    context: Context,
    x: Value,
    file: Value = None,
    append: Value = None,
    dots: Any = (),
    row_names: Value = None,
    quote: Value = None,
    sep: Value = None,
    col_names: Value = None,
    na: Value = None,
) -> Value:
    is_csv = context.builtin.name != "write.table"
    mark = "," if is_csv else " " if sep is None else string(sep)
    frame = x if is_frame(x) else as_frame_value(x)
    has_rows = row_names is None or flag(row_names)
    quoted = quote is None or flag(quote)
    missing = "NA" if na is None else string(na)
    flat, titles = flat_columns(frame)
    columns = [_cells(column, quoted, missing) for column in flat]
    names = [_quoted(title, quoted) for title in titles]
    lines = []
    if col_names is None or flag(col_names):
        lines.append(mark.join(([_quoted("", quoted)] if has_rows and is_csv else []) + names))
    labels = [_quoted(str(text), quoted) for text in strings(frame.attrs["row.names"])]
    for place, row in enumerate(zip(*columns, strict=True)):
        lines.append(mark.join(([labels[place]] if has_rows else []) + list(row)))
    send(context, "\n".join(lines) + "\n", file, append is not None and flag(append))
    return None


def _quoted(text: str, quote: bool) -> str:
    return '"' + text.replace('"', '""') + '"' if quote else text


def _cells(column: Value, quote: bool, missing: str) -> list[str]:
    if is_factor(column) or column.kind == "character":
        return [missing if text is None else _quoted(text, quote) for text in strings(column)]
    if column.kind == "double" and "class" not in column.attrs:
        return [
            missing if value != value else format_doubles([value], digits=15)[0].strip()
            for value in column.data.tolist()
        ]
    return [missing if text is None else text for text in strings(column)]


@builtin("stdout", "")
def _stdout(context: Context) -> Value:
    return List([], {"class": chr(["terminal", "connection"])})


@builtin("stderr", "")
def _stderr(context: Context) -> Value:
    return List([], {"class": chr(["stderr", "connection"])})


@builtin("capture.output", "...", lazy="...")
def _capture(context: Context, dots: Any = ()) -> Value:
    from rcompat.script.evaluator import force
    from rcompat.script.functions.printing import autoprint

    it = context.it
    it.capture.append([])
    depth = len(it.capture)
    try:
        for _, promise in dots:
            it.visible = True
            value = force(it, promise)
            if it.visible:
                autoprint(it, value)
        text = "".join(it.capture[depth - 1])
    finally:
        del it.capture[depth - 1 :]
    it.visible = True
    lines = text.split("\n")
    return chr(lines[:-1] if lines[-1] == "" else lines)


@builtin(
    "system system2 shell pipe setwd download.file file.rename file.copy url "
    "socketConnection dyn.load .C .Call .Fortran .External install.packages",
    "...",
    lazy="...",
)
def _refused(context: Context, dots: Any = ()) -> Value:
    """What could reach beyond the script is refused by name, before its arguments are looked at."""
    raise refusal(context.builtin.name)


@builtin("quit q", "save status runLast")
def _quit(context: Context, save: Value = None, status: Value = None, run_last: Value = None) -> Value:
    raise QuitRun(0 if status is None else whole(status))


@builtin("getwd", "")
def _getwd(context: Context) -> Value:
    return scalar(os.path.abspath(context.it.folder))


@builtin("flush flush.console gc Sys.sleep on.error", "...")
def _nothing(context: Context, dots: Any = ()) -> Value:
    context.it.visible = False
    return None


@builtin("type.convert", "x as.is ...")
def _type_convert(context: Context, x: Value, as_is: Value = None, dots: Any = ()) -> Value:
    from rcompat.base.delimited import type_convert

    if isinstance(x, List):
        return List([from_record(type_convert(item.data)) for item in x.data], dict(x.attrs))
    return from_record(type_convert(x.data))
