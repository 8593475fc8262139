"""The marginal covariance of a mixed model as a sum of parameter times known matrix, never formed.

Sigma = sum_r gamma_r G_r + sigma^2 I, where gamma_r are the variances and covariances of the random effects. What the
adjustment of Kenward and Roger needs of its inverse S is computed from Z'SZ, block by block: levels that no
observation connects do not meet. R: pbkrtest::get_SigmaG, which forms n x n matrices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import VarCorr
from pylmer.structure.re_terms import ReTerms

__all__ = ["VarianceParts", "variance_parts"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VarianceParts:
    """Traces and products of the parameters of Sigma; the last parameter is the residual variance.

    Attributes:
        traces: tr(S G_r S G_s), (R, R).
        first: X'S G_r S X, (R, p, p).
        second: X'S G_r S G_s S X, (R, R, p, p).
    """

    traces: Array
    first: Array
    second: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Blocks:
    """Blocks of one shape: columns of Z in each (m, c), and where a coefficient of a term stands in all of them."""

    columns: NDArray[np.intp]
    places: tuple[tuple[slice, ...], ...]
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Solved:
    """For the blocks of one shape: (sigma^2 I + Z'Z D)^-1 (m, c, c) and Z'SZ (m, c, c)."""

    blocks: _Blocks
    inverse: Array
    inner: Array


def variance_parts(fit: MerFit) -> VarianceParts:
    """Compute what the adjustment needs in memory of order n p and the squared block sizes.

    R: pbkrtest's vcovAdj without its n x n matrices. Theory: Kenward & Roger 1997, s. 3.
    """
    re, x = fit.spec.re, fit.spec.x
    z = _design(re, fit.spec.n)
    covariances = [block.covariance for block in VarCorr(fit)]
    variance = fit.sigma * fit.sigma
    solved = list(_solve_blocks(re, z, covariances, variance))
    once, inner_once = _apply(x, z, re, covariances, solved, variance)
    twice, inner_twice = _apply(once, z, re, covariances, solved, variance)
    parameters = [(t, a, b) for t, term in enumerate(re.terms) for b in range(term.k) for a in range(b, term.k)]
    size, p = len(parameters) + 1, x.shape[1]
    traces, first, second = np.zeros((size, size)), np.zeros((size, p, p)), np.zeros((size, size, p, p))
    for part in solved:
        _add_block(part, parameters, inner_once, inner_twice, (traces, first, second))
    first[-1] = once.T @ once
    second[-1, -1] = once.T @ twice
    trace = (fit.spec.n - sum(_trace_once(part, covariances) for part in solved)) / variance
    squared = sum(_trace_squared(part, covariances) for part in solved)
    traces[-1, -1] = (trace - squared) / variance
    for r in range(size):
        for s in range(r):
            traces[s, r] = traces[r, s]
            second[s, r] = second[r, s].T
    return VarianceParts(traces=traces, first=first, second=second)


def _design(re: ReTerms, n: int) -> Any:
    from scipy.sparse import csr_array

    return csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(n, re.q))


def _solve_blocks(re: ReTerms, z: Any, covariances: list[Array], variance: float) -> Iterator[_Solved]:
    cross = (z.T @ z).tocoo()
    labels, places = _block_labels(re, cross)
    for blocks in _block_shapes(re, labels, places):
        number = np.full(int(labels.max()) + 1, -1)
        m, c = blocks.columns.shape
        number[labels[blocks.columns[:, 0]]] = np.arange(m)
        inside = number[labels[cross.row]] >= 0
        row, column = cross.row[inside], cross.col[inside]
        gram = np.zeros((m, c, c))
        gram[number[labels[row]], places[row], places[column]] = cross.data[inside]
        matrix = _times_covariance(blocks, gram, covariances)
        matrix[:, np.arange(c), np.arange(c)] += variance
        inverse = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
        yield _Solved(blocks=blocks, inverse=inverse, inner=inverse @ gram)


def _block_labels(re: ReTerms, cross: Any) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Number of the block that holds each column of Z, and the column's place in it; levels stay whole."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    leader = np.concatenate(
        [
            start + np.arange(term.levels).repeat(term.k) * term.k
            for start, term in zip(re.block_starts, re.terms, strict=False)
        ]
    )
    q = re.q
    rows = np.concatenate([cross.row, np.arange(q)])
    columns = np.concatenate([cross.col, leader])
    graph = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(q, q))
    labels = np.asarray(connected_components(graph.tocsr(), directed=False)[1], dtype=np.intp)
    order = np.argsort(labels, kind="stable")
    starts = np.searchsorted(labels[order], np.arange(int(labels.max()) + 1))
    places = np.empty(q, dtype=np.intp)
    places[order] = np.arange(q) - starts[labels[order]]
    return labels, places


def _block_shapes(re: ReTerms, labels: NDArray[np.intp], places: NDArray[np.intp]) -> Iterator[_Blocks]:
    """Blocks with the same number of levels of every term, together."""
    count = int(labels.max()) + 1
    levels = np.stack(
        [
            np.bincount(labels[start : start + term.k * term.levels : term.k], minlength=count)
            for start, term in zip(re.block_starts, re.terms, strict=False)
        ],
        axis=1,
    )
    shapes, shape_of = np.unique(levels, axis=0, return_inverse=True)
    shape_of = shape_of.reshape(-1)
    for number, shape in enumerate(shapes.tolist()):
        columns = np.flatnonzero(shape_of[labels] == number)
        columns = columns[np.argsort(labels[columns], kind="stable")]
        at, slices = 0, []
        for term, width in zip(re.terms, shape, strict=True):
            end = at + width * term.k
            slices.append(tuple(slice(at + a, end, term.k) for a in range(term.k)))
            at = end
        yield _Blocks(columns=columns.reshape(-1, at), places=tuple(slices), levels=tuple(shape))


def _times_covariance(blocks: _Blocks, matrix: Array, covariances: list[Array]) -> Array:
    """Matrix (m, c, c) times the block-diagonal covariance D of the random effects."""
    result = np.zeros_like(matrix)
    for places, covariance in zip(blocks.places, covariances, strict=True):
        for b, target in enumerate(places):
            for a, source in enumerate(places):
                result[:, :, target] += matrix[:, :, source] * covariance[a, b]
    return result


def _apply(
    x: Array, z: Any, re: ReTerms, covariances: list[Array], solved: list[_Solved], variance: float
) -> tuple[Array, Array]:
    """S x (n, p) and Z'S x (q, p)."""
    cross = z.T @ x
    inner = np.empty_like(cross)
    for part in solved:
        inner[part.blocks.columns] = part.inverse @ cross[part.blocks.columns]
    effects = np.empty_like(inner)
    for term, start, covariance in zip(re.terms, re.block_starts, covariances, strict=False):
        rows = slice(start, start + term.k * term.levels)
        effects[rows] = (covariance @ inner[rows].reshape(term.levels, term.k, -1)).reshape(-1, x.shape[1])
    return (x - z @ effects) / variance, inner


def _add_block(
    part: _Solved, parameters: list[tuple[int, int, int]], once: Array, twice: Array, sums: tuple[Array, Array, Array]
) -> None:
    """Add what the blocks of one shape contribute to the traces and products, lower triangle only."""
    traces, first, second = sums
    inner = part.inner
    outer, outer_twice = once[part.blocks.columns], twice[part.blocks.columns]
    places = [_places(part.blocks, *parameter) for parameter in parameters]
    for r, pairs in enumerate(places):
        for left, right in pairs:
            first[r] += _summed(outer[:, left], outer[:, right])
            second[-1, r] += _summed(outer_twice[:, left], outer[:, right])
            traces[-1, r] += float(np.einsum("mlj,mlj->", part.inverse[:, left], inner[:, right]))
        for s in range(r + 1):
            for (left, right), (low, high) in product(pairs, places[s]):
                middle = inner[:, right, low]
                traces[r, s] += float(np.einsum("mij,mji->", middle, inner[:, high, left]))
                second[r, s] += _summed(outer[:, left], middle @ outer[:, high])


def _places(blocks: _Blocks, term: int, a: int, b: int) -> list[tuple[slice, slice]]:
    """Rows and columns of a block where the derivative of D by one parameter has its ones."""
    first, second = blocks.places[term][a], blocks.places[term][b]
    return [(first, second)] if a == b else [(first, second), (second, first)]


def _summed(left: Array, right: Array) -> Array:
    """Sum over the blocks of left' right, (p, p)."""
    p = left.shape[2]
    return np.asarray(left.reshape(-1, p).T @ right.reshape(-1, p))


def _trace_once(part: _Solved, covariances: list[Array]) -> float:
    """Trace of the covariance D times Z'SZ, over all blocks."""
    total = 0.0
    for places, covariance in zip(part.blocks.places, covariances, strict=True):
        for b, target in enumerate(places):
            for a, source in enumerate(places):
                total += float(covariance[a, b]) * float(np.einsum("mii->", part.inner[:, target, source]))
    return total


def _trace_squared(part: _Solved, covariances: list[Array]) -> float:
    """Trace of the covariance D times Z'SSZ, over all blocks."""
    total = 0.0
    for places, covariance in zip(part.blocks.places, covariances, strict=True):
        for b, target in enumerate(places):
            for a, source in enumerate(places):
                trace = np.einsum("mlj,mlj->", part.inverse[:, target], part.inner[:, source])
                total += float(covariance[a, b]) * float(trace)
    return total
