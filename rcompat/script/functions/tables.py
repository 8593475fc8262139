"""table, xtabs, prop.table, addmargins, ftable-free, cut's companions. R: base, stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER
from rcompat.language.expressions import Argument, Call, Symbol
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import coerce, flag, is_factor, is_frame, string, strings, to_array
from rcompat.script.evaluator import evaluate, force
from rcompat.script.factors import level_words, make_factor
from rcompat.script.frames import make_frame
from rcompat.script.functions.grouping import cell_codes, plus_parts
from rcompat.script.functions.language import function_of, scope_of
from rcompat.script.machine import Context
from rcompat.script.model_parts import model_part
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, Vec, chr, dbl, intv, names_of

__all__ = ["table_frame"]


def _counted(factors: list[Vec], names: list[str]) -> Vec:
    codes, sizes = cell_codes(factors)
    counts = np.bincount(codes[codes >= 0], minlength=int(np.prod(sizes))).astype(np.int32)
    dimnames = List([factor.attrs["levels"] for factor in factors], {"names": chr(names)})
    return intv(counts, {"dim": intv(sizes), "dimnames": dimnames, "class": chr(["table"])})


@builtin("table", "... exclude useNA dnn deparse.level", lazy="...")
def _table(
    context: Context,
    dots: Any = (),
    exclude: Value = None,
    use_na: Value = None,
    dnn: Value = None,
    deparse_level: Value = None,
) -> Value:
    it = context.it
    values, names = [], []
    for name, promise in dots:
        value = force(it, promise)
        expr = plain(promise)
        if isinstance(value, List):
            values += list(value.data)
            names += [str(text or "") for text in names_of(value) or [""] * len(value.data)]
            continue
        values.append(value)
        names.append(name or (expr.name if isinstance(expr, Symbol) else ""))
    if dnn is not None:
        names = [str(text) for text in strings(dnn)]
    if not values:
        raise RError("nothing to tabulate")
    if len({len(value) for value in values}) > 1:
        raise RError("all arguments must have the same length")
    when = "no" if use_na is None else string(use_na)
    if exclude is None and any(name == "exclude" for name, _ in context.promises):
        when = "ifany"
    factors = [_with_na(value if is_factor(value) else make_factor(value), when) for value in values]
    return _counted(factors, names)


def _with_na(factor: Vec, when: str) -> Vec:
    gone = factor.data == NA_INTEGER
    if when == "no" or (when == "ifany" and not gone.any()):
        return factor
    levels = [*level_words(factor), None]
    return Vec(np.where(gone, len(levels), factor.data).astype(np.int32), {**factor.attrs, "levels": chr(levels)})


@builtin("tabulate", "bin nbins")
def _tabulate(context: Context, bin_: Value, nbins: Value = None) -> Value:
    codes = to_array(Vec(bin_.data), "integer")
    n = max(1, int(codes.max(initial=0))) if nbins is None else int(nbins.data[0])
    good = codes[(codes > 0) & (codes <= n)]
    return intv(np.bincount(good - 1, minlength=n))


@builtin("xtabs", "formula data subset ...", lazy="subset")
def _xtabs(context: Context, formula: Value, data: Value = None, subset: Any = None, dots: Any = ()) -> Value:
    it = context.it
    env = scope_of(it, data, context.env)
    parts = formula.expr.arguments
    exprs = plus_parts(parts[-1].value)
    from rcompat.language.deparse import deparse

    values = [model_part(context, expr, env) for expr in exprs]
    keep = np.ones(len(values[0]), dtype=bool)
    if subset is not None:
        keep = evaluate(it, plain(subset), env).data == 1
    factors = [value if is_factor(value) else make_factor(value) for value in values]
    names = [deparse(expr)[0] for expr in exprs]
    factors = [Vec(np.where(keep, f.data, NA_INTEGER).astype(np.int32), f.attrs) for f in factors]
    result = _counted(factors, names)
    if len(parts) == 2:
        weights = to_array(model_part(context, parts[0].value, env), "double")
        codes, sizes = cell_codes(factors)
        known = codes >= 0
        sums = np.bincount(codes[known], weights=weights[known], minlength=int(np.prod(sizes)))
        left = evaluate(it, parts[0].value, env)
        result = Vec(sums if left.kind == "double" else sums.astype(np.int32), result.attrs)
    result.attrs["class"] = chr(["xtabs", "table"])
    call = plain(context.call)
    first, *rest = call.arguments
    if first.name is None:
        call = Call(call.function, (Argument(first.value, "formula"), *rest))
    if len(rest) and rest[0].name is None:
        call = Call(call.function, (call.arguments[0], Argument(rest[0].value, "data"), *rest[1:]))
    result.attrs["call"] = Language(call)
    return result


@builtin("print.xtabs", "x ...")
def _print_xtabs(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    attrs = {name: item for name, item in x.attrs.items() if name != "call"}
    print_value(context.it, Vec(x.data, {**attrs, "class": chr(["table"])}), dots)
    context.it.visible = False
    return x


@builtin("prop.table proportions", "x margin")
def _prop_table(context: Context, x: Value, margin: Value = None) -> Value:
    values = coerce(x.data, "double")
    attrs = {name: item for name, item in x.attrs.items() if name != "call"}
    if margin is None or "dim" not in x.attrs:
        return dbl(values / values.sum(), attrs)
    cube = values.reshape(tuple(x.attrs["dim"].data), order="F")
    rest = tuple(axis for axis in range(cube.ndim) if axis + 1 not in to_array(margin, "integer"))
    with np.errstate(all="ignore"):
        return dbl((cube / cube.sum(axis=rest, keepdims=True)).ravel(order="F"), attrs)


@builtin("margin.table marginSums", "x margin")
def _margin_table(context: Context, x: Value, margin: Value = None) -> Value:
    cube = x.data.reshape(tuple(x.attrs["dim"].data), order="F")
    if margin is None:
        return Vec(np.array([cube.sum()], dtype=x.data.dtype))
    axes = [int(axis) - 1 for axis in to_array(margin, "integer")]
    rest = tuple(axis for axis in range(cube.ndim) if axis not in axes)
    sums = cube.sum(axis=rest).astype(x.data.dtype)
    old = x.attrs["dimnames"]
    titles = strings(old.attrs["names"]) if "names" in old.attrs else None
    attrs = {} if titles is None else {"names": chr(titles[axis] for axis in axes)}
    dimnames = List([old.data[axis] for axis in axes], attrs)
    return Vec(sums.ravel(order="F"), {"dim": intv(sums.shape), "dimnames": dimnames, "class": chr(["table"])})


@builtin("addmargins", "A margin FUN quiet")
def _addmargins(context: Context, a: Value, margin: Value = None, fun: Value = None, quiet: Value = None) -> Value:
    cube = a.data.reshape(tuple(a.attrs["dim"].data), order="F")
    axes = range(cube.ndim) if margin is None else [int(axis) - 1 for axis in to_array(margin, "integer")]
    old = a.attrs["dimnames"]
    labels = list(old.data)
    for axis in axes:
        cube = np.concatenate([cube, cube.sum(axis=axis, keepdims=True)], axis=axis)
        labels[axis] = chr([*strings(labels[axis]), "Sum"])
    data = cube.ravel(order="F").astype(a.data.dtype)
    return Vec(data, {"dim": intv(cube.shape), "dimnames": List(labels, dict(old.attrs)), "class": chr(["table"])})


def table_frame(table: Vec, response: Value = None, factors: bool = True) -> List:
    """A table as a data frame: one row per cell.

    R: base::as.data.frame.table.
    """
    sizes = table.attrs["dim"].data.tolist()
    dimnames = table.attrs["dimnames"]
    titles = strings(dimnames.attrs.get("names")) if "names" in dimnames.attrs else [""] * len(sizes)
    total = len(table.data)
    columns: list[Value] = []
    names: list[str] = []
    step = 1
    for axis, size in enumerate(sizes):
        words = chr(strings(dimnames.data[axis]))
        codes = np.tile(np.repeat(np.arange(size), step), total // (step * size) if total else 0)
        labels = Vec(words.data[codes])
        columns.append(make_factor(labels, words) if factors else labels)
        names.append(titles[axis] or f"Var{axis + 1}")
        step *= size
    columns.append(Vec(table.data))
    names.append("Freq" if response is None else string(response))
    return make_frame(columns, names)


@builtin("as.table", "x ...")
def _as_table(context: Context, x: Value, dots: Any = ()) -> Value:
    attrs = dict(x.attrs)
    if "dim" not in attrs:
        names = attrs.pop("names", None)
        attrs["dim"] = intv([len(x)])
        attrs["dimnames"] = List([names if names is not None else chr("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(x)])])
    elif attrs.get("dimnames") is None:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        attrs["dimnames"] = List([chr(letters[:size]) for size in attrs["dim"].data.tolist()])
    attrs["class"] = chr(["table"])
    return Vec(x.data, attrs)


@builtin("findInterval", "x vec rightmost.closed all.inside left.open")
def _find_interval(
    context: Context, x: Value, vec: Value, rightmost: Value = None, all_inside: Value = None, left_open: Value = None
) -> Value:
    edges = to_array(vec, "double")
    values = to_array(x, "double")
    side: Any = "left" if left_open is not None and flag(left_open) else "right"
    found = np.searchsorted(edges, values, side=side)
    if rightmost is not None and flag(rightmost):
        found = np.where(values == edges[-1], len(edges) - 1, found)
    if all_inside is not None and flag(all_inside):
        found = np.clip(found, 1, len(edges) - 1)
    return intv(found)


@builtin("sweep", "x MARGIN STATS FUN check.margin ...")
def _sweep(
    context: Context, x: Value, margin: Value, stats: Value, fun: Value = None, check: Value = None, dots: Any = ()
) -> Value:
    from rcompat.script.arithmetic import operate
    from rcompat.script.frames import as_matrix

    table = as_matrix(x) if is_frame(x) else x
    shape = tuple(int(n) for n in table.attrs["dim"].data)
    axes = [int(axis) - 1 for axis in to_array(margin, "integer")]
    target = [1] * len(shape)
    for axis in axes:
        target[axis] = shape[axis]
    spread = np.broadcast_to(stats.data.reshape(target, order="F"), shape).ravel(order="F")
    other = Vec(np.ascontiguousarray(spread), {"dim": table.attrs["dim"]})
    if fun is None:
        return operate("-", table, other)
    return call_function(context.it, function_of(context, fun), [table, other])
