"""The "fast" engine: the same criterion from fewer rows, equal up to rounding but not bit by bit.

Observations that share the levels of every grouping factor enter the criterion only through the cross-products of
their rows of [Z, X, y]. Such a cell is replaced by the triangle of its QR factorisation, which has no more rows than
columns. A model with many observations per cell then costs what its cells cost, whatever the number of observations.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pylmer.numerics.kernel_data import make_kernel_data
from pylmer.numerics.pls import Objective, PlsState
from pylmer.numerics.problem import PlsProblem
from pylmer.numerics.symbolic import analyze
from pylmer.numerics.term_layout import Term, read_terms

__all__ = ["FastObjective", "compress", "make_fast_objective"]

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]

WORTHWHILE = 0.8


class FastObjective(Objective):
    """An objective on compressed rows; `solve` goes back to the observations."""

    __slots__ = ("_exact",)

    def __init__(self, problem: PlsProblem, small: PlsProblem) -> None:
        """Take the model and the same model compressed."""
        structure = analyze(small)
        data = make_kernel_data(small, structure)
        with np.errstate(divide="ignore"):
            log_weights = float(np.log(problem.weights).sum())
        data = replace(data, log_weights=log_weights, degrees=problem.degrees)
        super().__init__(problem, structure, data, small.y)
        self._exact: Objective | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the model, not the kernel's workspace."""
        return make_fast_objective, (self.problem,)

    def solve(self, theta: FloatArray) -> PlsState:
        """The state at theta, from all observations."""
        if self._exact is None:
            self._exact = Objective(self.problem, analyze(self.problem))
        return self._exact.solve(theta)

    def refit(self, y: FloatArray) -> Objective:
        """The same model with another response (n,)."""
        return make_fast_objective(replace(self.problem, y=np.ascontiguousarray(y, dtype=np.float64)))

    def with_response(self, y: FloatArray) -> Objective:
        """As `refit`: rows are compressed again."""
        return self.refit(y)


def make_fast_objective(problem: PlsProblem) -> Objective:
    """The objective of one model on compressed rows, or the exact one where there is little to compress."""
    small = compress(problem)
    if small.n > WORTHWHILE * problem.n:
        return Objective(problem, analyze(problem))
    return FastObjective(problem, small)


def compress(problem: PlsProblem) -> PlsProblem:
    """A model with unit weights, no offset and the same cross-products within every cell of levels."""
    terms = read_terms(problem)
    cells = _cells(terms)
    root = np.sqrt(problem.weights)
    columns = [*(values for term in terms for values in term.values), *problem.x.T, problem.y - problem.offset]
    table = root[:, None] * np.stack(columns, axis=1)
    rows, sources = _triangles(table, cells)
    n, p = len(rows), problem.p
    zt_indptr, zt_indices, zt_data = _random_design(terms, rows, sources)
    return replace(
        problem,
        y=np.ascontiguousarray(rows[:, -1]),
        x=np.ascontiguousarray(rows[:, -1 - p : -1]),
        zt_indptr=zt_indptr,
        zt_indices=zt_indices,
        zt_data=zt_data,
        weights=np.ones(n),
        offset=np.zeros(n),
    )


def _cells(terms: tuple[Term, ...]) -> IndexArray:
    """Number of the cell of every observation."""
    cells = terms[0].codes.astype(np.intp)
    for term in terms[1:]:
        cells = np.unique(cells * term.levels + term.codes, return_inverse=True)[1]
    return cells


def _triangles(table: FloatArray, cells: IndexArray) -> tuple[FloatArray, IndexArray]:
    """Rows of all cells, tall ones replaced by their triangles, and for each row an observation of its cell."""
    columns = table.shape[1]
    order = np.argsort(cells, kind="stable")
    counts = np.bincount(cells)
    starts = np.cumsum(counts) - counts
    rows, sources = [], []
    for size in np.unique(counts[counts > 0]).tolist():
        members = order[starts[counts == size][:, None] + np.arange(size)]
        block = table[members]
        if size > columns:
            block = np.linalg.qr(block, mode="r")
            members = np.repeat(members[:, :1], columns, axis=1)
        rows.append(block.reshape(-1, columns))
        sources.append(members.ravel())
    return np.concatenate(rows), np.concatenate(sources)


def _random_design(
    terms: tuple[Term, ...], rows: FloatArray, sources: IndexArray
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], FloatArray]:
    """Z' of the compressed rows, exact zeros dropped."""
    parts = [
        term.base + term.codes[sources, None].astype(np.int32) * term.size + np.arange(term.size, dtype=np.int32)
        for term in terms
    ]
    indices = np.concatenate(parts, axis=1).astype(np.int32)
    values = rows[:, : indices.shape[1]]
    kept = values != 0.0
    indptr = np.concatenate([[0], np.cumsum(kept.sum(axis=1))]).astype(np.int32)
    return indptr, indices[kept], values[kept]
