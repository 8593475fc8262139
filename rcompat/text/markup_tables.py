"""Tables in plain markup: Markdown with pipes, Pandoc's simple tables, reStructuredText, HTML.

R: knitr::kable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape as html_escape

from rcompat.base.string_text import display_width

__all__ = ["MARKUPS", "MarkupTable"]

_NARROWEST = 3
_WORDS = {"l": "left", "r": "right", "c": "center"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupTable:
    """A table of texts.

    Attributes:
        header: titles of the columns.
        rows: cells, row by row.
        align: "l", "r" or "c" for every column.
        caption: what stands above the table, or None.
        padding: blanks beside a column's widest cell.
        is_escaped: characters that mean something to HTML are written as entities.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    align: Sequence[str]
    caption: str | None = None
    padding: int = 1
    is_escaped: bool = True


def _pipe(table: MarkupTable) -> list[str]:
    lines = _padded(table, table.padding, lambda cell: cell.replace("|", "&#124;"))
    marks = {"l": ":{}-", "r": "-{}:", "c": ":{}:"}
    rule = [
        marks[side].format("-" * (display_width(cell) - 2)) for side, cell in zip(table.align, lines[0], strict=True)
    ]
    body = ["|" + "|".join(line) + "|" for line in (lines[0], rule, *lines[1:])] if table.header else []
    return [*_title(table), *body]


def _simple(table: MarkupTable) -> list[str]:
    lines = _padded(table, table.padding)
    edge = " " if len(table.header) == 1 else ""  # or the dashes would be a heading's
    rule = ["-" * display_width(cell) for cell in lines[0]]
    return [*_title(table), *(edge + "  ".join(line) for line in (lines[0], rule, *lines[1:]))]


def _rst(table: MarkupTable) -> list[str]:
    lines = _padded(table, 0)
    rule = ["=" * display_width(cell) for cell in lines[0]]
    return [*_title(table), *("  ".join(line) for line in (rule, lines[0], rule, *lines[1:], rule))]


def _html(table: MarkupTable) -> list[str]:
    text = html_escape if table.is_escaped else str

    def cells(tag: str, words: Sequence[str]) -> list[str]:
        pairs = zip(table.align, words, strict=True)
        return [f'   <{tag} style="text-align:{_WORDS[side]};"> {text(word)} </{tag}>' for side, word in pairs]

    caption = [] if table.caption is None else [f"<caption>{table.caption}</caption>"]
    head = [" <thead>", "  <tr>", *cells("th", [word or " " for word in table.header]), "  </tr>", " </thead>"]
    body = [line for row in table.rows for line in ("  <tr>", *cells("td", row), "  </tr>")]
    return ["<table>", *caption, *head, "<tbody>", *body, "</tbody>", "</table>"]


MARKUPS: Mapping[str, Callable[[MarkupTable], list[str]]] = {
    "pipe": _pipe,
    "simple": _simple,
    "rst": _rst,
    "html": _html,
}
"""Format to what makes the lines of a table."""


def _title(table: MarkupTable) -> list[str]:
    return [] if table.caption is None else [f"Table: {table.caption}", ""]


def _padded(table: MarkupTable, padding: int, clean: Callable[[str], str] = str) -> list[list[str]]:
    """Header and rows with every column as wide as its widest cell; centred cells have the padding on both sides."""
    rows = [[clean(cell) for cell in row] for row in (table.header, *table.rows)]
    columns = []
    for side, column in zip(table.align, zip(*rows, strict=True), strict=True):
        widest = max(map(display_width, column)) + padding * (2 if side == "c" else 1)
        columns.append([_placed(cell, max(widest, _NARROWEST), side) for cell in column])
    return [list(row) for row in zip(*columns, strict=True)] or [[]]


def _placed(cell: str, width: int, side: str) -> str:
    space = width - display_width(cell)
    before = {"l": 0, "r": space, "c": space // 2}[side]
    return " " * before + cell + " " * (space - before)
