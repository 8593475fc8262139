# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Quantile functions of R's laws, compiled: extended precision inverts what `probability_kernel` computes."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from typing import Any

import numpy as np
from cython.cimports.libc.math import (
    INFINITY,
    M_PI,
    NAN,
    ceil,
    exp,
    expl,
    expm1,
    expm1l,
    floor,
    fmax,
    isfinite,
    isinf,
    isnan,
    log,
    log1p,
    log1pl,
    logl,
    nearbyint,
    pow,
    sqrt,
    sqrtl,
    tan,
)
from cython.cimports.rcompat.maths.normal_kernel import normal_quantile
from cython.cimports.rcompat.maths.probability_kernel import from_log, one_probability
from cython.cimports.rcompat.maths.special_kernel import beta_log_odds, gamma_log_quantile

__all__ = ["quantile", "quantiles"]

LOG_HALF = cython.declare(cython.double, -0.693147180559945309417232121458)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def smaller_tail(
    p: cython.double, lower: cython.bint, log_p: cython.bint, is_lower: cython.pointer(cython.bint)
) -> cython.longdouble:
    """Logarithm of the smaller of the two tails that p determines, and which of them it is."""
    if log_p:
        is_lower[0] = lower if p <= LOG_HALF else not lower
        return p if p <= LOG_HALF else logl(-expm1l(p))
    is_lower[0] = lower if p <= 0.5 else not lower
    return logl(p) if p <= 0.5 else log1pl(-cython.cast(cython.longdouble, p))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def q_gamma(
    p: cython.double, shape: cython.double, scale: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::qgamma."""
    is_lower: cython.bint = True
    log_tail: cython.longdouble
    if isnan(shape) or isnan(scale) or shape < 0.0 or scale < 0.0:
        return NAN
    if shape == 0.0 or scale == 0.0:
        return 0.0
    log_tail = smaller_tail(p, lower, log_p, cython.address(is_lower))
    return cython.cast(cython.double, scale * expl(gamma_log_quantile(log_tail, shape, is_lower)))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def log_odds(
    p: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.longdouble:
    """Log-odds of a beta quantile."""
    is_lower: cython.bint = True
    log_tail: cython.longdouble = smaller_tail(p, lower, log_p, cython.address(is_lower))
    return beta_log_odds(log_tail, a, b, is_lower)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def q_beta(
    p: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::qbeta."""
    if isnan(a) or isnan(b) or a < 0.0 or b < 0.0:
        return NAN
    if a == 0.0 or b == 0.0 or isinf(a) or isinf(b):
        if (a == 0.0 and b == 0.0) or (isinf(a) and isinf(b)):
            return 0.5
        return 0.0 if a == 0.0 or isinf(b) else 1.0
    return cython.cast(cython.double, 1.0 / (1.0 + expl(-log_odds(p, a, b, lower, log_p))))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def q_f(
    p: cython.double, df1: cython.double, df2: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """R: stats::qf; beyond 4e5 degrees of freedom it counts as a chi-squared quantile, as in R."""
    if isnan(df1) or isnan(df2) or df1 <= 0.0 or df2 <= 0.0:
        return NAN
    if df1 <= df2 and df2 > 4e5:
        return 1.0 if isinf(df1) else q_gamma(p, df1 / 2.0, 2.0, lower, log_p) / df1
    if df1 > 4e5:
        return df2 / q_gamma(p, df2 / 2.0, 2.0, not lower, log_p)
    # R goes through the beta quantile in double precision, which costs digits where that is close to one.
    return (1.0 / q_beta(p, df2 / 2.0, df1 / 2.0, not lower, log_p) - 1.0) * (df2 / df1)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def q_t(p: cython.double, df: cython.double, lower: cython.bint, log_p: cython.bint) -> cython.double:
    """R: stats::qt. The square of a t quantile is an F quantile; for many degrees of freedom Fisher's expansion."""
    is_lower: cython.bint = True
    half: cython.longdouble
    middle: cython.longdouble
    w: cython.longdouble
    z: cython.double
    s: cython.double
    if isnan(df) or df <= 0.0:
        return NAN
    if df > 4e5:
        z = normal_quantile(p, lower, log_p)
        if isinf(df):
            return z
        s = z * z
        return z + z * ((s + 1.0) / 4.0 + ((5.0 * s + 16.0) * s + 3.0) / (96.0 * df)) / df
    half = smaller_tail(p, lower, log_p, cython.address(is_lower))
    middle = -expm1l(half + logl(2.0))
    if middle <= 0.0:
        return 0.0
    if middle < 0.5:
        w = beta_log_odds(logl(middle), 0.5, df / 2.0, True)
    else:
        w = beta_log_odds(half + logl(2.0), 0.5, df / 2.0, False)
    z = cython.cast(cython.double, sqrtl(df * expl(w)) if w < 11000.0 else INFINITY)
    return -z if is_lower else z


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def q_count(
    law: cython.int, p: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """Smallest count whose lower tail reaches p, up to a few units of the last place; Poisson, binomial and so on."""
    mean: cython.double = a * b if law == 6 else (a if law == 7 else a * (1.0 - b) / b)
    spread: cython.double = sqrt(mean * (1.0 - b) if law == 6 else (mean if law == 7 else mean / b))
    z: cython.double = normal_quantile(p, lower, log_p)
    fuzz: cython.double = 64.0 * 2.220446049250313e-16
    k: cython.double = floor(mean + spread * z)
    low: cython.double
    step: cython.double = fmax(1.0, floor(spread * 0.01))
    if log_p:
        p *= 1.0 + fuzz if lower else 1.0 - fuzz
    elif lower:
        p *= 1.0 - fuzz
    elif p < 1.0 - 2.0 * fuzz:
        p *= 1.0 + fuzz
    k = fmax(k, 0.0)
    if law == 6 and k > a:
        k = a
    if reaches(law, k, p, a, b, lower, log_p):
        low = k - step
        while low >= 0.0 and reaches(law, low, p, a, b, lower, log_p):
            k = low
            step *= 2.0
            low = k - step
        low = fmax(low, -1.0)
    else:
        low = k
        k = low + step
        while not reaches(law, k, p, a, b, lower, log_p):
            low = k
            step *= 2.0
            k = low + step
    while k - low > 1.0:
        z = floor(low + (k - low) / 2.0)
        if reaches(law, z, p, a, b, lower, log_p):
            k = z
        else:
            low = z
    return k


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def reaches(
    law: cython.int,
    k: cython.double,
    p: cython.double,
    a: cython.double,
    b: cython.double,
    lower: cython.bint,
    log_p: cython.bint,
) -> cython.bint:
    """Whether the tail up to k is enough."""
    value: cython.double = one_probability(law, k, a, b, lower, log_p)
    return value >= p if lower else value <= p


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def q_simple(
    law: cython.int, p: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """Quantiles in closed form: uniform, exponential, logistic, Weibull, Cauchy, geometric."""
    below: cython.double
    log_above: cython.double
    if log_p:
        below = exp(p) if lower else -expm1(p)
        log_above = from_log(p, True, True) if lower else p
    else:
        below = p if lower else 0.5 - p + 0.5
        log_above = log1p(-p) if lower else log(p)
    if law == 8:
        return NAN if b < a else (a if a == b else a + below * (b - a))
    if law == 9:
        return NAN if a < 0.0 else (0.0 if below == 0.0 else -a * log_above)
    if law == 11:
        if b < 0.0:
            return NAN
        if b == 0.0:
            return a
        if log_p:
            return a + b * (p - log_above if lower else from_log(p, True, True) - p)
        return a + b * log(p / (1.0 - p) if lower else (1.0 - p) / p)
    if law == 12:
        return NAN if a <= 0.0 or b <= 0.0 else b * pow(-log_above, 1.0 / a)
    if law == 13:
        if b < 0.0:
            return NAN
        if not log_p:
            if p > 0.5:
                p = 1.0 - p
                lower = not lower
            return a if p == 0.5 else a + (-b if lower else b) / tan(M_PI * p)
        if p > -1.0:
            lower = not lower
        p = -expm1(p) if p > -1.0 else exp(p)
        return a + (-b if lower else b) / tan(M_PI * p)
    if a <= 0.0 or a > 1.0:
        return NAN
    return fmax(0.0, ceil(log_above / log1p(-a) - 1.0 - 1e-12)) if a < 1.0 else 0.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def support_end(law: cython.int, a: cython.double, b: cython.double, is_low: cython.bint) -> cython.double:
    """The lowest or highest value of a law."""
    if law == 8:
        return a if is_low else b
    if law == 0 or law == 1 or law == 11 or law == 13:
        return -INFINITY if is_low else INFINITY
    if is_low:
        return 0.0
    if law == 5:
        return 1.0
    return a if law == 6 else INFINITY


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def possible_parameters(law: cython.int, a: cython.double, b: cython.double) -> cython.bint:
    """Whether a law with these parameters exists (beyond what the single quantile functions look at)."""
    if isnan(a) or isnan(b):
        return False
    if law == 0 or law == 10:
        return b >= 0.0
    if law == 6:
        return isfinite(a) and a == nearbyint(a) and a >= 0.0 and 0.0 <= b <= 1.0
    if law == 7:
        return isfinite(a) and a >= 0.0
    if law == 14:
        return isfinite(a) and a >= 0.0 and 0.0 < b <= 1.0
    if law == 1 or law == 3:
        return a > 0.0 and b > 0.0
    return a >= 0.0 or law == 8 or law == 11 or law == 13


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def one_quantile(
    law: cython.int, p: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """Quantile of the law at place `law` of `recycled_laws.LAWS`."""
    if isnan(p) or not possible_parameters(law, a, b) or (p > 0.0 if log_p else (p < 0.0 or p > 1.0)):
        return NAN
    if law == 0:
        return a if b == 0.0 else a + b * normal_quantile(p, lower, log_p)
    if law == 10:
        return exp(a + b * normal_quantile(p, lower, log_p))
    if p == (-INFINITY if log_p else 0.0):
        return support_end(law, a, b, lower)
    if p == (0.0 if log_p else 1.0):
        return support_end(law, a, b, not lower)
    if law == 1:
        return q_t(p, a, lower, log_p)
    if law == 2:
        return q_gamma(p, a / 2.0, 2.0, lower, log_p)
    if law == 3:
        return q_f(p, a, b, lower, log_p)
    if law == 4:
        return q_gamma(p, a, b, lower, log_p)
    if law == 5:
        return q_beta(p, a, b, lower, log_p)
    if law == 6 or law == 7 or law == 14:
        if a == 0.0 or (law == 6 and b == 0.0) or (law == 14 and b == 1.0):
            return 0.0
        if law == 6 and b == 1.0:
            return a
        return q_count(law, p, a, b, lower, log_p)
    return q_simple(law, p, a, b, lower, log_p)


def quantile(
    law: cython.int, p: cython.double, a: cython.double, b: cython.double, lower: cython.bint, log_p: cython.bint
) -> cython.double:
    """Quantile of the law at place `law` of `recycled_laws.LAWS`."""
    return one_quantile(law, p, a, b, lower, log_p)


def quantiles(law: cython.int, p: Any, a: Any, b: Any, lower: cython.bint, log_p: cython.bint) -> Any:
    """The same for arrays (one-dimensional doubles), recycled to the longest."""
    x_values: cython.double[::1] = p
    a_values: cython.double[::1] = a
    b_values: cython.double[::1] = b
    count: cython.Py_ssize_t = max(x_values.shape[0], a_values.shape[0], b_values.shape[0])
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    i: cython.Py_ssize_t
    for i in range(count):
        out[i] = one_quantile(
            law,
            x_values[i % x_values.shape[0]],
            a_values[i % a_values.shape[0]],
            b_values[i % b_values.shape[0]],
            lower,
            log_p,
        )
    return result
