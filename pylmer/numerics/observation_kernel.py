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
        strip: cython.int
        e: cython.int
        members: cython.p_const_int = cython.address(self.members[0])
        for level in range(self.levels):
            for c in range(self.size):
                column: cython.p_const_double = cython.address(self.transformed[c, 0])
                out: cython.p_double = (
                    rzx + cython.cast(cython.Py_ssize_t, self.positions[level * self.size + c]) * width
                )
                for strip in range(0, width, 4):
                    s0: cython.double = 0.0
                    s1: cython.double = 0.0
                    s2: cython.double = 0.0
                    s3: cython.double = 0.0
                    for e in range(self.starts[level], self.starts[level + 1]):
                        factor: cython.double = column[members[e]]
                        row: cython.p_const_double = fixed + cython.cast(cython.Py_ssize_t, members[e]) * width + strip
                        s0 += factor * row[0]
                        s1 += factor * row[1]
                        s2 += factor * row[2]
                        s3 += factor * row[3]
                    out[strip] = s0
                    out[strip + 1] = s1
                    out[strip + 2] = s2
                    out[strip + 3] = s3

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

    @cython.cfunc
    @cython.exceptval(check=False)
    def accumulate(self, lx: cython.p_double) -> cython.void:
        """Store every block's sums of products at their places in the factor's storage."""
        block: cython.int
        a: cython.int
        b: cython.int
        e: cython.int
        place: cython.int = 0
        total: cython.double
        left: cython.p_const_double
        right: cython.p_const_double
        members: cython.p_const_int = cython.address(self.members[0])
        same: cython.bint = self.first is self.second
        for block in range(self.blocks):
            for a in range(self.first.size):
                left = cython.address(self.first.transformed[a, 0])
                for b in range(a + 1 if same else self.second.size):
                    right = cython.address(self.second.transformed[b, 0])
                    total = 0.0
                    for e in range(self.starts[block], self.starts[block + 1]):
                        total += left[members[e]] * right[members[e]]
                    lx[self.positions[place]] = total
                    place += 1
