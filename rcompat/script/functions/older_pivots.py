"""gather, spread, separate_rows, expand, uncount, lst. R: tidyr, tibble."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rcompat.script.calling import plain
from rcompat.script.coercion import string, strings, to_array
from rcompat.script.doors import frame_length
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.functions.binding import stacked_columns
from rcompat.script.functions.column_choice import chosen_columns
from rcompat.script.functions.data_masks import columns_of, evaluate_in, make_tibble, mask_of, rebuilt, sliced
from rcompat.script.functions.row_groups import distinct_levels
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.values import List, Value, chr, make_list

__all__: list[str] = []


def _word(promise: Any, default: str) -> str:
    """A column's name given as a symbol or as text."""
    if promise is None:
        return default
    expr: Any = plain(promise)
    return str(getattr(expr, "name", None) or getattr(expr, "value", default))


@verb("gather", "data key value ...", "tidyr", lazy="key value ...")
def _gather(context: Context, data: Value, key: Any = None, value: Any = None, dots: Any = ()) -> Value:
    """Columns stacked below each other, with their names beside them."""
    columns = columns_of(data)
    names = list(columns)
    chosen = [names[p] for p in chosen_columns(context, data, dots)] if dots else names
    n = frame_length(data)
    places = np.tile(np.arange(n), len(chosen))
    found: dict[str, Value] = {
        name: take_row_values(column, places) for name, column in columns.items() if name not in chosen
    }
    found[_word(key, "key")] = chr(np.repeat(chosen, n).tolist())
    found[_word(value, "value")] = stacked_columns([columns[name] for name in chosen])
    return rebuilt(data, found, len(places))


@verb("spread", "data key value fill", "tidyr", lazy="key value")
def _spread(context: Context, data: Value, key: Any, value: Any, fill: Value = None) -> Value:
    """One column for every key, one row for every combination of the others, both in order."""
    columns = columns_of(data)
    keys, cells = columns.pop(_word(key, "key")), columns.pop(_word(value, "value"))
    labels = distinct_levels(keys)
    rows: dict[Any, dict[Any, int]] = {}
    texts = strings(keys)
    ids = list(zip(*(strings(column) for column in columns.values()), strict=True)) or [()] * len(texts)
    for place, (row, label) in enumerate(zip(ids, texts, strict=True)):
        rows.setdefault(row, {})[label] = place
    heads = [min(cell.values()) for cell in rows.values()]
    ranks = [_positions(column, heads) for column in columns.values()]
    order = sorted(range(len(heads)), key=lambda i: [rank[i] for rank in ranks])
    sorted_rows = [list(rows.values())[i] for i in order]
    index = np.array([heads[i] for i in order], dtype=np.intp)
    found = {name: take_row_values(column, index) for name, column in columns.items()}
    for label in strings(labels):
        found[str(label)] = take_row_values(cells, np.array([row.get(label, -1) for row in sorted_rows], dtype=np.intp))
    return rebuilt(data, found, len(order))


def _positions(column: Value, heads: list[int]) -> list[int]:
    """Where the values of some rows stand among the column's distinct ones."""
    known = {word: place for place, word in enumerate(strings(distinct_levels(column)))}
    words = strings(column)
    return [known[words[head]] for head in heads]


@verb("separate_rows", "data ... sep convert", "tidyr", lazy="...")
def _separate_rows(context: Context, data: Value, dots: Any = (), sep: Value = None, convert: Value = None) -> Value:
    columns = columns_of(data)
    names = [list(columns)[place] for place in chosen_columns(context, data, dots)]
    pattern = r"[^0-9A-Za-z.]+" if sep is None else string(sep)
    pieces = {name: [re.split(pattern, str(text)) for text in strings(columns[name])] for name in names}
    sizes = [len(item) for item in pieces[names[0]]]
    places = np.repeat(np.arange(len(sizes)), sizes)
    found: dict[str, Value] = {}
    for name, column in columns.items():
        if name in names:
            found[name] = chr(word for item in pieces[name] for word in item)
        else:
            found[name] = take_row_values(column, places)
    return rebuilt(data, found, len(places))


@verb("expand", "data ...", "tidyr", lazy="...")
def _expand(context: Context, data: Value, dots: Any = ()) -> Value:
    """All combinations of the values of columns and expressions."""
    columns = columns_of(data)
    env = mask_of(context, columns, np.arange(frame_length(data)), whole=True)
    given = [(name or _word(promise, ""), evaluate_in(context, promise, env)) for name, promise in dots]
    values = [(name, distinct_levels(value)) for name, value in given]
    grid = np.indices([len(value) for _, value in values]).reshape(len(values), -1)
    found = {name: take_row_values(value, grid[i]) for i, (name, value) in enumerate(values)}
    return make_tibble(found, grid.shape[1])


@verb("uncount", "data weights", "tidyr", lazy="weights")
def _uncount(context: Context, data: Value, weights: Any) -> Value:
    """Rows repeated as often as their weight says."""
    n = frame_length(data)
    counts = evaluate_in(context, weights, mask_of(context, columns_of(data), np.arange(n), whole=True))
    places = np.repeat(np.arange(n), np.resize(to_array(counts, "integer"), n))
    result: List = sliced(data, places)
    name = _word(weights, "")
    columns = columns_of(result)
    if name in columns:
        del columns[name]
    return rebuilt(data, columns, len(places))


@verb("lst", "...", "tibble", lazy="...")
def _lst(context: Context, dots: Any = ()) -> Value:
    """A list whose elements may use those before them."""
    found: dict[str, Value] = {}
    env = mask_of(context, {}, np.arange(0), whole=True)
    for name, promise in dots:
        label = name or _word(promise, "")
        found[label] = env.values[label] = evaluate_in(context, promise, env)
    return make_list(found) if found else List([])
