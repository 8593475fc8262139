"""Functions of the package Matrix on its matrices, and its ways to make them. R: Matrix 1.5-3."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.script.arithmetic import operate
from rcompat.script.calling import call_function
from rcompat.script.coercion import flag, string, whole
from rcompat.script.dispatch import internal_default
from rcompat.script.machine import Context
from rcompat.script.matrix_class import as_matrix_class, is_matrix_class, is_sparse, plain_matrix
from rcompat.script.registry import builtin
from rcompat.script.values import Value, Vec, intv, scalar

__all__: list[str] = []

_OPERATORS = ("+", "-", "*", "/", "^", "==", "!=", "<", ">", "<=", ">=", "%%")
_KEEPS_ZEROS = ("*", "/", "^")


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
    return as_matrix_class(found, "dgCMatrix" if is_sparse(x) else "dgeMatrix")


def _held(value: Value) -> Any:
    from rcompat.language.expressions import Symbol
    from rcompat.script.values import Promise

    return Promise(Symbol("x"), None, value, True)


@builtin(" ".join(f"{name}.Matrix" for name in _OPERATORS), "e1 e2")
def _operated(context: Context, e1: Value, e2: Value = None) -> Value:
    name = context.builtin.name.removesuffix(".Matrix")
    if e2 is None:
        e1, e2 = scalar(0.0), e1
    found = operate(name, _plain(e1), _plain(e2))
    if found.kind == "logical":
        return found
    sparse = is_sparse(e1) and (is_sparse(e2) or name in _KEEPS_ZEROS)
    sparse = sparse or (is_sparse(e2) and (name == "*" or (is_sparse(e1))))
    return as_matrix_class(found, "dgCMatrix" if sparse else "dgeMatrix")


@builtin("solve.Matrix", "a b ...")
def _solve(context: Context, a: Value, b: Value = None, dots: Any = ()) -> Value:
    it = context.it
    values = [_plain(a)] if b is None else [_plain(a), _plain(b)]
    found = call_function(it, it.base.values["solve"], values)
    kind = a.attrs["class"].data[0]
    if b is None:
        return as_matrix_class(
            found, "dpoMatrix" if kind == "dpoMatrix" else "dgCMatrix" if is_sparse(a) else "dgeMatrix"
        )
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
