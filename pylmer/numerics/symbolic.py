"""Everything about a model that depends on its structure only: order, pattern of L, who adds to what.

Done once per model and shared by all responses (`refit`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pylmer.numerics.ordering import Ordering, choose_ordering
from pylmer.numerics.problem import PlsProblem
from pylmer.numerics.simplicial_kernel import backward_chains, forward_chains
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

__all__ = ["SimplicialPattern", "Structure", "analyze"]

IntArray = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimplicialPattern:
    """L by columns, the visiting order of its rows, and the chains of its solves."""

    entries: int
    indptr: IntArray
    indices: IntArray
    visits: IntArray
    visit_columns: IntArray
    visit_places: IntArray
    forward: IntArray
    backward: IntArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Structure:
    """The symbolic part of one model."""

    q: int
    ordering: Ordering
    perm: IntArray
    factor: SimplicialPattern
    terms: tuple[Term, ...]
    layouts: tuple[TermLayout, ...]
    pairs: tuple[PairLayout, ...]
    storage_order: IntArray


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
    factor = _simplicial(columns, rows, ordering)
    terms = read_terms(problem)
    order = storage_order(terms)
    stored = _inverse(order)
    inverse = _inverse(ordering.perm)
    layouts = tuple(make_term_layout(term, order, stored, inverse) for term in terms)

    every = np.arange(problem.q, dtype=np.int32)

    def place(first: IntArray, second: IntArray) -> IntArray:
        found: IntArray = locate(first, second, factor.indptr, factor.indices, every, factor.indptr, factor.entries)
        return found

    pairs = tuple(
        make_pair(terms, layouts, (a, b), stored, place) for a in range(len(terms)) for b in range(a, len(terms))
    )
    return Structure(
        q=problem.q,
        ordering=ordering,
        perm=ordering.perm,
        factor=factor,
        terms=terms,
        layouts=layouts,
        pairs=pairs,
        storage_order=order,
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
        entries=len(indices),
        indptr=indptr,
        indices=indices,
        visits=visits,
        visit_columns=visit_columns if len(visit_columns) else np.zeros(1, np.int32),
        visit_places=visit_places if len(visit_places) else np.zeros(1, np.int32),
        forward=forward_chains(indptr, indices),
        backward=backward_chains(indptr, indices),
    )
