"""split, tapply, aggregate, by, ave, cut's tables. R: base, stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Symbol
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import flag, is_factor, is_frame, strings
from rcompat.script.doors import frame_length
from rcompat.script.evaluator import evaluate
from rcompat.script.factors import level_words, make_factor
from rcompat.script.frame_indexing import select_columns, take_rows
from rcompat.script.frames import make_frame
from rcompat.script.functions.applying import simplified
from rcompat.script.functions.grouped_data import with_groups_of
from rcompat.script.functions.language import function_of, scope_of
from rcompat.script.indexing import take
from rcompat.script.machine import Context
from rcompat.script.model_parts import model_part
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, Vec, chr, intv, names_of

__all__ = ["as_groups", "cell_codes", "plus_parts"]


def as_groups(by: Value) -> tuple[list[Vec], list[str]]:
    """Grouping factors and their names."""
    if isinstance(by, List) and not is_factor(by):
        names = [str(name or "") for name in names_of(by) or [""] * len(by.data)]
        return [item if is_factor(item) else make_factor(item) for item in by.data], names
    return [by if is_factor(by) else make_factor(by)], [""]


def cell_codes(groups: list[Vec]) -> tuple[Any, list[int]]:
    """Cell number (from 0, -1 NA) of every row, first factor fastest; and the numbers of levels."""
    sizes = [len(group.attrs["levels"]) for group in groups]
    codes = np.zeros(len(groups[0]), dtype=np.intp)
    step = 1
    bad = np.zeros(len(codes), dtype=bool)
    for group, size in zip(groups, sizes, strict=True):
        bad |= group.data == NA_INTEGER
        codes += (group.data.astype(np.intp) - 1) * step
        step *= size
    codes[bad] = -1
    return codes, sizes


@builtin("tapply", "X INDEX FUN ... default simplify")
def _tapply(
    context: Context,
    x: Value,
    index: Value,
    fun: Value = None,
    dots: Any = (),
    default: Value = None,
    simplify: Value = None,
) -> Value:
    groups, names = as_groups(index)
    if any(len(group) != len(x) for group in groups):
        raise RError("arguments must have same length")
    codes, sizes = cell_codes(groups)
    total = int(np.prod(sizes))
    if fun is None:
        return intv(np.where(codes < 0, NA_INTEGER, codes + 1))
    function = function_of(context, fun)
    values, labels = [v for _, v in dots], [n for n, _ in dots]
    cells: list[Value] = [None] * total
    filled = [False] * total
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(total + 1))
    for cell in range(total):
        rows = order[starts[cell] : starts[cell + 1]]
        if len(rows):
            cells[cell] = call_function(
                context.it, function, [take(x, rows), *values], [None, *labels], form="FUN(X[[i]], ...)"
            )
            filled[cell] = True
    dimnames = List([group.attrs["levels"] for group in groups], {"names": chr(names)} if any(names) else {})
    attrs: dict[str, Value] = {"dim": intv(sizes), "dimnames": dimnames}
    known = [cell for cell, ok in zip(cells, filled, strict=True) if ok]
    if (simplify is None or flag(simplify)) and known and all(isinstance(c, Vec) and len(c) == 1 for c in known):
        return Vec(_joined_cells(cells, default), attrs)
    return List(cells, attrs)


def _joined_cells(cells: list[Value], default: Value) -> Any:
    """Single numbers of the cells as an array, the empty ones filled with NA."""
    from rcompat.script.functions.combining import unlisted

    bare = [Vec(cell.data) if cell is not None else None for cell in cells]
    joined = unlisted(List([cell for cell in bare if cell is not None]))
    fill = take(joined, np.array([-1])) if default is None else default
    return unlisted(List([cell if cell is not None else Vec(fill.data) for cell in bare])).data


@builtin("split split.default split.data.frame", "x f drop sep lex.order ...", generic=True)
def _split(
    context: Context,
    x: Value,
    f: Value,
    drop: Value = None,
    sep: Value = None,
    lex_order: Value = None,
    dots: Any = (),
) -> Value:
    if isinstance(f, Language):
        env = scope_of(context.it, x, context.env)
        rhs = f.expr.arguments[-1].value  # type: ignore[union-attr]
        f = List([evaluate(context.it, expr, env) for expr in plus_parts(rhs)])
    groups, _ = as_groups(f)
    if len(groups) > 1:
        from rcompat.design.functions_factor import cross_factors
        from rcompat.script.doors import from_record, to_record

        mark = "." if sep is None else str(sep.data[0])
        group = from_record(cross_factors([to_record(g) for g in groups], mark, False))
    else:
        group = groups[0]
    levels = level_words(group)
    n = frame_length(x) if is_frame(x) else len(x)
    codes = group.data if len(group) == n else np.resize(group.data, n)
    items, names = [], []
    for place, level in enumerate(levels):
        rows = np.flatnonzero(codes == place + 1)
        if drop is not None and flag(drop) and not len(rows):
            continue
        items.append(with_groups_of(context.it, take_rows(x, rows), x) if is_frame(x) else take(x, rows))
        names.append(level)
    return List(items, {"names": chr(names)})


def plus_parts(expr: Any) -> list[Any]:
    """The terms of a sum of variables, from left to right."""
    if isinstance(expr, Call) and expr.name in ("+", ":", "*") and len(expr.arguments) == 2:
        return [*plus_parts(expr.arguments[0].value), *plus_parts(expr.arguments[1].value)]
    return [expr]


@builtin("unsplit", "value f")
def _unsplit(context: Context, value: Value, f: Value) -> Value:
    from rcompat.script.functions.binding import stack_frames
    from rcompat.script.functions.combining import combine

    group = f if is_factor(f) else make_factor(f)
    order = np.argsort(group.data, kind="stable")
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order))
    if is_frame(value.data[0]):
        return take_rows(stack_frames(value.data), places)
    return take(combine([(None, item) for item in value.data]), places)


@builtin("by", "data INDICES FUN ...")
def _by(context: Context, data: Value, indices: Value, fun: Value, dots: Any = ()) -> Value:
    groups, names = as_groups(indices)
    codes, sizes = cell_codes(groups)
    values, labels = [v for _, v in dots], [n for n, _ in dots]
    cells = []
    for cell in range(int(np.prod(sizes))):
        rows = np.flatnonzero(codes == cell)
        part = take_rows(data, rows) if is_frame(data) else take(data, rows)
        cells.append(
            call_function(
                context.it, function_of(context, fun), [part, *values], [None, *labels], "FUN(data[x, , drop = FALSE])"
            )
            if len(rows)
            else None
        )
    if not any(names):
        shown = plain(context.promises[1][1])
        from rcompat.language.deparse import deparse

        names = [deparse(shown)[0]]
    dimnames = List([group.attrs["levels"] for group in groups], {"names": chr(names)})
    attrs: dict[str, Value] = {
        "dim": intv(sizes),
        "dimnames": dimnames,
        "call": Language(plain(context.call)),
        "class": chr(["by"]),
    }
    if all(isinstance(cell, Vec) and len(cell) == 1 for cell in cells):
        joined = simplified(List([Vec(cell.data) for cell in cells if cell is not None]))
        return Vec(joined.data, attrs)
    return List(cells, attrs)


@builtin("print.by", "x ...")
def _print_by(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import autoprint

    it = context.it
    from rcompat.base.options import get_options

    levels = [strings(item) for item in x.attrs["dimnames"].data]
    titles = strings(x.attrs["dimnames"].attrs["names"])
    sizes = x.attrs["dim"].data.tolist()
    for place in range(len(x.data)):
        rest = place
        for title, words, size in zip(titles, levels, sizes, strict=True):
            it.out(f"{title}: {words[rest % size]}\n")
            rest //= size
        item = x.data[place] if isinstance(x, List) else Vec(x.data[place : place + 1])
        autoprint(it, item)
        if place < len(x.data) - 1:
            width = int(0.75 * get_options().width)
            it.out("-" * width + " \n")
    it.visible = False
    return x


@builtin("ave", "x ... FUN")
def _ave(context: Context, x: Value, dots: Any = (), fun: Value = None) -> Value:
    function = context.it.base.values["mean"] if fun is None else function_of(context, fun)
    if dots:
        codes, _ = cell_codes([value if is_factor(value) else make_factor(value) for _, value in dots])
    else:
        codes = np.zeros(len(x), dtype=np.intp)
    data = None
    for cell in np.unique(codes):
        rows = np.flatnonzero(codes == cell)
        found = call_function(context.it, function, [take(x, rows)], form="FUN(X[[i]], ...)")
        if data is None:
            data = x.data.astype(np.result_type(x.data, found.data)) if x.kind != "character" else x.data.copy()
        data[rows] = np.resize(found.data, len(rows))
    return Vec(data, dict(x.attrs))


@builtin("aggregate", "x by FUN ... data simplify drop subset na.action", lazy="subset na.action", generic=True)
def _aggregate(
    context: Context,
    x: Value,
    by: Value = None,
    fun: Value = None,
    dots: Any = (),
    data: Value = None,
    simplify: Value = None,
    drop: Value = None,
    subset: Any = None,
    na_action: Any = None,
) -> Value:
    if isinstance(by, Language) or isinstance(x, Language):
        formula, frame = (x, data if data is not None else by) if isinstance(x, Language) else (by, x)
        if not isinstance(formula, Language):
            raise RError("'formula' must be a formula")
        keeps = isinstance(plain(na_action), Symbol) and plain(na_action).name == "na.pass"
        return _formula_aggregate(context, formula, frame, fun, dots, (subset, keeps))
    if not isinstance(by, List):
        raise RError("'by' must be a list")
    names = [name or f"Group.{i + 1}" for i, name in enumerate(names_of(by) or [""] * len(by.data))]
    frame = x if is_frame(x) else make_frame([x], ["x"])
    return _aggregated(context, frame, list(by.data), names, fun, dots)


def _formula_aggregate(context: Context, formula: Language, data: Value, fun: Value, dots: Any, rows: Any) -> Value:
    from rcompat.script.functions.summaries import complete_cases

    it = context.it
    left, right = (argument.value for argument in formula.expr.arguments)  # type: ignore[union-attr]
    subset, keeps_missing = rows
    if subset is not None:
        keep = evaluate(it, plain(subset), scope_of(it, data, context.env))
        data = take_rows(data, np.flatnonzero(keep.data == 1))
    env = scope_of(it, data, formula.attrs.get(".Environment") or context.env)
    columns = [str(name) for name in strings(data.attrs["names"])]
    by_exprs = plus_parts(right)
    left_parts, names = _left_parts(left)
    if by_exprs == [Symbol(".")]:
        used = {getattr(part, "name", None) for part in left_parts}
        by_exprs = [Symbol(name) for name in columns if name not in used]
    if left_parts == [Symbol(".")]:
        used = {getattr(part, "name", None) for part in by_exprs}
        names = [name for name in columns if name not in used]
        left_parts = [Symbol(name) for name in names]
    values = [model_part(context, part, env) for part in left_parts]
    if by_exprs and getattr(by_exprs[0], "value", None) in (1.0,):
        groups: list[Value] = []
        group_names: list[str] = []
    else:
        groups = [model_part(context, expr, env) for expr in by_exprs]
        group_names = [deparse(_bare(expr))[0] for expr in by_exprs]
    frame = make_frame([*values, *groups], [*names, *group_names])
    if not keeps_missing:
        known = np.flatnonzero(complete_cases(context, [(None, frame)]).data == 1)
        frame = take_rows(frame, known)
    count = len(values)
    picked = select_columns(frame, np.arange(count))
    return _aggregated(context, picked, frame.data[count:], group_names, fun, dots)


def _bare(expr: Any) -> Any:
    """An expression without the brackets around it."""
    while isinstance(expr, Call) and expr.name == "(":
        expr = expr.arguments[0].value
    return expr


def _left_parts(left: Any) -> tuple[list[Any], list[str]]:
    """The responses, and the names of their columns: as `cbind` names them, or the response's own text."""
    if not (isinstance(left, Call) and left.name == "cbind"):
        return [left], [deparse(left)[0]]
    parts = [argument.value for argument in left.arguments]
    given = [argument.name or getattr(argument.value, "name", None) for argument in left.arguments]
    return parts, [
        str(name) if isinstance(part, Symbol) or argument.name else f"V{i + 1}"
        for i, (part, name, argument) in enumerate(zip(parts, given, left.arguments, strict=True))
    ]


def _aggregated(context: Context, frame: List, groups: list[Value], names: list[str], fun: Value, dots: Any) -> List:
    """One row for each combination of groups that occurs, the first group varying fastest."""
    factors = [group if is_factor(group) else make_factor(group) for group in groups]
    codes, _ = cell_codes(factors) if factors else (np.zeros(frame_length(frame), dtype=np.intp), [1])
    present = np.unique(codes[codes >= 0])
    rows = [np.flatnonzero(codes == cell) for cell in present]
    first = np.array([part[0] for part in rows], dtype=np.intp)
    columns: list[Value] = [take(group, first) for group in groups]
    function = function_of(context, fun)
    extra, labels = [v for _, v in dots], [n for n, _ in dots]
    for column in frame.data:
        cells = [
            call_function(context.it, function, [take(column, part), *extra], [None, *labels], form="FUN(X[[i]], ...)")
            for part in rows
        ]
        columns.append(_cells_column(cells))
    return make_frame(columns, [*names, *[str(name) for name in strings(frame.attrs["names"])]])


def _cells_column(cells: list[Value]) -> Value:
    sizes = {len(cell) if isinstance(cell, Vec) else -1 for cell in cells}
    if sizes == {1}:
        from rcompat.script.functions.combining import combine

        joined = combine([(None, cell if is_factor(cell) else Vec(cell.data)) for cell in cells])
        if "names" in joined.attrs:
            del joined.attrs["names"]
        return joined
    if len(sizes) == 1 and -1 not in sizes:
        names = names_of(cells[0])
        data = np.array([cell.data for cell in cells])
        labels = None if names is None else List([None, chr(names)])
        attrs: dict[str, Value] = {"dim": intv(data.shape)}
        if labels is not None:
            attrs["dimnames"] = labels
        return Vec(data.ravel(order="F"), attrs)
    return List(cells)


@builtin("rowsum", "x group reorder ...")
def _rowsum(context: Context, x: Value, group: Value, reorder: Value = None, dots: Any = ()) -> Value:
    factor = group if is_factor(group) else make_factor(group)
    levels = level_words(factor)
    from rcompat.script.frames import as_matrix

    table = as_matrix(x)
    values = table.data.reshape(tuple(table.attrs["dim"].data), order="F")
    sums = np.array([values[factor.data == i + 1].sum(axis=0) for i in range(len(levels))])
    dimnames = table.attrs.get("dimnames")
    attrs: dict[str, Value] = {
        "dim": intv(sums.shape),
        "dimnames": List([chr(levels), None if dimnames is None else dimnames.data[1]]),
    }
    return Vec(sums.ravel(order="F"), attrs)
