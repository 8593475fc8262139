# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Quadratic forms x'Ax as R sums them: Ax column by column as the reference BLAS, then `sum` in extended precision."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

__all__ = ["delta_variance", "quadratic_form"]


@cython.cfunc
@cython.exceptval(check=False)
def _form(x: cython.const[cython.double][::1], a: cython.const[cython.double][:, :]) -> cython.double:
    p: cython.Py_ssize_t = x.shape[0]
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    product: cython.double
    total: cython.longdouble = 0.0
    for j in range(p):
        product = 0.0
        for i in range(p):
            if x[i] != 0.0:
                product += x[i] * a[j, i]
        product *= x[j]
        total += product
    return cython.cast(cython.double, total)


def quadratic_form(x: cython.const[cython.double][::1], a: cython.const[cython.double][:, :]) -> float:
    """x'Ax of x (p,) and A (p, p)."""
    return _form(x, a)


def delta_variance(
    x: cython.const[cython.double][::1],
    jacobians: cython.const[cython.double][:, :, :],
    covariance: cython.const[cython.double][:, :],
    gradient: cython.double[::1],
) -> float:
    """Variance of x'Ax by the delta method.

    Args:
        x: (p,).
        jacobians: derivatives of A (m, p, p) by the m parameters.
        covariance: of the parameters (m, m).
        gradient: room for the derivatives of x'Ax (m,).
    """
    k: cython.Py_ssize_t
    for k in range(jacobians.shape[0]):
        gradient[k] = _form(x, jacobians[k])
    return _form(gradient, covariance)
