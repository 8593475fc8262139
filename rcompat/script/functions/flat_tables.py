"""ftable: contingency tables of several factors laid flat. R: stats::ftable."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.language.expressions import Call
from rcompat.script.coercion import is_frame, strings, to_array
from rcompat.script.functions.grouping import plus_parts
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, Vec, chr, intv

__all__: list[str] = []


def _table_of(context: Context, dots: Any, names: list[str] | None = None) -> Value:
    first = dots[0][1]
    if len(dots) == 1 and isinstance(first, Vec) and "dim" in first.attrs:
        return first
    if len(dots) == 1 and is_frame(first):
        dots = list(zip(strings(first.attrs["names"]), first.data, strict=True))
    return context.it.base.values["table"].run(context, dots)


def _axes(chosen: Value, titles: list[str]) -> list[int]:
    if chosen.kind == "character":
        return [titles.index(str(name)) for name in strings(chosen)]
    return [int(place) - 1 for place in to_array(chosen, "integer").tolist()]


@builtin("ftable", "... exclude row.vars col.vars data", generic=True)
def _ftable(
    context: Context,
    dots: Any = (),
    exclude: Value = None,
    row_vars: Value = None,
    col_vars: Value = None,
    data: Value = None,
) -> Value:
    first = dots[0][1]
    if isinstance(first, Language):
        return _from_formula(context, first, data if data is not None else dots[1][1])
    table = _table_of(context, dots)
    titles = _titles(table)
    every = list(range(len(titles)))
    if col_vars is not None:
        columns = _axes(col_vars, titles)
        rows = _axes(row_vars, titles) if row_vars is not None else [axis for axis in every if axis not in columns]
    elif row_vars is not None:
        rows = _axes(row_vars, titles)
        columns = [axis for axis in every if axis not in rows]
    else:
        rows, columns = every[:-1], every[-1:]
    return _flat(table, rows, columns)


def _titles(table: Vec) -> list[str]:
    names = table.attrs["dimnames"].attrs.get("names")
    return [""] * len(table.attrs["dim"]) if names is None else [str(name) for name in strings(names)]


def _from_formula(context: Context, formula: Language, data: Value) -> Value:
    assert isinstance(formula.expr, Call)
    left, right = ([str(getattr(part, "name", "")) for part in plus_parts(a.value)] for a in formula.expr.arguments)
    if is_frame(data):
        names = [str(name) for name in strings(data.attrs["names"])]
        chosen = [(name, data.data[names.index(name)]) for name in (*right, *left)]
        table = context.it.base.values["table"].run(context, chosen)
    else:
        table = data
    titles = _titles(table)
    return _flat(table, [titles.index(name) for name in right], [titles.index(name) for name in left])


def _flat(table: Vec, rows: list[int], columns: list[int]) -> Vec:
    shape = tuple(table.attrs["dim"].data.tolist())
    cells = table.data.reshape(shape, order="F")
    others = tuple(axis for axis in range(len(shape)) if axis not in (*rows, *columns))
    if others:
        cells = cells.sum(axis=others)
        left = [axis for axis in range(len(shape)) if axis not in others]
        places = [left.index(axis) for axis in (*rows, *columns)]
    else:
        places = [*rows, *columns]
    cells = np.transpose(cells, places)
    sizes = [int(np.prod([shape[axis] for axis in axes])) for axes in (rows, columns)]
    # The last of the row variables varies fastest, as does the last of the column variables.
    flat = cells.reshape(sizes, order="C")
    labels, titles = table.attrs["dimnames"].data, _titles(table)

    def variables(axes: list[int]) -> List:
        return List([labels[axis] for axis in axes], {"names": chr([titles[axis] for axis in axes])})

    attrs = {"dim": intv(sizes), "class": chr(["ftable"])}
    return Vec(flat.ravel(order="F"), {**attrs, "row.vars": variables(rows), "col.vars": variables(columns)})


def _levels(variables: List) -> tuple[list[str], list[list[str]]]:
    titles = [str(name) for name in strings(variables.attrs["names"])]
    return titles, [[str(level) for level in strings(item)] for item in variables.data]


def _label_rows(levels: list[list[str]]) -> list[list[str]]:
    """One row of labels for each combination; a label stands only where it begins."""
    sizes = [len(words) for words in levels]
    rows = []
    for number in range(int(np.prod(sizes)) if sizes else 1):
        row, rest, inner = [], number, number
        for place, words in enumerate(levels):
            below = int(np.prod(sizes[place + 1 :]))
            row.append(words[rest // below] if inner % below == 0 else "")
            rest %= below
            inner %= below if below else 1
        rows.append(row)
    return rows


@builtin("print.ftable format.ftable", "x digits ...")
def _print_ftable(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    row_titles, row_levels = _levels(x.attrs["row.vars"])
    column_titles, column_levels = _levels(x.attrs["col.vars"])
    rows, columns = _label_rows(row_levels), _label_rows(column_levels)
    n, k = x.attrs["dim"].data.tolist()
    from rcompat.script.functions.formatting import format_value

    texts = format_value(Vec(x.data))
    body = [[texts[j * n + i] for j in range(k)] for i in range(n)]
    width = len(row_titles)
    grid: list[list[str]] = []
    for place, title in enumerate(column_titles):
        left = [""] * (width - 1) + [] if place < len(column_titles) - 1 else [""] * (width - 1)
        grid.append([*left, "", title, *[labels[place] for labels in columns]])
    grid.append([*row_titles, "", *[""] * k])
    grid += [[*labels, "", *cells] for labels, cells in zip(rows, body, strict=True)]
    _write_grid(context, grid, width + 1)
    context.it.visible = False
    return x


def _write_grid(context: Context, grid: list[list[str]], n_left: int) -> None:
    """Labels to the left, numbers to the right, under headings that stand left."""
    widths = [max(len(row[j]) for row in grid) for j in range(len(grid[0]))]
    for row in grid:
        cells = [
            text.ljust(width) if j < n_left else text.rjust(width)
            for j, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        context.it.out(" ".join(cells) + "\n")
