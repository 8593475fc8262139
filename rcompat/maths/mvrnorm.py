"""Multivariate normal numbers as MASS draws them: by the eigenvectors of the covariance matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rcompat.base.conditions import RError
from rcompat.maths.eigen import symmetric_eigen
from rcompat.maths.rng import Generator, session_generator

__all__ = ["mvrnorm"]


def mvrnorm(
    n: int = 1,
    mu: ArrayLike | None = None,
    Sigma: ArrayLike | None = None,
    tol: float = 1e-6,
    empirical: bool = False,
    *,
    generator: Generator | None = None,
) -> NDArray[np.float64]:
    """Draw n vectors of the multivariate normal distribution.

    Args:
        n: number of draws.
        mu: means (p,).
        Sigma: covariance matrix (p, p).
        tol: how negative an eigenvalue may be, relative to the largest.
        empirical: make mu and Sigma the sample's own mean and covariance.
        generator: another generator than the session's.

    Returns:
        The draws (n, p), or (p,) where n is one.

    Raises:
        RError: shapes that do not fit, or a covariance matrix with a negative eigenvalue.

    R: MASS::mvrnorm.
    """
    if mu is None or Sigma is None:
        raise RError(f'argument "{"mu" if mu is None else "Sigma"}" is missing, with no default')
    means = np.asarray(mu, dtype=np.float64).reshape(-1)
    covariance = np.asarray(Sigma, dtype=np.float64)
    p = means.size
    if covariance.shape != (p, p):
        raise RError("incompatible arguments")
    if not np.isfinite(covariance).all():
        raise RError("infinite or missing values in 'x'", "eigen(Sigma, symmetric = TRUE)")
    values, vectors = symmetric_eigen(covariance)
    if p and not np.all(values >= -tol * abs(float(values[0]))):
        raise RError("'Sigma' is not positive definite")
    normal = (generator or session_generator()).normal(p * n).reshape(p, n).T
    if n < 1 or (empirical and n < p):
        raise RError("non-conformable arguments", "eS$vectors %*% diag(sqrt(pmax(ev, 0)), p) %*% t(X)")
    if empirical:
        normal = _whitened(normal)
    roots = vectors * np.sqrt(np.maximum(values, 0.0))
    draws = np.zeros((n, p))
    for k in range(p):  # one term after the other, as the reference BLAS adds them
        draws += np.multiply.outer(normal[:, k], roots[:, k])
    draws = means + draws
    return draws[0] if n == 1 else draws


def _whitened(normal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give a sample mean zero, variance one and no correlation."""
    n = len(normal)
    centred = normal - normal.astype(np.longdouble).mean(axis=0).astype(np.float64)
    rotated = centred @ np.linalg.svd(centred, full_matrices=False)[2].T
    scale = np.sqrt((rotated.astype(np.longdouble) ** 2).sum(axis=0).astype(np.float64) / max(1, n - 1))
    return np.asarray(rotated / scale)
