"""Distances and norms of matrices, adjusted p values, runs and summaries of tables. R: base, stats."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.rounding import round_half, signif_one
from rcompat.language.deparse import deparse_one
from rcompat.maths.distributions import pchisq
from rcompat.script.calling import plain
from rcompat.script.coercion import flag, number, string, strings, to_array
from rcompat.script.frames import as_matrix, matrix_of
from rcompat.script.functions.count_tests import chisq_of_table
from rcompat.script.indexing import dollar, take
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, chr, dbl, intv, lgl, make_list, names_of

__all__: list[str] = []

_METHODS = ("holm", "hochberg", "hommel", "bonferroni", "BH", "BY", "fdr", "none")


def _table(x: Value) -> Any:
    table = as_matrix(x) if isinstance(x, List) or "dim" not in x.attrs else x
    return to_array(table, "double").reshape(tuple(table.attrs["dim"].data), order="F")


@builtin("norm", "x type")
def _norm(context: Context, x: Value, type_: Value = None) -> Value:
    """One, infinity, Frobenius, maximum or spectral norm."""
    table, kind = _table(x), "O" if type_ is None else string(type_).upper()
    if kind in ("O", "1"):
        found = np.abs(table).sum(axis=0).max()
    elif kind == "I":
        found = np.abs(table).sum(axis=1).max()
    elif kind in ("F", "E"):
        found = math.sqrt(float((table**2).sum()))
    elif kind == "M":
        found = np.abs(table).max()
    else:
        found = np.linalg.svd(table, compute_uv=False)[0]
    return dbl([float(found)])


@builtin("mahalanobis", "x center cov inverted ...")
def _mahalanobis(
    context: Context, x: Value, center: Value, cov: Value, inverted: Value = None, dots: Any = ()
) -> Value:
    """Squared distances from a centre."""
    points = to_array(x, "double")[None, :] if "dim" not in x.attrs and not isinstance(x, List) else _table(x)
    centred = points - to_array(center, "double")
    inverse = _table(cov) if inverted is not None and flag(inverted) else np.linalg.inv(_table(cov))
    return dbl((centred @ inverse * centred).sum(axis=1))


@builtin("dist", "x method diag upper p")
def _dist(
    context: Context, x: Value, method: Value = None, diag: Value = None, upper: Value = None, p: Value = None
) -> Value:
    """Distances between the rows of a matrix."""
    table, kind = _table(x), "euclidean" if method is None else string(method)
    n = len(table)
    measures = {
        "euclidean": lambda d: math.sqrt(float((d**2).sum())),
        "manhattan": lambda d: float(np.abs(d).sum()),
        "maximum": lambda d: float(np.abs(d).max()),
        "minkowski": lambda d: float((np.abs(d) ** number(p)).sum() ** (1 / number(p))) if p is not None else 0.0,
    }
    if kind not in measures:
        raise RError("invalid distance method")
    found = [measures[kind](table[i] - table[j]) for j in range(n) for i in range(j + 1, n)]
    attrs: dict[str, Value] = {"Size": intv([n])}
    dimnames = (as_matrix(x) if isinstance(x, List) else x).attrs.get("dimnames")
    if dimnames is not None and dimnames.data[0] is not None:
        attrs["Labels"] = dimnames.data[0]
    attrs |= {"Diag": diag or lgl([0]), "Upper": upper or lgl([0]), "method": chr([kind])}
    return dbl(found, {**attrs, "call": Language(plain(context.call)), "class": chr(["dist"])})


@builtin("print.dist", "x ...")
def _print_dist(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    n = int(x.attrs["Size"].data[0])
    labels = strings(x.attrs["Labels"]) if "Labels" in x.attrs else [str(i + 1) for i in range(n)]
    words = iter(format_doubles(x.data))
    cells = np.full((n, n), "", dtype=object)
    for j in range(n):
        for i in range(j + 1, n):
            cells[i, j] = next(words)
    shown = matrix_of(cells[1:, :-1], chr(labels[1:]), chr(labels[:-1]))
    print_value(context.it, shown, [("quote", lgl([0])), ("right", lgl([1]))])
    context.it.visible = False
    return x


def _adjusted(p: Any, method: str, n: int) -> Any:
    m = len(p)
    if method == "bonferroni":
        return np.minimum(1.0, n * p)
    if method == "holm":
        order = np.argsort(p, kind="stable")
        found = np.minimum(1.0, np.maximum.accumulate((n - np.arange(m)) * p[order]))
    elif method in ("hochberg", "BH", "fdr", "BY"):
        order = np.argsort(-p, kind="stable")
        places = np.arange(m, 0, -1)
        factor: Any = n - places + 1.0 if method == "hochberg" else n / places
        if method == "BY":
            factor = factor * (1 / np.arange(1, n + 1)).sum()
        found = np.minimum(1.0, np.minimum.accumulate(factor * p[order]))
    else:
        return p
    result = np.empty(m)
    result[order] = found
    return result


@builtin("p.adjust", "p method n")
def _p_adjust(context: Context, p: Value, method: Value = None, n: Value = None) -> Value:
    """P values for several tests."""
    word = "holm" if method is None else string(method)
    if word == "hommel" or word not in _METHODS:
        raise RError("'arg' should be one of " + ", ".join(f"“{name}”" for name in _METHODS))
    values = to_array(p, "double").copy()
    known = ~np.isnan(values)
    count = int(known.sum()) if n is None else int(number(n))
    if count > 1:
        values[known] = _adjusted(values[known], word, count)
    return dbl(values, {"names": p.attrs["names"]} if "names" in p.attrs else {})


@builtin("inverse.rle", "x ...")
def _inverse_rle(context: Context, x: Value, dots: Any = ()) -> Value:
    values = dollar(x, "values")
    return take(values, np.repeat(np.arange(len(values)), dollar(x, "lengths").data))


@builtin("summary.table", "object ...")
def _summary_table(context: Context, object_: Value, dots: Any = ()) -> Value:
    """Number of cases and the test of independence."""
    dim = object_.attrs["dim"].data
    cases = to_array(object_, "double").sum()
    parts: dict[str, Value] = {"n.vars": intv([len(dim)]), "n.cases": dbl([cases])}
    if len(dim) == 2:
        statistic, df, expected = chisq_of_table(_table(object_))
        parts["statistic"], parts["parameter"] = dbl([statistic]), dbl([df])
        parts["approx.ok"] = lgl([int((expected >= 5).all())])
        parts["p.value"] = dbl([float(pchisq(statistic, df, lower_tail=False))])
    if "call" in object_.attrs:
        parts["call"] = object_.attrs["call"]
    found = make_list(parts)
    found.attrs["class"] = chr(["summary.table"])
    return found


@builtin("print.summary.table", "x ...")
def _print_summary_table(context: Context, x: Value, dots: Any = ()) -> Value:
    out = context.it.out
    call = dollar(x, "call")
    if call is not None:
        out(f"Call: {deparse_one(call.expr)}\n")
    out(f"Number of cases in table: {format_doubles(dollar(x, 'n.cases').data)[0]} \n")
    out(f"Number of factors: {dollar(x, 'n.vars').data[0]} \n")
    statistic = dollar(x, "statistic")
    if statistic is not None:
        value = float(statistic.data[0])
        places = max(0, round(4 - math.log10(value))) if value > 0 else 4
        shown = [
            format_doubles(round_half(np.array([value]), places))[0],
            format_doubles(dollar(x, "parameter").data)[0],
        ]
        p_value = format_doubles([signif_one(float(dollar(x, "p.value").data[0]), 4)], digits=4)[0]
        out("Test for independence of all factors:\n")
        out(f"\tChisq = {shown[0]}, df = {shown[1]}, p-value = {p_value}\n")
        if not dollar(x, "approx.ok").data[0]:
            out("\tChi-squared approximation may be incorrect\n")
    context.it.visible = False
    return x


@builtin("rapply", "object f classes deflt how ...")
def _rapply(
    context: Context,
    object_: Value,
    f: Value,
    classes: Value = None,
    deflt: Value = None,
    how: Value = None,
    dots: Any = (),
) -> Value:
    """A function on the leaves of a nested list."""
    from rcompat.script.calling import call_function
    from rcompat.script.coercion import implicit_class
    from rcompat.script.functions.combining import unlisted

    wanted = ["ANY"] if classes is None else strings(classes)
    mode = "unlist" if how is None else string(how)
    values, labels = [value for _, value in dots], [name for name, _ in dots]

    def walk(item: Value) -> Value:
        if isinstance(item, List) and "class" not in item.attrs:
            return List([walk(part) for part in item.data], dict(item.attrs))
        if wanted == ["ANY"] or any(kind in wanted for kind in implicit_class(item)):
            return call_function(context.it, f, [item, *values], [None, *labels])
        return item if mode == "replace" else deflt

    found = walk(object_)
    return unlisted(found) if mode == "unlist" else found


@builtin("modifyList", "x val keep.null ...")
def _modify_list(context: Context, x: Value, val: Value, keep_null: Value = None, dots: Any = ()) -> Value:
    """Replace elements by name, lists inside lists too; NULL removes."""
    found = x.copy()
    names = [str(name) for name in names_of(x) or []]
    for name, item in zip(names_of(val) or [], val.data, strict=False):
        if name in names and isinstance(found.data[names.index(name)], List) and isinstance(item, List):
            item = _modify_list(context, found.data[names.index(name)], item)
        if item is None and name in names:
            del found.data[names.index(name)]
            names.remove(name)
        elif name in names:
            found.data[names.index(name)] = item
        elif item is not None:
            found.data.append(item)
            names.append(str(name))
    found.attrs["names"] = chr(names)
    return found


@builtin("strtrim", "x width")
def _strtrim(context: Context, x: Value, width: Value) -> Value:
    """Texts cut to a width."""
    limits = to_array(width, "integer").tolist()
    words = [None if w is None else w[: limits[i % len(limits)]] for i, w in enumerate(strings(x))]
    return chr(words, {} if "names" not in x.attrs else {"names": x.attrs["names"]})
