"""Eigenvalues and eigenvectors of symmetric matrices: R's signs and, for up to 32 rows, R's bits.

R asks LAPACK's MRRR method, where the sign of a vector hangs on the last bits of the tridiagonal matrix. So that
matrix is made here, in the order of operations of the reference BLAS; any BLAS may then find its eigenvectors.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rcompat.base.conditions import RError
from rcompat.maths.lapack import EigenAnswer, symmetric_problem, tridiagonal_problem

__all__ = ["SymmetricEigen", "symmetric_eigen"]

_BLOCK = 32


class SymmetricEigen(NamedTuple):
    """Eigenvalues (p,), largest first, and the vectors (p, p) in columns."""

    values: NDArray[np.float64]
    vectors: NDArray[np.float64]


def symmetric_eigen(matrix: ArrayLike) -> SymmetricEigen:
    """Decompose a symmetric matrix (p, p), of which the lower triangle is read.

    Raises:
        RError: missing or infinite values, or not a square matrix.

    R: base::eigen(symmetric = TRUE). Theory: Dhillon and Parlett 2004 (MRRR).
    """
    a = np.array(matrix, dtype=np.float64)
    if a.ndim != 2 or a.shape[0] != a.shape[1]:
        raise RError("non-square matrix in 'eigen'")
    if not np.all(np.isfinite(a)):
        raise RError("infinite or missing values in 'x'")
    size = len(a)
    if size < 2:
        return SymmetricEigen(a.reshape(-1), np.ones((size, size)))
    if size > _BLOCK:
        values, vectors = _found(symmetric_problem(a))
    else:
        diagonal, below, reflectors, scales = _tridiagonal(a.T.tolist())
        values, vectors = _found(tridiagonal_problem(np.array(diagonal), np.array(below)))
        vectors = _reflected(vectors.T.tolist(), reflectors, scales)
    return SymmetricEigen(np.ascontiguousarray(values[::-1]), np.ascontiguousarray(vectors[:, ::-1]))


def _found(answer: EigenAnswer) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if answer.info != 0:
        raise RError(f"error code {answer.info} from Lapack routine 'dsyevr'")
    return answer.values, answer.vectors


def _reflector(head: float, tail: list[float]) -> tuple[float, float, list[float]]:
    """A Householder reflection that maps (head, tail) onto (beta, 0): beta, its scale, and its vector below one."""
    total = 0.0
    for value in tail:
        total += value * value
    norm = math.sqrt(total)
    if norm == 0.0:
        return head, 0.0, tail
    large, small = max(abs(head), norm), min(abs(head), norm)
    beta = -math.copysign(large * math.sqrt(1.0 + (small / large) * (small / large)), head)
    factor = 1.0 / (head - beta)
    return beta, (beta - head) / beta, [value * factor for value in tail]


def _times(columns: list[list[float]], first: int, scale: float, v: list[float]) -> list[float]:
    """The scaled product of the trailing symmetric matrix (lower triangle, by columns) and v."""
    size = len(v)
    product = [0.0] * size
    for j in range(size):
        column = columns[first + j]
        scaled = scale * v[j]
        total = 0.0
        product[j] += scaled * column[first + j]
        for i in range(j + 1, size):
            entry = column[first + i]
            product[i] += scaled * entry
            total += entry * v[i]
        product[j] += scale * total
    return product


def _update(columns: list[list[float]], start: int, v: list[float], w: list[float]) -> None:
    """Take v w' + w v' off the lower triangle of the trailing matrix."""
    for j in range(len(v)):
        column, first, second = columns[start + j], -w[j], -v[j]
        for k in range(j, len(v)):
            column[start + k] = column[start + k] + v[k] * first + w[k] * second


def _tridiagonal(
    columns: list[list[float]],
) -> tuple[list[float], list[float], list[list[float]], list[float]]:
    """Reduce to tridiagonal form: the diagonal, what is below it, and the reflections."""
    size = len(columns)
    below, reflectors, scales = [], [], []
    for i in range(size - 1):
        beta, scale, tail = _reflector(columns[i][i + 1], columns[i][i + 2 :])
        v = [1.0, *tail]
        if scale != 0.0:
            w = _times(columns, i + 1, scale, v)
            total = 0.0
            for a, b in zip(w, v, strict=True):
                total += a * b
            shift = -0.5 * scale * total
            w = [a + shift * b for a, b in zip(w, v, strict=True)]
            _update(columns, i + 1, v, w)
        below.append(beta)
        reflectors.append(v)
        scales.append(scale)
    return [columns[i][i] for i in range(size)], below, reflectors, scales


def _reflected(columns: list[list[float]], reflectors: list[list[float]], scales: list[float]) -> NDArray[np.float64]:
    """Turn eigenvectors of the tridiagonal matrix into those of the matrix itself."""
    for i in range(len(scales) - 1, -1, -1):
        v, scale, first = reflectors[i], scales[i], i + 1
        if scale == 0.0:
            continue
        for column in columns:
            total = 0.0
            for k, value in enumerate(v):
                total += column[first + k] * value
            shift = -scale * total
            for k, value in enumerate(v):
                column[first + k] += value * shift
    return np.array(columns).T
