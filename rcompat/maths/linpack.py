"""Householder QR with limited column pivoting, with the operation order of LINPACK on reference BLAS.

Columns stay in place unless what is left of them after the earlier columns falls below `tol` of their own norm;
those go to the right edge. Answers to R's `qr(x, tol)` (LAPACK = FALSE), `qr.qy` and `qr.qty`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.maths.linpack_kernel import apply_reflection, norm, reflect

__all__ = ["PivotedQr", "pivoted_qr", "q_times", "qr_coefficients", "qt_times"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PivotedQr:
    """A QR factorisation in LINPACK's compact form.

    Attributes:
        qr: R in the upper triangle, Householder vectors below, (n, p), columns permuted.
        qraux: what the compact form has no room for: leading entries of the vectors, (p,).
        pivot: column of x that stands at each place, (p,), from 0.
        rank: number of columns found independent; they stand first.

    R: base::qr.
    """

    qr: NDArray[np.float64]
    qraux: NDArray[np.float64]
    pivot: NDArray[np.intp]
    rank: int


def _move_to_end(arrays: tuple[NDArray[Any], ...], place: int) -> None:
    """Take entry `place` out of each array and put it behind the last one."""
    for array in arrays:
        taken = array[place].copy()
        array[place:-1] = array[place + 1 :]
        array[-1] = taken


def pivoted_qr(x: NDArray[np.float64], tol: float = 1e-7) -> PivotedQr:
    """Factor a matrix, moving columns that depend on earlier ones to the right edge.

    Args:
        x: matrix (n, p), left as it is.
        tol: share of its own norm below which what is left of a column counts as nothing.

    R: base::qr with LAPACK = FALSE. Theory: Dongarra et al. 1979, LINPACK Users' Guide, chapter 9.
    """
    n, p = x.shape
    a = np.array(x.T, dtype=np.float64, order="C")
    pivot = np.arange(p)
    norms = np.array([norm(column) for column in a], dtype=np.float64)
    originals = norms.copy()
    limits = np.where(norms == 0.0, 1.0, norms) * tol
    end = p
    for step in range(min(n, p)):
        while step < end and norms[step] < limits[step]:
            _move_to_end((a, norms, originals, limits, pivot), step)
            end -= 1
        if step < n - 1:
            reflect(a, step, norms, originals)
    return PivotedQr(qr=a.T, qraux=norms, pivot=pivot, rank=min(end, n))


def _reflections(factor: PivotedQr, y: NDArray[np.float64], steps: range) -> NDArray[np.float64]:
    """Apply reflections to the columns of y in the order of `steps`."""
    rows = np.array(y.T if y.ndim == 2 else y[None, :], dtype=np.float64, order="C")
    for step in steps:
        lead = float(factor.qraux[step])
        if lead == 0.0:
            continue
        vector = factor.qr[step:, step].copy()
        vector[0] = lead
        apply_reflection(rows, vector)
    return rows.T if y.ndim == 2 else rows[0]


def q_times(factor: PivotedQr, y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Q y for a vector (n,) or matrix (n, k).

    R: base::qr.qy.
    """
    steps = min(factor.rank, len(factor.qr) - 1)
    return _reflections(factor, y, range(steps - 1, -1, -1))


def qt_times(factor: PivotedQr, y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Q'y for a vector (n,) or matrix (n, k).

    R: base::qr.qty.
    """
    steps = min(factor.rank, len(factor.qr) - 1)
    return _reflections(factor, y, range(steps))


def qr_coefficients(factor: PivotedQr, y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the least-squares coefficients (p,) of a vector, NA (NaN) for the columns beyond the rank.

    R: base::qr.coef.
    """
    rank = factor.rank
    solution = qt_times(factor, y)[:rank].copy()
    for place in range(rank - 1, -1, -1):
        solution[place] /= factor.qr[place, place]
        solution[:place] += -solution[place] * factor.qr[:place, place]
    result = np.full(factor.qr.shape[1], np.nan)
    result[factor.pivot[:rank]] = solution
    return result
