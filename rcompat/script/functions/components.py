"""prcomp: principal components. R: stats::prcomp."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.options import get_options
from rcompat.script.coercion import flag, is_frame, strings, to_array
from rcompat.script.frames import as_matrix, matrix_of
from rcompat.script.functions.printing import autoprint, print_value
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, make_list

__all__: list[str] = []


@builtin("prcomp", "x retx center scale. tol rank. ...", generic=True)
def _prcomp(
    context: Context,
    x: Value,
    retx: Value = None,
    center: Value = None,
    scale: Value = None,
    tol: Value = None,
    rank: Value = None,
    dots: Any = (),
) -> Value:
    table = as_matrix(x) if is_frame(x) else x
    data = to_array(table, "double").reshape(tuple(table.attrs["dim"].data), order="F")
    centre = data.mean(axis=0) if center is None or flag(center) else None
    moved = data if centre is None else data - centre
    is_scaled = scale is not None and flag(scale)
    spread = np.sqrt((moved**2).sum(axis=0) / (len(data) - 1)) if is_scaled else None
    moved = moved if spread is None else moved / spread
    _, values, right = np.linalg.svd(moved, full_matrices=False)
    dimnames = table.attrs.get("dimnames")
    variables = None if dimnames is None else dimnames.data[1]
    titles = chr(f"PC{i + 1}" for i in range(len(values)))
    named = {} if variables is None else {"names": variables}
    false = Vec(np.array([0], dtype=np.int8))
    parts: dict[str, Value] = {
        "sdev": dbl(values / np.sqrt(max(1, len(data) - 1))),
        "rotation": matrix_of(right.T, variables, titles),
        "center": false if centre is None else dbl(centre, dict(named)),
        "scale": false if spread is None else dbl(spread, dict(named)),
        "x": matrix_of(moved @ right.T, None if dimnames is None else dimnames.data[0], titles),
    }
    result = make_list(parts)
    result.attrs["class"] = chr(["prcomp"])
    return result


@builtin("print.prcomp", "x digits ...")
def _print_prcomp(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    it = context.it
    sdev, rotation = dollar(x, "sdev"), dollar(x, "rotation")
    n, k = rotation.attrs["dim"].data.tolist()
    it.out(f"Standard deviations (1, .., p={len(sdev)}):\n")
    print_value(it, sdev)
    it.out(f"\nRotation (n x k) = ({n} x {k}):\n")
    print_value(it, rotation)
    it.visible = False
    return x


@builtin("summary.prcomp", "object ...")
def _summary_prcomp(context: Context, object_: Value, dots: Any = ()) -> Value:
    sdev = to_array(dollar(object_, "sdev"), "double")
    shares = sdev**2 / (sdev**2).sum()
    rounded = [np.round(shares, 5), np.round(np.cumsum(shares), 5)]
    names = chr(["Standard deviation", "Proportion of Variance", "Cumulative Proportion"])
    titles = dollar(object_, "rotation").attrs["dimnames"].data[1]
    importance = matrix_of(np.array([sdev, *rounded]), names, titles)
    result = List([*object_.data, importance], {"names": chr([*strings(object_.attrs["names"]), "importance"])})
    result.attrs["class"] = chr(["summary.prcomp"])
    return result


@builtin("print.summary.prcomp", "x digits ...")
def _print_summary(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    context.it.out("Importance of components:\n")
    wanted = max(3, get_options().digits - 3)
    autoprint(context.it, dollar(x, "importance"), [("digits", intv([wanted]))])
    context.it.visible = False
    return x
