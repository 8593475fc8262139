"""qr and what is asked of it: qr.Q, qr.R, qr.coef, qr.solve, qr.fitted, qr.resid. R: base::qr."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths.linpack import PivotedQr, pivoted_qr, q_times, qr_coefficients, qt_times
from rcompat.script.coercion import class_of, number, to_array, whole
from rcompat.script.doors import from_array
from rcompat.script.functions.matrices import matrix_array
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, make_list

__all__: list[str] = []


@builtin("qr", "x tol LAPACK ...", generic=True)
def _qr(context: Context, x: Value, tol: Value = None, lapack: Value = None, dots: Any = ()) -> Value:
    found = pivoted_qr(matrix_array(x), 1e-7 if tol is None else number(tol))
    table = from_array(found.qr)
    dimnames = x.attrs.get("dimnames") if isinstance(x, Vec) else None
    if dimnames is not None:
        columns = dimnames.data[1]
        moved = None if columns is None else Vec(columns.data[found.pivot])
        table.attrs["dimnames"] = List([dimnames.data[0], moved])
    result = make_list(
        {
            "qr": table,
            "rank": intv([found.rank]),
            "qraux": dbl(found.qraux),
            "pivot": intv(found.pivot + 1),
        }
    )
    result.attrs["class"] = chr(["qr"])
    return result


def _factor(context: Context, x: Value) -> PivotedQr:
    if "qr" not in class_of(x):
        x = _qr(context, x)
    table = dollar(x, "qr")
    return PivotedQr(
        qr=table.data.reshape(tuple(table.attrs["dim"].data), order="F"),
        qraux=to_array(dollar(x, "qraux"), "double"),
        pivot=to_array(dollar(x, "pivot"), "integer").astype(np.intp) - 1,
        rank=whole(dollar(x, "rank")),
    )


def _column_names(qr: Value) -> Value:
    dimnames = dollar(qr, "qr").attrs.get("dimnames") if "qr" in class_of(qr) else None
    return None if dimnames is None else dimnames.data[1]


@builtin("qr.Q", "qr complete Dvec")
def _q(context: Context, qr: Value, complete: Value = None, dvec: Value = None) -> Value:
    factor = _factor(context, qr)
    n, p = factor.qr.shape
    size = n if complete is not None and complete.data[0] == 1 else min(n, p)
    return from_array(np.column_stack([q_times(factor, column) for column in np.eye(n)[:, :size].T]))


@builtin("qr.R", "qr complete ...")
def _r(context: Context, qr: Value, complete: Value = None, dots: Any = ()) -> Value:
    factor = _factor(context, qr)
    n, p = factor.qr.shape
    result = from_array(np.triu(factor.qr[: min(n, p)]))
    names = _column_names(qr)
    if names is not None:
        result.attrs["dimnames"] = List([None, names])
    return result


@builtin("qr.X", "qr complete ncol")
def _x(context: Context, qr: Value, complete: Value = None, ncol: Value = None) -> Value:
    factor = _factor(context, qr)
    n, p = factor.qr.shape
    triangle = np.zeros((n, p))
    triangle[: min(n, p)] = np.triu(factor.qr[: min(n, p)])
    columns = np.empty((n, p))
    columns[:, factor.pivot] = np.column_stack([q_times(factor, column) for column in triangle.T])
    return from_array(columns)


def _each_column(y: Value, run: Any) -> Value:
    if isinstance(y, Vec) and "dim" in y.attrs:
        data = y.data.astype(float).reshape(tuple(y.attrs["dim"].data), order="F")
        return from_array(np.column_stack([run(np.ascontiguousarray(column)) for column in data.T]))
    return dbl(run(to_array(y, "double")))


@builtin("qr.coef qr.solve", "qr y tol")
def _coef(context: Context, qr: Value, y: Value = None, tol: Value = None) -> Value:
    factor = _factor(context, qr)
    n, p = factor.qr.shape
    if context.builtin.name == "qr.solve" and factor.rank < min(n, p):
        raise RError("singular matrix 'a' in solve")
    right = from_array(np.eye(n)) if y is None else y
    result = _each_column(right, lambda column: qr_coefficients(factor, column))
    names = _column_names(qr)
    if names is not None and "dim" not in result.attrs:
        result.attrs["names"] = names
    return result


@builtin("qr.fitted qr.resid qr.qty qr.qy", "qr y")
def _projected(context: Context, qr: Value, y: Value) -> Value:
    factor = _factor(context, qr)
    name = context.builtin.name

    def run(column: Any) -> Any:
        if name == "qr.qy":
            return q_times(factor, column)
        effects = qt_times(factor, column)
        if name == "qr.qty":
            return effects
        kept = effects.copy()
        kept[slice(factor.rank, None) if name == "qr.fitted" else slice(0, factor.rank)] = 0.0
        return q_times(factor, kept)

    return _each_column(y, run)


@builtin("is.qr", "x")
def _is_qr(context: Context, x: Value) -> Value:
    return Vec(np.array(["qr" in class_of(x)], dtype=np.int8))
