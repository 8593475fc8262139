"""Householder QR with limited column pivoting, with the operation order of LINPACK on reference BLAS.

Columns stay in place unless what is left of them after the earlier columns falls below `tol` of their own norm;
those go to the right edge. Answers to R's `qr(x, tol)` (LAPACK = FALSE), `qr.qy` and `qr.qty`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["PivotedQr", "pivoted_qr", "q_times", "qr_coefficients", "qt_times"]

# Below this share of the squared norm the running norm has lost too many digits and is computed afresh.
_NORM_REFRESH = 1e-6
# Squares of numbers outside these bounds under- or overflow.
_SMALLEST, _LARGEST = 2.0**-511, 2.0**486


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


def _norm(values: NDArray[np.float64]) -> float:
    """Euclidean length, squares added in order."""
    if len(values) == 0:
        return 0.0
    total = float(np.add.accumulate(values * values)[-1])
    if 1e-290 < total < 1e290 or total != total:
        return sqrt(total)
    return _scaled_norm(np.abs(values))


def _scaled_norm(sizes: NDArray[np.float64]) -> float:
    """Euclidean length by Blue's three accumulators, for entries whose squares leave the range of doubles."""
    large, small = sizes > _LARGEST, sizes < _SMALLEST
    sums = [
        float(np.add.accumulate(part * part)[-1]) if len(part) else 0.0
        for part in (sizes[large] * 2.0**-538, sizes[~large & ~small], sizes[small] * 2.0**537)
    ]
    if sums[0] > 0.0:
        return 2.0**538 * sqrt(sums[0] + sums[1] * 2.0**-538 * 2.0**-538)
    if sums[2] == 0.0:
        return sqrt(sums[1])
    if sums[1] == 0.0:
        return 2.0**-537 * sqrt(sums[2])
    less, more = sorted((sqrt(sums[1]), sqrt(sums[2]) * 2.0**-537))
    return sqrt(more * more * (1.0 + (less / more) ** 2))


def _move_to_end(a: NDArray[np.float64], records: tuple[list[float], ...], pivot: list[int], place: int) -> None:
    """Take column `place` out and put it behind the last one."""
    column = a[place].copy()
    a[place:-1] = a[place + 1 :]
    a[-1] = column
    for record in records:
        record.append(record.pop(place))
    pivot.append(pivot.pop(place))


def _reflect(a: NDArray[np.float64], step: int, norms: list[float], originals: list[float]) -> None:
    """Clear column `step` below its diagonal by a Householder reflection and apply it to the later columns."""
    vector = a[step, step:]
    length = _norm(vector)
    if length == 0.0:
        return
    if vector[0] < 0.0:
        length = -length
    vector *= 1.0 / length
    vector[0] += 1.0
    lead = float(vector[0])
    rest = a[step + 1 :, step:]
    if len(rest):
        factors = -np.add.accumulate(rest * vector, axis=1)[:, -1] / lead
        rest += factors[:, None] * vector
        for column in range(step + 1, len(a)):
            if norms[column] != 0.0:
                _downdate(a, step, column, norms, originals)
    norms[step] = lead
    vector[0] = -length


def _downdate(a: NDArray[np.float64], step: int, column: int, norms: list[float], originals: list[float]) -> None:
    """Take the row just finished out of a column's remaining norm."""
    share = max(1.0 - (abs(float(a[column, step])) / norms[column]) ** 2, 0.0)
    if share < _NORM_REFRESH:
        norms[column] = originals[column] = _norm(a[column, step + 1 :])
    else:
        norms[column] *= sqrt(share)


def pivoted_qr(x: NDArray[np.float64], tol: float = 1e-7) -> PivotedQr:
    """Factor a matrix, moving columns that depend on earlier ones to the right edge.

    Args:
        x: matrix (n, p), left as it is.
        tol: share of its own norm below which what is left of a column counts as nothing.

    R: base::qr with LAPACK = FALSE. Theory: Dongarra et al. 1979, LINPACK Users' Guide, chapter 9.
    """
    n, p = x.shape
    a = np.array(x.T, dtype=np.float64, order="C")
    pivot = list(range(p))
    norms = [_norm(column) for column in a]
    originals = list(norms)
    limits = [(norm or 1.0) for norm in norms]
    end = p
    for step in range(min(n, p)):
        while step < end and norms[step] < limits[step] * tol:
            _move_to_end(a, (norms, originals, limits), pivot, step)
            end -= 1
        if step < n - 1:
            _reflect(a, step, norms, originals)
    return PivotedQr(qr=a.T, qraux=np.array(norms, dtype=float), pivot=np.array(pivot, dtype=np.intp), rank=min(end, n))


def _reflections(factor: PivotedQr, y: NDArray[np.float64], steps: range) -> NDArray[np.float64]:
    """Apply reflections to the columns of y in the order of `steps`."""
    rows = np.array(y.T if y.ndim == 2 else y[None, :], dtype=np.float64, order="C")
    for step in steps:
        lead = float(factor.qraux[step])
        if lead == 0.0:
            continue
        vector = factor.qr[step:, step].copy()
        vector[0] = lead
        part = rows[:, step:]
        factors = -np.add.accumulate(part * vector, axis=1)[:, -1] / lead
        part += factors[:, None] * vector
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
