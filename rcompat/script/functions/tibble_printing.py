"""How tibbles are printed: a head, columns of three significant digits that fit the width, and what is left out.

R: pillar 1.8.1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rcompat.base.number_text import NumberFormat, encode_number, format_doubles
from rcompat.base.rounding import signif_one
from rcompat.base.string_text import display_width, pad
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Symbol
from rcompat.script.coercion import class_of, is_factor, is_frame, strings
from rcompat.script.doors import frame_length
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.frames import column_labels, is_matrix_column, matrix_columns
from rcompat.script.functions.data_masks import columns_of, group_names, is_rowwise
from rcompat.script.values import List, Value, Vec, type_of

__all__ = ["big_number", "tibble_lines", "type_mark"]

_SIGNIFICANT = 3
_WIDEST_FIXED = 13
_SHORTEST_TITLE = 7
_MOST_FOOTER = 7
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKS = {"double": "dbl", "integer": "int", "character": "chr", "logical": "lgl", "list": "list"}
_TOLERANCE = 4.5e-16


def type_mark(column: Value) -> str:
    """The short name of a column's type."""
    kinds = class_of(column)
    if is_factor(column):
        return "ord" if "ordered" in kinds else "fct"
    if "Date" in kinds:
        return "date"
    if is_frame(column):
        return "df"
    return _MARKS.get(type_of(column), type_of(column))


@dataclass(slots=True)
class _Pillar:
    """A column to print: title, type, cells; whether it stands to the right."""

    title: str
    mark: str
    cells: list[str]
    right: bool

    @property
    def width(self) -> int:
        """Columns it takes in full."""
        return max(display_width(self.title), self.least_body)

    @property
    def least_body(self) -> int:
        """Columns of its type and cells."""
        return max([len(self.mark) + 2, *(display_width(cell) for cell in self.cells)])

    @property
    def least(self) -> int:
        """Columns it can be squeezed into."""
        body = self.least_body if self.right else len(self.mark) + 2
        return min(self.width, max(min(display_width(self.title), _SHORTEST_TITLE), body))


def big_number(n: int) -> str:
    """A count with commas between thousands."""
    text = str(n)
    parts: list[str] = []
    while len(text) > _SIGNIFICANT:
        parts.insert(0, text[-3:])
        text = text[:-3]
    return ",".join([text, *parts])


def _decimals(value: float) -> int:
    """Decimals that show three significant digits, fewer if the number is exact with fewer."""
    if value == 0:
        return 0
    power = _power(value)
    most = max(_SIGNIFICANT - 1 - power, 0)
    for decimals in range(most):
        scaled = abs(value) * 10.0**decimals
        if abs(scaled - round(scaled)) <= _TOLERANCE * max(scaled, 1e-300):
            return decimals
    return most


def _power(value: float) -> int:
    """The power of ten of a number rounded to three significant digits."""
    power = math.floor(math.log10(abs(value)))
    return power + 1 if round(abs(value) / 10.0 ** (power - _SIGNIFICANT + 1)) >= 10**_SIGNIFICANT else power


def _fixed(value: float, decimals: int) -> str:
    shown = value if value == 0 else signif_one(value, max(_SIGNIFICANT, _power(value) + 1))
    text = encode_number(shown, NumberFormat(0, decimals, 0)).strip()
    if decimals == 0 and value != math.floor(value):
        return text + "."
    return text


def _special(value: float) -> str | None:
    return None if math.isfinite(value) else format_doubles([value])[0].strip()


def _fixed_cells(values: Sequence[float]) -> list[str]:
    cells = [_special(value) or _fixed(value, _decimals(value)) for value in values]
    tail = max((len(cell) - cell.find(".") for cell in cells if "." in cell), default=0)
    return [cell + " " * (tail - (len(cell) - cell.find(".") if "." in cell else 0)) for cell in cells]


def _scientific_cells(values: Sequence[float]) -> list[str]:
    finite = [value for value in values if math.isfinite(value)]
    powers = {value: 0 if value == 0 else _power(value) for value in finite}
    heads = {value: value / 10.0 ** powers[value] for value in finite}
    mantissas = {value: _fixed(head, _decimals(head)).rstrip(".") for value, head in heads.items()}
    tail = max((len(text.partition(".")[2]) + 1 if "." in text else 0 for text in mantissas.values()), default=0)
    signs = any(power < 0 for power in powers.values()) and any(power >= 0 for power in powers.values())
    wide = max((len(str(abs(power))) for power in powers.values()), default=1)
    found = []
    for value in values:
        special = _special(value)
        if special is not None:
            found.append(special + " " * (tail + 1 + wide + (1 if signs or min(powers.values(), default=0) < 0 else 0)))
            continue
        if value == 0.0:
            found.append("0" + " " * (tail + 2 + wide))
            continue
        text = mantissas[value]
        text += " " * (tail - (len(text.partition(".")[2]) + 1 if "." in text else 0))
        sign = "-" if powers[value] < 0 else ("+" if signs else "")
        found.append(f"{text}e{sign}{str(abs(powers[value])).rjust(wide)}")
    return found


def _number_cells(values: Sequence[float]) -> list[str]:
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return [_special(value) or "" for value in values]
    fixed = _fixed_cells(values)
    heads = [len(cell.strip().partition(".")[0]) for cell in fixed]
    tails = [_decimals(value) for value in finite]
    if max(heads) + (max(tails) + 1 if max(tails) else 0) > _WIDEST_FIXED:
        return _scientific_cells(values)
    return fixed


def _text_cells(words: Sequence[str | None], is_text: bool) -> list[str]:
    shown = [word for word in words if word is not None]
    if is_text and any(word != word.strip() or not word for word in shown):
        quoted = [None if word is None else '"' + word.replace('"', '\\"') + '"' for word in words]
        # NA stands under the letters, not under the quotes, where that does not widen the column.
        missing = " <NA>" if max(display_width(word) for word in quoted if word is not None) > len("<NA>") else "<NA>"
        return [missing if word is None else word for word in quoted]
    return ["<NA>" if word is None else word.replace("\n", "\\n") for word in words]


def _list_cell(item: Value) -> str:
    if item is None:
        return "<NULL>"
    if is_frame(item):
        kind = "tibble" if "tbl_df" in class_of(item) else "df"
        return f"<{kind} [{frame_length(item)} × {len(item.data)}]>"
    if isinstance(item, Vec | List) and (not class_of(item) or is_factor(item)):
        return f"<{type_mark(item)} [{len(item)}]>"
    if class_of(item):
        return f"<{class_of(item)[0]}>"
    return "<fn>"


def _cells(column: Value) -> tuple[list[str], bool]:
    if isinstance(column, List):
        return [_list_cell(item) for item in column.data], False
    if not isinstance(column, Vec):
        return [str(column)], False
    if is_factor(column) or column.kind == "character":
        return _text_cells(strings(column), not is_factor(column)), False
    if "Date" in class_of(column):
        return ["NA" if word is None else word for word in strings(column)], False
    if column.kind == "double":
        return _number_cells(column.data.tolist()), True
    return ["NA" if word is None else word for word in strings(column)], column.kind == "integer"


def _title(name: str) -> str:
    return deparse(Symbol(name), backtick=True)[0]


def _parts(name: str, column: Value) -> list[tuple[str, Value]]:
    """A column under its title; a matrix column is as many, the first of which has the name."""
    if not is_matrix_column(column):
        return [(_title(name), column)]
    labels = column_labels(column)
    places = [str(j + 1) for j in range(len(matrix_columns(column)))] if labels is None else [f'"{s}"' for s in labels]
    titles = [f"[,{place}]" for place in places]
    return list(zip([_title(name) + titles[0], *titles[1:]], matrix_columns(column), strict=True))


def _head_of(column: Value, count: int) -> Value:

    return take_row_values(column, np.arange(count))


def _squeezed(text: str, width: int, mark: str = "") -> str:
    """A text cut to a width, with an ellipsis."""
    if display_width(text) <= width:
        return text
    kept = text[: width - 1 - len(mark)]
    return kept + "…" + mark


def _widths(pillars: list[_Pillar], room: int) -> list[int]:
    """The widths of the columns that fit, from left to right."""
    least = []
    used = 0
    for pillar in pillars:
        used += pillar.least + 1
        if used > room:
            break
        least.append(pillar.least)
    found = []
    for place, pillar in enumerate(pillars[: len(least)]):
        rest = sum(least[place + 1 :]) + len(least) - place
        width = min(pillar.width, room - rest)
        found.append(width)
        room -= width + 1
    return found


def _body(pillars: list[_Pillar], widths: list[int], shown: int, notes: list[str]) -> list[str]:
    number = len(str(shown))
    lines = [" " * number, " " * number, *(str(row + 1).rjust(number) for row in range(shown))]
    for pillar, width in zip(pillars, widths, strict=False):
        side = "right" if pillar.right else "left"
        title = pillar.title
        if display_width(title) > width:
            notes.append(title)
            title = _squeezed(title, width, str(len(notes)).translate(_SUPERSCRIPTS))
        cells = [title, f"<{pillar.mark}>", *(_squeezed(cell, width) for cell in pillar.cells)]
        lines = [f"{line} {pad(cell, width, side)}" for line, cell in zip(lines, cells, strict=True)]
    return lines


def _footer(more: int, rest: list[_Pillar], notes: list[str], width: int) -> list[str]:
    parts = []
    if more:
        parts.append(f"{big_number(more)} more row{'s' if more > 1 else ''}")
    if rest:
        listed = ", ".join(f"{pillar.title}\xa0<{pillar.mark}>" for pillar in rest)
        parts.append(f"{len(rest)} more variable{'s' if len(rest) > 1 else ''}: {listed}")
    if notes:
        named = ", ".join(f"{str(i + 1).translate(_SUPERSCRIPTS)}\u200b{name}" for i, name in enumerate(notes))
        parts.append(f"abbreviated variable name{'s' if len(notes) > 1 else ''} {named}")
    if not parts:
        return []
    last = parts.pop()
    return _filled(f"{', '.join(parts)}, and {last}" if parts else last, width)


def _filled(text: str, width: int) -> list[str]:
    lines = ["# … with"]
    for word in text.split(" "):
        if display_width(lines[-1]) + 1 + display_width(word) >= width:
            lines.append("#   " + word)
        else:
            lines[-1] += " " + word
    if len(lines) > _MOST_FOOTER:
        lines = lines[:_MOST_FOOTER]
        lines[-1] += " …"
    return [line.replace("\xa0", " ") for line in lines]


def tibble_lines(frame: List, width: int, most: int | None = None) -> list[str]:
    """The lines of a printed tibble.

    Args:
        frame: the tibble.
        width: columns of the page.
        most: rows to show; by default all up to 20, else 10.
    """
    n = frame_length(frame)
    columns = columns_of(frame)
    shown = n if most is None and n <= 20 else min(n, 10 if most is None else most)
    lines = [f"# A tibble: {big_number(n)} × {big_number(len(columns))}"]
    groups: Any = frame.attrs.get("groups")
    if groups is not None:
        lines.append(f"# Groups:   {', '.join(group_names(frame))} [{big_number(frame_length(groups))}]")
    elif is_rowwise(frame):
        lines.append("# Rowwise: ")
    pillars = []
    for name, column in columns.items():
        for title, part in _parts(name, column):
            cells, right = _cells(_head_of(part, shown))
            pillars.append(_Pillar(title, type_mark(part), cells, right))
    if not n or not pillars:
        text = ", ".join(f"{pillar.title}\xa0<{pillar.mark}>" for pillar in pillars)
        what = f"{len(pillars)} variable{'s' if len(pillars) > 1 else ''}: {text}"
        return lines + (_filled(what, width) if pillars else [])
    widths = _widths(pillars, width - len(str(shown)))
    notes: list[str] = []
    lines += _body(pillars, widths, shown, notes)
    return lines + _footer(n - shown, pillars[len(widths) :], notes, width)
