"""R's `sample()` and `sample.int()`: permutations, bootstrap samples and draws by given probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rcompat.base.conditions import RError
from rcompat.maths.rng import Generator, session_generator
from rcompat.maths.rng_kernel import Source
from rcompat.maths.sample_kernel import (
    alias_sample,
    distinct_few,
    distinct_sample,
    equal_sample,
    urn_sample,
    weighted_sample,
)

__all__ = ["sample", "sample_int", "sample_positions"]

_INTEGERS = 2147483647.0
_HASHED = 1e7
_MANY = 200

Item = TypeVar("Item")


def sample_positions(
    n: float,
    size: float | None = None,
    replace: bool = False,
    prob: ArrayLike | None = None,
    *,
    generator: Generator | None = None,
) -> NDArray[np.int64]:
    """Draw 0-based positions below n: what `sample_int` draws, less one."""
    n, count = _checked_sizes(n, size)
    source = (generator or session_generator()).source
    if prob is not None:
        drawn = _weighted(source, n, count, replace, np.asarray(prob, dtype=np.float64))
    elif replace or count < 2:
        if not replace and count > n:
            raise RError("cannot take a sample larger than the population when 'replace = FALSE'")
        drawn = equal_sample(source, float(n), count)
    elif count > n:
        raise RError("cannot take a sample larger than the population when 'replace = FALSE'")
    elif n > _HASHED and count <= n / 2:
        drawn = distinct_few(source, float(n), count)
    else:
        drawn = distinct_sample(source, n, count)
    positions: NDArray[np.int64] = drawn.astype(np.int64)
    return positions


def _checked_sizes(n: float, size: float | None) -> tuple[int, int]:
    if not n >= 0 or n > 4.5e15:
        raise RError("invalid first argument")
    whole = int(n)
    if size is None:
        return whole, whole
    if not 0 <= size < 4.5e15 or (whole == 0 and int(size) > 0):
        raise RError("invalid first argument" if whole == 0 and size >= 1 else "invalid 'size' argument")
    return whole, int(size)


def _weighted(source: Source, n: int, count: int, replace: bool, prob: NDArray[np.float64]) -> NDArray[np.float64]:
    if prob.shape != (n,):
        raise RError("incorrect number of probabilities")
    if not np.all(np.isfinite(prob)):
        raise RError("NA in probability vector")
    if np.any(prob < 0.0):
        raise RError("negative probability")
    positive = int(np.count_nonzero(prob > 0.0))
    if positive == 0 or (not replace and count > positive):
        raise RError("too few positive probabilities")
    total = 0.0
    for value in prob.tolist():
        total += value
    prob = prob / total
    if not replace:
        if count > n:
            raise RError("cannot take a sample larger than the population when 'replace = FALSE'")
        return np.asarray(urn_sample(source, prob, count))
    if int(np.count_nonzero(n * prob > 0.1)) > _MANY:
        return np.asarray(alias_sample(source, prob, count))
    return np.asarray(weighted_sample(source, prob, count))


def sample_int(
    n: float,
    size: float | None = None,
    replace: bool = False,
    prob: ArrayLike | None = None,
    *,
    generator: Generator | None = None,
) -> NDArray[np.int32] | NDArray[np.float64]:
    """Draw whole numbers from 1..n; doubles where n is beyond R's integers.

    Raises:
        RError: more than there are without replacement, or unusable probabilities.

    R: base::sample.int.
    """
    drawn = sample_positions(n, size, replace, prob, generator=generator) + 1
    return drawn.astype(np.float64) if n > _INTEGERS else drawn.astype(np.int32)


def sample(
    x: ArrayLike | Sequence[Item],
    size: float | None = None,
    replace: bool = False,
    prob: ArrayLike | None = None,
    *,
    generator: Generator | None = None,
) -> NDArray[np.generic] | list[Item]:
    """Draw elements of x, or of 1..x when x is a single number of at least one.

    Returns:
        An array where x is an array or a number, a list where x is a list or tuple.

    R: base::sample.
    """
    if isinstance(x, Sequence) and not isinstance(x, str):
        if not (len(x) == 1 and isinstance(x[0], int | float) and x[0] >= 1):
            items = cast(Sequence[Item], x)
            return [items[i] for i in sample_positions(len(x), size, replace, prob, generator=generator)]
        x = x[0]
    values = np.asarray(x)
    if values.size == 1 and values.dtype.kind in "iuf" and float(values.ravel()[0]) >= 1:
        return sample_int(float(values.ravel()[0]), size, replace, prob, generator=generator)
    values = np.atleast_1d(values)
    taken: NDArray[np.generic] = values[sample_positions(len(values), size, replace, prob, generator=generator)]
    return taken
