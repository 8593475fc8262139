"""Random-effects terms as the kernel wants them: dense columns, level codes, and who meets whom.

Z' and the pattern of Lambda' are given as sparse matrices; the terms are read off Lambda', whose blocks are upper
triangles that repeat for every level of a grouping factor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pylmer.numerics.problem import PlsProblem

__all__ = [
    "PairLayout",
    "Term",
    "TermLayout",
    "lower_triangle",
    "make_pair",
    "make_term_layout",
    "read_terms",
    "storage_order",
]

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]
Locate = Callable[[IntArray, IntArray], IntArray]

_LONG_RUN = 8  # observations per level from which it pays to add whole runs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Term:
    """One term: `size` coefficients per level, rows base.. of Z'; values (size, n) and codes (n,) by observation."""

    base: int
    size: int
    levels: int
    theta_index: IntArray
    codes: IntArray
    values: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermLayout:
    """A term in storage order: for every level its observations, and the permuted places of its rows.

    `has_runs`: the observations of a level lie next to each other, and there are many of them.
    """

    base: int
    size: int
    levels: int
    theta_index: IntArray
    codes: IntArray
    starts: IntArray
    members: IntArray
    positions: IntArray
    has_runs: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairLayout:
    """Two terms (or one twice): for every pair of levels that occurs its observations and places in the factor."""

    first: int
    second: int
    starts: IntArray
    members: IntArray
    positions: IntArray


def read_terms(problem: PlsProblem) -> tuple[Term, ...]:
    """Split Z' and Lambda' into their terms.

    Raises:
        ValueError: Lambda' is not made of repeated upper triangles, or an observation has two levels of one term.
    """
    indptr, theta_index = problem.lambda_indptr, problem.lambda_theta
    column_sizes = np.diff(indptr)
    block_starts = np.flatnonzero(column_sizes == 1)
    block_sizes = np.diff(np.append(block_starts, len(column_sizes)))
    first_theta = theta_index[indptr[block_starts]]
    changes = np.flatnonzero((np.diff(first_theta) != 0) | (np.diff(block_sizes) != 0)) + 1
    edges = [0, *changes.tolist(), len(block_starts)]
    observation = np.repeat(np.arange(problem.n), np.diff(problem.zt_indptr))
    terms = []
    for begin, end in pairwise(edges):
        size, levels, base = int(block_sizes[begin]), end - begin, int(block_starts[begin])
        _check_pattern(problem, base, size, levels)
        template = np.zeros((size, size), np.int32)
        template[lower_triangle(size)] = theta_index[indptr[base] : indptr[base + size]]
        codes, values = _dense_columns(problem, observation, base, size, levels)
        terms.append(
            Term(base=base, size=size, levels=levels, theta_index=template.ravel(), codes=codes, values=values)
        )
    return tuple(terms)


@cache
def lower_triangle(size: int) -> tuple[IndexArray, IndexArray]:
    """Rows and columns of a lower triangle, row by row."""
    rows, columns = np.tril_indices(size)
    return rows, columns


def _check_pattern(problem: PlsProblem, base: int, size: int, levels: int) -> None:
    entries = size * (size + 1) // 2
    begin = problem.lambda_indptr[base]
    part = slice(begin, begin + entries * levels)
    thetas = problem.lambda_theta[part].reshape(levels, entries)
    rows = problem.lambda_indices[part].reshape(levels, entries)
    expected = lower_triangle(size)[1] + np.arange(base, base + size * levels, size)[:, None]
    if not (thetas == thetas[0]).all() or not (rows == expected).all():
        raise ValueError("lambda_t must consist of upper triangular blocks that repeat for every level")


def _dense_columns(
    problem: PlsProblem, observation: npt.NDArray[np.intp], base: int, size: int, levels: int
) -> tuple[IntArray, FloatArray]:
    rows = problem.zt_indices
    codes = np.zeros(problem.n, np.int32)
    values = np.zeros((size, problem.n))
    mine = (rows >= base) & (rows < base + size * levels)
    level, coefficient = np.divmod(rows[mine] - base, size)
    where = observation[mine]
    codes[where] = level
    if not (codes[where] == level).all():
        raise ValueError("an observation belongs to two levels of one random-effects term")
    values[coefficient, where] = problem.zt_data[mine]
    return codes, values


def storage_order(terms: tuple[Term, ...]) -> IntArray:
    """Order in which observations are kept: sorted by the term with most levels, so that its sums run along memory."""
    widest = max(terms, key=lambda term: term.levels)
    if (np.diff(widest.codes) >= 0).all():
        return np.arange(len(widest.codes), dtype=np.int32)
    return np.argsort(widest.codes, kind="stable").astype(np.int32)


def make_term_layout(term: Term, order: IntArray, stored: IntArray, inverse: IntArray) -> TermLayout:
    """Lay out one term; `stored` maps an observation to its storage place, `inverse` a row of Z' to its new place."""
    counts = np.bincount(term.codes, minlength=term.levels)
    codes = np.ascontiguousarray(term.codes[order])
    return TermLayout(
        base=term.base,
        size=term.size,
        levels=term.levels,
        theta_index=term.theta_index,
        codes=codes,
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        members=stored[np.argsort(term.codes, kind="stable")],
        positions=inverse[term.base : term.base + term.size * term.levels],
        has_runs=len(codes) >= _LONG_RUN * term.levels and bool((np.diff(codes) >= 0).all()),
    )


def make_pair(
    terms: tuple[Term, ...], layouts: tuple[TermLayout, ...], pair: tuple[int, int], stored: IntArray, locate: Locate
) -> PairLayout:
    """Lay out the products of two terms (or of one with itself) in the factor's storage."""
    one, two = terms[pair[0]], terms[pair[1]]
    if one is two:
        layout = layouts[pair[0]]
        places = layout.positions.reshape(one.levels, one.size)
        row, column = lower_triangle(one.size)
        positions = locate(places[:, row].ravel(), places[:, column].ravel())
        return PairLayout(
            first=pair[0], second=pair[1], starts=layout.starts, members=layout.members, positions=positions
        )
    key = one.codes.astype(np.int64) * two.levels + two.codes
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    begins = np.flatnonzero(np.append(True, np.diff(sorted_key) != 0))
    level_one, level_two = np.divmod(sorted_key[begins], two.levels)
    left = layouts[pair[0]].positions.reshape(one.levels, one.size)[level_one]
    right = layouts[pair[1]].positions.reshape(two.levels, two.size)[level_two]
    return PairLayout(
        first=pair[0],
        second=pair[1],
        starts=np.append(begins, len(key)).astype(np.int32),
        members=stored[order],
        positions=locate(np.repeat(left, two.size, axis=1).ravel(), np.tile(right, (1, one.size)).ravel()),
    )
