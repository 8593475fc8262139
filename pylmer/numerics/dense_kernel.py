# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Small dense algebra in the order of Eigen 3.3.9 without vector instructions, compiled.

Triangles are upper and stored by rows (leading dimension a multiple of four), so that loops over independent
outputs run along memory; every output keeps its own order of additions.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np
from cython.cimports.libc.math import sqrt
from cython.cimports.pylmer.numerics.simd import LANES, Vector, load, store, zeros

__all__ = ["column_products", "gram", "row_cross_product", "upper_inverse", "upper_triangle"]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def add_gram(
    out: cython.p_double,
    ld: cython.int,
    rows: cython.p_const_double,
    count: cython.int,
    stride: cython.int,
    first: cython.int,
    last: cython.int,
    panel: cython.int,
    sign: cython.double,
) -> cython.void:
    """Add sign * (rows' rows) to the upper triangle of columns first..last, panel after panel of rows.

    Tiles are 4 by 4: `last` is rounded up, so rows and out must be padded to a multiple of four.
    """
    begin: cython.int = 0
    end: cython.int
    a: cython.int
    b: cython.int
    i: cython.int
    j: cython.int
    width: cython.int
    tile = cython.declare(cython.double[32])
    row: cython.p_const_double
    while begin < count:
        end = min(count, begin + panel)
        row = rows + cython.cast(cython.Py_ssize_t, begin) * stride
        for a in range(first, last, 4):
            b = a
            while b < last:
                if b + 2 * LANES <= last:
                    width = 2 * LANES
                    _sum_wide_tile(tile, row + a, row + b, end - begin, stride)
                else:
                    width = LANES
                    _sum_tile(tile, row + a, row + b, end - begin, stride)
                for i in range(4):
                    for j in range(width):
                        out[(a + i) * ld + b + j] += sign * tile[2 * LANES * i + j]
                b += width
        begin = end


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_tile(
    tile: cython.p_double, a: cython.p_const_double, b: cython.p_const_double, count: cython.int, stride: cython.int
) -> cython.void:
    """Products of four columns at `a` with one vector of columns at `b`."""
    _row: cython.int
    x: Vector
    s0: Vector = zeros()
    s1: Vector = s0
    s2: Vector = s0
    s3: Vector = s0
    for _row in range(count):
        x = load(b)
        s0 = s0 + a[0] * x
        s1 = s1 + a[1] * x
        s2 = s2 + a[2] * x
        s3 = s3 + a[3] * x
        a += stride
        b += stride
    store(tile, s0)
    store(tile + 2 * LANES, s1)
    store(tile + 4 * LANES, s2)
    store(tile + 6 * LANES, s3)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_wide_tile(
    tile: cython.p_double, a: cython.p_const_double, b: cython.p_const_double, count: cython.int, stride: cython.int
) -> cython.void:
    """Products of four columns at `a` with two vectors of columns at `b`."""
    _row: cython.int
    x: Vector
    y: Vector
    s0: Vector = zeros()
    s1: Vector = s0
    s2: Vector = s0
    s3: Vector = s0
    t0: Vector = s0
    t1: Vector = s0
    t2: Vector = s0
    t3: Vector = s0
    for _row in range(count):
        x = load(b)
        y = load(b + LANES)
        s0 = s0 + a[0] * x
        t0 = t0 + a[0] * y
        s1 = s1 + a[1] * x
        t1 = t1 + a[1] * y
        s2 = s2 + a[2] * x
        t2 = t2 + a[2] * y
        s3 = s3 + a[3] * x
        t3 = t3 + a[3] * y
        a += stride
        b += stride
    store(tile, s0)
    store(tile + LANES, t0)
    store(tile + 2 * LANES, s1)
    store(tile + 3 * LANES, t1)
    store(tile + 4 * LANES, s2)
    store(tile + 5 * LANES, t2)
    store(tile + 6 * LANES, s3)
    store(tile + 7 * LANES, t3)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def add_column_products(
    out: cython.p_double,
    rows: cython.p_const_double,
    count: cython.int,
    stride: cython.int,
    columns: cython.int,
    with_column: cython.int,
) -> cython.void:
    """Add to out the products of the first columns with one column, as one plain sum over the rows.

    Four columns at a time; rows and out must be padded to a multiple of four.
    """
    _row: cython.int
    c: cython.int
    j: cython.int
    row: cython.p_const_double
    factor: cython.double
    sums = cython.declare(cython.double[4])
    for c in range(0, columns, 4):
        row = rows
        for j in range(4):
            sums[j] = out[c + j]
        for _row in range(count):
            factor = row[with_column]
            for j in range(4):
                sums[j] += row[c + j] * factor
            row += stride
        for j in range(4):
            out[c + j] = sums[j]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _unblocked_cholesky(r: cython.p_double, ld: cython.int, size: cython.int) -> cython.bint:
    k: cython.int
    j: cython.int
    i: cython.int
    x: cython.double
    squares: cython.double
    row: cython.p_double
    earlier: cython.p_double
    for k in range(size):
        row = r + k * ld
        x = row[k]
        if k > 0:
            squares = 0.0
            for j in range(k):
                squares += r[j * ld + k] * r[j * ld + k]
            x -= squares
        if x <= 0.0:  # as R, which lets a NaN pass: it becomes the value of the criterion
            return False
        x = sqrt(x)
        row[k] = x
        for j in range(k):
            earlier = r + j * ld
            for i in range(k + 1, size):
                row[i] -= earlier[i] * earlier[k]
        for i in range(k + 1, size):
            row[i] /= x
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _solve_beside_block(
    r: cython.p_double, ld: cython.int, size: cython.int, p: cython.int, work: cython.p_double
) -> cython.void:
    """Rows of R beside a factored diagonal block: four rows at a time, times the reciprocal diagonal."""
    group: cython.int
    j: cython.int
    m: cython.int
    i: cython.int
    row: cython.p_double
    earlier: cython.p_double
    reciprocal: cython.double
    for group in range(0, size, 4):
        for j in range(group, min(group + 4, size)):
            row = r + j * ld
            if group > 0:
                for i in range(size, p):
                    work[i] = 0.0
                for m in range(group):
                    earlier = r + m * ld
                    for i in range(size, p):
                        work[i] += earlier[i] * earlier[j]
                for i in range(size, p):
                    row[i] -= work[i]
            for m in range(group, j):
                earlier = r + m * ld
                for i in range(size, p):
                    row[i] -= earlier[i] * earlier[j]
            reciprocal = 1.0 / row[j]
            for i in range(size, p):
                row[i] *= reciprocal


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def upper_cholesky(r: cython.p_double, ld: cython.int, p: cython.int, work: cython.p_double) -> cython.bint:
    """Replace a symmetric matrix (upper triangle) by R with R'R = A; False if it is not positive definite."""
    if p < 32:
        return _unblocked_cholesky(r, ld, p)
    block: cython.int = min(max((p // 8) // 16 * 16, 8), 128)
    k: cython.int = 0
    size: cython.int
    corner: cython.p_double
    while k < p:
        size = min(block, p - k)
        corner = r + k * ld + k
        if not _unblocked_cholesky(corner, ld, size):
            return False
        if k + size < p:
            _solve_beside_block(corner, ld, size, p - k, work)
            add_gram(corner, ld, corner, size, ld, size, p - k, size, -1.0)
        k += size
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def solve_upper_transposed(r: cython.p_const_double, ld: cython.int, p: cython.int, x: cython.p_double) -> cython.void:
    """Solve R'x = b in place: divide, then subtract from the later ones."""
    a: cython.int
    i: cython.int
    for a in range(p):
        x[a] /= r[a * ld + a]
        for i in range(a + 1, p):
            x[i] -= x[a] * r[a * ld + i]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def solve_upper(r: cython.p_const_double, ld: cython.int, p: cython.int, x: cython.p_double) -> cython.void:
    """Solve R x = b in place, in groups of eight rows from the bottom."""
    high: cython.int = p
    low: cython.int
    i: cython.int
    m: cython.int
    dot: cython.double
    while high > 0:
        low = max(high - 8, 0)
        if high < p:
            for i in range(low, high):
                dot = 0.0
                for m in range(high, p):
                    dot += r[i * ld + m] * x[m]
                x[i] -= dot
        for i in range(high - 1, low - 1, -1):
            if i < high - 1:
                dot = 0.0
                for m in range(i + 1, high):
                    dot += r[i * ld + m] * x[m]
                x[i] -= dot
            x[i] /= r[i * ld + i]
        high = low


def gram(rows: cython.double[:, ::1], panel: cython.int, padded: cython.int):
    """Cross-product of the columns, summed panel after panel; upper triangle of a (padded, padded) array."""
    out: cython.double[:, ::1] = np.zeros((padded, padded))
    if rows.shape[0] and padded:
        add_gram(
            cython.address(out[0, 0]),
            padded,
            cython.address(rows[0, 0]),
            rows.shape[0],
            rows.shape[1],
            0,
            padded,
            panel,
            1.0,
        )
    return np.asarray(out)


def column_products(rows: cython.double[:, ::1], columns: cython.int, with_column: cython.int):
    """Products of the first columns with one column, plain sums over the rows; (columns,)."""
    out: cython.double[::1] = np.zeros((columns + 4) // 4 * 4)
    if columns:
        add_column_products(
            cython.address(out[0]), cython.address(rows[0, 0]), rows.shape[0], rows.shape[1], columns, with_column
        )
    return np.asarray(out)[:columns]


def upper_triangle(r: cython.const[cython.double][:, ::1], p: cython.Py_ssize_t):
    """The upper triangle of the leading (p, p) block, zeros below."""
    out: cython.double[:, ::1] = np.zeros((p, p))
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    for i in range(p):
        for j in range(i, p):
            out[i, j] = r[i, j]
    return np.asarray(out)


def upper_inverse(r: cython.const[cython.double][:, ::1]):
    """Inverse of an upper triangle (p, p), in the order of Eigen's triangular solve with a matrix."""
    p: cython.Py_ssize_t = r.shape[0]
    out: cython.double[:, ::1] = np.eye(p)
    high: cython.Py_ssize_t = p
    low: cython.Py_ssize_t
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    m: cython.Py_ssize_t
    dot: cython.double
    reciprocal: cython.double
    while high > 0:
        low = max(high - 4, 0)
        for i in range(high - 1, low - 1, -1):
            reciprocal = 1.0 / r[i, i]
            for j in range(p):
                dot = 0.0
                for m in range(i + 1, high):
                    dot += r[i, m] * out[m, j]
                out[i, j] = (out[i, j] - dot) * reciprocal
        for i in range(low):
            for j in range(p):
                dot = 0.0
                for m in range(low, high):
                    dot += r[i, m] * out[m, j]
                out[i, j] -= dot
        high = low
    return np.asarray(out)


def row_cross_product(a: cython.const[cython.double][:, ::1], panel: cython.int):
    """A A' (p, p), summed over the columns panel after panel."""
    p: cython.Py_ssize_t = a.shape[0]
    out: cython.double[:, ::1] = np.zeros((p, p))
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    m: cython.Py_ssize_t
    begin: cython.Py_ssize_t
    dot: cython.double
    for begin in range(0, a.shape[1], max(panel, 1)):
        for i in range(p):
            for j in range(i + 1):
                dot = 0.0
                for m in range(begin, min(begin + panel, a.shape[1])):
                    dot += a[i, m] * a[j, m]
                out[i, j] += dot
    for i in range(p):
        for j in range(i):
            out[j, i] = out[i, j]
    return np.asarray(out)
