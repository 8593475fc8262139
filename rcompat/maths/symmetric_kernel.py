# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Small symmetric matrices: eigenvalues and triangular solves for the checks after every optimisation.

A linear algebra library takes longer to be called than these matrices of a few rows take.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np
from cython.cimports.libc.math import fabs, hypot, sqrt

__all__ = ["solve_factor", "symmetric_eigenvalues", "upper_factor"]

SWEEPS = cython.declare(cython.int, 60)


def symmetric_eigenvalues(matrix: cython.const[cython.double][:, :]) -> list:
    """Eigenvalues (m,) of a finite symmetric matrix (m, m), ascending, by cyclic Jacobi rotations.

    Theory: Golub and Van Loan 2013, Matrix Computations, s. 8.5.
    """
    m: cython.Py_ssize_t = matrix.shape[0]
    a: cython.double[:, ::1] = np.array(matrix, order="C")
    _sweep: cython.int
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    is_diagonal: cython.bint
    for _sweep in range(SWEEPS):
        is_diagonal = True
        for i in range(m):
            for j in range(i + 1, m):
                if fabs(a[i, i]) + fabs(a[i, j]) != fabs(a[i, i]) or fabs(a[j, j]) + fabs(a[i, j]) != fabs(a[j, j]):
                    is_diagonal = False
                    _rotate(a, m, i, j)
        if is_diagonal:
            break
    return sorted([a[i, i] for i in range(m)])


@cython.cfunc
@cython.exceptval(check=False)
def _rotate(a: cython.double[:, ::1], m: cython.Py_ssize_t, i: cython.Py_ssize_t, j: cython.Py_ssize_t) -> cython.void:
    """Turn rows and columns i and j so that a[i, j] vanishes."""
    k: cython.Py_ssize_t
    half: cython.double = (a[j, j] - a[i, i]) / 2
    entry: cython.double = a[i, j]
    tangent: cython.double = entry / (half + (hypot(half, entry) if half >= 0 else -hypot(half, entry)))
    cosine: cython.double = 1 / sqrt(tangent * tangent + 1)
    sine: cython.double = tangent * cosine
    first: cython.double
    second: cython.double
    for k in range(m):
        if k != i and k != j:
            first = a[k, i]
            second = a[k, j]
            a[k, i] = a[i, k] = cosine * first - sine * second
            a[k, j] = a[j, k] = sine * first + cosine * second
    a[i, i] -= tangent * entry
    a[j, j] += tangent * entry
    a[i, j] = a[j, i] = 0.0


def upper_factor(matrix: cython.const[cython.double][:, :]) -> object:
    """R (m, m) with R'R the symmetric matrix, of which the upper triangle is read; None if there is none."""
    m: cython.Py_ssize_t = matrix.shape[0]
    factor: cython.double[:, ::1] = np.zeros((m, m))
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    k: cython.Py_ssize_t
    rest: cython.double
    for j in range(m):
        for i in range(j + 1):
            rest = matrix[i, j]
            for k in range(i):
                rest -= factor[k, i] * factor[k, j]
            if i < j:
                factor[i, j] = rest / factor[i, i]
            elif rest > 0:
                factor[j, j] = sqrt(rest)
            else:
                return None
    return np.asarray(factor)


def solve_factor(factor: cython.const[cython.double][:, :], right: cython.const[cython.double][:]) -> list:
    """The solution x (m,) of R x = `right`, R upper triangular (m, m)."""
    m: cython.Py_ssize_t = right.shape[0]
    solution: list = [0.0] * m
    i: cython.Py_ssize_t
    k: cython.Py_ssize_t
    rest: cython.double
    for i in range(m - 1, -1, -1):
        rest = right[i]
        for k in range(i + 1, m):
            rest -= factor[i, k] * cython.cast(cython.double, solution[k])
        solution[i] = rest / factor[i, i]
    return solution
