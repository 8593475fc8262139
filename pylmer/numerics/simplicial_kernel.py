# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The sparse factor LL' column by column, and solves with it, compiled.

CHOLMOD's simplicial method: row k of L is found from the rows above (up-looking), and the solves take up to three
columns of equal pattern in one step (a chain), which rounds differently from one column after the other.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np
from cython.cimports.libc.math import log, sqrt
from cython.cimports.pylmer.numerics.factor_kernel import SparseFactor

__all__ = ["SimplicialFactor", "backward_chains", "forward_chains"]


def forward_chains(l_indptr: cython.int[::1], l_indices: cython.int[::1]):
    """Length (1, 2 or 3) of the chain that starts at each column in a solve with L, (q,) int32."""
    q: cython.Py_ssize_t = l_indptr.shape[0] - 1
    out: cython.int[::1] = np.ones(q, np.int32)
    j: cython.Py_ssize_t
    for j in range(q - 1):
        start: cython.int = l_indptr[j]
        size: cython.int = l_indptr[j + 1] - start
        if size < 4 or size != l_indptr[j + 2] - l_indptr[j + 1] + 1 or l_indices[start + 1] != j + 1:
            continue
        out[j] = 2
        if j + 2 < q and size == l_indptr[j + 3] - l_indptr[j + 2] + 2 and l_indices[start + 2] == j + 2:
            out[j] = 3
    return np.asarray(out)


def backward_chains(l_indptr: cython.int[::1], l_indices: cython.int[::1]):
    """Length (1, 2 or 3) of the chain that ends at each column in a solve with L', (q,) int32."""
    q: cython.Py_ssize_t = l_indptr.shape[0] - 1
    out: cython.int[::1] = np.ones(q, np.int32)
    j: cython.Py_ssize_t
    for j in range(4, q):
        size: cython.int = l_indptr[j + 1] - l_indptr[j]
        before: cython.int = l_indptr[j - 1]
        if size != l_indptr[j] - before - 1 or l_indices[before + 1] != j:
            continue
        out[j] = 2
        before = l_indptr[j - 2]
        if size == l_indptr[j - 1] - before - 2 and l_indices[before + 2] == j:
            out[j] = 3
    return np.asarray(out)


def _gapless_runs(l_indptr: cython.int[::1], l_indices: cython.int[::1]):
    """Where in every column the rows begin to follow each other without gaps, (q,) int32."""
    q: cython.Py_ssize_t = l_indptr.shape[0] - 1
    out: cython.int[::1] = np.empty(q, np.int32)
    j: cython.Py_ssize_t
    for j in range(q):
        place: cython.int = l_indptr[j + 1] - 1
        while place > l_indptr[j] and l_indices[place - 1] == l_indices[place] - 1:
            place -= 1
        out[j] = max(place, l_indptr[j] + 1) if l_indptr[j + 1] - l_indptr[j] > 1 else place
    return np.asarray(out)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _factor(
    q: cython.int,
    lx: cython.p_double,
    lp: cython.p_const_int,
    li: cython.p_const_int,
    visits: cython.p_const_int,
    columns: cython.p_const_int,
    places: cython.p_const_int,
    runs: cython.p_const_int,
    work: cython.p_double,
) -> cython.double:
    """Factor in place the matrix whose lower triangle lies in lx (without the identity); returns log|L|^2.

    The rows of column i run without gaps from place runs[i] on.
    """
    target: cython.p_double
    source: cython.p_const_double
    logdet: cython.double = 0.0
    k: cython.int
    visit: cython.int
    i: cython.int
    m: cython.int
    place: cython.int
    y: cython.double
    diagonal: cython.double
    for k in range(q):
        diagonal = lx[lp[k]] + 1.0
        for visit in range(visits[k], visits[k + 1]):
            work[columns[visit]] = lx[places[visit]]
        for visit in range(visits[k], visits[k + 1]):
            i = columns[visit]
            place = places[visit]
            y = work[i] / lx[lp[i]]
            for m in range(lp[i] + 1, min(place, runs[i])):
                work[li[m]] -= lx[m] * y
            target = work + li[runs[i]]
            source = lx + runs[i]
            for m in range(place - runs[i]):
                target[m] -= source[m] * y
            lx[place] = y
            diagonal -= y * y
        diagonal = sqrt(diagonal)
        lx[lp[k]] = diagonal
        logdet += log(diagonal * diagonal)
    return logdet


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _solve(
    q: cython.int,
    lx: cython.p_const_double,
    lp: cython.p_const_int,
    li: cython.p_const_int,
    chains: cython.p_const_int,
    rows: cython.p_double,
    width: cython.int,
) -> cython.void:
    """Solve L X = B in place; B is (q, width) by rows, its columns are independent."""
    j: cython.int = 0
    c: cython.int
    e: cython.int
    while j < q:
        size: cython.int = lp[j + 1] - lp[j]
        l0: cython.p_const_double = lx + lp[j]
        l1: cython.p_const_double = lx + lp[j + 1]
        index: cython.p_const_int = li + lp[j]
        x0: cython.p_double = rows + cython.cast(cython.Py_ssize_t, j) * width
        x1: cython.p_double = x0 + width
        x2: cython.p_double = x1 + width
        target: cython.p_double
        if chains[j] == 1:
            for c in range(width):
                x0[c] /= l0[0]
            for e in range(1, size):
                target = rows + cython.cast(cython.Py_ssize_t, index[e]) * width
                for c in range(width):
                    target[c] -= l0[e] * x0[c]
        elif chains[j] == 2:
            for c in range(width):
                x0[c] /= l0[0]
                x1[c] = (x1[c] - l0[1] * x0[c]) / l1[0]
            for e in range(2, size):
                target = rows + cython.cast(cython.Py_ssize_t, index[e]) * width
                for c in range(width):
                    target[c] -= l0[e] * x0[c] + l1[e - 1] * x1[c]
        else:
            l2: cython.p_const_double = lx + lp[j + 2]
            for c in range(width):
                x0[c] /= l0[0]
                x1[c] = (x1[c] - l0[1] * x0[c]) / l1[0]
                x2[c] = (x2[c] - l0[2] * x0[c] - l1[1] * x1[c]) / l2[0]
            for e in range(3, size):
                target = rows + cython.cast(cython.Py_ssize_t, index[e]) * width
                for c in range(width):
                    target[c] -= l0[e] * x0[c] + l1[e - 1] * x1[c] + l2[e - 2] * x2[c]
        j += chains[j]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def _solve_transposed(
    q: cython.int,
    lx: cython.p_const_double,
    lp: cython.p_const_int,
    li: cython.p_const_int,
    chains: cython.p_const_int,
    x: cython.p_double,
) -> cython.void:
    """Solve L' x = b in place."""
    j: cython.int = q - 1
    e: cython.int
    while j >= 0:
        size: cython.int = lp[j + 1] - lp[j]
        l0: cython.p_const_double = lx + lp[j]
        index: cython.p_const_int = li + lp[j]
        y0: cython.double = x[j]
        if chains[j] == 1:
            for e in range(1, size):
                y0 -= l0[e] * x[index[e]]
            x[j] = y0 / l0[0]
        elif chains[j] == 2:
            l1: cython.p_const_double = lx + lp[j - 1]
            y1: cython.double = x[j - 1]
            for e in range(1, size):
                y0 -= l0[e] * x[index[e]]
                y1 -= l1[e + 1] * x[index[e]]
            y0 /= l0[0]
            x[j] = y0
            x[j - 1] = (y1 - l1[1] * y0) / l1[0]
        else:
            l1 = lx + lp[j - 1]
            l2: cython.p_const_double = lx + lp[j - 2]
            y1 = x[j - 1]
            y2: cython.double = x[j - 2]
            for e in range(1, size):
                y0 -= l0[e] * x[index[e]]
                y1 -= l1[e + 1] * x[index[e]]
                y2 -= l2[e + 2] * x[index[e]]
            y0 /= l0[0]
            y1 = (y1 - l1[1] * y0) / l1[0]
            x[j] = y0
            x[j - 1] = y1
            x[j - 2] = (y2 - l2[2] * y0 - l2[1] * y1) / l2[0]
        j -= chains[j]


@cython.cclass
class SimplicialFactor(SparseFactor):
    """L by columns, found row by row."""

    def __init__(self, pattern: object):
        """Take a `symbolic.SimplicialPattern`."""
        SparseFactor.__init__(self, pattern)
        self.indptr = pattern.indptr
        self.indices = pattern.indices
        self.visits = pattern.visits
        self.visit_columns = pattern.visit_columns
        self.visit_places = pattern.visit_places
        self.forward = pattern.forward
        self.backward = pattern.backward
        self.runs = _gapless_runs(self.indptr, self.indices)
        self.work = np.zeros(self.q)

    @cython.cfunc
    @cython.exceptval(check=False)
    def factorize(self) -> cython.double:
        """See `SparseFactor`."""
        return _factor(
            self.q,
            cython.address(self.values[0]),
            cython.address(self.indptr[0]),
            cython.address(self.indices[0]),
            cython.address(self.visits[0]),
            cython.address(self.visit_columns[0]),
            cython.address(self.visit_places[0]),
            cython.address(self.runs[0]),
            cython.address(self.work[0]),
        )

    @cython.cfunc
    @cython.exceptval(check=False)
    def solve(self, rows: cython.p_double, width: cython.int) -> cython.void:
        """See `SparseFactor`."""
        _solve(
            self.q,
            cython.address(self.values[0]),
            cython.address(self.indptr[0]),
            cython.address(self.indices[0]),
            cython.address(self.forward[0]),
            rows,
            width,
        )

    @cython.cfunc
    @cython.exceptval(check=False)
    def solve_transposed(self, x: cython.p_double) -> cython.void:
        """See `SparseFactor`."""
        _solve_transposed(
            self.q,
            cython.address(self.values[0]),
            cython.address(self.indptr[0]),
            cython.address(self.indices[0]),
            cython.address(self.backward[0]),
            x,
        )
