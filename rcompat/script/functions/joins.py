"""left_join, inner_join and their like. R: dplyr."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.script.coercion import strings
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.functions.binding import stacked_columns
from rcompat.script.functions.data_masks import columns_of, make_tibble, rebuilt, sliced
from rcompat.script.functions.merging import key_rows
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.signals import raise_message
from rcompat.script.values import List, Value, names_of

__all__: list[str] = []


def _keys(context: Context, x: List, y: List, by: Value) -> tuple[list[str], list[str]]:
    if by is None:
        common = [name for name in columns_of(x) if name in columns_of(y)]
        if not common:
            raise RError("`by` must be supplied when `x` and `y` have no common variables.")
        quoted = ", ".join(f'"{name}"' for name in common)
        shown = f"by = {quoted}" if len(common) == 1 else f"by = c({quoted})"
        raise_message(context.it, f"Joining, {shown}\n", None)
        return common, common
    right = [str(name) for name in strings(by)]
    left = [str(name or word) for name, word in zip(names_of(by) or right, right, strict=True)]
    return left, right


def _pairs(left: list[Any], right: list[Any]) -> list[tuple[int, int]]:
    """Rows that fit, in the order of the left; -1 where nothing does."""
    places: dict[Any, list[int]] = {}
    for j, key in enumerate(right):
        places.setdefault(key, []).append(j)
    return [(i, j) for i, key in enumerate(left) for j in places.get(key, (-1,))]


@verb("left_join inner_join right_join full_join", "x y by copy suffix ... keep")
def _join(
    context: Context,
    x: Value,
    y: Value,
    by: Value = None,
    copy: Value = None,
    suffix: Value = None,
    dots: Any = (),
    keep: Value = None,
) -> Value:
    keys_x, keys_y = _keys(context, x, y, by)
    left, right = key_rows(x, keys_x), key_rows(y, keys_y)
    pairs = _pairs(left, right)
    name = context.builtin.name
    if name in ("inner_join", "right_join"):
        pairs = [pair for pair in pairs if pair[1] >= 0]
    if name in ("right_join", "full_join"):
        known = set(left)
        pairs += [(-1, j) for j, key in enumerate(right) if key not in known]
    ends = (".x", ".y") if suffix is None else tuple(str(word) for word in strings(suffix))
    return _joined(x, y, pairs, (keys_x, keys_y), ends)


def _joined(
    x: List, y: List, pairs: list[tuple[int, int]], keys: tuple[list[str], list[str]], ends: tuple[str, ...]
) -> List:
    rows_x, rows_y = (np.array([pair[side] for pair in pairs], dtype=np.intp) for side in (0, 1))
    columns_x, columns_y = columns_of(x), columns_of(y)
    shared = {name for name in columns_x if name in columns_y and name not in keys[0] and name not in keys[1]}
    found: dict[str, Value] = {}
    for name, column in columns_x.items():
        if name in keys[0]:
            other = columns_y[keys[1][keys[0].index(name)]]
            found[name] = _key_column(column, other, rows_x, rows_y)
        else:
            found[name + ends[0] if name in shared else name] = take_row_values(column, rows_x)
    for name, column in columns_y.items():
        if name not in keys[1]:
            found[name + ends[1] if name in shared else name] = take_row_values(column, rows_y)
    return rebuilt(x, found, len(pairs))


def _key_column(column: Value, other: Value, rows_x: Any, rows_y: Any) -> Value:
    both = stacked_columns([column, other])
    return take_row_values(both, np.where(rows_x >= 0, rows_x, rows_y + len(column)))


@verb("semi_join anti_join", "x y by copy ...")
def _filtering_join(
    context: Context, x: Value, y: Value, by: Value = None, copy: Value = None, dots: Any = ()
) -> Value:
    keys_x, keys_y = _keys(context, x, y, by)
    known = set(key_rows(y, keys_y))
    wanted = context.builtin.name == "semi_join"
    rows = [i for i, key in enumerate(key_rows(x, keys_x)) if (key in known) == wanted]
    return sliced(x, rows)


@verb("crossing expand_grid", "...", "tidyr")
def _crossing(context: Context, dots: Any = ()) -> Value:
    total = int(np.prod([len(value) for _, value in dots])) if dots else 0
    columns: dict[str, Value] = {}
    step = total
    for name, value in dots:
        step //= max(len(value), 1)
        places = np.arange(total) // max(step, 1) % max(len(value), 1)
        columns[str(name)] = take_row_values(value, places)
    return make_tibble(columns, total)
