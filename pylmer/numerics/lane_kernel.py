# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Sums over the observations of each group of one term, several groups side by side in a vector, compiled.

Lambda'Z'W[X, residual] and the term's own blocks of Lambda'Z'WZ Lambda are sums over the observations of one group,
ascending. Groups do not touch each other, so every lane of a vector sums its own group: same order, same bits. The
observations are stored for that: `blocks` of LANES groups of about equal size, one observation of each group after
the other, missing ones as zeros, which add nothing.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np
from cython.cimports.pylmer.numerics.simd import LANES, Vector, load, store, zeros

__all__ = ["LANE_COUNT", "LaneSums"]

LANE_COUNT = int(LANES)  # how many groups are summed side by side


@cython.cclass
class LaneSums:
    """One term: `size` coefficients for each group."""

    def __init__(self, layout: object, weighted: object, fixed: object):
        """Take a `lanes.LaneLayout` and in its slots sqrt(w) times the columns of Z (size,) and X (p,)."""
        self.size = weighted.shape[0]
        self.columns = fixed.shape[0] + 1
        self.slots = weighted.shape[1]
        self.blocks = layout.starts.shape[0] - 1
        self.weighted = weighted
        self.fixed = fixed
        self.response = np.zeros(self.slots)
        self.sources = layout.sources
        self.transformed = np.empty(weighted.shape)
        self.theta_index = layout.theta_index
        self.starts = layout.starts
        self.levels = layout.levels
        self.positions = layout.positions
        self.places = layout.places
        self.left_index = layout.left_index
        self.right_index = layout.right_index
        self.products = layout.left_index.shape[0]

    @cython.cfunc
    @cython.exceptval(check=False)
    def take_response(self, rows: cython.p_const_double, width: cython.int) -> cython.void:
        """Take sqrt(w) (y - offset), `width` numbers from one observation to the next, in the data's own order."""
        t: cython.int
        for t in range(self.slots):
            if self.sources[t] >= 0:
                self.response[t] = rows[cython.cast(cython.Py_ssize_t, self.sources[t]) * width]

    @cython.cfunc
    @cython.exceptval(check=False)
    def accumulate(
        self, theta: cython.p_const_double, rzx: cython.p_double, width: cython.int, lx: cython.p_double
    ) -> cython.void:
        """Store all sums of this term: its rows of rzx (q, width), and its blocks in the factor's storage."""
        block: cython.int
        self.transform(theta)
        for block in range(self.blocks):
            self.multiply_itself(lx, block)
            self.multiply_fixed(rzx, width, block)

    @cython.cfunc
    @cython.exceptval(check=False)
    def transform(self, theta: cython.p_const_double) -> cython.void:
        """Lambda'U: coefficient c sums theta(m, c) * U(m) over m >= c."""
        c: cython.int
        m: cython.int
        t: cython.int
        factor: cython.double
        source: cython.p_const_double
        out: cython.p_double
        for c in range(self.size):
            out = cython.address(self.transformed[c, 0])
            for m in range(c, self.size):
                source = cython.address(self.weighted[m, 0])
                factor = theta[self.theta_index[m * self.size + c]]
                if m == c:
                    for t in range(self.slots):
                        out[t] = factor * source[t]
                else:
                    for t in range(self.slots):
                        out[t] += factor * source[t]

    @cython.cfunc
    @cython.exceptval(check=False)
    def multiply_itself(self, lx: cython.p_double, block: cython.int) -> cython.void:
        """The sums of products of the coefficients, four products at a time (the last ones maybe twice)."""
        k: cython.int
        j: cython.int
        lane: cython.int
        product: cython.int
        begin: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, self.starts[block]) * LANES
        count: cython.int = self.starts[block + 1] - self.starts[block]
        sums = cython.declare(cython.double[16])
        left = cython.declare(cython.p_const_double[4])
        right = cython.declare(cython.p_const_double[4])
        for k in range(0, self.products, 4):
            for j in range(4):
                product = min(k + j, self.products - 1)
                left[j] = cython.address(self.transformed[self.left_index[product], begin])
                right[j] = cython.address(self.transformed[self.right_index[product], begin])
            if self.products == 1:
                _sum_squares(sums, left[0], count)
            elif self.products == 3:
                _sum_pair(sums, left[0], right[2], count)
            else:
                _sum_products(sums, left, right, count)
            for lane in range(LANES):
                if self.levels[block * LANES + lane] < 0:
                    continue
                for j in range(min(4, self.products - k)):
                    lx[self.places[self.levels[block * LANES + lane] * self.products + k + j]] = sums[j * LANES + lane]

    @cython.cfunc
    @cython.exceptval(check=False)
    def multiply_fixed(self, rzx: cython.p_double, width: cython.int, block: cython.int) -> cython.void:
        """The rows of Lambda'Z'W[X, residual], two coefficients and up to four columns at a time."""
        c: cython.int
        d: cython.int
        j: cython.int
        first: cython.int
        lane: cython.int
        level: cython.int
        begin: cython.Py_ssize_t = cython.cast(cython.Py_ssize_t, self.starts[block]) * LANES
        count: cython.int = self.starts[block + 1] - self.starts[block]
        sums = cython.declare(cython.double[32])
        columns = cython.declare(cython.p_const_double[4])
        row_c: cython.p_double
        row_d: cython.p_double
        for first in range(0, self.columns, 4):
            for j in range(4):
                if first + j < self.columns - 1:
                    columns[j] = cython.address(self.fixed[first + j, begin])
                else:
                    columns[j] = cython.address(self.response[begin])
            for c in range(0, self.size, 2):
                d = min(c + 1, self.size - 1)
                if c == d:
                    _sum_one_row(sums, cython.address(self.transformed[c, begin]), columns, count)
                elif self.columns - first > 2:
                    _sum_two_rows(
                        sums,
                        cython.address(self.transformed[c, begin]),
                        cython.address(self.transformed[d, begin]),
                        columns,
                        count,
                    )
                else:
                    _sum_two_short_rows(
                        sums,
                        cython.address(self.transformed[c, begin]),
                        cython.address(self.transformed[d, begin]),
                        columns,
                        count,
                    )
                for lane in range(LANES):
                    level = self.levels[block * LANES + lane]
                    if level < 0:
                        continue
                    row_c = rzx + cython.cast(cython.Py_ssize_t, self.positions[level * self.size + c]) * width + first
                    row_d = rzx + cython.cast(cython.Py_ssize_t, self.positions[level * self.size + d]) * width + first
                    for j in range(min(4, self.columns - first)):
                        row_c[j] = sums[j * LANES + lane]
                        if d > c:
                            row_d[j] = sums[(4 + j) * LANES + lane]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_squares(sums: cython.p_double, source: cython.p_const_double, count: cython.int) -> cython.void:
    step: cython.Py_ssize_t
    x: Vector
    s0: Vector = zeros()
    for step in range(count):
        x = load(source + step * LANES)
        s0 = s0 + x * x
    store(sums, s0)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_pair(
    sums: cython.p_double, a: cython.p_const_double, b: cython.p_const_double, count: cython.int
) -> cython.void:
    """The products of two coefficients: a a, b a, b b."""
    step: cython.int
    x: Vector
    y: Vector
    s0: Vector = zeros()
    s1: Vector = s0
    s2: Vector = s0
    for step in range(count):
        x = load(a + step * LANES)
        y = load(b + step * LANES)
        s0 = s0 + x * x
        s1 = s1 + y * x
        s2 = s2 + y * y
    store(sums, s0)
    store(sums + LANES, s1)
    store(sums + 2 * LANES, s2)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_products(
    sums: cython.p_double,
    left: cython.pointer(cython.p_const_double),
    right: cython.pointer(cython.p_const_double),
    count: cython.int,
) -> cython.void:
    step: cython.int
    e: cython.Py_ssize_t
    l0: cython.p_const_double = left[0]
    l1: cython.p_const_double = left[1]
    l2: cython.p_const_double = left[2]
    l3: cython.p_const_double = left[3]
    r0: cython.p_const_double = right[0]
    r1: cython.p_const_double = right[1]
    r2: cython.p_const_double = right[2]
    r3: cython.p_const_double = right[3]
    s0: Vector = zeros()
    s1: Vector = s0
    s2: Vector = s0
    s3: Vector = s0
    for step in range(count):
        e = step * LANES
        s0 = s0 + load(l0 + e) * load(r0 + e)
        s1 = s1 + load(l1 + e) * load(r1 + e)
        s2 = s2 + load(l2 + e) * load(r2 + e)
        s3 = s3 + load(l3 + e) * load(r3 + e)
    store(sums, s0)
    store(sums + LANES, s1)
    store(sums + 2 * LANES, s2)
    store(sums + 3 * LANES, s3)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_one_row(
    sums: cython.p_double,
    a: cython.p_const_double,
    columns: cython.pointer(cython.p_const_double),
    count: cython.int,
) -> cython.void:
    """Sums of the products of one coefficient with four columns."""
    step: cython.int
    e: cython.Py_ssize_t
    x0: cython.p_const_double = columns[0]
    x1: cython.p_const_double = columns[1]
    x2: cython.p_const_double = columns[2]
    x3: cython.p_const_double = columns[3]
    factor: Vector
    s0: Vector = zeros()
    s1: Vector = s0
    s2: Vector = s0
    s3: Vector = s0
    for step in range(count):
        e = step * LANES
        factor = load(a + e)
        s0 = s0 + load(x0 + e) * factor
        s1 = s1 + load(x1 + e) * factor
        s2 = s2 + load(x2 + e) * factor
        s3 = s3 + load(x3 + e) * factor
    store(sums, s0)
    store(sums + LANES, s1)
    store(sums + 2 * LANES, s2)
    store(sums + 3 * LANES, s3)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_two_rows(
    sums: cython.p_double,
    a: cython.p_const_double,
    b: cython.p_const_double,
    columns: cython.pointer(cython.p_const_double),
    count: cython.int,
) -> cython.void:
    """Sums of the products of two coefficients with four columns."""
    step: cython.int
    e: cython.Py_ssize_t
    x0: cython.p_const_double = columns[0]
    x1: cython.p_const_double = columns[1]
    x2: cython.p_const_double = columns[2]
    x3: cython.p_const_double = columns[3]
    factor_a: Vector
    factor_b: Vector
    x: Vector
    a0: Vector = zeros()
    a1: Vector = a0
    a2: Vector = a0
    a3: Vector = a0
    b0: Vector = a0
    b1: Vector = a0
    b2: Vector = a0
    b3: Vector = a0
    for step in range(count):
        e = step * LANES
        factor_a = load(a + e)
        factor_b = load(b + e)
        x = load(x0 + e)
        a0 = a0 + x * factor_a
        b0 = b0 + x * factor_b
        x = load(x1 + e)
        a1 = a1 + x * factor_a
        b1 = b1 + x * factor_b
        x = load(x2 + e)
        a2 = a2 + x * factor_a
        b2 = b2 + x * factor_b
        x = load(x3 + e)
        a3 = a3 + x * factor_a
        b3 = b3 + x * factor_b
    store(sums, a0)
    store(sums + LANES, a1)
    store(sums + 2 * LANES, a2)
    store(sums + 3 * LANES, a3)
    store(sums + 4 * LANES, b0)
    store(sums + 5 * LANES, b1)
    store(sums + 6 * LANES, b2)
    store(sums + 7 * LANES, b3)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_two_short_rows(
    sums: cython.p_double,
    a: cython.p_const_double,
    b: cython.p_const_double,
    columns: cython.pointer(cython.p_const_double),
    count: cython.int,
) -> cython.void:
    """Sums of the products of two coefficients with two columns."""
    step: cython.int
    e: cython.Py_ssize_t
    x0: cython.p_const_double = columns[0]
    x1: cython.p_const_double = columns[1]
    factor_a: Vector
    factor_b: Vector
    a0: Vector = zeros()
    a1: Vector = a0
    b0: Vector = a0
    b1: Vector = a0
    for step in range(count):
        e = step * LANES
        factor_a = load(a + e)
        factor_b = load(b + e)
        a0 = a0 + load(x0 + e) * factor_a
        b0 = b0 + load(x0 + e) * factor_b
        a1 = a1 + load(x1 + e) * factor_a
        b1 = b1 + load(x1 + e) * factor_b
    store(sums, a0)
    store(sums + LANES, a1)
    store(sums + 4 * LANES, b0)
    store(sums + 5 * LANES, b1)
