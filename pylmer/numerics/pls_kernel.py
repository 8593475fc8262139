# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The penalised least-squares problem at one theta, compiled: lme4's deviance with lme4's roundings.

One `PlsKernel` owns the data and the workspace of one model. `evaluate` fills the workspace for a theta and returns
the deviance or REML criterion; the arrays it leaves behind are copied out by `pls.py`.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

import numpy as np
from cython.cimports.cpython.exc import PyErr_CheckSignals
from cython.cimports.libc.math import INFINITY, M_PI, fabs, log
from cython.cimports.libc.string import memcpy, memset
from cython.cimports.pylmer.numerics.dense_kernel import (
    add_column_products,
    add_gram,
    solve_upper,
    solve_upper_transposed,
    upper_cholesky,
)
from cython.cimports.pylmer.numerics.factor_kernel import SparseFactor
from cython.cimports.pylmer.numerics.lane_kernel import LaneSums
from cython.cimports.pylmer.numerics.observation_kernel import (
    PairBlocks,
    TermColumns,
    add_columns,
    square_residuals,
)

from pylmer.numerics.problem import NotPositiveDefiniteError
from pylmer.numerics.simplicial_kernel import SimplicialFactor
from pylmer.numerics.supernodal_kernel import SupernodalFactor

__all__ = ["PlsKernel"]

TILE = cython.declare(cython.int, 64)  # so short that one tile's sum overlaps with the next tile's arithmetic


@cython.cclass
class PlsKernel:
    """Data and workspace of one model; observations are in storage order (`symbolic.Structure`)."""

    n: cython.int
    p: cython.int
    q: cython.int
    width: cython.int
    q_panel: cython.int
    use_reml: cython.bint
    degrees: cython.double
    log_degrees: cython.double
    log_weights = cython.declare(cython.double, visibility="readonly")
    takes_gradient = cython.declare(cython.bint, visibility="readonly")
    # Where the criterion is as a C function of NLopt's kind, and its data: this kernel, which must live on.
    addresses = cython.declare(tuple, visibility="readonly")
    terms: list
    sums: list
    pairs: list
    x_columns: cython.const[cython.double][:, ::1]
    y: cython.double[::1]
    rows: cython.double[:, ::1]  # sqrt(w) [X, y - offset, padding] in the data's own order
    offset: cython.const[cython.double][::1]
    root_weights: cython.const[cython.double][::1]
    origin: cython.const[cython.int][::1]
    stored_places: cython.const[cython.int][::1]
    is_sorted: cython.bint
    cross_x: cython.double[:, ::1]
    cross_xy: cython.double[::1]
    perm: cython.int[::1]
    factor = cython.declare(SparseFactor, visibility="readonly")
    rzx = cython.declare(cython.double[:, ::1], visibility="readonly")
    rx = cython.declare(cython.double[:, ::1], visibility="readonly")
    beta = cython.declare(cython.double[::1], visibility="readonly")
    u = cython.declare(cython.double[::1], visibility="readonly")
    b = cython.declare(cython.double[::1], visibility="readonly")
    work: cython.double[::1]
    dense_work: cython.double[::1]
    squares: cython.double[::1]
    fitted_values: cython.double[::1]
    is_positive_definite = cython.declare(cython.bint, visibility="readonly")
    logdet_l = cython.declare(cython.double, visibility="readonly")
    logdet_rx = cython.declare(cython.double, visibility="readonly")
    wrss = cython.declare(cython.double, visibility="readonly")
    penalty = cython.declare(cython.double, visibility="readonly")

    def __init__(self, structure: object, data: object, y: cython.const[cython.double][::1]):
        """Take a `symbolic.Structure` and a `kernel_data.KernelData`, and the response in the data's own order."""
        self.takes_gradient = True
        self.addresses = (
            cython.cast(cython.size_t, cython.address(_as_nlopt_calls)),
            cython.cast(cython.size_t, cython.cast(cython.p_void, self)),
        )
        self.n = data.offset.shape[0]
        self.p = data.x_columns.shape[0]
        self.q = structure.q
        self.width = data.fixed.shape[1]
        self.q_panel = data.q_panel
        self.use_reml = data.reml and self.p > 0
        self.degrees = data.degrees
        self.log_degrees = log(self.degrees)
        self.log_weights = data.log_weights
        self.terms = [
            TermColumns(layout, term.values, term.weighted)
            for layout, term in zip(structure.layouts, data.terms, strict=True)
        ]
        self.sums = [
            LaneSums(lanes, term.lane_weighted, term.lane_fixed)
            for lanes, term in zip(structure.lanes, data.terms, strict=True)
        ]
        self.pairs = [PairBlocks(self.terms[pair.first], self.terms[pair.second], pair) for pair in structure.pairs]
        self.x_columns = data.x_columns
        self.offset = data.offset
        self.root_weights = data.root_weights
        self.origin = structure.storage_order
        self.stored_places = structure.stored_places
        self.is_sorted = structure.is_sorted
        self.cross_x = data.cross_x
        self.rows = data.fixed.copy()
        self.perm = structure.perm
        if structure.ordering.is_supernodal:
            self.factor = SupernodalFactor(structure.factor)
        else:
            self.factor = SimplicialFactor(structure.factor)
        self.y = np.zeros(self.n)
        self.cross_xy = np.zeros(self.width)
        self.rzx = np.zeros((self.q, self.width))
        self.rx = np.zeros((self.width, self.width))
        self.beta = np.zeros(self.width)
        self.u = np.zeros(self.q)
        self.b = np.zeros(self.q)
        self.work = np.zeros(max(self.q, TILE))
        self.dense_work = np.zeros(self.width)
        self.squares = np.zeros(self.n)
        self.fitted_values = None
        self.set_response(y)

    def set_response(self, y: cython.const[cython.double][::1], offset: object = None):
        """Take another response (n,), in the data's own order: all that depends on it is formed again.

        Another offset (n,) comes in storage order.
        """
        t: cython.int
        place: cython.int
        i: cython.Py_ssize_t
        sums: LaneSums
        rows: cython.p_double = cython.address(self.rows[0, 0])
        if y.shape[0] != self.n:
            raise ValueError("the response has another length")
        if offset is not None:
            self.offset = offset
        for t in range(self.n):
            place = self.stored_places[t]
            self.y[place] = y[t]
            self.rows[t, self.p] = self.root_weights[place] * (y[t] - (self.offset[place] + 0.0))
        memset(cython.address(self.cross_xy[0]), 0, self.width * cython.sizeof(cython.double))
        add_column_products(cython.address(self.cross_xy[0]), rows, self.n, self.width, self.p, self.p)
        for i in range(len(self.sums)):
            sums = cython.cast(LaneSums, self.sums[i])
            sums.take_response(rows + self.p, self.width)

    @cython.cfunc
    @cython.exceptval(check=False)
    def evaluate(self, parameters: cython.p_const_double) -> cython.double:
        """Deviance or REML criterion at theta; NaN if X'X - RZX'RZX is not positive definite."""
        self._cross_products(parameters)
        self.logdet_l = self.factor.factorize()
        self.factor.solve(cython.address(self.rzx[0, 0]), self.width)
        self.is_positive_definite = self._solve_fixed()
        if not self.is_positive_definite:
            return float("nan")
        self._solve_random(parameters)
        self._residuals()
        return self._criterion()

    def __call__(self, theta: cython.const[cython.double][::1], gradient: object = None) -> float:
        """Deviance or REML criterion at theta; the second argument is there for NLopt, which always gives one.

        Raises:
            NotPositiveDefiniteError: as R stops.
        """
        value: cython.double = self.evaluate(cython.address(theta[0]))
        if not self.is_positive_definite:
            raise NotPositiveDefiniteError
        return value

    def fitted(self) -> object:
        """Fitted values (n,) at the last theta, offset included, in the data's own order."""
        out: cython.double[::1] = np.empty(self.n)
        self.fitted_values = out
        self._residuals()
        self.fitted_values = None
        return np.asarray(out)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _cross_products(self, theta: cython.p_const_double) -> cython.void:
        i: cython.Py_ssize_t
        sums: LaneSums
        term: TermColumns
        pair: PairBlocks
        lx: cython.p_double = cython.address(self.factor.values[0])
        memset(lx, 0, self.factor.values.shape[0] * cython.sizeof(cython.double))
        for i in range(len(self.sums)):
            sums = cython.cast(LaneSums, self.sums[i])
            sums.accumulate(theta, cython.address(self.rzx[0, 0]), self.width, lx)
        if len(self.pairs) == 0:
            return
        for i in range(len(self.terms)):
            term = cython.cast(TermColumns, self.terms[i])
            term.transform(theta)
        for i in range(len(self.pairs)):
            pair = cython.cast(PairBlocks, self.pairs[i])
            pair.accumulate(lx)

    @cython.cfunc
    @cython.exceptval(check=False)
    def _solve_fixed(self) -> cython.bint:
        """RX and beta from the normal equations that are left after the random effects."""
        c: cython.int
        p: cython.int = self.p
        ld: cython.int = self.width
        rx: cython.p_double = cython.address(self.rx[0, 0])
        beta: cython.p_double = cython.address(self.beta[0])
        rzx: cython.p_const_double = cython.address(self.rzx[0, 0])
        logdet: cython.double = 0.0
        memcpy(
            rx, cython.address(self.cross_x[0, 0]), cython.cast(cython.size_t, ld) * ld * cython.sizeof(cython.double)
        )
        add_gram(rx, ld, rzx, self.q, ld, 0, p, self.q_panel, -1.0)
        if not upper_cholesky(rx, ld, p, cython.address(self.dense_work[0])):
            return False
        for c in range(p):
            logdet += log(fabs(rx[c * ld + c]))
        self.logdet_rx = 2.0 * logdet
        for c in range(p):
            beta[c] = 0.0
        add_column_products(beta, rzx, self.q, ld, p, p)
        for c in range(p):
            beta[c] = self.cross_xy[c] - beta[c]
        solve_upper_transposed(rx, ld, p, beta)
        solve_upper(rx, ld, p, beta)
        return True

    @cython.cfunc
    @cython.exceptval(check=False)
    def _solve_random(self, theta: cython.p_const_double) -> cython.void:
        """The spherical u and b = Lambda u."""
        r: cython.int
        c: cython.int
        dot: cython.double
        row: cython.p_const_double = cython.address(self.rzx[0, 0])
        x: cython.p_double = cython.address(self.work[0])
        i: cython.Py_ssize_t
        term: TermColumns
        for r in range(self.q):
            dot = 0.0
            for c in range(self.p):
                dot += row[c] * self.beta[c]
            x[r] = row[self.p] - dot
            row += self.width
        self.factor.solve_transposed(x)
        for r in range(self.q):
            self.u[self.perm[r]] = x[r]
        for i in range(len(self.terms)):
            term = cython.cast(TermColumns, self.terms[i])
            term.random_effects(theta, cython.address(self.u[0]), cython.address(self.b[0]))

    @cython.cfunc
    @cython.exceptval(check=False)
    def _residuals(self) -> cython.void:
        """Weighted squared residuals and their plain sum in the data's own order."""
        begin: cython.int
        count: cython.int
        t: cython.int
        i: cython.Py_ssize_t
        term: TermColumns
        xb: cython.p_double = cython.address(self.work[0])
        zb: cython.p_double
        squares: cython.p_const_double = cython.address(self.squares[0])
        places: cython.p_const_int = cython.address(self.stored_places[0])
        total: cython.double = 0.0
        for begin in range(0, self.n, TILE):
            count = min(TILE, self.n - begin)
            zb = cython.address(self.squares[begin])
            for t in range(count):
                xb[t] = 0.0
                zb[t] = 0.0
            if self.p > 0:
                add_columns(
                    xb, cython.address(self.x_columns[0, begin]), self.n, cython.address(self.beta[0]), self.p, count
                )
            for i in range(len(self.terms)):
                term = cython.cast(TermColumns, self.terms[i])
                term.add_fitted(cython.address(self.b[0]), zb, begin, begin + count)
            square_residuals(
                xb,
                zb,
                cython.address(self.offset[begin]),
                cython.address(self.y[begin]),
                cython.address(self.root_weights[begin]),
                count,
            )
            if self.is_sorted:
                for t in range(count):
                    total += zb[t]
            if self.fitted_values is not None:
                for t in range(count):
                    self.fitted_values[self.origin[begin + t]] = xb[t]
        if not self.is_sorted:
            for t in range(self.n):
                total += squares[places[t]]
        self.wrss = total
        total = 0.0
        for t in range(self.q):
            total += self.u[t] * self.u[t]
        self.penalty = total

    @cython.cfunc
    @cython.exceptval(check=False)
    def _criterion(self) -> cython.double:
        log_variance: cython.double = log(2.0 * M_PI * (self.wrss + self.penalty))
        value: cython.double = self.logdet_l - self.log_weights
        if self.use_reml:
            value += self.logdet_rx
        return value + self.degrees * ((1.0 + log_variance) - self.log_degrees)


@cython.cfunc
@cython.exceptval(check=False)
def _as_nlopt_calls(
    count: cython.uint, theta: cython.p_const_double, gradient: cython.p_double, data: cython.p_void
) -> cython.double:
    """The criterion; minus infinity, at which NLopt stops, where there is none or somebody wants to interrupt."""
    kernel: PlsKernel = cython.cast(PlsKernel, data)
    value: cython.double = kernel.evaluate(theta)
    if PyErr_CheckSignals() < 0 or not kernel.is_positive_definite:
        return -INFINITY
    return value
