"""separate and unite: one text column into several and back. R: tidyr."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from rcompat.base.delimited import type_convert
from rcompat.script.coercion import flag, strings, to_array
from rcompat.script.doors import frame_length, from_record
from rcompat.script.functions.column_choice import chosen_columns
from rcompat.script.functions.data_masks import columns_of, rebuilt
from rcompat.script.functions.patterns import python_pattern
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.signals import raise_warning
from rcompat.script.values import Value, Vec, chr

__all__: list[str] = []

_BETWEEN_WORDS = "[^A-Za-z0-9]+"


def _cut(text: str, sep: Value) -> list[str]:
    if sep is not None and sep.kind != "character":
        places = [0, *[int(place) for place in to_array(sep, "integer")], len(text)]
        return [text[a:b] for a, b in pairwise(places)]
    pattern = _BETWEEN_WORDS if sep is None else python_pattern(str(sep.data[0]))
    return re.split(pattern, text)


@verb("separate", "data col into sep remove convert extra fill ...", "tidyr", lazy="col")
def _separate(
    context: Context,
    data: Value,
    col: Any,
    into: Value,
    sep: Value = None,
    remove: Value = None,
    convert: Value = None,
    extra: Value = None,
    fill: Value = None,
    dots: Any = (),
) -> Value:
    columns = columns_of(data)
    place = next(iter(chosen_columns(context, data, [(None, col)])))
    source = list(columns)[place]
    titles = strings(into)
    count = len(titles)
    rows = _cut_rows(context, strings(columns[source]), count, sep, (extra, fill))
    made: dict[str, Value] = {}
    for j, title in enumerate(titles):
        if title is not None:
            column = chr(row[j] for row in rows)
            made[title] = _converted(column) if convert is not None and flag(convert) else column
    found: dict[str, Value] = {}
    for name, column in columns.items():
        if name != source or (remove is not None and not flag(remove)):
            found[name] = column
        if name == source:
            found.update(made)
    return rebuilt(data, found, frame_length(data), data.attrs["row.names"])


def _converted(column: Vec) -> Value:
    return from_record(type_convert(["NA" if text is None else text for text in column.data]))


def _cut_rows(
    context: Context, texts: list[str | None], count: int, sep: Value, wishes: tuple[Value, Value]
) -> list[list[str | None]]:
    """The parts of every text, too many cut off and too few filled up."""
    extra, fill = wishes
    rows: list[list[str | None]] = []
    long, short = [], []
    for number, text in enumerate(texts, start=1):
        parts: list[str | None] = [None] * count if text is None else list(_cut(text, sep))
        if sep is not None and sep.kind != "character":
            parts = parts[:count]
        if len(parts) > count:
            long.append(number)
        elif len(parts) < count:
            short.append(number)
            missing = [None] * (count - len(parts))
            parts = [*missing, *parts] if fill is not None and fill.data[0] == "left" else [*parts, *missing]
        rows.append(parts[:count])
    _tell(context, count, long, extra, "Additional pieces discarded")
    _tell(context, count, short, fill, "Missing pieces filled with `NA`")
    return rows


def _tell(context: Context, count: int, rows: list[int], wish: Value, words: str) -> None:
    if rows and (wish is None or wish.data[0] == "warn"):
        listed = ", ".join(str(row) for row in rows[:20]) + (", ..." if len(rows) > 20 else "")
        text = f"Expected {count} pieces. {words} in {len(rows)} rows [{listed}]."
        raise_warning(context.it, text, None)


@verb("unite", "data col ... sep remove na.rm", "tidyr", lazy="col ...")
def _unite(
    context: Context,
    data: Value,
    col: Any,
    dots: Any = (),
    sep: Value = None,
    remove: Value = None,
    na_rm: Value = None,
) -> Value:
    from rcompat.language.deparse import deparse_one
    from rcompat.script.calling import plain

    expr = plain(col)
    title = str(getattr(expr, "value", None) or deparse_one(expr))
    columns = columns_of(data)
    names = list(columns)
    places = list(chosen_columns(context, data, dots)) if dots else list(range(len(names)))
    mark = "_" if sep is None else str(sep.data[0])
    drops = na_rm is not None and flag(na_rm)
    parts = [strings(columns[names[place]]) for place in places]
    words = []
    for row in zip(*parts, strict=True):
        kept = [text for text in row if text is not None] if drops else ["NA" if t is None else t for t in row]
        words.append(mark.join(kept))
    joined: Vec = chr(words)
    found: dict[str, Value] = {}
    for place, name in enumerate(names):
        if place == min(places):
            found[title] = joined
        if place not in places or (remove is not None and not flag(remove)):
            found[name] = columns[name]
    return rebuilt(data, found, frame_length(data), data.attrs["row.names"])
