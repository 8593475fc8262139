"""data.frame, cbind, rbind, merge, with, subset, transform and their like. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.names import make_names
from rcompat.language.deparse import deparse
from rcompat.script.assignment import assign_dollar
from rcompat.script.calling import inside, plain
from rcompat.script.coercion import flag, is_factor, is_frame, strings, to_array
from rcompat.script.doors import frame_length
from rcompat.script.evaluator import evaluate, force
from rcompat.script.frame_indexing import select_columns, take_rows
from rcompat.script.frames import data_frame, make_frame
from rcompat.script.functions.grouped_data import with_groups_of
from rcompat.script.functions.language import scope_of
from rcompat.script.indexing import positions, take
from rcompat.script.machine import Context
from rcompat.script.matching import Given
from rcompat.script.model_parts import evaluated_in
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.values import Environment, List, Promise, Value, Vec, chr, intv, names_of

__all__: list[str] = []


def given_columns(context: Context, dots: Given) -> list[tuple[str | None, str, Value]]:
    """Arguments with their names, their text and their values."""
    found = []
    for name, promise in dots:
        value = force(context.it, promise)
        shown = deparse(plain(promise))[0] if isinstance(promise, Promise) else "V1"
        if is_record(value):
            from rcompat.script.doors import from_record
            from rcompat.script.record_parts import record_frame

            frame = record_frame(value)
            value = value if frame is None else from_record(frame)
        found.append((name, shown, value))
    return found


@builtin("data.frame", "... row.names check.rows check.names fix.empty.names stringsAsFactors", lazy="...")
def _data_frame(
    context: Context,
    dots: Any = (),
    row_names: Value = None,
    check_rows: Value = None,
    check_names: Value = None,
    fix: Value = None,
    factors: Value = None,
) -> Value:
    rows = None
    if (row_names is not None and isinstance(row_names, Vec) and len(row_names) > 1) or (
        isinstance(row_names, Vec) and row_names.kind == "character"
    ):
        rows = row_names
    return data_frame(
        given_columns(context, dots),
        check_names=check_names is None or flag(check_names),
        factors=factors is not None and flag(factors),
        rows=rows if rows is None or rows.kind == "integer" else chr(strings(rows)),
    )


@builtin("expand.grid", "... KEEP.OUT.ATTRS stringsAsFactors")
def _expand_grid(context: Context, dots: Any = (), keep: Value = None, factors: Value = None) -> Value:
    from rcompat.script.factors import make_factor

    if len(dots) == 1 and isinstance(dots[0][1], List):
        items = dots[0][1]
        dots = list(zip(names_of(items) or [None] * len(items.data), items.data, strict=True))
    sizes = [len(value) for _, value in dots]
    total = int(np.prod(sizes)) if sizes else 0
    columns, names = [], []
    step = 1
    for place, (name, value) in enumerate(dots):
        if isinstance(value, Vec) and value.kind == "character" and (factors is None or flag(factors)):
            value = make_factor(value, chr(dict.fromkeys(strings(value))))
        spots = np.tile(np.repeat(np.arange(sizes[place]), step), total // (step * sizes[place]) if total else 0)
        column = take(value, spots)
        column.attrs.pop("names", None)
        columns.append(column)
        names.append(name or f"Var{place + 1}")
        step *= sizes[place]
    result = make_frame(columns, names)
    if keep is None or flag(keep):
        dim = intv(sizes, {"names": chr(names)})
        labels = [
            chr(f"{name}={_grid_text(value, i)}" for i in range(len(value)))
            for name, (_, value) in zip(names, dots, strict=True)
        ]
        dimnames = List(list(labels), {"names": chr(names)})
        result.attrs["out.attrs"] = List([dim, dimnames], {"names": chr(["dim", "dimnames"])})
    return result


def _grid_text(value: Vec, place: int) -> str:
    from rcompat.script.functions.formatting import format_value

    if value.kind == "character" or is_factor(value):
        return str(strings(value)[place])
    return format_value(Vec(value.data))[place]


@builtin("with", "data expr ...", lazy="expr ...", generic=True)
def _with(context: Context, data: Value, expr: Any, dots: Any = ()) -> Value:
    env = scope_of(context.it, data, context.env)
    with inside(context.it, "with.default eval eval", "eval(substitute(expr), data, enclos = parent.frame())", env):
        return evaluate(context.it, plain(expr), env)


@builtin("within", "data expr ...", lazy="expr ...")
def _within(context: Context, data: Value, expr: Any, dots: Any = ()) -> Value:
    env = scope_of(context.it, data, context.env)
    before = dict(env.values)
    with inside(context.it, "within.data.frame eval eval", "eval(substitute(expr), e)", env):
        evaluate(context.it, plain(expr), env)
    context.it.visible = True
    result = data
    new = [name for name in env.values if name not in before]
    for name, value in env.values.items():
        if name in before and value is not before[name]:
            result = assign_dollar(result, name, value, None)
    for name in reversed(new):
        result = assign_dollar(result, name, env.values[name], None)
    for name in before:
        if name not in env.values:
            result = assign_dollar(result, name, None, None)
    return result


@builtin("transform", "_data ...", lazy="...")
def _transform(context: Context, data: Value, dots: Any = ()) -> Value:
    env = scope_of(context.it, data, context.env)
    with evaluated_in("eval(substitute(list(...)), `_data`, parent.frame())", "transform.data.frame", "eval", "eval"):
        values = [(name, evaluate(context.it, plain(promise), env)) for name, promise in dots]
    known = strings(data.attrs["names"])
    result = data
    if not all(name in known for name, _ in values):  # new columns: R makes another data frame
        bare = {"names": chr(make_names([str(name) for name in known], unique=True)), "class": chr(["data.frame"])}
        bare["row.names"] = data.attrs["row.names"]
        result = List(list(data.data), bare)
        values = [(name if name in known else make_names([str(name)])[0], value) for name, value in values]
    for name, value in values:
        result = assign_dollar(result, str(name), value, None)
    return result


@builtin("subset", "x subset select drop ...", lazy="subset select", generic=True)
def _subset(
    context: Context, x: Value, subset: Any = None, select: Any = None, drop: Value = None, dots: Any = ()
) -> Value:
    it = context.it
    if not is_frame(x):
        keep = to_array(force(it, subset), "logical")
        return take(x, np.flatnonzero(keep == 1))
    env = scope_of(it, x, context.env)
    result = x
    if subset is not None:
        with evaluated_in("eval(e, x, parent.frame())", "subset.data.frame", "eval", "eval"):
            keep = evaluate(it, plain(subset), env)
        if not isinstance(keep, Vec) or keep.kind != "logical":
            raise RError("'subset' must be logical")
        chosen = np.flatnonzero(np.resize(keep.data, frame_length(x)) == 1) if len(keep) else np.zeros(0, dtype=int)
        result = take_rows(x, chosen)
    names = strings(x.attrs["names"])
    if select is None:
        result = select_columns(result, np.arange(len(names)))
    else:
        places = Environment(context.env)
        for i, name in enumerate(names):
            places.values[str(name)] = intv([i + 1])
        wanted = evaluate(it, plain(select), places)
        result = select_columns(result, positions(wanted, len(names), names))
        labels = names_of(wanted)
        if labels is not None and any(labels):
            old = strings(result.attrs["names"])
            result.attrs["names"] = chr(new or name for new, name in zip(labels, old, strict=True))
    it.visible = True
    return with_groups_of(it, result, x)
