"""matrix, array, t, %*%, solve, diag, decompositions. R: base."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths import variates
from rcompat.maths.linear_algebra import product
from rcompat.script.coercion import coerce, flag, is_frame, string, strings, to_array, whole
from rcompat.script.doors import from_array
from rcompat.script.frames import as_matrix
from rcompat.script.machine import Context
from rcompat.script.matrix_class import as_product
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, intv, names_of

__all__ = ["axis_labels", "is_matrix", "matrix_array", "named_matrix"]


def matrix_array(x: Value) -> Any:
    """A matrix value as a two-dimensional double array; a vector is a column."""
    if is_frame(x):
        x = as_matrix(x)
    if not isinstance(x, Vec) or x.kind == "character":
        raise RError("requires numeric/complex matrix/vector arguments")
    data = coerce(x.data, "double")
    dim = x.attrs.get("dim")
    return data.reshape(tuple(dim.data), order="F") if dim is not None and len(dim) == 2 else data[:, None]


def axis_labels(x: Value, axis: int) -> Value:
    """Row names (axis 0) or column names (axis 1) of a matrix or data frame."""
    if is_frame(x):
        x = as_matrix(x)
    dimnames = x.attrs.get("dimnames")
    return None if dimnames is None else dimnames.data[axis]


def named_matrix(data: Any, rows: Value, columns: Value) -> Vec:
    """A matrix with row and column names."""
    result = from_array(np.asarray(data))
    if rows is not None or columns is not None:
        result.attrs["dimnames"] = List([rows, columns])
    return result


@builtin("matrix", "data nrow ncol byrow dimnames")
def _matrix(
    context: Context,
    data: Value = None,
    nrow: Value = None,
    ncol: Value = None,
    byrow: Value = None,
    dimnames: Value = None,
) -> Value:
    if data is None:
        data = Vec(np.array([-128], dtype=np.int8))
    if is_frame(data):
        return as_matrix(data)
    items = data.data
    n = len(items)
    rows, columns = _extent(n, nrow, ncol)
    _check_fit(context, n, rows, columns, nrow, ncol)
    total = rows * columns
    attrs: dict[str, Value] = {"dim": intv([rows, columns])}
    if dimnames is not None:
        attrs["dimnames"] = List(
            [None if item is None or len(item) == 0 else chr(strings(item)) for item in dimnames.data],
            {"names": dimnames.attrs["names"]} if "names" in dimnames.attrs else {},
        )
    if isinstance(data, List):
        spread = [items[i % n] for i in range(total)]
        return List(spread, attrs)
    if n == 0:
        filled = np.zeros(total, dtype=items.dtype)
        if total:
            from rcompat.script.indexing import take_data

            filled = take_data(items, np.full(total, -1))
        return Vec(filled, attrs)
    cells: Any = np.resize(items, total)
    if byrow is not None and flag(byrow):
        cells = cells.reshape((rows, columns)).ravel(order="F")
    return Vec(cells, attrs)


def _extent(n: int, nrow: Value, ncol: Value) -> tuple[int, int]:
    if nrow is not None and ncol is not None:
        return whole(nrow), whole(ncol)
    if nrow is not None:
        rows = whole(nrow)
        return rows, -(-n // rows) if rows else 0
    if ncol is not None:
        columns = whole(ncol)
        return -(-n // columns) if columns else 0, columns
    return n, 1


def _check_fit(context: Context, n: int, rows: int, columns: int, nrow: Value, ncol: Value) -> None:
    from rcompat.script.signals import raise_warning

    if n <= 1 or rows * columns == 0 or rows * columns % n == 0:
        if n > 1 and rows * columns and n > rows * columns:
            text = f"data length differs from size of matrix: [{n} != {rows} x {columns}]"
            raise_warning(context.it, text, context.call)
        return
    if (rows > n and (rows // n) * n != rows) or (rows < n and (n // rows) * rows != n):
        text = f"data length [{n}] is not a sub-multiple or multiple of the number of rows [{rows}]"
        raise_warning(context.it, text, context.call)
    elif (columns > n and (columns // n) * n != columns) or (columns < n and (n // columns) * columns != n):
        text = f"data length [{n}] is not a sub-multiple or multiple of the number of columns [{columns}]"
        raise_warning(context.it, text, context.call)
    else:
        text = f"data length differs from size of matrix: [{n} != {rows} x {columns}]"
        raise_warning(context.it, text, context.call)


@builtin("array", "data dim dimnames")
def _make_array(context: Context, data: Value = None, dim: Value = None, dimnames: Value = None) -> Value:
    if data is None:
        data = Vec(np.array([-128], dtype=np.int8))
    shape = np.array([len(data)]) if dim is None else to_array(dim, "integer")
    total = int(np.prod(shape))
    attrs: dict[str, Value] = {"dim": intv(shape)}
    if dimnames is not None:
        attrs["dimnames"] = List(
            [None if item is None else chr(strings(item)) for item in dimnames.data],
            {"names": dimnames.attrs["names"]} if "names" in dimnames.attrs else {},
        )
    if isinstance(data, List):
        return List([data.data[i % len(data)] for i in range(total)], attrs)
    return Vec(np.resize(data.data, total), attrs)


@builtin("t", "x", generic=True)
def _t(context: Context, x: Value) -> Value:
    if is_frame(x):
        x = as_matrix(x)
    dim = x.attrs.get("dim")
    if dim is None or len(dim) == 1:
        names = names_of(x)
        attrs: dict[str, Value] = {"dim": intv([1, len(x)])}
        if names is not None:
            attrs["dimnames"] = List([None, chr(names)])
        return Vec(x.data, attrs)
    rows, columns = (int(n) for n in dim.data)
    places = np.arange(rows * columns).reshape((rows, columns), order="F").T.ravel(order="F")
    data = [x.data[place] for place in places.tolist()] if isinstance(x, List) else x.data[places]
    result: Vec | List = type(x)(data, {"dim": intv([columns, rows])})
    dimnames = x.attrs.get("dimnames")
    if dimnames is not None:
        attrs = {} if "names" not in dimnames.attrs else {"names": chr(strings(dimnames.attrs["names"])[::-1])}
        result.attrs["dimnames"] = List(dimnames.data[::-1], attrs)
    if "class" in x.attrs:
        result.attrs["class"] = x.attrs["class"]
    return result


def is_matrix(x: Value) -> bool:
    """Whether a value has two dimensions."""
    return is_frame(x) or ("dim" in getattr(x, "attrs", {}) and len(x.attrs["dim"]) == 2)


@builtin("%*%", "x y", primitive=True)
def _matrix_product(context: Context, x: Value, y: Value) -> Value:
    a, b = matrix_array(x), matrix_array(y)
    if not is_matrix(x):
        if not is_matrix(y):
            if len(a) == len(b):
                a = a.T
            elif len(b) == 1:
                pass
        elif len(a) == b.shape[0]:
            a = a.T
        elif b.shape[0] != 1:
            raise RError("non-conformable arguments")
    elif not is_matrix(y) and len(b) != a.shape[1]:
        b = b.T
    if a.shape[1] != b.shape[0]:
        raise RError("non-conformable arguments")
    rows = axis_labels(x, 0) if is_matrix(x) else None
    columns = axis_labels(y, 1) if is_matrix(y) else None
    return as_product(named_matrix(product(a, b), rows, columns), x, y)


@builtin("crossprod", "x y")
def _crossprod(context: Context, x: Value, y: Value = None) -> Value:
    other = x if y is None else y
    a, b = matrix_array(x), matrix_array(other)
    if a.shape[0] != b.shape[0]:
        raise RError("non-conformable arguments")
    rows = axis_labels(x, 1) if is_matrix(x) else None
    columns = axis_labels(other, 1) if is_matrix(other) else None
    return as_product(named_matrix(product(a.T, b), rows, columns), x, y)


@builtin("tcrossprod", "x y")
def _tcrossprod(context: Context, x: Value, y: Value = None) -> Value:
    other = x if y is None else y
    rows = axis_labels(x, 0) if is_matrix(x) else None
    columns = axis_labels(other, 0) if is_matrix(other) else None
    return as_product(named_matrix(product(matrix_array(x), matrix_array(other).T), rows, columns), x, y)


@builtin("diag", "x nrow ncol names")
def _diag(context: Context, x: Value = None, nrow: Value = None, ncol: Value = None, names: Value = None) -> Value:
    if is_matrix(x):
        rows, columns = (int(n) for n in x.attrs["dim"].data)
        k = min(rows, columns)
        cells = x.data.reshape((rows, columns), order="F").diagonal().copy()
        left, right = axis_labels(x, 0), axis_labels(x, 1)
        attrs = {}
        if left is not None and right is not None and strings(left)[:k] == strings(right)[:k]:
            attrs = {"names": chr(strings(left)[:k])}
        return Vec(cells, attrs)
    if x is None:
        n = whole(nrow)
        return from_array(np.eye(n))
    if len(x) == 1 and nrow is None and "names" not in x.attrs:
        return from_array(np.eye(whole(x)))
    n = len(x) if nrow is None else whole(nrow)
    m = n if ncol is None else whole(ncol)
    data = np.zeros((n, m), dtype=np.float64 if x.kind != "integer" else np.int32)
    k = min(n, m)
    data[np.arange(k), np.arange(k)] = np.resize(x.data, k)
    result = from_array(data)
    labels = names_of(x)
    if labels is not None:
        result.attrs["dimnames"] = List([chr(labels), chr(labels)])
    return result


@builtin("diag<-", "x value")
def _set_diag(context: Context, x: Value, value: Value) -> Value:
    rows, columns = (int(n) for n in x.attrs["dim"].data)
    kind = x.kind if x.kind == value.kind else "double"
    data = coerce(x.data, kind).reshape((rows, columns), order="F").copy()
    k = min(rows, columns)
    data[np.arange(k), np.arange(k)] = np.resize(coerce(value.data, kind), k)
    return Vec(data.ravel(order="F"), dict(x.attrs))


@builtin("kronecker %x%", "X Y", primitive=False)
def _kronecker(context: Context, x: Value, y: Value) -> Value:
    return from_array(np.kron(matrix_array(x), matrix_array(y)))


@builtin("upper.tri lower.tri", "x diag")
def _triangle(context: Context, x: Value, diag: Value = None) -> Value:
    shape = tuple(int(n) for n in x.attrs["dim"].data)
    offset = 0 if diag is not None and flag(diag) else 1
    cells = np.triu(np.ones(shape), offset) if context.builtin.name == "upper.tri" else np.tril(np.ones(shape), -offset)
    return from_array(cells.astype(np.int8))


@builtin("row col", "x")
def _row(context: Context, x: Value) -> Value:
    rows, columns = (int(n) for n in x.attrs["dim"].data)
    grid = np.indices((rows, columns))[0 if context.builtin.name == "row" else 1] + 1
    return from_array(grid.astype(np.int32))


@builtin("aperm", "a perm ...")
def _aperm(context: Context, a: Value, perm: Value = None, dots: Any = ()) -> Value:
    cube = a.data.reshape(tuple(a.attrs["dim"].data), order="F")
    axes = list(range(cube.ndim))[::-1] if perm is None else [int(axis) - 1 for axis in to_array(perm, "integer")]
    moved = cube.transpose(axes)
    result = Vec(moved.ravel(order="F"), {"dim": intv(moved.shape)})
    dimnames = a.attrs.get("dimnames")
    if dimnames is not None:
        titles = dimnames.attrs.get("names")
        attrs = {} if titles is None else {"names": chr(strings(titles)[axis] for axis in axes)}
        result.attrs["dimnames"] = List([dimnames.data[axis] for axis in axes], attrs)
    if "class" in a.attrs:
        result.attrs["class"] = a.attrs["class"]
    return result


@builtin("max.col", "m ties.method")
def _max_col(context: Context, m: Value, ties: Value = None) -> Value:
    table = np.asarray(matrix_array(m), dtype=np.float64)
    word = "random" if ties is None else string(ties)
    if word != "random":
        last = word == "last"
        found = np.argmax(table[:, ::-1] if last else table, axis=1)
        return intv((table.shape[1] - 1 - found if last else found) + 1)
    return intv([_random_maximum(line) + 1 for line in table.tolist()])


def _random_maximum(line: list[float]) -> int:
    """The place of the greatest number; of nearly equal ones each has the same chance."""
    near = 1e-5 * max(abs(value) for value in line)
    best, place, ties = line[0], 0, 1
    for at, value in enumerate(line[1:], start=1):
        if value > best + near:
            best, place, ties = value, at, 1
        elif value >= best - near:
            ties += 1
            if ties * float(variates.runif(1)[0]) < 1.0:
                place = at
    return place


@builtin("drop", "x")
def _drop(context: Context, x: Value) -> Value:
    dim = x.attrs.get("dim")
    if dim is None:
        return x
    kept = [axis for axis, n in enumerate(dim.data.tolist()) if n != 1]
    attrs = {name: item for name, item in x.attrs.items() if name not in ("dim", "dimnames")}
    dimnames = x.attrs.get("dimnames")
    labels = [None if dimnames is None else dimnames.data[axis] for axis in kept]
    if len(kept) == 1:
        if labels[0] is not None:
            attrs["names"] = labels[0]
    elif len(kept) > 1:
        attrs["dim"] = intv(dim.data[kept])
        if dimnames is not None:
            attrs["dimnames"] = List(labels)
    return Vec(x.data, attrs)


@builtin("isSymmetric", "object ...")
def _is_symmetric(context: Context, object_: Value, dots: Any = ()) -> Value:
    matrix = matrix_array(object_)
    same = matrix.shape[0] == matrix.shape[1] and np.allclose(matrix, matrix.T, rtol=1.5e-8, atol=0)
    return Vec(np.array([1 if same else 0], dtype=np.int8))
