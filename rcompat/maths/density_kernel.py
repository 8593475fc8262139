# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Densities of R's laws, compiled; the gamma and beta families by the front factors of their tails."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from typing import Any

import numpy as np
from cython.cimports.libc.math import (
    INFINITY,
    M_PI,
    NAN,
    exp,
    expl,
    fabs,
    floor,
    isinf,
    isnan,
    log,
    log1pl,
    logl,
    pow,
)
from cython.cimports.rcompat.maths.normal_kernel import normal_density
from cython.cimports.rcompat.maths.special_kernel import log_beta, log_beta_front, log_gamma_front

__all__ = ["densities", "density"]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def finish(log_density: cython.longdouble, log_p: cython.bint) -> cython.double:
    """A density or its logarithm."""
    return cython.cast(cython.double, log_density if log_p else expl(log_density))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def nothing(log_p: cython.bint) -> cython.double:
    """Density zero."""
    return -INFINITY if log_p else 0.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def d_gamma(x: cython.double, shape: cython.double, scale: cython.double, log_p: cython.bint) -> cython.double:
    """R: stats::dgamma."""
    if isnan(x) or isnan(shape) or isnan(scale) or shape < 0.0 or scale <= 0.0:
        return NAN
    if x < 0.0 or isinf(x):
        return nothing(log_p)
    if shape == 0.0:
        return INFINITY if x == 0.0 else nothing(log_p)
    if x == 0.0:
        if shape < 1.0:
            return INFINITY
        return nothing(log_p) if shape > 1.0 else (-log(scale) if log_p else 1.0 / scale)
    return finish(
        log_gamma_front(cython.cast(cython.longdouble, x) / scale, shape)
        + logl(cython.cast(cython.longdouble, shape) / x),
        log_p,
    )


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def d_beta(x: cython.double, a: cython.double, b: cython.double, log_p: cython.bint) -> cython.double:
    """R: stats::dbeta."""
    if isnan(x) or isnan(a) or isnan(b) or a < 0.0 or b < 0.0:
        return NAN
    if x < 0.0 or x > 1.0:
        return nothing(log_p)
    if a == 0.0 or b == 0.0 or isinf(a) or isinf(b):
        if a == 0.0 and b == 0.0:
            return INFINITY if x == 0.0 or x == 1.0 else nothing(log_p)
        if a == 0.0 or a / b == 0.0:
            return INFINITY if x == 0.0 else nothing(log_p)
        if b == 0.0 or b / a == 0.0:
            return INFINITY if x == 1.0 else nothing(log_p)
        return INFINITY if x == 0.5 else nothing(log_p)
    if x == 0.0 or x == 1.0:
        if x == 1.0:
            a, b = b, a
        if a < 1.0:
            return INFINITY
        return nothing(log_p) if a > 1.0 else (log(b) if log_p else b)
    return finish(
        log_beta_front(x, 1.0 - cython.cast(cython.longdouble, x), a, b)
        - logl(x)
        - log1pl(-cython.cast(cython.longdouble, x)),
        log_p,
    )


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def d_t(t: cython.double, df: cython.double, log_p: cython.bint) -> cython.double:
    """R: stats::dt."""
    s: cython.longdouble
    if isnan(t) or isnan(df) or df <= 0.0:
        return NAN
    if isinf(t):
        return nothing(log_p)
    if isinf(df):
        return normal_density(t, 1.0, log_p)
    s = cython.cast(cython.longdouble, t) * t
    return finish(-0.5 * df * log1pl(s / df) - log_beta(0.5, 0.5 * df) - 0.5 * logl(df + s), log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def d_f(f: cython.double, df1: cython.double, df2: cython.double, log_p: cython.bint) -> cython.double:
    """R: stats::df."""
    x: cython.longdouble
    y: cython.longdouble
    if isnan(f) or isnan(df1) or isnan(df2) or df1 <= 0.0 or df2 <= 0.0:
        return NAN
    if f < 0.0 or (isinf(f) and f > 0.0):
        return nothing(log_p)
    if f == 0.0:
        return nothing(log_p) if df1 > 2.0 else (INFINITY if df1 < 2.0 else (0.0 if log_p else 1.0))
    if isinf(df1) and isinf(df2):
        return INFINITY if f == 1.0 else nothing(log_p)
    if isinf(df2):
        return d_gamma(f, df1 / 2.0, 2.0 / df1, log_p)
    if isinf(df1):
        return finish(logl(df2) - 2.0 * logl(f) + d_gamma(df2 / f, df2 / 2.0, 2.0, True), log_p)
    y = 1.0 / (1.0 + cython.cast(cython.longdouble, f) * df1 / df2)
    x = 1.0 / (1.0 + cython.cast(cython.longdouble, df2) / df1 / f)
    return finish(log_beta_front(x, y, df1 / 2.0, df2 / 2.0) - logl(f), log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def d_binom(k: cython.longdouble, n: cython.longdouble, p: cython.longdouble, log_p: cython.bint) -> cython.double:
    """R: stats::dbinom, for any n above zero."""
    if p == 0.0 or p == 1.0:
        return (0.0 if log_p else 1.0) if k == n * p else nothing(log_p)
    if k == 0.0:
        return finish(n * log1pl(-p), log_p)
    if k == n:
        return finish(n * logl(p), log_p)
    return finish(log_beta_front(p, 1.0 - p, k, n - k) + logl(n / (k * (n - k))), log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def d_count(law: cython.int, k: cython.double, a: cython.double, b: cython.double, log_p: cython.bint) -> cython.double:
    """Counts: binomial, Poisson, negative binomial, geometric."""
    if isnan(k) or isnan(a) or isnan(b):
        return NAN
    if law == 6 and (a < 0.0 or a != floor(a) or b < 0.0 or b > 1.0):
        return NAN
    if (law == 7 and a < 0.0) or (law == 14 and (a < 0.0 or b <= 0.0 or b > 1.0)):
        return NAN
    if law == 15 and (a <= 0.0 or a > 1.0):
        return NAN
    if k < 0.0 or isinf(k) or fabs(k - floor(k + 0.5)) > 1e-9 * (k if k > 1.0 else 1.0):
        return nothing(log_p)
    k = floor(k + 0.5)
    if law == 6:
        if k > a:
            return nothing(log_p)
        return (0.0 if log_p else 1.0) if a == 0.0 else d_binom(k, a, b, log_p)
    if law == 7:
        if a == 0.0 or k == 0.0:
            return (-a if log_p else exp(-a)) if k == 0.0 else nothing(log_p)
        return finish(log_gamma_front(a, k), log_p)
    if law == 15:
        return (
            finish(k * log1pl(-cython.cast(cython.longdouble, a)) + logl(a), log_p)
            if k > 0.0
            else (log(a) if log_p else a)
        )
    if k == 0.0 or a == 0.0 or b == 1.0:
        return finish(a * logl(b), log_p) if k == 0.0 else nothing(log_p)
    return finish(log_beta_front(b, 1.0 - cython.cast(cython.longdouble, b), a, k) - logl(k), log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def d_simple(
    law: cython.int, x: cython.double, a: cython.double, b: cython.double, log_p: cython.bint
) -> cython.double:
    """Closed forms: uniform, exponential, logistic, Weibull, Cauchy."""
    z: cython.double
    if isnan(x) or isnan(a) or isnan(b):
        return NAN
    if law == 8:
        if b <= a:
            return NAN
        return (-log(b - a) if log_p else 1.0 / (b - a)) if a <= x <= b else nothing(log_p)
    if law == 9:
        if a <= 0.0:
            return NAN
        if x < 0.0:
            return nothing(log_p)
        return (-x / a) - log(a) if log_p else exp(-x / a) / a
    if law == 11:
        if b <= 0.0:
            return NAN
        z = fabs((x - a) / b)
        if log_p:
            x = 1.0 + exp(-z)
            return -(z + log(b * x * x))
        z = exp(-z)
        return z / (b * (1.0 + z) * (1.0 + z))
    if law == 12:
        if a <= 0.0 or b <= 0.0:
            return NAN
        if x < 0.0 or isinf(x):
            return nothing(log_p)
        if x == 0.0 and a < 1.0:
            return INFINITY
        z = pow(x / b, a - 1.0)
        x = z * (x / b)
        return -x + log(a * z / b) if log_p else a * z * exp(-x) / b
    if b <= 0.0:
        return NAN
    z = (x - a) / b
    return -log(M_PI * b * (1.0 + z * z)) if log_p else 1.0 / (M_PI * b * (1.0 + z * z))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def one_density(
    law: cython.int, x: cython.double, a: cython.double, b: cython.double, log_p: cython.bint
) -> cython.double:
    """Density of the law at place `law` of `recycled_laws.LAWS`."""
    z: cython.double
    if law == 0:
        if isnan(x) or isnan(a) or isnan(b) or b < 0.0:
            return NAN
        if isinf(b) or (isinf(x) and x != a):
            return nothing(log_p)
        if isinf(x):
            return NAN
        if b == 0.0:
            return INFINITY if x == a else nothing(log_p)
        return normal_density((x - a) / b, b, log_p)
    if law == 1:
        return d_t(x, a, log_p)
    if law == 2:
        return d_gamma(x, a / 2.0, 2.0, log_p)
    if law == 3:
        return d_f(x, a, b, log_p)
    if law == 4:
        return d_gamma(x, a, b, log_p)
    if law == 5:
        return d_beta(x, a, b, log_p)
    if law == 10:
        if isnan(x) or isnan(a) or isnan(b) or b < 0.0:
            return NAN
        if x <= 0.0 or b == 0.0:
            return INFINITY if b == 0.0 and x > 0.0 and log(x) == a else nothing(log_p)
        z = (log(x) - a) / b
        return (
            -(0.918938533204672741780329736406 + 0.5 * z * z + log(x * b))
            if log_p
            else (0.398942280401432677939946059934 * exp(-0.5 * z * z) / (x * b))
        )
    if law == 6 or law == 7 or law == 14 or law == 15:
        return d_count(law, x, a, b, log_p)
    return d_simple(law, x, a, b, log_p)


def density(law: cython.int, x: cython.double, a: cython.double, b: cython.double, log_p: cython.bint) -> cython.double:
    """Density of the law at place `law` of `recycled_laws.LAWS`."""
    return one_density(law, x, a, b, log_p)


def densities(law: cython.int, x: Any, a: Any, b: Any, log_p: cython.bint) -> Any:
    """The same for arrays (one-dimensional doubles), recycled to the longest."""
    x_values: cython.double[::1] = x
    a_values: cython.double[::1] = a
    b_values: cython.double[::1] = b
    count: cython.Py_ssize_t = max(x_values.shape[0], a_values.shape[0], b_values.shape[0])
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    i: cython.Py_ssize_t
    for i in range(count):
        out[i] = one_density(
            law,
            x_values[i % x_values.shape[0]],
            a_values[i % a_values.shape[0]],
            b_values[i % b_values.shape[0]],
            log_p,
        )
    return result
