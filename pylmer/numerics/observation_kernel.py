# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Sums over observations: products of two terms' Lambda'Z', fitted values and residuals, compiled.

R loops over observations and scatters every product. Sums for different outputs do not touch each other, so here
every output is summed on its own over the observations that reach it, ascending: same order, same bits, no scatter.
A term's columns are stored dense: a zero that R drops adds nothing to any sum. What one term sums by itself is in
`lane_kernel`.
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
        self.has_runs = layout.has_runs
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
        codes: cython.p_const_int = cython.address(self.codes[0])
        column: cython.p_const_double
        if self.has_runs:
            self.add_runs(effects, fitted, begin, end)
            return
        for c in range(self.size):
            column = cython.address(self.values[c, 0])
            for t in range(begin, end):
                fitted[t - begin] += column[t] * effects[codes[t] * self.size + c]

    @cython.cfunc
    @cython.exceptval(check=False)
    def add_runs(
        self, effects: cython.p_const_double, fitted: cython.p_double, begin: cython.int, end: cython.int
    ) -> cython.void:
        """The same where the observations of a level lie next to each other."""
        level: cython.int
        stop: cython.int
        at: cython.int = begin
        while at < end:
            level = self.codes[at]
            stop = min(end, self.starts[level + 1])
            add_columns(
                fitted + (at - begin),
                cython.address(self.values[0, at]),
                self.n,
                effects + level * self.size,
                self.size,
                stop - at,
            )
            at = stop


@cython.cclass
class PairBlocks:
    """Blocks of Lambda'Z'Z Lambda where two terms meet: one block for each pair of levels that occurs."""

    def __init__(self, first: TermColumns, second: TermColumns, layout):
        """Take both terms and the pair's layout (term_layout.PairLayout)."""
        self.first = first
        self.second = second
        self.starts = layout.starts
        self.members = layout.members
        self.positions = layout.positions
        self.blocks = layout.starts.shape[0] - 1
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
def add_columns(
    out: cython.p_double,
    columns: cython.p_const_double,
    stride: cython.Py_ssize_t,
    factors: cython.p_const_double,
    size: cython.int,
    count: cython.int,
) -> cython.void:
    """Add factors[c] times column c to out, column after column; the columns are `stride` apart."""
    c: cython.int = 0
    while c + 1 < size:
        _add_two_columns(out, columns + c * stride, columns + (c + 1) * stride, factors[c], factors[c + 1], count)
        c += 2
    if c < size:
        _add_column(out, columns + c * stride, factors[c], count)


@cython.cfunc
@cython.nogil
@cython.inline
@cython.exceptval(check=False)
def _add_column(
    out: cython.p_double, column: cython.p_const_double, factor: cython.double, count: cython.int
) -> cython.void:
    step: cython.int
    t: cython.int
    place: cython.pointer(Vector)
    for step in range(count // LANES):
        t = step * LANES
        place = cython.cast(cython.pointer(Vector), out + t)
        place[0] = place[0] + cython.cast(cython.pointer(Vector), column + t)[0] * factor
    for t in range(count // LANES * LANES, count):
        out[t] += column[t] * factor


@cython.cfunc
@cython.nogil
@cython.inline
@cython.exceptval(check=False)
def _add_two_columns(
    out: cython.p_double,
    first: cython.p_const_double,
    second: cython.p_const_double,
    factor: cython.double,
    factor_two: cython.double,
    count: cython.int,
) -> cython.void:
    step: cython.int
    t: cython.int
    value: Vector
    for step in range(count // LANES):
        t = step * LANES
        value = cython.cast(cython.pointer(Vector), out + t)[0]
        value = value + cython.cast(cython.pointer(Vector), first + t)[0] * factor
        value = value + cython.cast(cython.pointer(Vector), second + t)[0] * factor_two
        cython.cast(cython.pointer(Vector), out + t)[0] = value
    for t in range(count // LANES * LANES, count):
        out[t] = (out[t] + first[t] * factor) + second[t] * factor_two


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def square_residuals(
    fitted: cython.p_double,
    random: cython.p_double,
    offset: cython.p_const_double,
    y: cython.p_const_double,
    root: cython.p_const_double,
    count: cython.int,
) -> cython.void:
    """Fitted values offset + (fixed + random) into `fitted`, squares of root * (y - fitted) into `random`."""
    t: cython.int
    step: cython.int
    whole: cython.int = count // LANES * LANES
    value: Vector
    place: cython.pointer(Vector)
    for step in range(count // LANES):
        t = step * LANES
        place = cython.cast(cython.pointer(Vector), fitted + t)
        value = place[0] + cython.cast(cython.pointer(Vector), random + t)[0]
        value = cython.cast(cython.pointer(Vector), offset + t)[0] + value
        place[0] = value
        value = cython.cast(cython.pointer(Vector), y + t)[0] - value
        value = cython.cast(cython.pointer(Vector), root + t)[0] * value
        cython.cast(cython.pointer(Vector), random + t)[0] = value * value
    for t in range(whole, count):
        fitted[t] = offset[t] + (fitted[t] + random[t])
        random[t] = root[t] * (y[t] - fitted[t])
        random[t] *= random[t]
