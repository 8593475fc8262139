"""Functions of the package Matrix on its matrices, and its ways to make them. R: Matrix 1.5-3."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.language.expressions import MISSING
from rcompat.script.arithmetic import operate
from rcompat.script.calling import call_function
from rcompat.script.coercion import class_of, flag, string, strings, whole
from rcompat.script.dispatch import internal_default
from rcompat.script.evaluator import force
from rcompat.script.indexing import positions
from rcompat.script.machine import Context
from rcompat.script.matrix_class import (
    as_matrix_class,
    function_class,
    is_matrix_class,
    is_sparse,
    is_symmetric_class,
    operation_class,
    plain_matrix,
)
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, intv, scalar

__all__: list[str] = []

_OPERATORS = ("+", "-", "*", "/", "^", "==", "!=", "<", ">", "<=", ">=", "%%", "%/%", "&", "|")
_FUNCTIONS = ("abs", "ceiling", "cos", "exp", "expm1", "floor", "log", "log1p", "sign", "sin", "sqrt", "tan", "trunc")


def _plain(value: Value) -> Value:
    return plain_matrix(value) if is_matrix_class(value) else value


def _is_square(value: Vec) -> bool:
    rows, columns = value.attrs["dim"].data
    return bool(rows == columns)


@builtin("as.matrix.Matrix as.array.Matrix", "x ...")
def _as_matrix(context: Context, x: Value, dots: Any = ()) -> Value:
    return plain_matrix(x)


@builtin("as.vector.Matrix as.numeric.Matrix as.double.Matrix", "x ...")
def _as_vector(context: Context, x: Value, dots: Any = ()) -> Value:
    return Vec(x.data)


@builtin("t.Matrix", "x")
def _t(context: Context, x: Value) -> Value:
    it = context.it
    kind = x.attrs["class"].data[0]
    return as_matrix_class(call_function(it, it.base.values["t"], [plain_matrix(x)]), kind)


@builtin("[.Matrix", "x ... drop", lazy="...")
def _subset(context: Context, x: Value, dots: Any = (), drop: Value = None) -> Value:
    promises = [(name, promise) for name, promise in context.promises]
    promises[0] = (promises[0][0], _held(plain_matrix(x)))
    found = internal_default(context.it, "[", promises, context.call, context.env)
    if not isinstance(found, Vec) or "dim" not in found.attrs:
        return found
    places = [promise for name, promise in promises[1:] if name is None]
    if is_sparse(x):
        return as_matrix_class(found, "dgCMatrix")
    if all(promise is MISSING for promise in places):
        return as_matrix_class(found, class_of(x)[0])
    is_symmetric = is_symmetric_class(x) and len(places) == 2 and _are_same_places(context, x, places)
    return as_matrix_class(found, "dsyMatrix" if is_symmetric else "dgeMatrix")


def _are_same_places(context: Context, x: Value, places: list[Any]) -> bool:
    """Whether two subscripts mean the same rows and columns."""
    if MISSING in places:
        return False
    size = int(x.attrs["dim"].data[0])
    names = x.attrs.get("dimnames")
    labels = None if names is None or names.data[0] is None else strings(names.data[0])
    first, second = (positions(force(context.it, place), size, labels).tolist() for place in places)
    return bool(first == second)


def _held(value: Value) -> Any:
    from rcompat.language.expressions import Symbol
    from rcompat.script.values import Promise

    return Promise(Symbol("x"), None, value, True)


@builtin(" ".join(f"{name}.Matrix" for name in _OPERATORS), "e1 e2")
def _operated(context: Context, e1: Value, e2: Value = None) -> Value:
    name = context.builtin.name.removesuffix(".Matrix")
    if e2 is None:
        found = operate("-" if name == "-" else "+", scalar(0.0), _plain(e1))
        return as_matrix_class(found, class_of(e1)[0])
    found = operate(name, _plain(e1), _plain(e2))
    return as_matrix_class(found, operation_class(name, e1, e2, found.kind == "logical"))


@builtin(" ".join(f"{name}.Matrix" for name in _FUNCTIONS), "x ...")
def _of_cells(context: Context, x: Value, dots: Any = ()) -> Value:
    name = context.builtin.name.removesuffix(".Matrix")
    values = [plain_matrix(x), *[item for _, item in dots]]
    found = call_function(context.it, context.it.base.values[name], values, form=f"{name}(x@x)")
    return as_matrix_class(found, "dgCMatrix" if is_sparse(x) else function_class(class_of(x)[0]))


@builtin("cov2cor.Matrix", "V")
def _correlations(context: Context, v: Value) -> Value:
    found = call_function(context.it, context.it.base.values["cov2cor"], [plain_matrix(v)])
    return as_matrix_class(found, "dsCMatrix" if is_sparse(v) else class_of(v)[0])


@builtin("chol.Matrix", "x ...")
def _chol(context: Context, x: Value, dots: Any = ()) -> Value:
    found = call_function(context.it, context.it.base.values["chol"], [plain_matrix(x)])
    return as_matrix_class(found, "dtCMatrix" if is_sparse(x) else "Cholesky")


@builtin("chol2inv.Matrix", "x ...")
def _chol2inv(context: Context, x: Value, dots: Any = ()) -> Value:
    found = call_function(context.it, context.it.base.values["chol2inv"], [plain_matrix(x)])
    return as_matrix_class(found, "dsCMatrix" if is_sparse(x) else "dpoMatrix")


@builtin("solve.Matrix", "a b ...")
def _solve(context: Context, a: Value, b: Value = None, dots: Any = ()) -> Value:
    it = context.it
    values = [_plain(a)] if b is None else [_plain(a), _plain(b)]
    found = call_function(it, it.base.values["solve"], values)
    kind = a.attrs["class"].data[0]
    if b is None:
        return as_matrix_class(found, "dgCMatrix" if is_sparse(a) else kind if is_symmetric_class(a) else "dgeMatrix")
    return as_matrix_class(found, "dgCMatrix" if is_sparse(a) and is_sparse(b) else "dgeMatrix")


@builtin("nnzero", "x na.counted")
def _nnzero(context: Context, x: Value, na_counted: Value = None) -> Value:
    return intv([int(np.count_nonzero(x.data))])


@builtin("rcond", "x norm triangular ...")
def _rcond(context: Context, x: Value, norm: Value = None, triangular: Value = None, dots: Any = ()) -> Value:
    """R: base::rcond, in the norm of the largest column sum, or row sum for norm = "I"."""
    cells = np.reshape(np.asarray(x.data, dtype=np.float64), tuple(x.attrs["dim"].data), order="F")
    axis = 1 if norm is not None and string(norm).upper() == "I" else 0
    with np.errstate(all="ignore"):
        try:
            inverse = np.linalg.inv(cells)
        except np.linalg.LinAlgError:
            return scalar(0.0)
    size, other = (float(np.abs(matrix).sum(axis=axis).max()) for matrix in (cells, inverse))
    return scalar(1.0 / (size * other))


@builtin("Matrix", "data nrow ncol byrow dimnames sparse ...")
def _matrix(
    context: Context,
    data: Value = None,
    nrow: Value = None,
    ncol: Value = None,
    byrow: Value = None,
    dimnames: Value = None,
    sparse: Value = None,
    dots: Any = (),
) -> Value:
    """R: Matrix::Matrix; sparse if more than half is zero, symmetric if it is."""
    if "dim" not in getattr(data, "attrs", {}):
        named = {"nrow": nrow, "ncol": ncol, "byrow": byrow, "dimnames": dimnames}
        given = {name: value for name, value in named.items() if value is not None}
        values = [scalar(0.0) if data is None else data, *given.values()]
        it = context.it
        data = call_function(it, it.base.values["matrix"], values, [None, *given])
    cells = data.data.astype(np.float64)
    is_thin = 2 * np.count_nonzero(cells) < len(cells) if sparse is None else flag(sparse)
    square = cells.reshape(tuple(data.attrs["dim"].data), order="F") if _is_square(data) else None
    symmetric = square is not None and bool((square == square.T).all())
    if symmetric and is_thin and not np.any(square - np.diag(np.diagonal(square))):  # type: ignore[arg-type]
        return as_matrix_class(data, "ddiMatrix")
    if is_thin:
        return as_matrix_class(data, "dsCMatrix" if symmetric else "dgCMatrix")
    return as_matrix_class(data, "dsyMatrix" if symmetric else "dgeMatrix")


@builtin("Diagonal", "n x")
def _diagonal(context: Context, n: Value = None, x: Value = None) -> Value:
    numbers = np.ones(whole(n)) if x is None else np.asarray(x.data, dtype=np.float64)
    if n is not None and x is not None:
        numbers = np.resize(numbers, whole(n))
    return as_matrix_class(Vec(np.diag(numbers).ravel(order="F"), {"dim": intv([len(numbers)] * 2)}), "ddiMatrix")
