"""pivot_longer and pivot_wider. R: tidyr."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, is_factor, string, strings, to_array
from rcompat.script.doors import frame_length
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.functions.binding import stacked_columns
from rcompat.script.functions.column_choice import chosen_columns
from rcompat.script.functions.data_masks import columns_of, group_names, make_tibble, sliced, with_groups
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.values import List, Value, Vec, chr, is_function

__all__: list[str] = []


def _word(value: Value, default: str) -> str:
    return default if value is None else string(value)


def _split_names(labels: list[str], count: int, sep: Value, pattern: Value) -> list[list[str | None]]:
    """Column names cut into parts, one list for each new column."""
    if count == 1 and pattern is None:
        return [list(labels)]
    rows: list[list[str | None]] = []
    for label in labels:
        if pattern is not None:
            found = re.search(string(pattern), label)
            rows.append(list(found.groups()) if found else [None] * count)
        else:
            parts: list[str | None] = list(re.split(_word(sep, "_"), label))
            rows.append((parts + [None] * count)[:count])
    return [[row[place] for row in rows] for place in range(count)]


@verb(
    "pivot_longer",
    "data cols ... names_to names_prefix names_sep names_pattern names_transform values_to values_drop_na",
    "tidyr",
    lazy="cols",
)
def _pivot_longer(
    context: Context,
    data: Value,
    cols: Any,
    dots: Any = (),
    names_to: Value = None,
    prefix: Value = None,
    sep: Value = None,
    pattern: Value = None,
    transform: Value = None,
    values_to: Value = None,
    drop: Value = None,
) -> Value:
    chosen = chosen_columns(context, data, [(None, cols)])
    columns = columns_of(data)
    names, n, count = list(columns), frame_length(data), len(chosen)
    picked = [columns[names[place]] for place in chosen]
    start = _word(prefix, "")
    labels = [re.sub(f"^(?:{start})", "", label) if start else label for label in chosen.values()]
    targets = ["name"] if names_to is None else [str(word) for word in strings(names_to)]
    rows = np.repeat(np.arange(n), count)
    found: dict[str, Value] = {
        name: take_row_values(column, rows)
        for place, (name, column) in enumerate(columns.items())
        if place not in chosen
    }
    parts = _split_names(labels, len(targets), sep, pattern)
    within = np.tile(np.arange(count), n)
    keys: dict[str, Value] = {}
    for target, words in zip(targets, parts, strict=True):
        if target != ".value":
            keys[target] = _transformed(context, transform, target, chr(words[i] for i in within.tolist()))
    if ".value" in targets:
        return _several_values(data, (found, keys), picked, parts[targets.index(".value")], n)
    together = stacked_columns(picked)
    value = take_row_values(together, within * n + rows)
    result = make_tibble(found | keys | {_word(values_to, "value"): value}, n * count)
    if drop is not None and flag(drop):
        result = sliced(result, [i for i, word in enumerate(strings(value)) if word is not None])
    return with_groups(result, [name for name in group_names(data) if name in found])


def _transformed(context: Context, transform: Value, target: str, value: Vec) -> Value:
    function = transform
    if isinstance(transform, List):
        table = columns_of(transform)
        function = table.get(target)
    return call_function(context.it, function, [value]) if is_function(function) else value


def _several_values(
    data: List, made: tuple[dict[str, Value], dict[str, Value]], picked: list[Value], words: list[Any], n: int
) -> List:
    """Names with `.value`: one new column for every word, and one row for every other part of the names."""
    found, keys = made
    count = len(picked)
    labels = [tuple(strings(column)[i] for column in keys.values()) for i in range(count)]
    distinct = list(dict.fromkeys(labels))
    first = [labels.index(label) for label in distinct]
    size = len(distinct)
    rows = np.array([row * count + place for row in range(n) for place in first], dtype=np.intp)
    result = {name: take_row_values(column, rows) for name, column in (found | keys).items()}
    for word in dict.fromkeys(words):
        by_label = {labels[i]: picked[i] for i in range(count) if words[i] == word}
        parts = [by_label[label] for label in distinct if label in by_label]
        together = stacked_columns(parts)
        at = {label: i for i, label in enumerate(label for label in distinct if label in by_label)}
        places = [at[label] * n + row if label in at else -1 for row in range(n) for label in distinct]
        result[str(word)] = take_row_values(together, np.array(places, dtype=np.intp))
    return make_tibble(result, n * size)


@verb(
    "pivot_wider",
    "data ... id_cols names_from names_prefix names_sep values_from values_fill values_fn",
    "tidyr",
    lazy="id_cols names_from values_from",
)
def _pivot_wider(
    context: Context,
    data: Value,
    dots: Any = (),
    id_cols: Any = None,
    names_from: Any = None,
    prefix: Value = None,
    sep: Value = None,
    values_from: Any = None,
    fill: Value = None,
    function: Value = None,
) -> Value:
    columns = columns_of(data)
    n = frame_length(data)
    from_names = _chosen(context, data, names_from, "name")
    from_values = _chosen(context, data, values_from, "value")
    used = {*from_names, *from_values}
    ids = _chosen(context, data, id_cols, "") if id_cols is not None else [c for c in columns if c not in used]
    between = _word(sep, "_")
    heads = [between.join("NA" if w is None else w for w in row) for row in _rows(columns, from_names, n)]
    keys = _rows(columns, ids, n)
    row_of = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    firsts = np.array([keys.index(key) for key in row_of], dtype=np.intp)
    found: dict[str, Value] = {name: take_row_values(columns[name], firsts) for name in ids}
    for value_name in from_values:
        for head in dict.fromkeys(heads):
            places: list[list[int]] = [[] for _ in row_of]
            for row in (row for row in range(n) if heads[row] == head):
                places[row_of[keys[row]]].append(row)
            label = _word(prefix, "") + (head if len(from_values) == 1 else f"{value_name}{between}{head}")
            found[label] = _wide_column(context, columns[value_name], places, fill, function)
    return with_groups(make_tibble(found, len(row_of)), [name for name in group_names(data) if name in found])


def _chosen(context: Context, data: List, promise: Any, default: str) -> list[str]:
    if promise is None:
        return [default]
    return list(chosen_columns(context, data, [(None, promise)]).values())


def _rows(columns: dict[str, Value], names: list[str], n: int) -> list[tuple[str | None, ...]]:
    words = [strings(columns[name]) for name in names]
    return list(zip(*words, strict=True)) if words else [()] * n


def _wide_column(context: Context, column: Value, places: list[list[int]], fill: Value, function: Value) -> Value:
    if is_function(function):
        taken = [np.array(rows, dtype=np.intp) for rows in places if rows]
        found = stacked_columns([call_function(context.it, function, [take_row_values(column, r)]) for r in taken])
        order = iter(range(len(taken)))
        return take_row_values(found, np.array([next(order) if rows else -1 for rows in places], dtype=np.intp))
    if any(len(rows) > 1 for rows in places):
        raise RError("Values are not uniquely identified; use `values_fn` to summarise duplicates.")
    at = np.array([rows[0] if rows else -1 for rows in places], dtype=np.intp)
    result = take_row_values(column, at)
    if fill is not None and isinstance(result, Vec) and not is_factor(result) and (at < 0).any():
        data = result.data.copy()
        data[at < 0] = to_array(fill, result.kind)[0]
        result = Vec(data, dict(result.attrs))
    return result
