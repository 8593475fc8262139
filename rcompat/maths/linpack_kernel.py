# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Householder reflections with LINPACK's order of operations on reference BLAS, compiled.

Matrices are stored by columns, each column a row of the arrays here. Sums run in order; four columns are summed side by
side, which changes none of them.
"""

import cython

if not cython.compiled:
    raise ImportError("rcompat's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.libc.math import fabs, sqrt

__all__ = ["apply_reflection", "norm", "reflect"]

# Below this share of the squared norm the running norm has lost too many digits and is computed afresh.
NORM_REFRESH = cython.declare(cython.double, 1e-6)
# Squares of numbers outside these bounds under- or overflow.
SMALLEST = cython.declare(cython.double, 2.0**-511)
LARGEST = cython.declare(cython.double, 2.0**486)
DOWN = cython.declare(cython.double, 2.0**-538)
UP = cython.declare(cython.double, 2.0**537)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _norm(values: cython.p_const_double, count: cython.Py_ssize_t) -> cython.double:
    """Euclidean length, squares added in order."""
    i: cython.Py_ssize_t
    total: cython.double = 0.0
    for i in range(count):
        total += values[i] * values[i]
    if 1e-290 < total < 1e290 or total != total:
        return sqrt(total)
    return _scaled_norm(values, count)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _scaled_norm(values: cython.p_const_double, count: cython.Py_ssize_t) -> cython.double:
    """Euclidean length by Blue's three accumulators, for entries whose squares leave the range of doubles."""
    i: cython.Py_ssize_t
    size: cython.double
    large: cython.double = 0.0
    middle: cython.double = 0.0
    small: cython.double = 0.0
    less: cython.double
    more: cython.double
    for i in range(count):
        size = fabs(values[i])
        if size > LARGEST:
            large += (size * DOWN) * (size * DOWN)
        elif size < SMALLEST:
            small += (size * UP) * (size * UP)
        else:
            middle += size * size
    if large > 0.0:
        return sqrt(large + middle * DOWN * DOWN) / DOWN
    if small == 0.0:
        return sqrt(middle)
    if middle == 0.0:
        return sqrt(small) / UP
    less = min(sqrt(middle), sqrt(small) / UP)
    more = max(sqrt(middle), sqrt(small) / UP)
    return sqrt(more * more * (1.0 + (less / more) * (less / more)))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _apply(
    rows: cython.p_double,
    count: cython.Py_ssize_t,
    stride: cython.Py_ssize_t,
    vector: cython.p_const_double,
    length: cython.Py_ssize_t,
    lead: cython.double,
) -> cython.void:
    """Take the reflection of a vector with leading entry `lead` out of several rows."""
    r: cython.Py_ssize_t
    i: cython.Py_ssize_t
    k: cython.Py_ssize_t
    sums = cython.declare(cython.double[4])
    row = cython.declare(cython.p_double[4])
    for r in range(0, count, 4):
        for k in range(4):
            row[k] = rows + min(r + k, count - 1) * stride
            sums[k] = 0.0
        for i in range(length):
            for k in range(4):
                sums[k] += row[k][i] * vector[i]
        for k in range(min(4, count - r)):
            sums[k] = -sums[k] / lead
            for i in range(length):
                row[k][i] += sums[k] * vector[i]


def norm(values: cython.const[cython.double][::1]) -> float:
    """Euclidean length of a vector."""
    return _norm(cython.address(values[0]), values.shape[0]) if values.shape[0] else 0.0


def apply_reflection(rows: cython.double[:, ::1], vector: cython.const[cython.double][::1]) -> None:
    """Reflect the last entries of each row at a vector whose first entry is the compact form's `qraux`."""
    start: cython.Py_ssize_t = rows.shape[1] - vector.shape[0]
    if rows.shape[0] and vector.shape[0]:
        _apply(
            cython.address(rows[0, start]),
            rows.shape[0],
            rows.shape[1],
            cython.address(vector[0]),
            vector.shape[0],
            vector[0],
        )


def reflect(
    a: cython.double[:, ::1], step: cython.Py_ssize_t, norms: cython.double[::1], originals: cython.double[::1]
):
    """Clear column `step` below its diagonal by a reflection, apply it to the later columns, downdate their norms."""
    i: cython.Py_ssize_t
    column: cython.Py_ssize_t
    share: cython.double
    inverse: cython.double
    lead: cython.double
    columns: cython.Py_ssize_t = a.shape[0]
    count: cython.Py_ssize_t = a.shape[1] - step
    vector: cython.p_double = cython.address(a[step, step])
    length: cython.double = _norm(vector, count)
    if length == 0.0:
        return
    if vector[0] < 0.0:
        length = -length
    inverse = 1.0 / length
    for i in range(count):
        vector[i] *= inverse
    vector[0] += 1.0
    lead = vector[0]
    if step + 1 < columns:
        _apply(cython.address(a[step + 1, step]), columns - step - 1, a.shape[1], vector, count, lead)
        for column in range(step + 1, columns):
            if norms[column] == 0.0:
                continue
            share = fabs(a[column, step]) / norms[column]
            share = max(1.0 - share * share, 0.0)
            if share < NORM_REFRESH:
                norms[column] = originals[column] = _norm(cython.address(a[column, step + 1]), count - 1)
            else:
                norms[column] *= sqrt(share)
    norms[step] = lead
    vector[0] = -length
