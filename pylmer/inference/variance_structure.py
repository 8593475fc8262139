"""The marginal covariance of a mixed model as a sum of parameter times known matrix, never formed.

Sigma = sum_r gamma_r G_r + sigma^2 I, where gamma_r are the variances and covariances of the random effects and S is
the inverse of Sigma. R: pbkrtest::get_SigmaG, which forms n x n matrices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.random_blocks import inner_times, inverse_times, random_blocks, select
from pylmer.inference.random_traces import pair_traces, single_traces

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


def variance_parts(fit: MerFit) -> VarianceParts:
    """Compute what the adjustment of Kenward and Roger needs.

    R: pbkrtest's vcovAdj without its n x n matrices. Theory: Kenward & Roger 1997, s. 3.
    """
    blocks = random_blocks(fit)
    once, inner_once = inverse_times(blocks, fit.spec.x)
    twice, inner_twice = inverse_times(blocks, once)
    chosen = [select(parameter, inner_once) for parameter in blocks.parameters]
    size, p = len(chosen) + 1, fit.spec.p
    first, second = np.zeros((size, p, p)), np.zeros((size, size, p, p))
    for s, right in enumerate(chosen):
        through = inner_times(blocks, right)
        first[s] = inner_once.T @ right
        second[-1, s] = inner_twice.T @ right
        second[s, -1] = second[-1, s].T
        for r, left in enumerate(chosen):
            second[r, s] = left.T @ through
    first[-1] = once.T @ once
    second[-1, -1] = once.T @ twice
    gamma = np.array([parameter.value for parameter in blocks.parameters])
    traces = _traces(pair_traces(blocks), single_traces(blocks), gamma, fit.spec.n, blocks.variance)
    return VarianceParts(traces=traces, first=first, second=second)


def _traces(pairs: Array, singles: Array, gamma: Array, n: int, variance: float) -> Array:
    """Add the residual variance: since sum_r gamma_r S G_r + sigma^2 S = I, its traces follow from the others."""
    with_residual = (singles - pairs @ gamma) / variance
    whole = (n - float(gamma @ singles)) / variance
    last = (whole - float(gamma @ with_residual)) / variance
    column = with_residual[:, None]
    return np.block([[pairs, column], [column.T, np.array([[last]])]])
