# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What the kernel asks of a sparse Cholesky factor, compiled; see the simplicial and the supernodal kernel."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np

__all__ = ["SparseFactor"]


@cython.cclass
class SparseFactor:
    """Storage of a factor L of S + I; `values` holds the lower triangle of S before `factorize`, L after it."""

    def __init__(self, pattern: object):
        """Allocate; one place more than entries takes sums outside the pattern, which are zero."""
        self.q = pattern.q
        self.values = np.zeros(pattern.entries + 1)

    @cython.cfunc
    @cython.exceptval(check=False)
    def factorize(self) -> cython.double:
        """Factor in place; returns the log-determinant of LL'."""
        return 0.0

    @cython.cfunc
    @cython.exceptval(check=False)
    def solve(self, rows: cython.p_double, width: cython.int) -> cython.void:
        """Solve L X = B in place; B is (q, width) by rows."""

    @cython.cfunc
    @cython.exceptval(check=False)
    def solve_transposed(self, x: cython.p_double) -> cython.void:
        """Solve L' x = b in place."""
