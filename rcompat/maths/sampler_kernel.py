# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""R's random variates with recycled parameters, compiled: one loop, one number after the other."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from typing import Any

import numpy as np
from cython.cimports.libc.math import M_PI, NAN, exp, isfinite, isinf, isnan, log, pow, sqrt, tan
from cython.cimports.rcompat.maths.count_kernel import binomial_number, poisson_number
from cython.cimports.rcompat.maths.gamma_kernel import beta_number, gamma_number
from cython.cimports.rcompat.maths.rng_kernel import Source

__all__ = ["draw_multinomial", "draw_variates"]


@cython.cfunc
@cython.exceptval(check=False)
def uniform_number(source: Source, low: cython.double, high: cython.double) -> cython.double:
    """R: stats::runif."""
    if not isfinite(low) or not isfinite(high) or high < low:
        return NAN
    return low if low == high else low + (high - low) * source.uniform()


@cython.cfunc
@cython.exceptval(check=False)
def normal_number(source: Source, mean: cython.double, deviation: cython.double) -> cython.double:
    """R: stats::rnorm."""
    if isnan(mean) or not isfinite(deviation) or deviation < 0.0:
        return NAN
    return mean if deviation == 0.0 or isinf(mean) else mean + deviation * source.normal()


@cython.cfunc
@cython.exceptval(check=False)
def exponential_number(source: Source, scale: cython.double) -> cython.double:
    """R: stats::rexp."""
    if not isfinite(scale) or scale <= 0.0:
        return 0.0 if scale == 0.0 else NAN
    return scale * source.exponential()


@cython.cfunc
@cython.exceptval(check=False)
def chisq_number(source: Source, degrees: cython.double) -> cython.double:
    """R: stats::rchisq."""
    if not isfinite(degrees) or degrees < 0.0:
        return NAN
    return gamma_number(source, degrees / 2.0, 2.0)


@cython.cfunc
@cython.exceptval(check=False)
def chisq_ncp_number(source: Source, degrees: cython.double, ncp: cython.double) -> cython.double:
    """R: stats::rchisq with ncp: a Poisson mixture."""
    value: cython.double
    if isnan(degrees) or not isfinite(ncp) or degrees < 0.0 or ncp < 0.0:
        return NAN
    if ncp == 0.0:
        return 0.0 if degrees == 0.0 else gamma_number(source, degrees / 2.0, 2.0)
    value = poisson_number(source, ncp / 2.0)
    if value > 0.0:
        value = chisq_number(source, 2.0 * value)
    if degrees > 0.0:
        value += gamma_number(source, degrees / 2.0, 2.0)
    return value


@cython.cfunc
@cython.exceptval(check=False)
def student_number(source: Source, degrees: cython.double) -> cython.double:
    """R: stats::rt: a normal number, then a chi-squared one."""
    above: cython.double
    if isnan(degrees) or degrees <= 0.0:
        return NAN
    above = source.normal()
    return above if isinf(degrees) else above / sqrt(chisq_number(source, degrees) / degrees)


@cython.cfunc
@cython.exceptval(check=False)
def fisher_number(source: Source, first: cython.double, second: cython.double) -> cython.double:
    """R: stats::rf."""
    above: cython.double
    below: cython.double
    if isnan(first) or isnan(second) or first <= 0.0 or second <= 0.0:
        return NAN
    above = chisq_number(source, first) / first if isfinite(first) else 1.0
    below = chisq_number(source, second) / second if isfinite(second) else 1.0
    return above / below


@cython.cfunc
@cython.exceptval(check=False)
def weibull_number(source: Source, shape: cython.double, scale: cython.double) -> cython.double:
    """R: stats::rweibull."""
    if not isfinite(shape) or not isfinite(scale) or shape <= 0.0 or scale <= 0.0:
        return 0.0 if scale == 0.0 else NAN
    return scale * pow(-log(source.uniform()), 1.0 / shape)


@cython.cfunc
@cython.exceptval(check=False)
def logistic_number(source: Source, location: cython.double, scale: cython.double) -> cython.double:
    """R: stats::rlogis."""
    u: cython.double
    if isnan(location) or not isfinite(scale):
        return NAN
    if scale == 0.0 or isinf(location):
        return location
    u = source.uniform()
    return location + scale * log(u / (1.0 - u))


@cython.cfunc
@cython.exceptval(check=False)
def cauchy_number(source: Source, location: cython.double, scale: cython.double) -> cython.double:
    """R: stats::rcauchy."""
    if isnan(location) or not isfinite(scale) or scale < 0.0:
        return NAN
    return location if scale == 0.0 or isinf(location) else location + scale * tan(M_PI * source.uniform())


@cython.cfunc
@cython.exceptval(check=False)
def negative_binomial_number(source: Source, size: cython.double, scale: cython.double) -> cython.double:
    """R: stats::rnbinom: a Poisson number with a gamma mean."""
    if isinf(size):
        size = 8.98846567431158e307
    return 0.0 if scale == 0.0 else poisson_number(source, gamma_number(source, size, scale))


@cython.cfunc
@cython.exceptval(check=False)
def variate(source: Source, law: cython.int, a: cython.double, b: cython.double) -> cython.double:
    """Draw one number of a law by its place in `variates._LAWS`."""
    if law == 0:
        return uniform_number(source, a, b)
    if law == 1:
        return normal_number(source, a, b)
    if law == 2:
        return exponential_number(source, a)
    if law == 3:
        return gamma_number(source, a, b)
    if law == 4:
        return chisq_number(source, a)
    if law == 5:
        return beta_number(source, a, b)
    if law == 6:
        return student_number(source, a)
    if law == 7:
        return binomial_number(source, a, b)
    if law == 8:
        return poisson_number(source, a)
    if law == 9:
        if not isfinite(b) or isnan(a) or a <= 0.0 or b <= 0.0 or b > 1.0:
            return NAN
        return negative_binomial_number(source, a, (1.0 - b) / b)
    if law == 10:
        if not isfinite(b) or isnan(a) or a <= 0.0 or b < 0.0:
            return NAN
        return negative_binomial_number(source, a, b / (8.98846567431158e307 if isinf(a) else a))
    if law == 11:
        if not isfinite(a) or a <= 0.0 or a > 1.0:
            return NAN
        return poisson_number(source, source.exponential() * ((1.0 - a) / a))
    if law == 12:
        return weibull_number(source, a, b)
    if law == 13:
        return logistic_number(source, a, b)
    if law == 14:
        return cauchy_number(source, a, b)
    if law == 15:
        return NAN if isnan(a) or not isfinite(b) or b < 0.0 else exp(normal_number(source, a, b))
    if law == 16:
        return fisher_number(source, a, b)
    return chisq_ncp_number(source, a, b)


def draw_variates(source: Source, law: cython.int, count: cython.Py_ssize_t, first: Any, second: Any) -> Any:
    """Draw `count` numbers of a law (its place in `variates._LAWS`); both parameters are recycled."""
    a: cython.double[::1] = first
    b: cython.double[::1] = second
    result = np.empty(count, dtype=np.float64)
    out: cython.double[::1] = result
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t = 0
    k: cython.Py_ssize_t = 0
    for i in range(count):
        out[i] = variate(source, law, a[j], b[k])
        j += 1
        if j == a.shape[0]:
            j = 0
        k += 1
        if k == b.shape[0]:
            k = 0
    return result


def draw_multinomial(source: Source, count: cython.Py_ssize_t, size: cython.int, probabilities: Any) -> Any:
    """Draw `count` columns, each `size` balls in cells of the given probabilities (summing to one)."""
    p: cython.double[::1] = probabilities
    cells: cython.Py_ssize_t = p.shape[0]
    result = np.zeros((count, cells), dtype=np.int32)
    out: cython.int[:, ::1] = result
    i: cython.Py_ssize_t
    j: cython.Py_ssize_t
    left: cython.int
    share: cython.double
    total: cython.longdouble
    whole: cython.longdouble = 0.0
    for j in range(cells):
        whole += p[j]
    for i in range(count):
        left = size
        total = whole
        for j in range(cells - 1):
            if left <= 0:
                break
            if p[j] != 0.0:
                share = cython.cast(cython.double, p[j] / total)
                out[i, j] = cython.cast(cython.int, binomial_number(source, left, share)) if share < 1.0 else left
                left -= out[i, j]
            total -= p[j]
        if left > 0:
            out[i, cells - 1] = left
    return result
