"""Inverses from a triangular factor, with the operation order of LAPACK on reference BLAS. R: base::chol2inv."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["back_substitute", "inverse_of_crossproduct", "upper_inverse"]


def upper_inverse(r: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inverse of an upper triangular matrix (p, p); what stands below the diagonal is not read.

    R: LAPACK's dtrti2.
    """
    p = len(r)
    inverse = np.triu(r)
    for j in range(p):
        inverse[j, j] = 1.0 / inverse[j, j]
        column = inverse[:j, j].copy()
        for k in range(j):
            value = column[k]
            if value != 0.0:
                column[:k] += value * inverse[:k, k]
                column[k] *= inverse[k, k]
        inverse[:j, j] = column * -inverse[j, j]
    return inverse


def inverse_of_crossproduct(r: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inverse of R'R (p, p) from upper triangular R.

    R: base::chol2inv.
    """
    p = len(r)
    a = upper_inverse(r)
    for i in range(p):
        diagonal = a[i, i]
        if i + 1 < p:
            row = a[i, i:].copy()
            a[i, i] = np.add.accumulate(row * row)[-1]
            column = a[:i, i] * diagonal
            for j in range(i + 1, p):
                column += a[i, j] * a[:i, j]
            a[:i, i] = column
        else:
            a[: i + 1, i] *= diagonal
    upper = np.triu(a)
    return np.asarray(upper + np.triu(a, 1).T)


def back_substitute(r: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve R x = b for upper triangular R (p, p) and b (p,) or (p, k).

    R: base::backsolve.
    """
    x = np.array(b, dtype=np.float64)
    for k in range(len(r) - 1, -1, -1):
        x[k] = x[k] / r[k, k]
        if k:
            x[:k] -= np.multiply.outer(r[:k, k], x[k])
    return x
