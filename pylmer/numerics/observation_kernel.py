# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Sums over observations: Lambda'Z', its cross-products with itself and with X, and fitted values, compiled.

R loops over observations and scatters every product. Sums for different outputs do not touch each other, so here
every output is summed on its own over the observations that reach it, ascending: same order, same bits, no scatter.
A term's columns are stored dense: a zero that R drops adds nothing to any sum.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np
from cython.cimports.pylmer.numerics.simd import LANES, Vector

__all__ = ["PairBlocks", "TermColumns"]


@cython.cclass
class TermColumns:
    """One random-effects term: `size` coefficients for each of `levels` groups, rows base.. of Z'."""

    def __init__(self, layout: object, values: object, weighted: object):
        """Take a term's layout (`term_layout`) and its columns of Z, plain and times sqrt(weights), (size, n)."""
        self.n = values.shape[1]
        self.size = layout.size
        self.levels = layout.levels
        self.base = layout.base
        self.codes = layout.codes
        self.theta_index = layout.theta_index
        self.starts = layout.starts
        self.members = layout.members
        self.positions = layout.positions
        self.values = values
        self.weighted = weighted
        self.transformed = np.empty(values.shape)

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
                    for t in range(self.n):
                        out[t] = factor * source[t]
                else:
                    for t in range(self.n):
                        out[t] += factor * source[t]

    @cython.cfunc
    @cython.exceptval(check=False)
    def multiply_fixed(self, fixed: cython.p_const_double, width: cython.int, rzx: cython.p_double) -> cython.void:
        """Rows of Lambda'Z'W[X, residual] of this term, into their permuted places; width is a multiple of four."""
        level: cython.int
        c: cython.int
        d: cython.int
        places: cython.p_const_int
        members: cython.p_const_int = cython.address(self.members[0])
        for level in range(self.levels):
            places = cython.address(self.positions[level * self.size])
            for c in range(0, self.size, 2):
                d = min(c + 1, self.size - 1)
                _sum_two_rows(
                    rzx + cython.cast(cython.Py_ssize_t, places[c]) * width,
                    rzx + cython.cast(cython.Py_ssize_t, places[d]) * width,
                    cython.address(self.transformed[c, 0]),
                    cython.address(self.transformed[d, 0]),
                    fixed,
                    width,
                    members + self.starts[level],
                    self.starts[level + 1] - self.starts[level],
                )

    @cython.cfunc
    @cython.exceptval(check=False)
    def random_effects(self, theta: cython.p_const_double, u: cython.p_const_double, b: cython.p_double) -> cython.void:
        """b = Lambda u for this term's rows."""
        level: cython.int
        c: cython.int
        m: cython.int
        at: cython.int
        total: cython.double
        for level in range(self.levels):
            at = self.base + level * self.size
            for m in range(self.size):
                total = 0.0
                for c in range(m + 1):
                    total += theta[self.theta_index[m * self.size + c]] * u[at + c]
                b[at + m] = total

    @cython.cfunc
    @cython.exceptval(check=False)
    def add_fitted(
        self, b: cython.p_const_double, fitted: cython.p_double, begin: cython.int, end: cython.int
    ) -> cython.void:
        """Add Z b of this term to fitted[0..] for observations begin..end."""
        c: cython.int
        t: cython.int
        effects: cython.p_const_double = b + self.base
        column: cython.p_const_double
        for c in range(self.size):
            column = cython.address(self.values[c, 0])
            for t in range(begin, end):
                fitted[t - begin] += column[t] * effects[self.codes[t] * self.size + c]


@cython.cclass
class PairBlocks:
    """Blocks of Lambda'Z'Z Lambda where two terms meet: one block for each pair of levels that occurs."""

    def __init__(self, first: TermColumns, second: TermColumns, layout):
        """Take both terms (the same one twice for diagonal blocks) and the pair's layout (term_layout.PairLayout)."""
        self.first = first
        self.second = second
        self.starts = layout.starts
        self.members = layout.members
        self.positions = layout.positions
        self.blocks = layout.starts.shape[0] - 1
        if first is second:
            left, right = np.tril_indices(first.size)
        else:
            left, right = np.divmod(np.arange(first.size * second.size), second.size)
        self.left_index = left.astype(np.int32)
        self.right_index = right.astype(np.int32)
        self.products = left.shape[0]

    @cython.cfunc
    @cython.exceptval(check=False)
    def accumulate(self, lx: cython.p_double) -> cython.void:
        """Store every block's sums of products at their places in the factor's storage."""
        block: cython.int
        e: cython.int
        total: cython.double
        left: cython.p_const_double = cython.address(self.first.transformed[0, 0])
        right: cython.p_const_double = cython.address(self.second.transformed[0, 0])
        members: cython.p_const_int = cython.address(self.members[0])
        if self.products > 1:
            for block in range(self.blocks):
                self.accumulate_block(lx, block)
            return
        for block in range(self.blocks):
            total = 0.0
            for e in range(self.starts[block], self.starts[block + 1]):
                total += left[members[e]] * right[members[e]]
            lx[self.positions[block]] = total

    @cython.cfunc
    @cython.exceptval(check=False)
    def accumulate_block(self, lx: cython.p_double, block: cython.int) -> cython.void:
        """The sums of one block with several coefficients, four at a time (the last ones maybe twice)."""
        k: cython.int
        j: cython.int
        product: cython.int
        sums = cython.declare(cython.double[4])
        left = cython.declare(cython.p_const_double[4])
        right = cython.declare(cython.p_const_double[4])
        begin: cython.int = self.starts[block]
        places: cython.p_const_int = cython.address(self.positions[block * self.products])
        for k in range(0, self.products, 4):
            for j in range(4):
                product = min(k + j, self.products - 1)
                left[j] = cython.address(self.first.transformed[self.left_index[product], 0])
                right[j] = cython.address(self.second.transformed[self.right_index[product], 0])
            _sum_four_products(sums, left, right, cython.address(self.members[begin]), self.starts[block + 1] - begin)
            for j in range(min(4, self.products - k)):
                lx[places[k + j]] = sums[j]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_four_products(
    sums: cython.p_double,
    left: cython.pointer(cython.p_const_double),
    right: cython.pointer(cython.p_const_double),
    members: cython.p_const_int,
    count: cython.int,
) -> cython.void:
    """Four independent sums at once: one alone would wait for its own additions."""
    e: cython.int
    t: cython.int
    l0: cython.p_const_double = left[0]
    l1: cython.p_const_double = left[1]
    l2: cython.p_const_double = left[2]
    l3: cython.p_const_double = left[3]
    r0: cython.p_const_double = right[0]
    r1: cython.p_const_double = right[1]
    r2: cython.p_const_double = right[2]
    r3: cython.p_const_double = right[3]
    s0: cython.double = 0.0
    s1: cython.double = 0.0
    s2: cython.double = 0.0
    s3: cython.double = 0.0
    for e in range(count):
        t = members[e]
        s0 += l0[t] * r0[t]
        s1 += l1[t] * r1[t]
        s2 += l2[t] * r2[t]
        s3 += l3[t] * r3[t]
    sums[0] = s0
    sums[1] = s1
    sums[2] = s2
    sums[3] = s3


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _sum_two_rows(
    out_a: cython.p_double,
    out_b: cython.p_double,
    column_a: cython.p_const_double,
    column_b: cython.p_const_double,
    fixed: cython.p_const_double,
    width: cython.int,
    members: cython.p_const_int,
    count: cython.int,
) -> cython.void:
    """Two weighted sums of rows of X, two vectors at once; a lone last one is summed twice, which costs no time."""
    strip: cython.int = 0
    second: cython.int
    e: cython.int
    row: cython.p_const_double
    factor_a: cython.double
    factor_b: cython.double
    a0: Vector
    a1: Vector
    b0: Vector
    b1: Vector
    x0: Vector
    x1: Vector
    zero = cython.declare(cython.double[4])
    zero[0] = zero[1] = zero[2] = zero[3] = 0.0
    while strip < width:
        second = LANES if strip + LANES < width else 0
        a0 = a1 = b0 = b1 = cython.cast(cython.pointer(Vector), cython.address(zero[0]))[0]
        for e in range(count):
            factor_a = column_a[members[e]]
            factor_b = column_b[members[e]]
            row = fixed + cython.cast(cython.Py_ssize_t, members[e]) * width + strip
            x0 = cython.cast(cython.pointer(Vector), row)[0]
            x1 = cython.cast(cython.pointer(Vector), row + second)[0]
            a0 = a0 + x0 * factor_a
            a1 = a1 + x1 * factor_a
            b0 = b0 + x0 * factor_b
            b1 = b1 + x1 * factor_b
        cython.cast(cython.pointer(Vector), out_a + strip)[0] = a0
        cython.cast(cython.pointer(Vector), out_a + strip + second)[0] = a1
        cython.cast(cython.pointer(Vector), out_b + strip)[0] = b0
        cython.cast(cython.pointer(Vector), out_b + strip + second)[0] = b1
        strip += 2 * LANES
