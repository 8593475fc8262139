"""Expressions evaluated on the columns of a data frame, group by group; groups and their rows. R: dplyr's masks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.script.calling import plain
from rcompat.script.coercion import class_of, is_factor, strings
from rcompat.script.doors import frame_length, is_automatic
from rcompat.script.evaluator import evaluate
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.functions.ordering import sort_keys
from rcompat.script.machine import Context
from rcompat.script.values import Environment, List, Value, Vec, chr, intv

__all__ = [
    "ROWWISE",
    "TIBBLE",
    "columns_of",
    "evaluate_in",
    "group_names",
    "group_rows",
    "is_rowwise",
    "is_tibble",
    "make_tibble",
    "mask_of",
    "mask_size",
    "rebuilt",
    "sliced",
    "with_groups",
]

TIBBLE = ("tbl_df", "tbl", "data.frame")
ROWWISE = ("rowwise_df", *TIBBLE)


def is_tibble(frame: Value) -> bool:
    """Whether a data frame is a tibble."""
    return "tbl_df" in class_of(frame)


def is_rowwise(frame: Value) -> bool:
    """Whether every row is a group of its own."""
    return "rowwise_df" in class_of(frame)


def columns_of(frame: List) -> dict[str, Value]:
    """The columns by name, in order."""
    return dict(zip((str(name) for name in strings(frame.attrs["names"])), frame.data, strict=True))


def make_tibble(columns: Mapping[str, Value], n: int) -> List:
    """A tibble of ready columns."""
    attrs = {"names": chr(columns), "class": chr(TIBBLE), "row.names": intv(range(1, n + 1))}
    return List(list(columns.values()), attrs)


def rebuilt(frame: List, columns: Mapping[str, Value], n: int, rows: Value = None) -> List:
    """A data frame of the same class with other columns; groups are found again."""
    groups = [name for name in group_names(frame) if name in columns]
    kind = ROWWISE if is_rowwise(frame) else TIBBLE if is_tibble(frame) else ("data.frame",)
    attrs = {"names": chr(columns), "class": chr(kind)}
    attrs["row.names"] = intv(range(1, n + 1)) if rows is None or is_tibble(frame) else rows
    result = with_groups(List(list(columns.values()), attrs), groups)
    result.attrs["class"] = chr(kind) if is_rowwise(frame) else result.attrs["class"]
    return result


def sliced(frame: List, places: Any) -> List:
    """Some rows of a data frame, in the order given."""
    index = np.asarray(places, dtype=np.intp)
    rows = frame.attrs["row.names"]
    kept = None if is_automatic(rows) or rows.kind != "character" else Vec(rows.data[index])
    columns = {name: take_row_values(column, index) for name, column in columns_of(frame).items()}
    return rebuilt(frame, columns, len(index), kept)


def group_names(frame: List) -> list[str]:
    """The names of the grouping columns."""
    groups = frame.attrs.get("groups")
    return [] if groups is None else [str(name) for name in strings(groups.attrs["names"])[:-1]]


def _key_column(column: Value) -> list[Any]:
    if is_factor(column):
        return [None if code == NA_INTEGER else code for code in column.data.tolist()]
    return sort_keys(column)


def group_rows(frame: List, names: Sequence[str]) -> list[Any]:
    """The rows (from 0) of every group, groups in the order of their keys, missing keys last."""
    if not names and is_rowwise(frame):
        return [np.array([place], dtype=np.intp) for place in range(frame_length(frame))]
    if not names:
        return [np.arange(frame_length(frame))]
    columns = columns_of(frame)
    keys = zip(*(_key_column(columns[name]) for name in names), strict=True)
    found: dict[Any, list[int]] = {}
    for row, key in enumerate(keys):
        found.setdefault(key, []).append(row)
    ordered = sorted(found, key=lambda key: [(part is None, 0 if part is None else part) for part in key])
    return [np.array(found[key], dtype=np.intp) for key in ordered]


def with_groups(frame: List, names: Sequence[str]) -> List:
    """The data frame grouped by some of its columns; without names ungrouped."""
    result = frame.copy()
    result.attrs.pop("groups", None)
    if not names:
        if is_tibble(frame):
            result.attrs["class"] = chr(TIBBLE)
        return result
    rows = group_rows(frame, names)
    columns = columns_of(frame)
    heads = np.array([row[0] for row in rows], dtype=np.intp)
    table: dict[str, Value] = {name: take_row_values(columns[name], heads) for name in names}
    table[".rows"] = List([intv(row + 1) for row in rows])
    result.attrs["class"] = chr(["grouped_df", *TIBBLE])
    result.attrs["row.names"] = intv(range(1, frame_length(frame) + 1))
    result.attrs["groups"] = make_tibble(table, len(rows))
    return result


def mask_of(context: Context, columns: Mapping[str, Value], rows: Any, whole: bool) -> Environment:
    """An environment with the columns' rows of one group."""
    env = Environment(context.env)
    for name, column in columns.items():
        env.values[name] = column if whole else take_row_values(column, rows)
    env.values[".data"] = List(list(env.values.values()), {"names": chr(env.values)})
    env.attrs["mask"] = len(rows)
    return env


def evaluate_in(context: Context, expr: Any, env: Environment) -> Value:
    """The value of an argument on a group."""
    value = evaluate(context.it, plain(expr), env)
    context.it.visible = True
    return value


def mask_size(env: Environment) -> int:
    """The rows of the group that an expression is evaluated on."""
    for where in env.chain():
        if "mask" in where.attrs:
            return int(where.attrs["mask"])
    raise RError("Must only be used inside data-masking verbs like `mutate()`, `filter()`, and `group_by()`.")
