"""mutate, transmute, summarise, group_by, count and their like. R: dplyr."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Symbol
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import flag, is_frame, string, strings
from rcompat.script.doors import frame_length
from rcompat.script.evaluator import evaluate
from rcompat.script.frame_indexing import take_row_values
from rcompat.script.frames import as_column_value, column_rows, recycle_column
from rcompat.script.functions.binding import stacked_columns
from rcompat.script.functions.column_choice import chosen_columns
from rcompat.script.functions.data_masks import (
    TIBBLE,
    columns_of,
    evaluate_in,
    group_names,
    group_rows,
    is_rowwise,
    make_tibble,
    mask_of,
    rebuilt,
    sliced,
    with_groups,
)
from rcompat.script.functions.ordering import sort_keys
from rcompat.script.functions.verb_table import verb
from rcompat.script.machine import Context
from rcompat.script.signals import raise_message
from rcompat.script.values import List, Value, chr, intv, is_function

__all__: list[str] = []

_GROUPED = "`summarise()` has grouped output by {}. You can override using the `.groups` argument."
_MESSAGE_WIDTH = 79


def _spread(context: Context, frame: List, given: Any) -> list[tuple[str, Any, bool]]:
    """Arguments with their names; `across()` becomes one argument per column. The flag: the name was written."""
    found: list[tuple[str, Any, bool]] = []
    for name, promise in given:
        expr = plain(promise)
        if isinstance(expr, Call) and expr.name == "across" and not name:
            found += [(label, call, True) for label, call in _across(context, frame, expr)]
        else:
            found.append((name or deparse(expr)[0], expr, bool(name)))
    return found


def _across(context: Context, frame: List, expr: Call) -> list[tuple[str, Any]]:
    """The calls that `across(columns, functions)` stands for."""
    parts = {argument.name: argument.value for argument in expr.arguments if argument.name}
    bare = [argument.value for argument in expr.arguments if not argument.name]
    columns = parts.get(".cols") or (bare.pop(0) if bare else Call(Symbol("everything"), ()))
    functions = parts.get(".fns") or (bare.pop(0) if bare else Symbol("identity"))
    pattern = parts.get(".names")
    value = functions if _is_lambda(functions) else evaluate(context.it, functions, context.env)
    items = _named_functions(functions, value)
    default = "{.col}_{.fn}" if isinstance(value, List) else "{.col}"
    shape = default if pattern is None else string(evaluate(context.it, pattern, context.env))
    extra = tuple(Argument(v, k) for k, v in parts.items() if k not in (".cols", ".fns", ".names"))
    extra += tuple(Argument(item, None) for item in bare)
    groups = group_names(frame)
    chosen = [name for name in chosen_columns(context, frame, [(None, columns)]).values() if name not in groups]
    return [
        (shape.replace("{.col}", name).replace("{.fn}", label), _applied(function, name, extra))
        for name in chosen
        for label, function in items
    ]


def _is_lambda(expr: Any) -> bool:
    return isinstance(expr, Call) and expr.name == "~"


def _named_functions(expr: Any, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, List) and isinstance(expr, Call):
        return [(a.name or str(i + 1), a.value) for i, a in enumerate(expr.arguments)]
    return [("1", expr)]


def _applied(function: Any, name: str, extra: tuple[Argument, ...]) -> Any:
    if _is_lambda(function):
        return _replaced(function.arguments[-1].value, Symbol(name))
    return Call(function, (Argument(Symbol(name), None), *extra))


def _replaced(expr: Any, column: Symbol) -> Any:
    if expr in (Symbol(".x"), Symbol(".")):
        return column
    if isinstance(expr, Call):
        arguments = tuple(Argument(_replaced(a.value, column), a.name) for a in expr.arguments)
        return Call(_replaced(expr.function, column), arguments)
    return expr


def _grouping(context: Context, frame: List, by: Any) -> list[str]:
    if by is None:
        return group_names(frame)
    return list(chosen_columns(context, frame, [(None, by)]).values())


def _computed(context: Context, columns: dict[str, Value], rows: list[Any], n: int, expr: Any) -> Value:
    """A new column: the expression's value on every group, put back in place."""
    pieces = []
    for row in rows:
        value = evaluate_in(context, expr, mask_of(context, columns, row, whole=len(rows) == 1))
        if value is None:
            return None
        value = as_column_value(value)
        if column_rows(value) not in (1, len(row)):
            raise RError(f"must be size {len(row)} or 1, not {column_rows(value)}.")
        pieces.append(recycle_column(value, len(row)))
    if len(pieces) == 1:
        return pieces[0]
    if not pieces:
        return evaluate_in(context, expr, mask_of(context, columns, np.arange(0), whole=True))
    back = np.empty(n, dtype=np.intp)
    back[np.concatenate(rows)] = np.arange(n)
    return take_row_values(stacked_columns(pieces), back)


@verb("mutate transmute", ".data ... .by .keep .before .after", lazy="... .by .before .after")
def _mutate(
    context: Context,
    data: Value,
    dots: Any = (),
    by: Any = None,
    keep: Value = None,
    before: Any = None,
    after: Any = None,
) -> Value:
    n = frame_length(data)
    columns = columns_of(data)
    rows = group_rows(data, _grouping(context, data, by))
    touched: list[str] = []
    for argument in dots:
        seen = rebuilt(data, columns, n, data.attrs["row.names"])  # across() chooses among new columns, too
        for name, expr, is_named in _spread(context, seen, [argument]):
            value = _computed(context, columns, rows, n, expr)
            new = columns_of(value) if is_frame(value) and not is_named else {name: value}
            for label, column in new.items():
                columns.pop(label, None) if column is None else columns.update({label: column})
                touched.append(label)
    if context.builtin.name == "transmute" or (keep is not None and string(keep) == "none"):
        wanted = [name for name in group_names(data) if name not in touched] + touched
        columns = {name: columns[name] for name in dict.fromkeys(wanted) if name in columns}
    result = rebuilt(data, columns, n, data.attrs["row.names"])
    place = after if after is not None else before
    if place is None:
        return result
    return _placed(context, data, result, place, is_after=after is not None)


def _placed(context: Context, old: List, result: List, place: Any, is_after: bool) -> List:
    columns = columns_of(result)
    new = [name for name in columns if name not in columns_of(old)]
    rest = [name for name in columns if name not in new]
    at = next(iter(chosen_columns(context, old, [(None, place)]).values()))
    spot = rest.index(at) + (1 if is_after else 0)
    order = [*rest[:spot], *new, *rest[spot:]]
    return rebuilt(result, {name: columns[name] for name in order}, frame_length(result), result.attrs["row.names"])


@verb("summarise summarize", ".data ... .by .groups", lazy="... .by")
def _summarise(context: Context, data: Value, dots: Any = (), by: Any = None, groups: Value = None) -> Value:
    names = _grouping(context, data, by)
    rows = group_rows(data, names)
    columns = columns_of(data)
    results = [_one_group(context, columns, row, _spread(context, data, dots)) for row in rows]
    sizes = [max((column_rows(value) for value in result.values()), default=1) for result in results]
    heads = np.repeat([row[0] if len(row) else 0 for row in rows], sizes).astype(np.intp)
    found: dict[str, Value] = {name: take_row_values(columns[name], heads) for name in names}
    for label in results[0] if results else ():
        parts = [recycle_column(r[label], size) for r, size in zip(results, sizes, strict=True)]
        found[label] = stacked_columns(parts) if len(parts) > 1 else parts[0]
    n = sum(sizes)
    if not names and not is_rowwise(data):
        return rebuilt(data, found, n)
    result = make_tibble(found, n)
    if by is not None:
        return result if "tbl_df" in strings(data.attrs["class"]) else _plain_frame(result)
    return with_groups(result, _left_groups(context, names, max(sizes, default=1), groups))


def _plain_frame(frame: List) -> List:
    frame.attrs["class"] = chr(["data.frame"])
    return frame


def _one_group(context: Context, columns: dict[str, Value], row: Any, given: Any) -> dict[str, Value]:
    env = mask_of(context, columns, row, whole=False)
    found: dict[str, Value] = {}
    for name, expr, is_named in given:
        value = evaluate_in(context, expr, env)
        if is_frame(value) and not is_named:
            found |= columns_of(value)
        elif value is not None:
            found[name] = as_column_value(value)
            env.values[name] = found[name]
    return found


def _left_groups(context: Context, names: list[str], most: int, groups: Value) -> list[str]:
    kind = None if groups is None else string(groups)
    if kind == "drop":
        return []
    if kind == "keep":
        return names
    left = names if kind is None and most > 1 else names[:-1]
    if left and kind is None:
        listed = ", ".join(f"'{name}'" for name in left)
        raise_message(context.it, "\n".join(wrap(_GROUPED.format(listed), _MESSAGE_WIDTH)) + "\n", None)
    return left


@verb("group_by", ".data ... .add .drop", lazy="...")
def _group_by(context: Context, data: Value, dots: Any = (), add: Value = None, drop: Value = None) -> Value:
    n = frame_length(data)
    columns = columns_of(data)
    names = group_names(data) if add is not None and flag(add) else []
    for name, expr, is_named in _spread(context, data, dots):
        label = expr.name if isinstance(expr, Symbol) and not is_named else name
        if label not in columns or is_named:
            columns[label] = _computed(context, columns, [np.arange(n)], n, expr)
        names.append(str(label))
    result = List(list(columns.values()), {"names": chr(columns), "class": chr(TIBBLE)})
    result.attrs["row.names"] = intv(range(1, n + 1))
    if not names and "tbl_df" not in strings(data.attrs["class"]):
        return data
    return with_groups(result, list(dict.fromkeys(names)))


@verb("ungroup", "x ...", lazy="...")
def _ungroup(context: Context, x: Value, dots: Any = ()) -> Value:
    result = with_groups(x, ())
    if is_rowwise(x):
        result.attrs["class"] = chr(TIBBLE)
    return result


@verb("count tally add_count", "x ... wt sort name", lazy="... wt")
def _count(context: Context, x: Value, dots: Any = (), wt: Any = None, sort: Value = None, name: Value = None) -> Value:
    old = group_names(x)
    keys = [str(label) for label, _, _ in _spread(context, x, dots)]
    grouped = _group_by(context, x, [*[(None, Symbol(key)) for key in old], *dots]) if keys else x
    names = list(dict.fromkeys([*old, *keys]))
    label = "n" if name is None else string(name)
    expr: Any = Call(Symbol("n"), ())
    if wt is not None:
        expr = Call(Symbol("sum"), (Argument(plain(wt), None),))
    rows = group_rows(grouped, names)
    columns = columns_of(grouped)
    totals = [evaluate_in(context, expr, mask_of(context, columns, row, whole=False)) for row in rows]
    total = stacked_columns(totals) if totals else intv([])
    if context.builtin.name == "add_count":
        place = np.empty(frame_length(x), dtype=np.intp)
        for i, row in enumerate(rows):
            place[row] = i
        return rebuilt(x, columns_of(x) | {label: take_row_values(total, place)}, frame_length(x))
    heads = np.array([row[0] for row in rows if len(row)], dtype=np.intp)
    found: dict[str, Value] = {key: take_row_values(columns[key], heads) for key in names}
    found[label] = total
    result = rebuilt(with_groups(x, ()), found, len(rows))
    if sort is not None and flag(sort):
        keys_of = sort_keys(total)
        result = sliced(result, sorted(range(len(rows)), key=lambda i: -keys_of[i]))
    left = old[:-1] if context.builtin.name == "tally" else old
    return with_groups(result, left)


@verb("across", "...", lazy="...")
def _bare_across(context: Context, dots: Any = ()) -> Value:
    raise RError("`across()` must only be used inside dplyr verbs.")


@verb("group_map group_modify group_walk", ".data .f ...")
def _group_map(context: Context, data: Value, function: Value, dots: Any = ()) -> Value:
    names = group_names(data)
    found = []
    for row in group_rows(data, names):
        part = with_groups(sliced(with_groups(data, ()), row), ())
        rest = {name: column for name, column in columns_of(part).items() if name not in names}
        key = {name: column for name, column in columns_of(sliced(part, [0])).items() if name in names}
        values = [make_tibble(rest, len(row)), make_tibble(key, 1)]
        if not is_function(function):
            raise RError("`.f` must be a function.")
        found.append(call_function(context.it, function, values))
    return List(found)


@verb("group_keys n_groups", ".tbl")
def _group_keys(context: Context, data: Value) -> Value:
    names = group_names(data)
    rows = group_rows(data, names)
    if context.builtin.name == "n_groups":
        return intv([len(rows)])
    heads = np.array([row[0] for row in rows if len(row)], dtype=np.intp)
    return make_tibble({name: take_row_values(columns_of(data)[name], heads) for name in names}, len(rows))
