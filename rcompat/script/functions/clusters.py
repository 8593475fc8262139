"""hclust, cutree, kmeans and their pages. R: stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.sprintf import c_sprintf
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Symbol
from rcompat.maths.clustering import METHODS, agglomerate, cut_tree, hartigan_wong
from rcompat.maths.samples import sample_positions
from rcompat.script.calling import plain
from rcompat.script.coercion import number, string, strings, to_array
from rcompat.script.frames import as_matrix
from rcompat.script.functions.printing import print_value
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Language, List, Value, Vec, chr, dbl, intv, make_list

__all__: list[str] = []


@builtin("hclust", "d method members")
def _hclust(context: Context, d: Value, method: Value = None, members: Value = None) -> Value:
    name = "complete" if method is None else string(method)
    if name == "ward":
        name = "ward.D"
    found = [known for known in METHODS if known == name] or [known for known in METHODS if known.startswith(name)]
    if not found:
        raise RError("invalid clustering method" + f" {name}")
    size = d.attrs.get("Size") if isinstance(d, Vec) else None
    if size is None:
        raise RError("must have n >= 2 objects to cluster")
    n = int(size.data[0])
    table = np.zeros((n, n))
    table[np.triu_indices(n, 1)] = d.data
    tree = agglomerate(table + table.T, found[0])
    free = iter(("d", "method", "members"))
    given = tuple(Argument(plain(a.value), a.name or next(free, None)) for a in context.call.arguments)
    parts: dict[str, Value] = {
        "merge": intv(tree.merge.ravel(order="F"), {"dim": intv(tree.merge.shape)}),
        "height": dbl(tree.height),
        "order": intv(tree.order),
        "labels": d.attrs.get("Labels"),
        "method": chr(found[:1]),
        "call": Language(Call(Symbol("hclust"), given)),
        "dist.method": d.attrs.get("method"),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["hclust"])
    return result


@builtin("print.hclust", "x ...")
def _print_hclust(context: Context, x: Value, dots: Any = ()) -> Value:
    lines = ["", "Call:", *deparse(dollar(x, "call").expr), "", f"Cluster method   : {string(dollar(x, 'method'))} "]
    measure = dollar(x, "dist.method")
    if measure is not None:
        lines.append(f"Distance         : {string(measure)} ")
    lines += [f"Number of objects: {len(dollar(x, 'height')) + 1} ", "", ""]
    context.it.out("\n".join(lines))
    context.it.visible = False
    return x


@builtin("cutree", "tree k h")
def _cutree(context: Context, tree: Value, k: Value = None, h: Value = None) -> Value:
    merge = dollar(tree, "merge")
    n = len(merge) // 2 + 1
    table = merge.data.reshape(n - 1, 2, order="F")
    heights = dollar(tree, "height").data
    if k is None and h is None:
        raise RError("either 'k' or 'h' must be specified")
    if k is not None:
        counts = [int(v) for v in to_array(k, "integer")]
    else:
        counts = [n - int(np.searchsorted(heights, float(v), side="right")) for v in to_array(h, "double")]
    if any(not 1 <= count <= n for count in counts):
        raise RError(f"elements of 'k' must be between 1 and {n}")
    found = [cut_tree(table, count) for count in counts]
    labels = dollar(tree, "labels")
    if len(counts) == 1:
        return intv(found[0], {} if labels is None else {"names": labels})
    titles = chr(str(v) for v in counts) if k is not None else chr(strings(h))
    attrs = {"dim": intv([n, len(counts)]), "dimnames": List([labels, titles])}
    return intv(np.concatenate(found), attrs)


@builtin("kmeans", "x centers iter.max nstart algorithm trace")
def _kmeans(
    context: Context,
    x: Value,
    centers: Value,
    iter_max: Value = None,
    nstart: Value = None,
    algorithm: Value = None,
    trace: Value = None,
) -> Value:
    matrix = as_matrix(x) if isinstance(x, List) or "dim" not in x.attrs else x
    shape = tuple(matrix.attrs["dim"].data)
    points = to_array(matrix, "double").reshape(shape, order="F")
    most = 10 if iter_max is None else int(number(iter_max))
    starts = 1 if nstart is None else int(number(nstart))
    best = None
    for first in _first_centers(points, centers, starts):
        found = hartigan_wong(points, first, most)
        if best is None or found[2].sum() < best[2].sum():
            best = found
    assert best is not None
    return _clustering(points, matrix, *best)


def _first_centers(points: Any, centers: Value, starts: int) -> Any:
    """The centres to begin with, drawn when they are needed."""
    if len(centers) > 1:
        given = to_array(as_matrix(centers) if isinstance(centers, List) else centers, "double")
        yield given.reshape(-1, points.shape[1], order="F")
        return
    k = int(number(centers))
    if len(points) < k:
        raise RError("more cluster centers than data points")
    first = points[np.asarray(sample_positions(len(points), k))] if starts == 1 else None
    if first is not None and len(np.unique(first, axis=0)) == k:
        yield first
        return
    _, places = np.unique(points, axis=0, return_index=True)
    distinct = points[np.sort(places)]
    if len(distinct) < k:
        raise RError("more cluster centers than distinct data points.")
    for _ in range(starts):
        yield distinct[np.asarray(sample_positions(len(distinct), k))]


def _clustering(points: Any, matrix: Vec, first: Any, means: Any, within: Any, count: int) -> List:
    dimnames = matrix.attrs.get("dimnames")
    rows = None if dimnames is None else dimnames.data[0]
    columns = None if dimnames is None else dimnames.data[1]
    k = len(means)
    total = float(((points - points.mean(axis=0)) ** 2).sum())
    labels = List([chr(str(i + 1) for i in range(k)), columns])
    parts: dict[str, Value] = {
        "cluster": intv(first + 1, {} if rows is None else {"names": rows}),
        "centers": dbl(means.ravel(order="F"), {"dim": intv(means.shape), "dimnames": labels}),
        "totss": dbl([total]),
        "withinss": dbl(within),
        "tot.withinss": dbl([float(within.sum())]),
        "betweenss": dbl([total - float(within.sum())]),
        "size": intv(np.bincount(first, minlength=k)),
        "iter": intv([count]),
        "ifault": intv([0]),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["kmeans"])
    return result


@builtin("print.kmeans", "x ...")
def _print_kmeans(context: Context, x: Value, dots: Any = ()) -> Value:
    it = context.it
    sizes = [str(n) for n in dollar(x, "size").data.tolist()]
    it.out(f"K-means clustering with {len(sizes)} clusters of sizes {', '.join(sizes)}\n\nCluster means:\n")
    print_value(it, dollar(x, "centers"))
    it.out("\nClustering vector:\n")
    print_value(it, dollar(x, "cluster"))
    it.out("\nWithin cluster sum of squares by cluster:\n")
    print_value(it, dollar(x, "withinss"))
    share = 100.0 * float(dollar(x, "betweenss").data[0]) / float(dollar(x, "totss").data[0])
    it.out(f" (between_SS / total_SS = {c_sprintf('%5.1f', share)} %)\n\nAvailable components:\n\n")
    print_value(it, x.attrs["names"])
    it.visible = False
    return x


@builtin("fitted.kmeans", "object method ...")
def _fitted(context: Context, object_: Value, method: Value = None, dots: Any = ()) -> Value:
    if method is not None and string(method) == "classes":
        return dollar(object_, "cluster")
    centers, cluster = dollar(object_, "centers"), dollar(object_, "cluster").data
    shape = tuple(centers.attrs["dim"].data)
    table = centers.data.reshape(shape, order="F")[cluster - 1]
    names = List([chr(str(c) for c in cluster.tolist()), centers.attrs["dimnames"].data[1]])
    return dbl(table.ravel(order="F"), {"dim": intv(table.shape), "dimnames": names})


@builtin("as.dist", "m diag upper")
def _as_dist(context: Context, m: Value, diag: Value = None, upper: Value = None) -> Value:
    matrix = as_matrix(m)
    n = int(matrix.attrs["dim"].data[0])
    table = to_array(matrix, "double").reshape((n, n), order="F")
    columns, rows = np.triu_indices(n, 1)
    names = matrix.attrs["dimnames"].data[0] if "dimnames" in matrix.attrs else None
    return distances(table[rows, columns], n, names)


def distances(values: Any, n: int, labels: Value = None) -> Vec:
    """Distances of n points, columns of the lower triangle one after the other."""
    named = {} if labels is None else {"Labels": labels}
    false = Vec(np.array([0], dtype=np.int8))
    return dbl(values, {"Size": intv([n]), **named, "Diag": false, "Upper": false, "class": chr(["dist"])})


@builtin("cophenetic", "x")
def _cophenetic(context: Context, x: Value) -> Value:
    """The height at which two points first meet in a tree."""
    merge = dollar(x, "merge").data.reshape((-1, 2), order="F")
    n = len(merge) + 1
    table = np.zeros((n, n))
    groups: list[list[int]] = []
    for pair, height in zip(merge.tolist(), dollar(x, "height").data.tolist(), strict=True):
        left, right = ([-side - 1] if side < 0 else groups[side - 1] for side in pair)
        table[np.ix_(left, right)] = height
        table[np.ix_(right, left)] = height
        groups.append([*left, *right])
    columns, rows = np.triu_indices(n, 1)
    return distances(table[rows, columns], n, dollar(x, "labels"))
