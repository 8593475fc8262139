"""rowwise, complete, sample_n, nest, unnest, rename_with, columns to and from row names. R: dplyr, tidyr, tibble."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.language.expressions import Call
from rcompat.maths.samples import sample_positions
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import flag, number, string, strings, to_array
from rcompat.script.doors import frame_length
from rcompat.script.evaluator import evaluate
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.functions.binding import stack_frames, stacked_columns
from rcompat.script.functions.column_choice import chosen_columns
from rcompat.script.functions.combining import combine
from rcompat.script.functions.data_masks import (
    ROWWISE,
    columns_of,
    group_names,
    group_rows,
    is_tibble,
    make_tibble,
    rebuilt,
    sliced,
    with_groups,
)
from rcompat.script.functions.language import function_of
from rcompat.script.functions.ordering import sort_keys
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.values import Environment, Language, List, Value, Vec, chr, intv, lgl, names_of

__all__ = ["distinct_levels"]


@verb("rowwise", "data ...", lazy="...")
def _rowwise(context: Context, data: Value, dots: Any = ()) -> Value:
    result = make_tibble(columns_of(data), frame_length(data))
    result.attrs["class"] = chr(ROWWISE)
    return result


@verb("c_across", "cols", lazy="cols")
def _c_across(context: Context, cols: Any = None) -> Value:
    data = context.env.find(".data")
    if data is None:
        raise RError("`c_across()` must only be used inside data-masking verbs.")
    columns = data.values[".data"]
    names = [str(name) for name in strings(columns.attrs["names"])]
    frame = make_tibble(dict(zip(names, columns.data, strict=True)), len(columns.data[0]))
    chosen = list(range(len(names))) if cols is None else list(chosen_columns(context, frame, [(None, cols)]))
    return combine([(None, frame.data[place]) for place in chosen])


@verb("rename_with", ".data .fn .cols ...", lazy=".cols")
def _rename_with(context: Context, data: Value, fun: Value, cols: Any = None, dots: Any = ()) -> Value:
    names = list(columns_of(data))
    chosen = list(range(len(names))) if cols is None else list(chosen_columns(context, data, [(None, cols)]))
    given, labels = [value for _, value in dots], [label for label, _ in dots]
    old = chr([names[place] for place in chosen])
    if isinstance(fun, Language) and isinstance(fun.expr, Call):
        env = Environment(context.env)
        env.values.update({".x": old, ".": old})
        new = strings(evaluate(context.it, fun.expr.arguments[-1].value, env))
    else:
        new = strings(call_function(context.it, function_of(context, fun), [old, *given], [None, *labels]))
    for place, name in zip(chosen, new, strict=True):
        names[place] = str(name)
    result = data.copy()
    result.attrs["names"] = chr(names)
    return result


@verb("sample_n sample_frac slice_sample", "tbl size replace weight_by n prop", lazy="weight_by")
def _sample_rows(
    context: Context,
    data: Value,
    size: Value = None,
    replace: Value = None,
    weight_by: Any = None,
    n: Value = None,
    prop: Value = None,
) -> Value:
    found: list[int] = []
    again = replace is not None and flag(replace)
    share = prop if prop is not None else size if context.builtin.name == "sample_frac" else None
    for row in group_rows(data, group_names(data)):
        wanted = n if n is not None else size
        count = 1 if wanted is None else int(number(wanted))
        count = count if share is None else int(number(share) * len(row))
        count = count if again or context.builtin.name == "sample_n" else min(count, len(row))
        found += row[np.asarray(sample_positions(len(row), count, again))].tolist()
    return sliced(data, found)


@verb("ntile", "x n")
def _ntile(context: Context, x: Value, n: Value) -> Value:
    keys = sort_keys(x)
    order = sorted((i for i, key in enumerate(keys) if key is not None), key=lambda i: keys[i])
    count, size = int(number(n)), len(order)
    large = size % count
    edge = large * (size // count + 1)
    found = [-(2**31)] * len(keys)
    for rank, place in enumerate(order):
        small = size // count
        found[place] = rank // (small + 1) + 1 if rank < edge else (rank - edge) // max(small, 1) + large + 1
    return intv(found)


@verb("percent_rank cume_dist", "x")
def _relative_rank(context: Context, x: Value) -> Value:
    values = to_array(x, "double")
    known = np.sort(values[~np.isnan(values)])
    if context.builtin.name == "percent_rank":
        shares = np.searchsorted(known, values, side="left") / max(len(known) - 1, 1)
    else:
        shares = np.searchsorted(known, values, side="right") / max(len(known), 1)
    return Vec(np.where(np.isnan(values), values, shares))


@verb("cumall cumany", "x")
def _cumulative(context: Context, x: Value) -> Value:
    truth = x.data == 1
    return lgl(
        (np.logical_and if context.builtin.name == "cumall" else np.logical_or).accumulate(truth).astype(np.int8)
    )


@verb("cummean", "x")
def _cummean(context: Context, x: Value) -> Value:
    values = to_array(x, "double")
    return Vec(np.cumsum(values) / np.arange(1, len(values) + 1))


@verb("group_split", ".tbl ... .keep", lazy="...")
def _group_split(context: Context, data: Value, dots: Any = (), keep: Value = None) -> Value:
    columns = columns_of(data)
    names = [list(columns)[p] for p in chosen_columns(context, data, dots)] if dots else group_names(data)
    kept = keep is None or flag(keep)
    bare = with_groups(make_tibble(columns, frame_length(data)), ())
    parts = []
    for row in group_rows(bare, names):
        part = columns_of(sliced(bare, row))
        parts.append(make_tibble({n: c for n, c in part.items() if kept or n not in names}, len(row)))
    return List(parts)


@verb("group_size group_indices", ".data")
def _group_sizes(context: Context, data: Value) -> Value:
    rows = group_rows(data, group_names(data))
    if context.builtin.name == "group_size":
        return intv([len(row) for row in rows])
    found = np.zeros(frame_length(data), dtype=np.int32)
    for place, row in enumerate(rows):
        found[row] = place + 1
    return intv(found)


@verb("complete", "data ... fill explicit", "tidyr", lazy="...")
def _complete(context: Context, data: Value, dots: Any = (), fill: Value = None, explicit: Value = None) -> Value:
    """All combinations of the columns' values; rows that were not there are missing, or filled."""
    columns = columns_of(data)
    names = [list(columns)[place] for place in chosen_columns(context, data, dots)]
    uniques = [distinct_levels(columns[name]) for name in names]
    sizes = [len(values) for values in uniques]
    grid = np.indices(sizes).reshape(len(sizes), -1)
    keys = [take_row_values(values, grid[i]) for i, values in enumerate(uniques)]
    wanted = list(zip(*(strings(key) for key in keys), strict=True))
    present: dict[Any, list[int]] = {}
    for row, key in enumerate(zip(*(strings(columns[name]) for name in names), strict=True)):
        present.setdefault(key, []).append(row)
    left, right = [], []
    for place, key in enumerate(wanted):
        rows = present.get(key, [-1])
        left += [place] * len(rows)
        right += rows
    index = np.array(right, dtype=np.intp)
    found: dict[str, Value] = {
        name: take_row_values(key, np.array(left)) for name, key in zip(names, keys, strict=True)
    }
    for name, column in columns.items():
        if name not in names:
            found[name] = _filled(take_row_values(column, index), fill, name)
    return rebuilt(data, found, len(index))


def distinct_levels(column: Value) -> Value:
    """Distinct values in order; of a factor all levels."""
    if "levels" in column.attrs:
        return Vec(np.arange(1, len(column.attrs["levels"]) + 1, dtype=np.int32), dict(column.attrs))
    keys = sort_keys(column)
    first: dict[Any, int] = {}
    for place, key in enumerate(keys):
        first.setdefault(key, place)
    order = sorted(key for key in first if key is not None) + ([None] if None in first else [])
    return take_row_values(column, np.array([first[key] for key in order], dtype=np.intp))


def _filled(column: Value, fill: Value, name: str) -> Value:
    names = [] if fill is None else names_of(fill) or []
    if name not in names:
        return column
    from rcompat.script.assignment import assign_subset
    from rcompat.script.coercion import is_missing

    gone = lgl(is_missing(column.data).astype(np.int8))
    return assign_subset(column, [gone], [False], fill.data[names.index(name)], None)


@verb("nest", ".data ... .by .key", "tidyr", lazy="... .by")
def _nest(context: Context, data: Value, dots: Any = (), by: Any = None, key: Value = None) -> Value:
    columns = columns_of(data)
    groups = group_names(data)
    if dots:
        names = list(columns)
        inner = {str(label): [names[p] for p in chosen_columns(context, data, [(None, item)])] for label, item in dots}
    else:
        inner = {"data": [name for name in columns if name not in groups]}
    packed = {name for names in inner.values() for name in names}
    outer = [name for name in columns if name not in packed]
    bare = with_groups(make_tibble(columns, frame_length(data)), ())
    rows = _appearing(bare, outer)
    heads = np.array([row[0] for row in rows], dtype=np.intp)
    found: dict[str, Value] = {name: take_row_values(columns[name], heads) for name in outer}
    for label, names in inner.items():
        parts = [make_tibble({n: take_row_values(columns[n], row) for n in names}, len(row)) for row in rows]
        found[label] = List(parts)
    result = make_tibble(found, len(rows))
    return with_groups(result, groups) if groups and not dots else result


def _appearing(frame: List, names: list[str]) -> list[Any]:
    """Rows of each group, groups as they come."""
    return sorted(group_rows(frame, names), key=lambda row: int(row[0]))


@verb("unnest", "data cols ...", "tidyr", lazy="cols ...")
def _unnest(context: Context, data: Value, cols: Any = None, dots: Any = ()) -> Value:
    columns = columns_of(data)
    names = [list(columns)[place] for place in chosen_columns(context, data, [(None, cols)])]
    cells = columns[names[0]].data
    sizes = [frame_length(item) if "row.names" in getattr(item, "attrs", {}) else len(item) for item in cells]
    places = np.repeat(np.arange(len(sizes)), sizes)
    found: dict[str, Value] = {}
    for name, column in columns.items():
        if name not in names:
            found[name] = take_row_values(column, places)
        elif isinstance(column.data[0], List) and "row.names" in column.data[0].attrs:
            found |= columns_of(stack_frames([item for item in column.data if frame_length(item)]))
        else:
            found[name] = stacked_columns(list(column.data))
    return make_tibble(found, len(places))


@verb("enframe", "x name value", "tibble")
def _enframe(context: Context, x: Value, name: Value = None, value: Value = None) -> Value:
    labels = names_of(x)
    keys = intv(range(1, len(x) + 1)) if labels is None else chr(labels)
    bare = x.copy()
    bare.attrs.pop("names", None)
    titles = ["name" if name is None else string(name), "value" if value is None else string(value)]
    return make_tibble(dict(zip(titles, (keys, bare), strict=True)), len(x))


@verb("deframe", "x", "tibble")
def _deframe(context: Context, x: Value) -> Value:
    first, second = x.data[:2]
    result = second.copy()
    result.attrs["names"] = chr(strings(first))
    return result


@verb("column_to_rownames", ".data var", "tibble")
def _to_rownames(context: Context, data: Value, var: Value = None) -> Value:
    name = "rowname" if var is None else string(var)
    columns = columns_of(data)
    rows = chr(strings(columns.pop(name)))
    attrs = {"names": chr(columns), "class": chr(["data.frame"]), "row.names": rows}
    return List(list(columns.values()), attrs)


@verb("rowid_to_column", ".data var", "tibble")
def _rowid(context: Context, data: Value, var: Value = None) -> Value:
    n = frame_length(data)
    name = "rowid" if var is None else string(var)
    return rebuilt(data, {name: intv(range(1, n + 1)), **columns_of(data)}, n)


@verb("is_tibble is.tibble", "x", "tibble")
def _is_tibble(context: Context, x: Value) -> Value:
    return lgl([isinstance(x, List) and is_tibble(x)])


@verb("add_column", ".data ... .before .after", "tibble", lazy=".before .after")
def _add_column(context: Context, data: Value, dots: Any = (), before: Any = None, after: Any = None) -> Value:
    n = frame_length(data)
    columns = columns_of(data)
    new = {str(name): take_row_values(value, np.arange(n) % len(value)) for name, value in dots}
    names = list(columns)
    spot = len(names)
    for place, shift in ((before, 0), (after, 1)):
        if place is not None:
            expr: Any = plain(place)
            key = getattr(expr, "name", None) or getattr(expr, "value", None)
            spot = (int(key) - 1 if isinstance(key, float) else names.index(str(key))) + shift
    order = [*names[:spot], *new, *names[spot:]]
    both = {**columns, **new}
    return rebuilt(data, {name: both[name] for name in order}, n)
