"""Standard errors of predictions from the joint covariance of fixed and random effects, given theta.

R: `se.fit` of predict.merMod in lme4 1.1-35.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import fixed_covariance

__all__ = ["standard_errors"]


def standard_errors(fit: MerFit, x: NDArray[np.float64] | None, rows: Any) -> NDArray[np.float64]:
    """Standard errors (n,) of x beta + rows b, in units of y.

    Args:
        fit: a fitted model.
        x: fixed design (n, p), or None for no fixed effects.
        rows: random design (n, q), sparse, or None for no random effects.

    Theory: the inverse of Henderson's mixed-model equations is the covariance of (b hat - b, beta hat).
    """
    from scipy import sparse
    from scipy.sparse.linalg import splu

    spec, re = fit.spec, fit.spec.re
    covariance = fixed_covariance(fit)
    if rows is None:
        design = np.zeros((spec.n, spec.p)) if x is None else x
        return np.asarray(np.sqrt(np.einsum("ij,jk,ik->i", design, covariance, design)))
    shape = (re.q, re.q)
    lambda_t = sparse.csc_array((fit.state.theta[re.theta_index], re.lambda_rows, re.lambda_starts), shape=shape)
    z = sparse.csr_array((re.zt_values, re.zt_rows, re.zt_starts), shape=(spec.n, re.q))
    root = np.sqrt(spec.weights)
    u = sparse.csc_array((sparse.diags_array(root) @ z) @ lambda_t.T)
    factor = splu(sparse.csc_array(u.T @ u + sparse.eye_array(re.q)), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0)
    spherical = (rows @ lambda_t.T).toarray()
    variance = fit.sigma**2 * np.einsum("ij,ji->i", spherical, factor.solve(np.ascontiguousarray(spherical.T)))
    if spec.p:
        crossed = factor.solve(np.ascontiguousarray(u.T @ (root[:, None] * spec.x)))
        rest = (0.0 if x is None else x) - spherical @ crossed
        variance = variance + np.einsum("ij,jk,ik->i", rest, covariance, rest)
    return np.asarray(np.sqrt(variance))
