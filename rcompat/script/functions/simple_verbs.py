"""top_n, summarise_all, mutate_all, add_row, na_if: older and smaller verbs. R: dplyr, tibble."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.script.arithmetic import operate
from rcompat.script.calling import call_function
from rcompat.script.coercion import to_array
from rcompat.script.doors import frame_length
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.frames import make_frame
from rcompat.script.functions.binding import stack_frames
from rcompat.script.functions.combining import combine
from rcompat.script.functions.data_masks import (
    columns_of,
    evaluate_in,
    group_names,
    group_rows,
    make_tibble,
    mask_of,
    rebuilt,
    sliced,
)
from rcompat.script.functions.language import function_of
from rcompat.script.functions.verb_table import verb
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.values import Value, Vec

__all__: list[str] = []


@verb("top_n", "x n wt", lazy="wt")
def _top_n(context: Context, x: Value, n: Value, wt: Any = None) -> Value:
    """The rows with the greatest weights, in their own order."""
    columns = columns_of(x)
    found: list[int] = []
    count = int(n.data[0])
    for row in group_rows(x, group_names(x)):
        if wt is None:
            value = take_row_values(list(columns.values())[-1], row)
        else:
            value = evaluate_in(context, wt, mask_of(context, columns, row, whole=False))
        keys = to_array(value, "double") * (-1.0 if count > 0 else 1.0)
        limit = np.sort(keys[~np.isnan(keys)])[: abs(count)][-1]
        found += row[keys <= limit].tolist()
    return sliced(x, sorted(found))


@verb("summarise_all summarize_all", ".tbl .funs ...")
def _summarise_all(context: Context, tbl: Value, funs: Value, dots: Any = ()) -> Value:
    columns, groups = columns_of(tbl), group_names(tbl)
    function = function_of(context, funs)
    values, names = [value for _, value in dots], [name for name, _ in dots]
    rows = group_rows(tbl, groups)
    first = np.array([row[0] for row in rows if len(row)], dtype=np.intp)
    found: dict[str, Value] = {name: take_row_values(columns[name], first) for name in groups}
    for name, column in columns.items():
        if name not in groups:
            cells = [
                call_function(context.it, function, [take_row_values(column, row), *values], [None, *names])
                for row in rows
            ]
            found[name] = combine([(None, cell) for cell in cells])
    if groups:
        return make_tibble(found, len(rows))
    return rebuilt(tbl, found, len(rows))


@verb("mutate_all", ".tbl .funs ...")
def _mutate_all(context: Context, tbl: Value, funs: Value, dots: Any = ()) -> Value:
    function = function_of(context, funs)
    found = {name: call_function(context.it, function, [column]) for name, column in columns_of(tbl).items()}
    return rebuilt(tbl, found, frame_length(tbl), tbl.attrs["row.names"])


@verb("add_row", ".data ...", "dplyr tibble")
def _add_row(context: Context, data: Value, dots: Any = ()) -> Value:
    columns = columns_of(data)
    given = {str(name): value for name, value in dots}
    size = max((len(value) for value in given.values()), default=1)
    row = {name: given[name] if name in given else take(column, np.full(size, -1)) for name, column in columns.items()}
    stacked = stack_frames([data, make_frame(list(row.values()), list(row))])
    return rebuilt(data, columns_of(stacked), frame_length(stacked))


@verb("na_if", "x y")
def _na_if(context: Context, x: Value, y: Value) -> Value:
    same = operate("==", x, y).data == 1
    result = take(x, np.where(same, -1, np.arange(len(x))))
    return Vec(result.data, dict(x.attrs))
