"""Products and solutions of matrices in the order of operations of R's reference BLAS and LAPACK.

Every sum is taken term by term in ascending order, with a rounding after each product and each sum; NumPy's own
products add in other orders and give other last digits. For small matrices: loops over the inner dimension in Python.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["SingularMatrixError", "inverse", "product", "solve"]


class SingularMatrixError(ArithmeticError):
    """A pivot is exactly zero; the argument is its place, from 1, as LAPACK counts."""


def product(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Matrix product a (n, k) b (k, m), or a (n, k) b (k,).

    R: `%*%`, crossprod, tcrossprod of numbers without NaN.
    """
    total = np.zeros((len(a), *b.shape[1:]))
    for i in range(len(b)):
        total += np.multiply.outer(a[:, i], b[i])
    return total


def solve(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve a x = b for a (p, p) and b (p,) or (p, m), by LU with row exchanges.

    Raises:
        SingularMatrixError: a pivot is zero.

    R: base::solve, without its test of the condition number.
    """
    lu, order = _lu(a)
    x = np.array(b, dtype=np.float64)[order]
    p = len(lu)
    for k in range(p):
        x[k + 1 :] -= np.multiply.outer(lu[k + 1 :, k], x[k])
    for k in range(p - 1, -1, -1):
        x[k] = x[k] / lu[k, k]
        x[:k] -= np.multiply.outer(lu[:k, k], x[k])
    return x


def inverse(a: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inverse of a matrix (p, p). R: base::solve with one argument."""
    return solve(a, np.eye(len(a)))


def _lu(a: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """L (unit diagonal, below) and U in one matrix (p, p), and the order of the rows."""
    lu = np.array(a, dtype=np.float64)
    order = np.arange(len(lu))
    for k in range(len(lu)):
        pivot = k + int(np.argmax(np.abs(lu[k:, k])))
        if lu[pivot, k] == 0.0:
            raise SingularMatrixError(k + 1)
        lu[[k, pivot]], order[[k, pivot]] = lu[[pivot, k]], order[[pivot, k]]
        lu[k + 1 :, k] *= 1.0 / lu[k, k]  # LAPACK multiplies by the reciprocal
        lu[k + 1 :, k + 1 :] -= np.multiply.outer(lu[k + 1 :, k], lu[k, k + 1 :])
    return lu, order
