# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The sparse factor LL' by supernodes (dense blocks of columns), and solves with it, compiled.

CHOLMOD's left-looking supernodal method with the sums of reference BLAS: a descendant's contribution is summed from
zero over its columns and then subtracted once; inside a supernode the products are subtracted one by one.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np
from cython.cimports.libc.math import fabs, log, sqrt
from cython.cimports.libc.string import memset
from cython.cimports.pylmer.numerics.block_kernel import pack_rows, subtract_products
from cython.cimports.pylmer.numerics.factor_kernel import SparseFactor

__all__ = ["SupernodalFactor"]

DEPTH = cython.declare(cython.int, 64)  # columns multiplied in one go: a packed strip stays in the first-level cache
STRIP = cython.declare(cython.int, 64)  # columns of a descendant's contribution kept at a time
NARROW = cython.declare(cython.int, 8)


@cython.cclass
class SupernodalFactor(SparseFactor):
    """L by supernodes; each is a dense block stored by columns."""

    def __init__(self, pattern: object):
        """Take a `symbolic.SupernodalPattern`."""
        SparseFactor.__init__(self, pattern)
        self.first = pattern.first
        self.starts = pattern.starts
        self.bases = pattern.bases
        self.rows = pattern.rows
        self.owner = pattern.owner
        self.count = self.first.shape[0] - 1
        tallest: cython.int = int(np.diff(pattern.starts).max()) + 8
        self.head = np.empty(self.count, np.int32)
        self.following = np.empty(self.count, np.int32)
        self.position = np.empty(self.count, np.int32)
        self.local = np.empty(self.q, np.int32)
        self.relative = np.empty(tallest, np.int32)
        self.packed = np.empty(tallest * DEPTH)
        self.buffer = np.empty(tallest * STRIP)

    @cython.cfunc
    @cython.exceptval(check=False)
    def factorize(self) -> cython.double:
        """See `SparseFactor`. Descendants wait at the supernode that owns their next row, last in first out."""
        s: cython.int
        d: cython.int
        k: cython.int
        next_d: cython.int
        height: cython.int
        width: cython.int
        block: cython.p_double
        logdet: cython.double = 0.0
        self.head[:] = -1
        for s in range(self.count):
            height = self.starts[s + 1] - self.starts[s]
            width = self.first[s + 1] - self.first[s]
            block = cython.address(self.values[self.bases[s]])
            for k in range(height):
                self.local[self.rows[self.starts[s] + k]] = k
            for k in range(width):
                block[cython.cast(cython.Py_ssize_t, k) * height + k] += 1.0
            d = self.head[s]
            while d != -1:
                next_d = self.following[d]
                self._subtract_descendant(s, d)
                d = next_d
            _factor_columns(block, height, 0, width, cython.address(self.packed[0]))
            self.position[s] = width
            if height > width:
                _enlist(self, s)
        for s in range(self.count):
            height = self.starts[s + 1] - self.starts[s]
            block = cython.address(self.values[self.bases[s]])
            for k in range(self.first[s + 1] - self.first[s]):
                logdet += 2.0 * log(fabs(block[cython.cast(cython.Py_ssize_t, k) * (height + 1)]))
        return logdet

    @cython.cfunc
    @cython.exceptval(check=False)
    def _subtract_descendant(self, s: cython.int, d: cython.int) -> cython.void:
        begin: cython.int = self.position[d]
        height: cython.int = self.starts[d + 1] - self.starts[d]
        rows: cython.p_const_int = cython.address(self.rows[self.starts[d]])
        target_height: cython.int = self.starts[s + 1] - self.starts[s]
        target: cython.p_double = cython.address(self.values[self.bases[s]])
        end: cython.int = begin
        k: cython.int
        strip: cython.int
        for k in range(begin, height):
            self.relative[k - begin] = self.local[rows[k]]
        while end < height and rows[end] < self.first[s + 1]:
            end += 1
        if self.first[d + 1] - self.first[d] < NARROW or end - begin < 4:
            _subtract_narrow(
                target,
                target_height,
                cython.address(self.relative[0]),
                cython.address(self.values[self.bases[d]]) + begin,
                height,
                self.first[d + 1] - self.first[d],
                end - begin,
                height - begin,
                cython.address(self.buffer[0]),
            )
        else:
            for strip in range(begin, end, STRIP):
                self._subtract_strip(target, target_height, begin, d, strip, min(strip + STRIP, end))
        self.position[d] = end
        if end < height:
            _enlist(self, d)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _subtract_strip(
        self,
        target: cython.p_double,
        ld: cython.int,
        origin: cython.int,
        d: cython.int,
        begin: cython.int,
        end: cython.int,
    ) -> cython.void:
        """Contribution of a descendant's rows begin.. to the columns that its rows begin..end name."""
        height: cython.int = self.starts[d + 1] - self.starts[d]
        width: cython.int = self.first[d + 1] - self.first[d]
        rows: cython.int = height - begin
        padded: cython.int = (rows + 7) // 8 * 8
        source: cython.p_const_double = cython.address(self.values[self.bases[d]])
        relative: cython.p_const_int = cython.address(self.relative[begin - origin])
        buffer: cython.p_double = cython.address(self.buffer[0])
        packed: cython.p_double = cython.address(self.packed[0])
        column: cython.int
        k: cython.int
        out: cython.p_double
        memset(buffer, 0, cython.cast(cython.Py_ssize_t, padded) * STRIP * cython.sizeof(cython.double))
        for column in range(0, width, DEPTH):
            k = min(DEPTH, width - column)
            pack_rows(packed, source + cython.cast(cython.Py_ssize_t, column) * height + begin, height, rows, k)
            subtract_products(buffer, padded, padded, (end - begin + 3) // 4 * 4, packed, k)
        for column in range(end - begin):
            out = target + cython.cast(cython.Py_ssize_t, relative[column]) * ld
            for k in range(column, rows):
                out[relative[k]] += buffer[k]
            buffer += padded

    @cython.cfunc
    @cython.exceptval(check=False)
    def solve(self, rows: cython.p_double, width: cython.int) -> cython.void:
        """See `SparseFactor`."""
        s: cython.int
        j: cython.int
        height: cython.int
        for s in range(self.count):
            height = self.starts[s + 1] - self.starts[s]
            for j in range(self.first[s + 1] - self.first[s]):
                _eliminate_column(
                    rows,
                    width,
                    self.first[s] + j,
                    cython.address(self.values[self.bases[s]]) + cython.cast(cython.Py_ssize_t, j) * (height + 1),
                    cython.address(self.rows[self.starts[s] + j]),
                    height - j,
                )

    @cython.cfunc
    @cython.exceptval(check=False)
    def solve_transposed(self, x: cython.p_double) -> cython.void:
        """See `SparseFactor`."""
        s: cython.int
        height: cython.int
        for s in range(self.count - 1, -1, -1):
            height = self.starts[s + 1] - self.starts[s]
            _solve_block_transposed(
                x + self.first[s],
                x,
                cython.address(self.values[self.bases[s]]),
                cython.address(self.rows[self.starts[s]]),
                height,
                self.first[s + 1] - self.first[s],
            )


@cython.cfunc
@cython.exceptval(check=False)
def _enlist(factor: SupernodalFactor, d: cython.int) -> cython.void:
    """Push a supernode on the list of the supernode that owns its next row."""
    waiting_for: cython.int = factor.owner[factor.rows[factor.starts[d] + factor.position[d]]]
    factor.following[d] = factor.head[waiting_for]
    factor.head[waiting_for] = d


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _subtract_narrow(
    target: cython.p_double,
    ld: cython.int,
    relative: cython.p_const_int,
    source: cython.p_const_double,
    height: cython.int,
    width: cython.int,
    columns: cython.int,
    rows: cython.int,
    work: cython.p_double,
) -> cython.void:
    """Contribution of a descendant with few columns."""
    j: cython.int
    i: cython.int
    column: cython.int
    left: cython.p_const_double
    factor: cython.double
    out: cython.p_double
    for j in range(columns):
        out = target + cython.cast(cython.Py_ssize_t, relative[j]) * ld
        if width == 1:
            factor = source[j]
            for i in range(j, rows):
                out[relative[i]] -= factor * source[i]
            continue
        for i in range(j, rows):
            work[i] = 0.0
        for column in range(width):
            left = source + cython.cast(cython.Py_ssize_t, column) * height
            factor = left[j]
            for i in range(j, rows):
                work[i] += factor * left[i]
        for i in range(j, rows):
            out[relative[i]] -= work[i]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _factor_columns(
    block: cython.p_double, height: cython.int, begin: cython.int, end: cython.int, packed: cython.p_double
) -> cython.void:
    """Factor columns begin..end of a supernode whose earlier columns are already subtracted, by halves."""
    middle: cython.int
    depth: cython.int
    ld: cython.Py_ssize_t = height
    if end - begin <= NARROW:
        _factor_narrow(block, height, begin, end)
        return
    middle = begin + ((end - begin) // 2 + 7) // 8 * 8
    if middle >= end:
        middle = begin + 8
    _factor_columns(block, height, begin, middle, packed)
    while begin < middle:
        depth = min(DEPTH, middle - begin)
        pack_rows(packed, block + begin * ld + middle, height, height - middle, depth)
        subtract_products(block + middle * ld + middle, height, height - middle, end - middle, packed, depth)
        begin += depth
    _factor_columns(block, height, middle, end, packed)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _factor_narrow(block: cython.p_double, height: cython.int, begin: cython.int, end: cython.int) -> cython.void:
    j: cython.int
    l: cython.int  # noqa: E741
    i: cython.int
    ld: cython.Py_ssize_t = height
    column: cython.p_double
    earlier: cython.p_const_double
    diagonal: cython.double
    reciprocal: cython.double
    for j in range(begin, end):
        column = block + j * ld
        for l in range(begin, j):  # noqa: E741
            earlier = block + l * ld
            diagonal = earlier[j]
            for i in range(j, height):
                column[i] -= diagonal * earlier[i]
        diagonal = sqrt(column[j])
        column[j] = diagonal
        reciprocal = 1.0 / diagonal
        for i in range(j + 1, height):
            column[i] *= reciprocal


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _eliminate_column(
    rows: cython.p_double,
    width: cython.int,
    pivot: cython.int,
    column: cython.p_const_double,
    index: cython.p_const_int,
    size: cython.int,
) -> cython.void:
    """One step of the solve with L: column and index start at the diagonal."""
    e: cython.int
    c: cython.int
    x: cython.p_double = rows + cython.cast(cython.Py_ssize_t, pivot) * width
    out: cython.p_double
    for c in range(width):
        x[c] /= column[0]
    for e in range(1, size):
        out = rows + cython.cast(cython.Py_ssize_t, index[e]) * width
        for c in range(width):
            out[c] -= column[e] * x[c]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _solve_block_transposed(
    own: cython.p_double,
    x: cython.p_const_double,
    block: cython.p_const_double,
    index: cython.p_const_int,
    height: cython.int,
    width: cython.int,
) -> cython.void:
    """Solve with one supernode's transpose: first the rows below the block as one dot, then the block itself."""
    j: cython.int
    e: cython.int
    column: cython.p_const_double
    total: cython.double
    for j in range(width):
        column = block + cython.cast(cython.Py_ssize_t, j) * height
        total = 0.0
        for e in range(width, height):
            total += column[e] * x[index[e]]
        own[j] -= total
    for j in range(width - 1, -1, -1):
        column = block + cython.cast(cython.Py_ssize_t, j) * height
        total = own[j]
        for e in range(width - 1, j, -1):
            total -= column[e] * own[e]
        own[j] = total / column[j]
