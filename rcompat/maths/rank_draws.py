"""Draws of Wilcoxon's statistics and of Wishart's matrices. R: stats."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rcompat.base.conditions import RError, warning
from rcompat.base.frame import NA_INTEGER
from rcompat.maths.rng import session_generator
from rcompat.maths.samples import sample_positions
from rcompat.maths.variates import rchisq

__all__ = ["rWishart", "rsignrank", "rwilcox"]


def rsignrank(nn: int, n: ArrayLike) -> NDArray[np.int32]:
    """Draw nn signed-rank sums of samples of n. R: stats::rsignrank."""
    sizes = np.resize(np.asarray(n, dtype=np.float64), nn).tolist()
    return _counted([_signed_rank_sum(size) for size in sizes])


def _signed_rank_sum(size: float) -> float:
    if not size >= 0:
        return math.nan
    signs = np.floor(session_generator().uniform(round(size)) + 0.5)
    return float((signs * np.arange(1, len(signs) + 1)).sum())


def rwilcox(nn: int, m: ArrayLike, n: ArrayLike) -> NDArray[np.int32]:
    """Draw nn rank-sum statistics of samples of m and n. R: stats::rwilcox."""
    sizes = zip(*(np.resize(np.asarray(size, dtype=np.float64), nn).tolist() for size in (m, n)), strict=True)
    return _counted([_rank_sum(first, second) for first, second in sizes])


def _rank_sum(first: float, second: float) -> float:
    if not (first >= 0 and second >= 0):
        return math.nan
    count = round(second)
    if count == 0 or round(first) == 0:
        return 0.0
    drawn = sample_positions(round(first) + count, count)
    return float(drawn.sum() - count * (count - 1) / 2)


def _counted(values: list[float]) -> NDArray[np.int32]:
    array = np.array(values, dtype=np.float64)
    if np.isnan(array).any():
        warning("NAs produced")
    return np.where(np.isnan(array), NA_INTEGER, array).astype(np.int32)


def rWishart(n: int, df: float, Sigma: ArrayLike) -> NDArray[np.float64]:
    """Draw n matrices (p, p, n) of Wishart's distribution.

    Raises:
        RError: too few degrees of freedom, or a scale matrix that is not square or not positive definite.

    R: stats::rWishart; at least one matrix. Theory: Bartlett's decomposition.
    """
    scale = np.asarray(Sigma, dtype=np.float64)
    if scale.ndim != 2 or scale.shape[0] != scale.shape[1]:
        raise RError("'scal' must be a square, real matrix")
    p = len(scale)
    if df < p or p <= 0:
        raise RError("inconsistent degrees of freedom and dimension")
    try:
        root = np.linalg.cholesky(scale).T
    except np.linalg.LinAlgError:
        raise RError("'scal' matrix is not positive-definite") from None
    drawn = [_bartlett(df, p) @ root for _ in range(max(n, 1))]
    return np.stack([half.T @ half for half in drawn], axis=2)


def _bartlett(df: float, p: int) -> NDArray[np.float64]:
    generator = session_generator()
    upper = np.zeros((p, p))
    for j in range(p):
        upper[j, j] = math.sqrt(float(rchisq(1, df - j)[0]))
        upper[:j, j] = generator.normal(j)
    return upper
