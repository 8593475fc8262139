"""solve, det, chol, eigen, svd, qr. R: base."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.sprintf import c_sprintf
from rcompat.linear.triangular import inverse_of_crossproduct
from rcompat.maths.eigen import symmetric_eigen
from rcompat.maths.linear_algebra import (
    NotPositiveDefiniteError,
    SingularMatrixError,
    log_determinant,
    reciprocal_condition,
    solve,
    triangular_solve,
    upper_cholesky,
)
from rcompat.script.coercion import flag
from rcompat.script.doors import from_array
from rcompat.script.functions.matrices import axis_labels, is_matrix, matrix_array, named_matrix
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl, intv, make_list, scalar

__all__: list[str] = []


@builtin("solve", "a b ...", generic=True)
def _solve(context: Context, a: Value, b: Value = None, dots: Any = ()) -> Value:
    matrix = matrix_array(a)
    if matrix.shape[0] != matrix.shape[1]:
        raise RError(f"'a' ({matrix.shape[0]} x {matrix.shape[1]}) must be square")
    right = np.eye(len(matrix)) if b is None else matrix_array(b)
    call = "solve.default(" + _argument_text(context) + ")"
    try:
        found = solve(matrix, right)
    except SingularMatrixError as error:
        place = error.args[0]
        raise RError(f"Lapack routine dgesv: system is exactly singular: U[{place},{place}] = 0", call) from None
    condition = reciprocal_condition(matrix)
    if condition < 2.0**-52:
        shown = c_sprintf("%g", condition)
        raise RError(f"system is computationally singular: reciprocal condition number = {shown}", call)
    if b is None:
        return named_matrix(
            found, axis_labels(a, 1) if is_matrix(a) else None, axis_labels(a, 0) if is_matrix(a) else None
        )
    if is_matrix(b):
        return named_matrix(found, axis_labels(a, 1), axis_labels(b, 1))
    names = axis_labels(a, 1) if is_matrix(a) else None
    return dbl(found[:, 0], {} if names is None else {"names": names})


def _argument_text(context: Context) -> str:
    from rcompat.language.deparse import deparse_one
    from rcompat.script.calling import plain

    return ", ".join(deparse_one(plain(argument.value)) for argument in context.call.arguments)


@builtin("det", "x ...")
def _det(context: Context, x: Value, dots: Any = ()) -> Value:
    value, sign = log_determinant(matrix_array(x))
    return scalar(sign * math.exp(value))  # R goes by the logarithm, too


@builtin("determinant", "x logarithm")
def _determinant(context: Context, x: Value, logarithm: Value = None) -> Value:
    value, sign = log_determinant(matrix_array(x))
    result = make_list(
        {"modulus": dbl([value], {"logarithm": Vec(np.array([1], dtype=np.int8))}), "sign": intv([sign])}
    )
    result.attrs["class"] = chr(["det"])
    return result


@builtin("chol", "x ...", generic=True)
def _chol(context: Context, x: Value, dots: Any = ()) -> Value:
    try:
        factor = upper_cholesky(matrix_array(x))
    except NotPositiveDefiniteError as error:
        text = f"the leading minor of order {error.args[0]} is not positive definite"
        raise RError(text, "chol.default(" + _argument_text(context) + ")") from None
    return named_matrix(factor, axis_labels(x, 0), axis_labels(x, 1))


@builtin("chol2inv", "x size", generic=True)
def _chol2inv(context: Context, x: Value, size: Value = None) -> Value:
    return from_array(inverse_of_crossproduct(matrix_array(x)))


@builtin("backsolve forwardsolve", "r x k upper.tri transpose")
def _backsolve(
    context: Context, r: Value, x: Value, k: Value = None, upper: Value = None, transpose: Value = None
) -> Value:
    lower = context.builtin.name == "forwardsolve" if upper is None else not flag(upper)
    is_transposed = transpose is not None and flag(transpose)
    found = triangular_solve(matrix_array(r), matrix_array(x), upper=not lower, transposed=is_transposed)
    return from_array(found) if is_matrix(x) else dbl(found[:, 0])


@builtin("eigen", "x symmetric only.values EISPACK")
def _eigen(
    context: Context, x: Value, symmetric: Value = None, only_values: Value = None, eispack: Value = None
) -> Value:
    matrix = matrix_array(x)
    is_symmetric = np.allclose(matrix, matrix.T) if symmetric is None else flag(symmetric)
    if is_symmetric:
        values, vectors = symmetric_eigen(matrix)
    else:
        values, vectors = np.linalg.eig(matrix)
        if np.iscomplexobj(values) and np.abs(values.imag).max() > 0:
            from rcompat.script.conditions import UnsupportedError

            raise UnsupportedError("complex eigenvalues")
        order = np.argsort(-np.abs(values.real), kind="stable")
        values, vectors = values.real[order], vectors.real[:, order]
    only = only_values is not None and flag(only_values)
    result = make_list({"values": dbl(np.ascontiguousarray(values)), "vectors": None if only else from_array(vectors)})
    if not only:
        result.attrs["class"] = chr(["eigen"])
    return result


@builtin("print.eigen", "x ...")
def _print_eigen(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    context.it.out("eigen() decomposition\n")
    print_value(context.it, List(x.data, {"names": x.attrs["names"]}))
    context.it.visible = False
    return x


@builtin("svd", "x nu nv")
def _svd(context: Context, x: Value, nu: Value = None, nv: Value = None) -> Value:
    u, d, vt = np.linalg.svd(matrix_array(x), full_matrices=False)
    return make_list({"d": dbl(d), "u": from_array(u), "v": from_array(vt.T)})
