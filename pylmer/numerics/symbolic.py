"""Everything about a model that depends on its structure only: order, pattern of L, who adds to what.

Done once per model and shared by all responses (`refit`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pylmer.numerics.lanes import LaneLayout, make_lane_layout
from pylmer.numerics.ordering import Ordering, choose_ordering
from pylmer.numerics.problem import PlsProblem
from pylmer.numerics.simplicial_kernel import backward_chains, forward_chains
from pylmer.numerics.supernode_kernel import relaxed_supernodes, supernode_rows
from pylmer.numerics.symbolic_kernel import cross_pattern, locate, simplicial_pattern, transformed_pattern
from pylmer.numerics.term_layout import (
    PairLayout,
    Term,
    TermLayout,
    make_pair,
    make_term_layout,
    read_terms,
    storage_order,
)
from rcompat.base.conditions import RError

__all__ = ["FactorPattern", "SimplicialPattern", "Structure", "SupernodalPattern", "analyze"]

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimplicialPattern:
    """L by columns, the visiting order of its rows, and the chains of its solves."""

    q: int
    entries: int
    indptr: IntArray
    indices: IntArray
    visits: IntArray
    visit_columns: IntArray
    visit_places: IntArray
    forward: IntArray
    backward: IntArray

    def locate(self, first: IntArray, second: IntArray) -> IntArray:
        """Places of the entries (first, second), in permuted indices."""
        lists = np.arange(self.q, dtype=np.int32)
        found: IntArray = locate(first, second, self.indptr, self.indices, lists, self.indptr, self.entries)
        return found

    def columns(self, values: FloatArray) -> tuple[IntArray, IntArray, FloatArray]:
        """L as (indptr, rows, values) by columns, from the factor's own storage."""
        return self.indptr, self.indices, values[: self.entries].copy()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SupernodalPattern:
    """L by supernodes: columns first[s].. of the owner s, rows at starts[s].., values by columns at bases[s]."""

    q: int
    entries: int
    first: IntArray
    starts: IntArray
    bases: IntArray
    rows: IntArray
    owner: IntArray

    def locate(self, first: IntArray, second: IntArray) -> IntArray:
        """Places of the entries (first, second), in permuted indices."""
        within = np.arange(self.q, dtype=np.int32) - self.first[self.owner]
        bases = self.bases[self.owner] + within * np.diff(self.starts)[self.owner]
        bases = bases.astype(np.int32)
        found: IntArray = locate(first, second, self.starts, self.rows, self.owner, bases, self.entries)
        return found

    def columns(self, values: FloatArray) -> tuple[IntArray, IntArray, FloatArray]:
        """L as (indptr, rows, values) by columns, from the factor's own storage."""
        rows, parts = [], []
        for s in range(len(self.first) - 1):
            own_rows = self.rows[self.starts[s] : self.starts[s + 1]]
            height = len(own_rows)
            for j in range(self.first[s + 1] - self.first[s]):
                base = self.bases[s] + j * height
                rows.append(own_rows[j:])
                parts.append(values[base + j : base + height])
        indptr = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int32)
        return indptr, np.concatenate(rows), np.concatenate(parts)


FactorPattern = SimplicialPattern | SupernodalPattern


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Structure:
    """The symbolic part of one model; `pairs` are those of different terms."""

    q: int
    ordering: Ordering
    perm: IntArray
    factor: FactorPattern
    terms: tuple[Term, ...]
    layouts: tuple[TermLayout, ...]
    lanes: tuple[LaneLayout, ...]
    pairs: tuple[PairLayout, ...]
    storage_order: IntArray
    stored_places: IntArray
    is_sorted: bool


def analyze(problem: PlsProblem, *, natural: bool = False) -> Structure:
    """Analyse the structure of a model.

    Args:
        problem: the model.
        natural: see `choose_ordering`.

    R: lme4's `mkLmerDevfun` and Matrix's symbolic Cholesky analysis.
    """
    columns, rows = transformed_pattern(
        problem.zt_indptr, problem.zt_indices, problem.lambda_indptr, problem.lambda_indices
    )
    cross_indptr, cross_indices = cross_pattern(problem.q, columns, rows)
    ordering = choose_ordering(cross_indptr, cross_indices, natural=natural)
    factor: FactorPattern
    if ordering.is_supernodal:
        factor = _supernodal(cross_indptr, cross_indices, ordering)
    else:
        factor = _simplicial(columns, rows, ordering)
    terms = read_terms(problem)
    order = storage_order(terms)
    stored = _inverse(order)
    inverse = _inverse(ordering.perm)
    layouts = tuple(make_term_layout(term, order, stored, inverse) for term in terms)
    pairs = {
        (a, b): make_pair(terms, layouts, (a, b), stored, factor.locate)
        for a in range(len(terms))
        for b in range(a, len(terms))
    }
    return Structure(
        q=problem.q,
        ordering=ordering,
        perm=ordering.perm,
        factor=factor,
        terms=terms,
        layouts=layouts,
        lanes=tuple(make_lane_layout(layout, pairs[a, a], order) for a, layout in enumerate(layouts)),
        pairs=tuple(pair for (a, b), pair in pairs.items() if a < b),
        storage_order=order,
        stored_places=stored,
        is_sorted=bool((np.diff(order) > 0).all()),
    )


def _inverse(perm: IntArray) -> IntArray:
    out = np.empty(len(perm), np.int32)
    out[perm] = np.arange(len(perm), dtype=np.int32)
    return out


def _simplicial(columns: IntArray, rows: IntArray, ordering: Ordering) -> SimplicialPattern:
    indptr, indices, visits, visit_columns, visit_places = simplicial_pattern(
        columns, rows, ordering.perm, ordering.parent, ordering.counts
    )
    return SimplicialPattern(
        q=len(ordering.perm),
        entries=len(indices),
        indptr=indptr,
        indices=indices,
        visits=visits,
        visit_columns=visit_columns if len(visit_columns) else np.zeros(1, np.int32),
        visit_places=visit_places if len(visit_places) else np.zeros(1, np.int32),
        forward=forward_chains(indptr, indices),
        backward=backward_chains(indptr, indices),
    )


def _supernodal(cross_indptr: IntArray, cross_indices: IntArray, ordering: Ordering) -> SupernodalPattern:
    first, heights, owner, parents = relaxed_supernodes(ordering.parent, ordering.counts)
    starts = _cumulated(heights)
    bases = _cumulated(heights.astype(np.int64) * np.diff(first))
    rows = supernode_rows(first, starts, owner, parents, cross_indptr, cross_indices, ordering.perm)
    return SupernodalPattern(
        q=len(ordering.perm),
        entries=int(bases[-1]),
        first=first,
        starts=starts,
        bases=bases,
        rows=rows,
        owner=owner,
    )


def _cumulated(sizes: npt.NDArray[np.integer]) -> IntArray:
    total = np.cumsum(sizes, dtype=np.int64)
    if len(total) and total[-1] >= np.iinfo(np.int32).max:
        raise RError("Cholmod error 'problem too large' at file ../Core/cholmod_sparse.c, line 89")
    return np.concatenate([[0], total]).astype(np.int32)
