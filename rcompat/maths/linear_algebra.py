"""Products and solutions of matrices in the order of operations of R's reference BLAS and LAPACK.

Every sum is taken term by term in ascending order, with a rounding after each product and each sum; NumPy's own
products add in other orders and give other last digits. For small matrices: loops over the inner dimension in Python.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "NotPositiveDefiniteError",
    "SingularMatrixError",
    "inverse",
    "log_determinant",
    "product",
    "reciprocal_condition",
    "solve",
    "triangular_solve",
    "upper_cholesky",
]

_BLOCK = 64


class SingularMatrixError(ArithmeticError):
    """A pivot is exactly zero; the argument is its place, from 1, as LAPACK counts."""


class NotPositiveDefiniteError(ArithmeticError):
    """A matrix has no Cholesky factor; the argument is the order of the first leading minor that has none."""


def product(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Matrix product a (n, k) b (k, m), or a (n, k) b (k,).

    R: `%*%`, crossprod, tcrossprod of numbers without NaN.
    """
    total = np.zeros((len(a), *b.shape[1:]))
    with np.errstate(all="ignore"):
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


def reciprocal_condition(a: NDArray[np.float64]) -> float:
    """1 / (norm of a times norm of its inverse), in the 1-norm; 0 of a singular matrix. R: base::rcond."""
    try:
        norms = [float(np.abs(part).sum(axis=0).max(initial=0.0)) for part in (a, inverse(a))]
    except SingularMatrixError:
        return 0.0
    return 1.0 / (norms[0] * norms[1]) if norms[0] * norms[1] else 0.0


def log_determinant(a: NDArray[np.float64]) -> tuple[float, int]:
    """Logarithm of the determinant's absolute value, and its sign. R: base::determinant."""
    try:
        lu, order = _lu(a)
    except SingularMatrixError:
        return -math.inf, 1
    diagonal = np.diag(lu).tolist()
    exchanges = len(order) - _cycles(order.tolist())
    sign = -1 if (exchanges + sum(value < 0.0 for value in diagonal)) % 2 else 1
    total = 0.0
    for value in diagonal:
        total += math.log(abs(value))
    return total, sign


def _cycles(order: list[int]) -> int:
    seen, count = [False] * len(order), 0
    for start in order:
        count += not seen[start]
        while not seen[start]:
            seen[start], start = True, order[start]
    return count


def triangular_solve(
    t: NDArray[np.float64], b: NDArray[np.float64], *, upper: bool = True, transposed: bool = False
) -> NDArray[np.float64]:
    """Solve t x = b, or t' x = b, for triangular t (p, p), whose other half is not read, and b (p,) or (p, m).

    R: base::backsolve, forwardsolve.
    """
    x = np.array(b, dtype=np.float64)
    places = range(len(t) - 1, -1, -1) if upper is not transposed else range(len(t))
    for k in places:
        if transposed:
            for i in range(k) if upper else range(k + 1, len(t)):
                x[k] -= t[i, k] * x[i]
        x[k] = x[k] / t[k, k]
        if not transposed:
            rest = slice(None, k) if upper else slice(k + 1, None)
            x[rest] -= np.multiply.outer(t[rest, k], x[k])
    return x


def upper_cholesky(a: NDArray[np.float64]) -> NDArray[np.float64]:
    """R of a = R'R, from the upper triangle of a (p, p).

    Raises:
        NotPositiveDefiniteError: there is none.

    R: base::chol.
    """
    r = np.triu(np.array(a, dtype=np.float64))
    for start in range(0, len(r), _BLOCK):
        own, right = slice(start, start + _BLOCK), slice(start + _BLOCK, None)
        above = r[:start, own]
        r[own, own] = np.triu(r[own, own] - product(above.T, above))
        _cholesky(r[own, own], start)
        r[own, right] -= product(above.T, r[:start, right])
        r[own, right] = triangular_solve(r[own, own], r[own, right], transposed=True)
    return r


def _cholesky(a: NDArray[np.float64], before: int) -> None:
    """Factor the upper triangle of a block in place: halves, as LAPACK goes about it."""
    p = len(a)
    if p == 1:
        if not a[0, 0] > 0.0:
            raise NotPositiveDefiniteError(before + 1)
        a[0, 0] = math.sqrt(a[0, 0])
        return
    half = p // 2
    _cholesky(a[:half, :half], before)
    a[:half, half:] = triangular_solve(a[:half, :half], a[:half, half:], transposed=True)
    a[half:, half:] -= np.triu(product(a[:half, half:].T, a[:half, half:]))
    _cholesky(a[half:, half:], before + half)


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
