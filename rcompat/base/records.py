"""Delimited text cut into rows of fields, with quotes as R's scan takes them.

A quote may stand anywhere in a field; doubled inside quotes it is a quote. Empty lines are left out.
"""

from __future__ import annotations

import csv
import io
import re

from rcompat.base.conditions import RError

__all__ = ["split_records"]


def split_records(text: str, sep: str = ",", quote: str = '"', strip_white: bool = False) -> list[list[str]]:
    """Return the rows of the text; lines end in a line feed.

    R: base::scan with blank.lines.skip = TRUE.
    """
    has_quotes = any(mark in text for mark in quote)
    if not sep:
        rows = _split_blanks(text, quote)
    elif not has_quotes:
        rows = [line.split(sep) for line in text.split("\n") if line]
    elif len(quote) == 1 and len(sep) == 1 and _is_plain(text, sep, quote):
        rows = _split_quoted(text, sep, quote)
    else:
        rows = _split_anywhere(text, sep, quote)
    if strip_white:
        rows = [[field.strip() for field in row] for row in rows]
    return rows


def _is_plain(text: str, sep: str, quote: str) -> bool:
    """Whether every quote stands at the edge of a field or next to another quote."""
    s, q = re.escape(sep), re.escape(quote)
    return re.search(f"(?<![{s}\\n{q}]){q}(?![{s}\\n{q}]|\\Z)", text) is None


def _split_quoted(text: str, sep: str, quote: str) -> list[list[str]]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sep, quotechar=quote, strict=True)
        return [row for row in reader if row and row != [""]]
    except csv.Error:
        return _split_anywhere(text, sep, quote)


def _split_anywhere(text: str, sep: str, quote: str) -> list[list[str]]:
    """Character by character."""
    rows: list[list[str]] = []
    row: list[str] = []
    field: list[str] = []
    inside = ""
    place, n = 0, len(text)
    while place < n:
        character = text[place]
        if inside:
            if character != inside:
                field.append(character)
            elif text[place + 1 : place + 2] == inside:
                field.append(character)
                place += 1
            else:
                inside = ""
        elif character in quote:
            inside = character
        elif character == sep or character == "\n":
            row.append("".join(field))
            field = []
            if character == "\n":
                rows.append(row)
                row = []
        else:
            field.append(character)
        place += 1
    if inside:
        raise RError("incomplete final line found by readTableHeader on 'text'", "read.table(...)")
    if field or row:
        rows.append([*row, "".join(field)])
    return [found for found in rows if found != [""]]


def _split_blanks(text: str, quote: str) -> list[list[str]]:
    """Fields between blanks, quoted ones whole."""
    marks = re.escape(quote)
    if not quote or not any(mark in text for mark in quote):
        return [line.split() for line in text.split("\n") if line.strip()]
    piece = re.compile(rf"([{marks}])(.*?)\1|(\S+)", re.DOTALL)
    rows = []
    for line in text.split("\n"):
        fields = [found[1] if found[0] else found[2] for found in piece.findall(line)]
        if fields:
            rows.append(fields)
    return rows
