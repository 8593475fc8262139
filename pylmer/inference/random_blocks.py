"""Z'SZ of a mixed model, where S is the inverse of the marginal covariance Z D Z' + sigma^2 I, never formed.

Levels that no observation connects do not meet, so the matrix falls into blocks; blocks of one shape are computed
together. Factors that would tie all blocks into one (crossed designs) are set apart as "rest" and brought in by the
Sherman-Morrison-Woodbury identity, so that only a matrix as large as the rest is dense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import VarCorr
from pylmer.structure.re_terms import ReTerm, ReTerms

__all__ = ["Parameter", "RandomBlocks", "Rest", "Shape", "inner_times", "inverse_times", "random_blocks", "select"]

Array = NDArray[np.float64]

_SMALL_BLOCK = 200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parameter:
    """One variance or covariance: the places in D where its derivative has its ones.

    Attributes:
        value: its value.
        rows, columns: a run of columns of Z each; the transposed places are meant too.
    """

    value: float
    rows: slice
    columns: slice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """All blocks with the same number of levels of every term.

    Attributes:
        columns: columns of Z (m, c).
        inverse: (sigma^2 I + Z'Z D)^-1 (m, c, c).
        inner: Z'SZ as if there were no rest (m, c, c).
        places: for each term where its coefficients stand in a block.
    """

    columns: NDArray[np.intp]
    inverse: Array
    inner: Array
    places: dict[int, tuple[slice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rest:
    """The factors set apart, q2 columns of Z; "before" means without them.

    Attributes:
        columns: their columns of Z (q2,).
        link: Z'SZ before, between all columns and the rest, zero in the rows of the rest: sparse (q, q2).
        update: D2 (I + C2 D2)^-1 with C2 = Z2'SZ2 before (q2, q2).
        shrink: (I + D2 C2)^-1 (q2, q2).
        inner: Z2'SZ2 (q2, q2).
        before: Z'SZ before, block by block: sparse (q, q).
        places: for each term set apart where its coefficients stand among the columns.
    """

    columns: NDArray[np.intp]
    link: Any
    update: Array
    shrink: Array
    inner: Array
    before: Any
    places: dict[int, tuple[slice, ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RandomBlocks:
    """The random-effects structure of a fit, ready for products and traces.

    Attributes:
        z: the design (n, q), sparse.
        covariance: D (q, q), sparse.
        variance: residual variance.
        parameters: all variances and covariances of the random effects.
        term_of: for each parameter (term, a, b).
        shapes: the blocks.
        rest: the factors set apart, or None.
    """

    z: Any
    covariance: Any
    variance: float
    parameters: tuple[Parameter, ...]
    term_of: tuple[tuple[int, int, int], ...]
    shapes: tuple[Shape, ...]
    rest: Rest | None


def random_blocks(fit: MerFit) -> RandomBlocks:
    """Set up the blocks of a fit."""
    from scipy.sparse import csr_array

    re = fit.spec.re
    z = csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(fit.spec.n, re.q))
    covariances = [block.covariance for block in VarCorr(fit)]
    d = _sparse_covariance(re, covariances)
    variance = fit.sigma * fit.sigma
    cross = (z.T @ z).tocsr()
    apart, labels = _partition(re, cross)
    kept = [t for t in range(len(re.terms)) if t not in apart]
    shapes = tuple(_solve_shapes(re, kept, labels, cross, (d, variance)))
    term_of = tuple((t, a, b) for t, term in enumerate(re.terms) for b in range(term.k) for a in range(b, term.k))
    return RandomBlocks(
        z=z,
        covariance=d,
        variance=variance,
        parameters=tuple(_parameter(re, covariances, *each) for each in term_of),
        term_of=term_of,
        shapes=shapes,
        rest=_bring_in(re, apart, shapes, cross, (d, variance)) if apart else None,
    )


def _runs(term: ReTerm, start: int, levels: int) -> tuple[slice, ...]:
    """Where the coefficients of a term stand if its levels begin at `start`."""
    return tuple(slice(start + a, start + levels * term.k, term.k) for a in range(term.k))


def _parameter(re: ReTerms, covariances: Sequence[Array], t: int, a: int, b: int) -> Parameter:
    runs = _runs(re.terms[t], re.block_starts[t], re.terms[t].levels)
    return Parameter(value=float(covariances[t][a, b]), rows=runs[a], columns=runs[b])


def _sparse_covariance(re: ReTerms, covariances: Sequence[Array]) -> Any:
    from scipy.sparse import block_diag, bsr_array

    parts = []
    for term, covariance in zip(re.terms, covariances, strict=True):
        levels, size = term.levels, term.k * term.levels
        data = np.broadcast_to(covariance, (levels, term.k, term.k))
        parts.append(bsr_array((data, np.arange(levels), np.arange(levels + 1)), shape=(size, size)))
    return block_diag(parts, format="csr")


def _partition(re: ReTerms, cross: Any) -> tuple[list[int], NDArray[np.intp]]:
    """Terms to be set apart, and for each column of Z the number of its block, -1 for columns set apart.

    While some block is large, the factor goes whose absence breaks it up best, small factors first.
    """
    apart: list[int] = []
    labels = _block_labels(re, cross, apart)
    while np.bincount(labels[labels >= 0]).max() > _SMALL_BLOCK:
        left = {factor for t, factor in enumerate(re.assign) if t not in apart}
        if len(left) < 2:
            break
        trials = []
        for factor in sorted(left):
            tried = [*apart, *(t for t, other in enumerate(re.assign) if other == factor)]
            found = _block_labels(re, cross, tried)
            largest = max(int(np.bincount(found[found >= 0]).max()), _SMALL_BLOCK)
            trials.append((largest, int((found < 0).sum()), tried, found))
        _, _, apart, labels = min(trials, key=lambda trial: trial[:2])
    return apart, labels


def _block_labels(re: ReTerms, cross: Any, apart: Sequence[int]) -> NDArray[np.intp]:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    q = re.q
    kept = np.ones(q, dtype=bool)
    leader = np.empty(q, dtype=np.intp)
    for t, (start, term) in enumerate(zip(re.block_starts, re.terms, strict=False)):
        place = slice(start, start + term.k * term.levels)
        kept[place] = t not in apart
        # the coefficients of a level stay together even if no observation connects them
        leader[place] = (start + np.arange(term.levels) * term.k).repeat(term.k)
    pairs = cross.tocoo()
    inside = kept[pairs.row] & kept[pairs.col]
    rows = np.concatenate([pairs.row[inside], np.arange(q)])
    columns = np.concatenate([pairs.col[inside], leader])
    graph = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(q, q))
    labels = np.asarray(connected_components(graph.tocsr(), directed=False)[1], dtype=np.intp)
    labels[kept] = np.unique(labels[kept], return_inverse=True)[1]
    labels[~kept] = -1
    return labels


def _solve_shapes(
    re: ReTerms, kept: Sequence[int], labels: NDArray[np.intp], cross: Any, scales: tuple[Any, float]
) -> Iterator[Shape]:
    d, variance = scales
    count = int(labels.max()) + 1
    levels = np.stack(
        [
            np.bincount(labels[start : start + term.k * term.levels : term.k], minlength=count)
            for start, term in ((re.block_starts[t], re.terms[t]) for t in kept)
        ],
        axis=1,
    )
    kinds, kind_of = np.unique(levels, axis=0, return_inverse=True)
    kind_of = kind_of.reshape(-1)
    for number, widths in enumerate(kinds.tolist()):
        members = np.flatnonzero((labels >= 0) & (kind_of[labels] == number))
        members = members[np.argsort(labels[members], kind="stable")]
        places, at = {}, 0
        for t, width in zip(kept, widths, strict=True):
            places[t] = _runs(re.terms[t], at, width)
            at += re.terms[t].k * width
        columns = members.reshape(-1, at)
        gram = _dense_blocks(cross, columns)
        matrix = gram @ _dense_blocks(d, columns)
        matrix[:, np.arange(at), np.arange(at)] += variance
        inverse = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
        yield Shape(columns=columns, inverse=inverse, inner=inverse @ gram, places=places)


def _dense_blocks(matrix: Any, columns: NDArray[np.intp]) -> Array:
    """The diagonal blocks (m, c, c) of a sparse matrix at these columns (m, c); nothing stands outside of them."""
    m, c = columns.shape
    part = matrix[columns.reshape(-1)].tocoo()
    place = np.full(matrix.shape[1], -1)
    place[columns] = np.arange(c)
    block = np.full(matrix.shape[1], -1)
    block[columns] = np.arange(m)[:, None]
    inside = place[part.col] >= 0
    row, column = part.row[inside], part.col[inside]
    blocks = np.zeros((m, c, c))
    blocks[block[column], row % c, place[column]] = part.data[inside]
    return blocks


def _sparse_blocks(shapes: Sequence[Shape], which: str, q: int) -> Any:
    """The blocks as one sparse matrix (q, q)."""
    from scipy.sparse import coo_array

    rows, columns, values = [], [], []
    for shape in shapes:
        m, c = shape.columns.shape
        rows.append(np.broadcast_to(shape.columns[:, :, None], (m, c, c)).reshape(-1))
        columns.append(np.broadcast_to(shape.columns[:, None, :], (m, c, c)).reshape(-1))
        values.append(getattr(shape, which).reshape(-1))
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return coo_array(entries, shape=(q, q)).tocsr()


def _bring_in(
    re: ReTerms, apart: Sequence[int], shapes: Sequence[Shape], cross: Any, scales: tuple[Any, float]
) -> Rest:
    d, variance = scales
    places, at = {}, 0
    for t in apart:
        places[t] = _runs(re.terms[t], at, re.terms[t].levels)
        at += re.terms[t].k * re.terms[t].levels
    columns = np.concatenate([re.block_starts[t] + np.arange(re.terms[t].k * re.terms[t].levels) for t in apart])
    meeting = cross[:, columns]
    link = (_sparse_blocks(shapes, "inverse", re.q) @ meeting).tocsr()
    own = (meeting[columns] - meeting.T @ (d @ link)).toarray() / variance
    own = (own + own.T) / 2.0
    spread = d[columns][:, columns].toarray()
    shrink = np.linalg.inv(np.eye(len(columns)) + spread @ own)
    update = shrink @ spread
    return Rest(
        columns=columns,
        link=link,
        update=(update + update.T) / 2.0,
        shrink=shrink,
        inner=own @ shrink,
        before=_sparse_blocks(shapes, "inner", re.q),
        places=places,
    )


def inverse_times(blocks: RandomBlocks, x: Array) -> tuple[Array, Array]:
    """S x (n, p) and Z'S x (q, p) for x (n, p)."""
    cross = blocks.z.T @ x
    inner = np.zeros_like(cross)
    for shape in blocks.shapes:
        inner[shape.columns] = shape.inverse @ cross[shape.columns]
    rest = blocks.rest
    if rest is not None:
        early = (x - blocks.z @ (blocks.covariance @ inner)) / blocks.variance
        own = (blocks.z.T @ early)[rest.columns]
        inner -= rest.link @ (rest.update @ own)
        inner[rest.columns] = rest.shrink.T @ own
    return (x - blocks.z @ (blocks.covariance @ inner)) / blocks.variance, inner


def select(parameter: Parameter, x: Array) -> Array:
    """The derivative of D by a parameter, times x (q, p)."""
    result = np.zeros_like(x)
    result[parameter.rows] = x[parameter.columns]
    if parameter.rows != parameter.columns:
        result[parameter.columns] = x[parameter.rows]
    return result


def inner_times(blocks: RandomBlocks, x: Array) -> Array:
    """Z'SZ x for x (q, p)."""
    result = np.zeros_like(x)
    for shape in blocks.shapes:
        result[shape.columns] = shape.inner @ x[shape.columns]
    rest = blocks.rest
    if rest is not None:
        own, through = x[rest.columns], rest.link.T @ x
        result += rest.link @ (rest.shrink @ own - rest.update @ through)
        result[rest.columns] = rest.inner @ own + rest.shrink.T @ through
    return result
