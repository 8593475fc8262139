"""Residual bootstrap: responses rebuilt from resampled conditional modes and residuals. R: lmeresampler's
resid_bootstrap, from its documentation.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import VarCorr
from rcompat.maths.samples import sample_positions

__all__ = ["reflated_responses"]


def reflated_responses(fit: MerFit, residuals: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """New responses (n, count): fixed part plus resampled effects, term by term, plus resampled residuals.

    Modes and residuals are centred and rescaled so that their covariance is the estimated one.

    Theory: Carpenter, Goldstein and Rasbash 2003, JRSS C 52, s. 3.
    """
    spec, re = fit.spec, fit.spec.re
    modes = []
    for term, base, block in zip(re.terms, re.block_starts, VarCorr(fit).blocks, strict=False):
        values = fit.state.b[base : base + term.k * term.levels].reshape(term.levels, term.k)
        modes.append(_reflated(values, block.covariance))
    roots = np.sqrt(spec.weights)
    errors = _reflated((residuals * roots)[:, None], np.array([[fit.sigma**2]]))[:, 0]
    fixed = spec.x @ fit.state.beta + spec.offset
    responses = np.empty((spec.n, count))
    for column in range(count):
        y = fixed.copy()
        for term, values in zip(re.terms, modes, strict=True):
            drawn = values[sample_positions(len(values), len(values), replace=True)]
            y += (term.design * drawn[term.factor.codes]).sum(axis=1)
        responses[:, column] = y + errors[sample_positions(spec.n, spec.n, replace=True)] / roots
    return responses


def _reflated(values: NDArray[np.float64], covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Centred values (m, k) turned so that their covariance (divisor m) is the given one (k, k)."""
    centred = values - values.mean(axis=0)
    found = centred.T @ centred / len(values)
    shrink = _root(found, inverse=True)
    return np.asarray(centred @ shrink @ _root(covariance, inverse=False))


def _root(matrix: NDArray[np.float64], inverse: bool) -> NDArray[np.float64]:
    """Symmetric square root, or its pseudo-inverse: singular fits have directions without variance."""
    values, vectors = np.linalg.eigh(matrix)
    floor = max(float(values[-1]), 0.0) * 1e-12
    kept = values > floor
    roots = np.zeros_like(values)
    roots[kept] = values[kept] ** (-0.5 if inverse else 0.5)
    return np.asarray((vectors * roots) @ vectors.T)
