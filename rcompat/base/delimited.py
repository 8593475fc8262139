"""Data frames from delimited text and other files, by the rules of R's read.csv.

R: utils::read.csv, utils::read.table, utils::type.convert. Parquet through pyarrow.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.factors import as_factor
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Frame
from rcompat.base.frame_doors import DuplicateNameError, as_frame
from rcompat.base.names import make_names
from rcompat.base.number_reading import read_number, read_numbers
from rcompat.base.records import split_records

__all__ = ["FileError", "read_csv", "read_delimited_text", "read_table_file", "type_convert"]

_TRUTH = {"T": 1, "TRUE": 1, "F": 0, "FALSE": 0}
_WHOLE = re.compile(r"[ \t]*[+-]?\d{1,10}", re.ASCII)
_INT_MAX = 2**31 - 1
_FIRST_LINES = 5


NumberReader: TypeAlias = Callable[[Sequence[str], str], tuple[NDArray[np.float64], bool]]


class FileError(RError, OSError):
    """A file that cannot be opened or read."""


def read_csv(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    header: bool = True,
    sep: str = ",",
    quote: str = '"',
    dec: str = ".",
    na_strings: Sequence[str] = ("NA",),
    strings_as_factors: bool = False,
    check_names: bool = True,
    strip_white: bool = False,
    skip: int = 0,
    nrows: int = -1,
    row_names: int | None = None,
    col_names: Sequence[str] | None = None,
    fill: bool = True,
    numbers: NumberReader = read_numbers,
) -> Frame:
    """Read delimited text as R does.

    Args:
        source: path, open file, or the text itself if it holds a line break.
        header: whether the first line names the columns.
        sep: what stands between fields; "" is any white space.
        quote: the quoting character; "" for none.
        dec: decimal mark.
        na_strings: fields that mean NA, as they stand.
        strings_as_factors: turn text into factors.
        check_names: make names syntactic and unique.
        strip_white: drop blanks around unquoted text.
        skip: lines to leave out first.
        nrows: most rows to read; negative for all.
        row_names: column (from 1) to take row names from; None: the first if the header is one field short.
        col_names: names instead of the header's.
        fill: pad short rows with blanks.
        numbers: reads the text of doubles.

    Raises:
        FileError: the file cannot be opened (R's words).
        RError: the text cannot be laid out in columns (R's words).

    R: utils::read.csv.
    """
    text = _read_text(source)
    if skip:
        text = "\n".join(text.split("\n")[skip:])
    rows = split_records(text, sep, quote, strip_white)
    if not rows:
        raise RError("no lines available in input", "read.table(file = file, header = header, sep = sep, ...)")
    names, columns, labels = _lay_out(rows, header, col_names, fill, nrows)
    if row_names is not None:
        labels = columns.pop(row_names - 1)
        names = (*names[: row_names - 1], *names[row_names:])
    if check_names:
        names = make_names(names, unique=True)
    if len(set(names)) != len(names):
        raise DuplicateNameError("duplicate column names")
    marks = frozenset(na_strings)
    converted = [type_convert(column, marks, dec, strings_as_factors, numbers) for column in columns]
    return Frame(
        columns=dict(zip(names, converted, strict=True)),
        n=len(columns[0]) if columns else len(labels or ()),
        row_names=_checked_labels(labels),
    )


def read_delimited_text(text: str, **arguments: Any) -> Frame:
    """Read text that need not hold a line break; arguments as for `read_csv`.

    R: read.csv(text = ).
    """
    return read_csv(text if "\n" in text else text + "\n", **arguments)


def _read_text(source: Any) -> str:
    if isinstance(source, str) and "\n" in source:
        raw: str | bytes = source
    elif isinstance(source, str | os.PathLike):
        raw = _read_file(source)
    else:
        raw = source.read()
    if isinstance(raw, bytes):
        try:
            raw = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FileError(f"invalid multibyte string at byte {error.start + 1}") from None
    text = raw.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _read_file(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(os.path.expanduser(path)).read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise FileError(f"cannot open file '{os.fspath(path)}': {reason}", 'file(file, "rt")') from None
    except ValueError as error:
        raise FileError(f"cannot open file '{os.fspath(path)}': {error}", 'file(file, "rt")') from None


def _lay_out(
    rows: list[list[str]], header: bool, col_names: Sequence[str] | None, fill: bool, nrows: int
) -> tuple[tuple[str, ...], list[list[str]], list[str] | None]:
    """Names, columns and row names. As in R the first five lines tell how many columns there are."""
    names = [name.strip() for name in rows[0]] if header else []
    width = max(len(row) for row in rows[:_FIRST_LINES])
    body = rows[1:] if header else rows
    if not header:
        names = [f"V{i + 1}" for i in range(width)]
    has_labels = header and len(body) > 0 and width - len(names) == 1
    if width > len(names) + has_labels:
        raise RError("more columns than column names", "read.table(file = file, header = header, sep = sep, ...)")
    body = _cut_rows(body, width, fill)
    if nrows >= 0:
        body = body[:nrows]
    columns = [list(column) for column in zip(*body, strict=True)] if body else [[] for _ in range(width)]
    labels = columns.pop(0) if has_labels else None
    if col_names is not None:
        if len(col_names) != len(columns):
            raise RError("more columns than column names")
        names = list(col_names)
    return tuple(names), columns, labels


def _cut_rows(rows: list[list[str]], width: int, fill: bool) -> list[list[str]]:
    """Rows of one width: short ones are padded, the rest of long ones starts a new row."""
    lengths = set(map(len, rows))
    if lengths <= {width}:
        return rows
    if not fill:
        place = next(i for i, row in enumerate(rows) if len(row) != width)
        raise RError(f"line {place + 1} did not have {width} elements", "scan(...)")
    cut: list[list[str]] = []
    for row in rows:
        for start in range(0, max(len(row), 1), width):
            part = row[start : start + width]
            cut.append(part + [""] * (width - len(part)))
    return cut


def _checked_labels(labels: list[str] | None) -> tuple[str, ...] | None:
    if labels is None:
        return None
    if len(set(labels)) != len(labels):
        raise RError(
            "duplicate 'row.names' are not allowed", "read.table(file = file, header = header, sep = sep, ...)"
        )
    return tuple(labels)


def type_convert(
    values: Sequence[str],
    na_strings: frozenset[str] = frozenset(("NA",)),
    dec: str = ".",
    strings_as_factors: bool = False,
    numbers: NumberReader = read_numbers,
) -> Column:
    """Return text as the narrowest of logical, integer, double and character that holds all of it.

    Args:
        values: the fields.
        na_strings: fields that mean NA.
        dec: decimal mark.
        strings_as_factors: a factor instead of character.
        numbers: reads the text of doubles.

    R: utils::type.convert.
    """
    distinct = list(dict.fromkeys(values))
    known = [text for text in distinct if text not in na_strings and text.strip()]
    converted: Any = None
    if all(text in _TRUTH for text in known):
        converted = {text: _TRUTH[text] for text in known}
        return _spread(values, converted, NA_LOGICAL, np.int8)
    if _all_whole(known):
        return _spread(values, {text: int(text) for text in known}, NA_INTEGER, np.int32)
    if read_number(known[0], dec) is not None and read_number(known[-1], dec) is not None:
        found, failed = numbers(known, dec)
        if not failed:
            if len(known) == len(values):
                return found
            return _spread(values, dict(zip(known, found.tolist(), strict=True)), NA_REAL, np.float64)
    text_column = np.empty(len(values), dtype=object)
    text_column[:] = [None if text in na_strings else text for text in values]
    return as_factor(text_column) if strings_as_factors else text_column


def _all_whole(texts: list[str]) -> bool:
    match = _WHOLE.fullmatch
    return all(match(text) is not None and abs(int(text)) <= _INT_MAX for text in texts)


def _spread(values: Sequence[str], table: dict[str, Any], missing: float, dtype: type) -> Column:
    get = table.get
    result: Column = np.array([get(text, missing) for text in values], dtype=dtype)
    return result


def read_table_file(path: str | os.PathLike[str]) -> Frame:
    """Read a data file by its extension: csv, tsv, txt or parquet.

    Raises:
        FileError: the file cannot be opened, or its kind is unknown.
    """
    suffix = Path(path).suffix.lower()
    if suffix in (".parquet", ".pq"):
        return _read_parquet(path)
    if suffix in (".tsv", ".tab"):
        return read_csv(path, sep="\t")
    if suffix in (".csv", ".txt", ""):
        return read_csv(path)
    if not Path(path).exists():
        _read_file(path)
    raise FileError(f"cannot read file '{os.fspath(path)}': expected .csv, .tsv or .parquet")


def _read_parquet(path: str | os.PathLike[str]) -> Frame:
    if not Path(path).is_file():
        _read_file(path)
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        raise FileError("reading Parquet files needs pyarrow (pip install pyarrow)") from None
    try:
        table = parquet.read_table(path)
    except Exception as error:
        raise FileError(f"cannot read file '{os.fspath(path)}': {error}") from None
    return as_frame(table)
