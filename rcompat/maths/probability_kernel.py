# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Distribution functions of R's laws, compiled.

Arguments are reduced in double precision as R reduces them, so that both feed the same numbers to the special
functions; those are in `normal_kernel` and `special_kernel`.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from typing import Any

import numpy as np
from cython.cimports.libc.math import (
    INFINITY,
    M_PI,
    NAN,
    atan,
    exp,
    expm1,
    fabs,
    floor,
    fmax,
    isfinite,
    isinf,
    isnan,
    log,
    log1p,
    nearbyint,
    pow,
)
from cython.cimports.rcompat.maths.normal_kernel import normal_probability
from cython.cimports.rcompat.maths.special_kernel import beta_tail, gamma_tail, log_beta

__all__ = ["probabilities", "probability"]

LOG_HALF = cython.declare(cython.double, -0.693147180559945309417232121458)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def certain(yes: cython.bint, log_p: cython.bint) -> cython.double:
    """Probability one or zero."""
    if log_p:
        return 0.0 if yes else -INFINITY
    return 1.0 if yes else 0.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def from_log(x: cython.double, lower: cython.bint, log_p: cython.bint) -> cython.double:
    """exp(x), the upper tail, or one minus it, or the logarithm of either."""
    if not lower:
        return x if log_p else exp(x)
    if log_p:
        return log(-expm1(x)) if x > LOG_HALF else log1p(-exp(x))
    return -expm1(x)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_beta(
    x: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::pbeta."""
    if isnan(x) or isnan(a) or isnan(b) or a < 0.0 or b < 0.0:
        return NAN
    if x <= 0.0 or x >= 1.0:
        return certain((x >= 1.0) == lower, log_p)
    if a == 0.0 or b == 0.0 or isinf(a) or isinf(b):
        if a == 0.0 and b == 0.0:
            return LOG_HALF if log_p else 0.5
        if a == 0.0 or a / b == 0.0:
            return certain(lower, log_p)
        if b == 0.0 or b / a == 0.0:
            return certain(not lower, log_p)
        return certain((x >= 0.5) == lower, log_p)
    return cython.cast(cython.double, beta_tail(x, 0.5 - x + 0.5, a, b, lower, log_p))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_gamma(
    x: cython.double, shape: cython.double, scale: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::pgamma."""
    if isnan(x) or isnan(shape) or isnan(scale) or shape < 0.0 or scale <= 0.0:
        return NAN
    x /= scale
    if isnan(x):
        return x
    if shape == 0.0:
        return certain((x > 0.0) == lower, log_p)
    if x <= 0.0 or isinf(x):
        return certain((x > 0.0) == lower, log_p)
    if isinf(shape):
        return certain(not lower, log_p)
    return cython.cast(cython.double, gamma_tail(x, shape, lower, log_p))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_t(t: cython.double, df: cython.double, lower: cython.bint, log_p: cython.bint) -> cython.double:
    """R: stats::pt."""
    v: cython.double
    tail: cython.double
    if isnan(t) or isnan(df) or df <= 0.0:
        return NAN
    if isinf(t):
        return certain((t > 0.0) == lower, log_p)
    if isinf(df):
        return normal_probability(t, lower, log_p)
    v = 1.0 + (t / df) * t
    if v > 1e100:
        # so far out that the tail is a power of t
        v = (
            -0.5 * df * (2.0 * log(fabs(t)) - log(df))
            - cython.cast(cython.double, log_beta(0.5 * df, 0.5))
            - log(0.5 * df)
        )
        tail = v if log_p else exp(v)
    elif df > t * t:
        tail = p_beta(t * t / (df + t * t), 0.5, df / 2.0, False, log_p)
    else:
        tail = p_beta(1.0 / v, df / 2.0, 0.5, True, log_p)
    if t <= 0.0:
        lower = not lower
    if log_p:
        return log1p(-0.5 * exp(tail)) if lower else tail + LOG_HALF
    tail /= 2.0
    return 0.5 - tail + 0.5 if lower else tail


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_f(
    f: cython.double, df1: cython.double, df2: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::pf."""
    if isnan(f) or isnan(df1) or isnan(df2) or df1 <= 0.0 or df2 <= 0.0:
        return NAN
    if f <= 0.0 or isinf(f):
        return certain((f > 0.0) == lower, log_p)
    if isinf(df2):
        if isinf(df1):
            return (LOG_HALF if log_p else 0.5) if f == 1.0 else certain((f > 1.0) == lower, log_p)
        return p_gamma(f * df1, df1 / 2.0, 2.0, lower, log_p)
    if isinf(df1):
        return p_gamma(df2 / f, df2 / 2.0, 2.0, not lower, log_p)
    if df1 * f > df2:
        return p_beta(df2 / (df2 + df1 * f), df2 / 2.0, df1 / 2.0, not lower, log_p)
    return p_beta(df1 * f / (df2 + df1 * f), df1 / 2.0, df2 / 2.0, lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_normal(
    x: cython.double, mean: cython.double, sd: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::pnorm."""
    z: cython.double
    if isnan(x) or isnan(mean) or isnan(sd) or sd < 0.0 or (isinf(x) and x == mean):
        return NAN
    if sd == 0.0:
        return certain((x >= mean) == lower, log_p)
    z = (x - mean) / sd
    return normal_probability(z, lower, log_p) if isfinite(z) else certain((x >= mean) == lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_binom(
    k: cython.double, n: cython.double, p: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::pbinom."""
    if isnan(k) or not isfinite(n) or isnan(p) or fabs(n - nearbyint(n)) > 1e-7 * fmax(1.0, n):
        return NAN
    n = nearbyint(n)
    if n < 0.0 or p < 0.0 or p > 1.0:
        return NAN
    if k < 0.0:
        return certain(not lower, log_p)
    k = floor(k + 1e-7)
    return certain(lower, log_p) if n <= k else p_beta(p, k + 1.0, n - k, not lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_pois(k: cython.double, mean: cython.double, lower: cython.bint, log_p: cython.bint) -> cython.double:
    """R: stats::ppois."""
    if isnan(k) or isnan(mean) or mean < 0.0:
        return NAN
    if k < 0.0:
        return certain(not lower, log_p)
    if mean == 0.0 or isinf(k):
        return certain(lower, log_p)
    return p_gamma(mean, floor(k + 1e-7) + 1.0, 1.0, not lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_nbinom(
    k: cython.double, size: cython.double, p: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::pnbinom, by the probability of success."""
    if isnan(k) or not isfinite(size) or isnan(p) or size < 0.0 or p <= 0.0 or p > 1.0:
        return NAN
    if k < 0.0 or isinf(k) or size == 0.0:
        return certain((k >= 0.0) == lower, log_p)
    return p_beta(p, size, floor(k + 1e-7) + 1.0, lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def p_simple(
    law: cython.int, x: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """Distribution functions in closed form: uniform, exponential, logistic, Weibull, Cauchy, geometric."""
    p: cython.double
    if isnan(x) or isnan(a) or isnan(b):
        return NAN
    if law == 8:
        if b < a or isinf(a) or isinf(b):
            return NAN
        if x >= b or x <= a:
            return certain((x >= b) == lower, log_p)
        p = (x - a) / (b - a) if lower else (b - x) / (b - a)
        return log(p) if log_p else p
    if law == 9:
        if a < 0.0:
            return NAN
        return certain(not lower, log_p) if x <= 0.0 else from_log(-(x / a), lower, log_p)
    if law == 11:
        if b <= 0.0:
            return NAN
        x = (x - a) / b
        if isinf(x):
            return certain((x > 0.0) == lower, log_p)
        x = -x if lower else x
        if log_p:
            return -x if x > 33.3 else -log1p(exp(x))
        return 1.0 / (1.0 + exp(x))
    if law == 12:
        if a <= 0.0 or b <= 0.0:
            return NAN
        return certain(not lower, log_p) if x <= 0.0 else from_log(-pow(x / b, a), lower, log_p)
    if law == 13:
        if b <= 0.0:
            return NAN
        x = (x - a) / b
        if isinf(x):
            return certain((x > 0.0) == lower, log_p)
        x = x if not lower else -x
        if fabs(x) > 1.0:
            p = atan(1.0 / x) / M_PI
            if log_p:
                return log(p) if x > 0.0 else log1p(p)
            return p if x > 0.0 else 0.5 + p + 0.5
        p = 0.5 - atan(x) / M_PI
        return log(p) if log_p else p
    if a <= 0.0 or a > 1.0:
        return NAN
    if x < 0.0 or isinf(x):
        return certain((x > 0.0) == lower, log_p)
    x = floor(x + 1e-7)
    return certain(lower, log_p) if a == 1.0 else from_log(log1p(-a) * (x + 1.0), lower, log_p)


def probability(
    law: cython.int, x: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """Probability of a tail from x of the law at place `law` of `recycled_laws.LAWS`."""
    return one_probability(law, x, a, b, lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def one_probability(
    law: cython.int, x: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """The same, for compiled callers."""
    if law == 0:
        return p_normal(x, a, b, lower, log_p)
    if law == 1:
        return p_t(x, a, lower, log_p)
    if law == 2:
        return p_gamma(x, a / 2.0, 2.0, lower, log_p)
    if law == 3:
        return p_f(x, a, b, lower, log_p)
    if law == 4:
        return p_gamma(x, a, b, lower, log_p)
    if law == 5:
        return p_beta(x, a, b, lower, log_p)
    if law == 6:
        return p_binom(x, a, b, lower, log_p)
    if law == 7:
        return p_pois(x, a, lower, log_p)
    if law == 10:
        if isnan(x) or isnan(a) or isnan(b) or b < 0.0:
            return NAN
        return p_normal(log(x), a, b, lower, log_p) if x > 0.0 else certain(not lower, log_p)
    if law == 14:
        return p_nbinom(x, a, b, lower, log_p)
    return p_simple(law, x, a, b, lower, log_p)


def probabilities(law: cython.int, x: Any, a: Any, b: Any, lower: cython.bint, log_p: cython.bint) -> Any:
    """The same for arrays (one-dimensional doubles), recycled to the longest."""
    x_values: cython.double[::1] = x
    a_values: cython.double[::1] = a
    b_values: cython.double[::1] = b
    count: cython.Py_ssize_t = max(x_values.shape[0], a_values.shape[0], b_values.shape[0])
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    i: cython.Py_ssize_t
    for i in range(count):
        out[i] = one_probability(
            law,
            x_values[i % x_values.shape[0]],
            a_values[i % a_values.shape[0]],
            b_values[i % b_values.shape[0]],
            lower,
            log_p,
        )
    return result
