"""L'Ecuyer's parallel streams: the states of his combined generator very many draws ahead. R: parallel.

Theory: L'Ecuyer, Simard, Chen and Kelton 2002: a step of the generator is a product with a matrix, so many steps are
its power.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rcompat.base.conditions import RError
from rcompat.base.refusals import in_r_words

__all__ = ["nextRNGStream", "nextRNGSubStream"]

_WORD = 2**32
_LECUYER = 7
_MODULI = (4294967087, 4294944443)
_STEPS = (((0, 1, 0), (0, 0, 1), (-810728, 1403580, 0)), ((0, 1, 0), (0, 0, 1), (-1370589, 0, 527612)))


def _jumped(seed: ArrayLike, doublings: int) -> NDArray[np.int32]:
    vector = np.asarray(seed)
    if vector.dtype.kind not in "iuf" or vector.size == 0 or int(vector[0]) % 100 != _LECUYER or vector.size != 7:
        raise RError("invalid value of 'seed'")
    words = [int(word) % _WORD for word in vector[1:]]
    moved: list[int] = []
    for part, (modulus, step) in enumerate(zip(_MODULI, _STEPS, strict=True)):
        matrix = [list(row) for row in step]
        for _ in range(doublings):
            columns = list(zip(*matrix, strict=True))
            matrix = [
                [sum(a * b for a, b in zip(row, column, strict=True)) % modulus for column in columns] for row in matrix
            ]
        old = words[3 * part : 3 * part + 3]
        moved += [sum(a * b for a, b in zip(row, old, strict=True)) % modulus for row in matrix]
    return np.concatenate([vector[:1].astype(np.int32), np.array(moved, dtype=np.uint32).view(np.int32)])


@in_r_words
def nextRNGStream(seed: ArrayLike) -> NDArray[np.int32]:
    """Return the `.Random.seed` of the next stream, 2**127 draws ahead.

    R: parallel::nextRNGStream. Theory: L'Ecuyer, Simard, Chen and Kelton 2002.
    """
    return _jumped(seed, 127)


@in_r_words
def nextRNGSubStream(seed: ArrayLike) -> NDArray[np.int32]:
    """Return the `.Random.seed` of the next sub-stream, 2**76 draws ahead.

    R: parallel::nextRNGSubStream.
    """
    return _jumped(seed, 76)
