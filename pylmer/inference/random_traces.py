"""Traces of products of Z'SZ with the derivatives of D: what the information on variance parameters is made of."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.random_blocks import Parameter, RandomBlocks, Rest

__all__ = ["pair_traces", "single_traces"]

Array = NDArray[np.float64]
Pairs = list[tuple[slice, slice]]


def single_traces(blocks: RandomBlocks) -> Array:
    """Trace of E_r Z'SZ for each parameter (R,), E_r the derivative of D."""
    traces = np.zeros(len(blocks.parameters))
    for r, term_of in enumerate(blocks.term_of):
        if blocks.rest is not None and term_of[0] in blocks.rest.places:
            traces[r] = _trace(blocks.rest.inner[None], _pairs(blocks.rest.places, *term_of))
            continue
        traces[r] = sum(_trace(shape.inner, _pairs(shape.places, *term_of)) for shape in blocks.shapes)
        if blocks.rest is not None:
            traces[r] -= float(np.sum(blocks.rest.update * _met(blocks, blocks.rest, r)))
    return traces


def pair_traces(blocks: RandomBlocks) -> Array:
    """Trace of E_r Z'SZ E_s Z'SZ for each pair of parameters (R, R)."""
    size = len(blocks.parameters)
    traces = np.zeros((size, size))
    for shape in blocks.shapes:
        _add_pairs(traces, blocks, shape.inner, shape.places)
    if blocks.rest is not None:
        _add_pairs(traces, blocks, blocks.rest.inner[None], blocks.rest.places)
        _add_rest(traces, blocks, blocks.rest)
    return np.asarray(np.tril(traces) + np.tril(traces, -1).T)


def _pairs(places: dict[int, tuple[slice, ...]], term: int, a: int, b: int) -> Pairs:
    """Rows and columns of a block where the derivative of D has its ones."""
    first, second = places[term][a], places[term][b]
    return [(first, second)] if a == b else [(first, second), (second, first)]


def _trace(inner: Array, pairs: Pairs) -> float:
    return sum(float(np.einsum("mii->", inner[:, left, right])) for left, right in pairs)


def _add_pairs(traces: Array, blocks: RandomBlocks, inner: Array, places: dict[int, tuple[slice, ...]]) -> None:
    """Add the traces of the parameters of one set of blocks, lower triangle only."""
    known = [(r, _pairs(places, *term_of)) for r, term_of in enumerate(blocks.term_of) if term_of[0] in places]
    for position, (r, pairs) in enumerate(known):
        for s, others in known[: position + 1]:
            for (left, right), (low, high) in product(pairs, others):
                traces[r, s] += float(np.einsum("mij,mji->", inner[:, right, low], inner[:, high, left]))


def _add_rest(traces: Array, blocks: RandomBlocks, rest: Rest) -> None:
    """Add what the factors set apart change for the other parameters, and the traces of both kinds together."""
    main = [r for r, term_of in enumerate(blocks.term_of) if term_of[0] not in rest.places]
    met = {r: _met(blocks, rest, r) for r in main}
    passed = {r: rest.update @ met[r] for r in main}
    derivatives = {r: _derivative(blocks, blocks.parameters[r]) for r in main}
    for r in main:
        reached = rest.link.T @ (derivatives[r] @ rest.before)
        for s in main[: main.index(r) + 1]:
            between = (reached @ (derivatives[s] @ rest.link)).toarray()
            traces[r, s] += float(np.sum(passed[r] * passed[s].T)) - 2.0 * float(np.sum(rest.update * between))
        shrunk = rest.shrink.T @ met[r] @ rest.shrink
        for s, term_of in enumerate(blocks.term_of):
            if term_of[0] in rest.places:
                traces[max(r, s), min(r, s)] = _trace(shrunk[None], _pairs(rest.places, *term_of))


def _derivative(blocks: RandomBlocks, parameter: Parameter) -> Any:
    """The derivative of D by a parameter, sparse (q, q)."""
    from scipy.sparse import coo_array

    q = blocks.z.shape[1]
    rows, columns = np.arange(q)[parameter.rows], np.arange(q)[parameter.columns]
    if parameter.rows != parameter.columns:
        rows, columns = np.concatenate([rows, columns]), np.concatenate([columns, rows])
    return coo_array((np.ones(len(rows)), (rows, columns)), shape=(q, q)).tocsr()


def _met(blocks: RandomBlocks, rest: Rest, r: int) -> Array:
    """What a parameter of the blocks means between the columns set apart: link' E_r link (q2, q2)."""
    found = rest.link.T @ (_derivative(blocks, blocks.parameters[r]) @ rest.link)
    return np.asarray(found.toarray(), dtype=np.float64)
