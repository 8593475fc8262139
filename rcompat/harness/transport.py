"""Data frames between Python and R, exactly: our own text form, read and written by the same few lines on both sides.

Numbers travel as C99 hexadecimal, NA apart from NaN, texts as UTF-8 with line breaks escaped, factors as codes and
levels. After sending, R writes back what it has, and every name, type, level, NA and bit is compared.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Column, Factor, Frame, kind_of
from rcompat.base.string_text import quote_string
from rcompat.harness.compare import compare_frames
from rcompat.harness.exact_numbers import read_numbers, write_number

__all__ = ["Runner", "TransportError", "decode_frame", "encode_frame", "receive_frame", "send_frame"]

_R_READ = r"""
.rcompat_read <- function(path) {
  lines <- readLines(path, encoding = "UTF-8", warn = FALSE)
  at <- 0L
  take <- function(n) { out <- lines[at + seq_len(n)]; at <<- at + n; out }
  plain <- function(x) {
    x <- gsub("%0D", "\r", gsub("%0A", "\n", x, fixed = TRUE), fixed = TRUE)
    x <- enc2utf8(gsub("%25", "%", x, fixed = TRUE))
    text <- substring(x, 2L)
    text[x == "N"] <- NA_character_
    text
  }
  count <- as.integer(strsplit(take(1L), " ", fixed = TRUE)[[1L]])
  columns <- list(); names <- character()
  for (j in seq_len(count[1L])) {
    names <- c(names, plain(take(1L)))
    head <- strsplit(take(1L), " ", fixed = TRUE)[[1L]]
    levels <- plain(take(as.integer(head[2L])))
    width <- as.integer(head[3L])
    values <- take(count[2L] * max(width, 1L))
    column <- switch(head[1L],
      double = as.double(values), integer = as.integer(values), logical = as.logical(values), character = plain(values),
      factor = structure(as.integer(values), levels = levels, class = "factor"),
      ordered = structure(as.integer(values), levels = levels, class = c("ordered", "factor")))
    if (width) dim(column) <- c(count[2L], width)
    columns[[j]] <- column
  }
  rows <- if (count[3L]) plain(take(count[2L])) else .set_row_names(count[2L])
  structure(columns, names = names, class = "data.frame", row.names = rows)
}
"""
_R_WRITE = r"""
.rcompat_write <- function(data, path) {
  coded <- function(x) {
    y <- gsub("%", "%25", enc2utf8(as.character(x)), fixed = TRUE)
    y <- gsub("\r", "%0D", gsub("\n", "%0A", y, fixed = TRUE), fixed = TRUE)
    ifelse(is.na(x), "N", paste0("S", y))
  }
  named <- is.character(attr(data, "row.names"))
  lines <- paste(length(data), nrow(data), as.integer(named))
  for (j in seq_along(data)) {
    x <- data[[j]]
    width <- if (is.matrix(x)) ncol(x) else 0L
    kind <- if (is.ordered(x)) "ordered" else if (is.factor(x)) "factor" else typeof(x)
    if (inherits(x, c("Date", "POSIXt", "difftime"))) kind <- class(x)[1L]
    body <- switch(kind, double = sprintf("%a", as.vector(x)), character = coded(as.vector(x)),
                   as.character(if (is.factor(x)) as.integer(x) else as.vector(x)))
    body[is.na(body)] <- "NA"
    lines <- c(lines, coded(names(data)[j]), paste(kind, length(levels(x)), width),
               if (length(levels(x))) coded(levels(x)), body)
  }
  if (named) lines <- c(lines, coded(attr(data, "row.names")))
  con <- file(path, "wb"); writeLines(lines, con, useBytes = TRUE); close(con)
}
"""


class TransportError(RuntimeError):
    """A frame did not arrive as it was sent, or is none that can travel."""


class _Result(Protocol):
    @property
    def status(self) -> int: ...
    @property
    def stderr(self) -> bytes: ...


class Runner(Protocol):
    """Anything that runs R code and keeps its variables."""

    def run(self, snippet: str, *, timeout: float = 120.0) -> _Result:
        """Run a snippet at top level."""
        ...


def send_frame(session: Runner, frame: Frame, name: str = "d") -> None:
    """Make `frame` the variable `name` of R's global environment, and check that it is the same there.

    Raises:
        TransportError: R has something else now, or a text is none R can have; the message names columns.
    """
    _refuse_foreign_texts(frame)
    with tempfile.TemporaryDirectory() as scratch:
        there, back = Path(scratch) / "there", Path(scratch) / "back"
        there.write_text(encode_frame(frame), encoding="utf-8", newline="\n")
        target = quote_string(name, "`")
        _run(session, f"{_R_READ}{target} <- .rcompat_read({quote_string(str(there))})\n")
        _run(session, f"{_R_WRITE}.rcompat_write({target}, {quote_string(str(back))})\n")
        arrived = decode_frame(back.read_text(encoding="utf-8"))
    faults = compare_frames(arrived, frame)
    if faults or arrived.names != frame.names or arrived.n != frame.n or arrived.row_names != frame.row_names:
        raise TransportError(f"the data frame {name} is another one in R: {', '.join(map(str, faults))}")


def _refuse_foreign_texts(frame: Frame) -> None:
    for name, column in frame.items():
        texts = column.levels if isinstance(column, Factor) else column if column.dtype == object else ()
        for text in (name, *texts):
            if text is not None and ("\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text)):
                raise TransportError(f"column {name!r}: R has no text with NUL or half a surrogate pair: {text!r}")


def receive_frame(session: Runner, expression: str) -> Frame:
    """Return the data frame that an R expression gives, bit for bit.

    Raises:
        TransportError: R stopped.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "back"
        _run(session, f"{_R_WRITE}.rcompat_write(as.data.frame({expression}), {quote_string(str(path))})\n")
        return decode_frame(path.read_text(encoding="utf-8"))


def _run(session: Runner, code: str) -> None:
    result = session.run(code)
    if result.status:
        raise TransportError(result.stderr.decode())


def encode_frame(frame: Frame) -> str:
    """The text form of a frame."""
    lines = [f"{len(frame)} {frame.n} {int(frame.row_names is not None)}"]
    for name, column in frame.items():
        levels = column.levels if isinstance(column, Factor) else ()
        width = column.shape[1] if isinstance(column, np.ndarray) and column.ndim == 2 else 0
        ordered = isinstance(column, Factor) and column.ordered
        lines.append(_coded(name))
        lines.append(f"{'ordered' if ordered else kind_of(column)} {len(levels)} {width}")
        lines += [_coded(level) for level in levels]
        lines += _cells(column)
    lines += [_coded(name) for name in frame.row_names or ()]
    return "\n".join(lines) + "\n"


def _coded(text: str | None) -> str:
    if text is None:
        return "N"
    return "S" + text.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _plain(text: str) -> str | None:
    if text == "N":
        return None
    return text[1:].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")


def _cells(column: Column) -> list[str]:
    if isinstance(column, Factor):
        return ["NA" if code < 0 else str(code + 1) for code in column.codes.tolist()]
    if column.dtype == object:
        return [_coded(value) for value in column]
    if column.dtype == np.int32:
        return ["NA" if value == NA_INTEGER else str(value) for value in column.tolist()]
    if column.dtype == np.int8:
        return ["NA" if value == NA_LOGICAL else "TRUE" if value else "FALSE" for value in column.tolist()]
    return [write_number(value) for value in np.ravel(column, order="F").astype(np.float64).tolist()]


def decode_frame(text: str) -> Frame:
    """The frame behind a text form."""
    lines = iter(text.split("\n"))
    count, n, named = (int(part) for part in next(lines).split())
    columns: dict[str, Column] = {}
    for _ in range(count):
        name = _plain(next(lines)) or ""
        kind, levels, width = next(lines).split()
        labels = tuple(_plain(next(lines)) or "" for _ in range(int(levels)))
        cells = [next(lines) for _ in range(n * max(int(width), 1))]
        columns[name] = _column(kind, labels, cells, int(width))
    rows = tuple(_names(lines, n)) if named else None
    return Frame(columns=columns, n=n, row_names=rows)


def _names(lines: Iterator[str], n: int) -> list[str]:
    return [_plain(next(lines)) or "" for _ in range(n)]


def _column(kind: str, levels: tuple[str, ...], cells: list[str], width: int) -> Column:
    if kind in ("factor", "ordered"):
        codes = np.array([-1 if cell == "NA" else int(cell) - 1 for cell in cells], dtype=np.int32)
        return Factor(codes=codes, levels=levels, ordered=kind == "ordered")
    if kind == "character":
        texts = np.empty(len(cells), dtype=object)
        texts[:] = [_plain(cell) for cell in cells]
        return texts
    if kind == "integer":
        return np.array([NA_INTEGER if cell == "NA" else int(cell) for cell in cells], dtype=np.int32)
    if kind == "logical":
        return np.array([NA_LOGICAL if cell == "NA" else cell == "TRUE" for cell in cells], dtype=np.int8)
    if kind != "double":
        raise TransportError(f"a column of type {kind} cannot travel")
    numbers: NDArray[np.float64] = np.array(read_numbers(cells), dtype=np.float64)
    return np.reshape(numbers, (-1, width), order="F") if width else numbers
