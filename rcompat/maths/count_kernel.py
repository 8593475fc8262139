# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Poisson and binomial numbers, compiled, by the rejection algorithms that R names in its documentation."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.libc.math import NAN, exp, fabs, floor, isfinite, isnan, log, nearbyint, pow, sqrt
from cython.cimports.rcompat.maths.quantile_kernel import one_quantile
from cython.cimports.rcompat.maths.rng_kernel import Source

__all__: list[str] = []

ROOT_2PI = cython.declare(cython.double, 0.398942280401432677939946059934)  # its inverse
BINOMIAL = cython.declare(cython.int, 6)  # its place in `recycled_laws.LAWS`
FACTORIALS = cython.declare(cython.double[10])
_factorial = 1.0
for _k in range(10):
    _factorial *= max(_k, 1)
    FACTORIALS[_k] = _factorial


@cython.cfunc
@cython.exceptval(check=False)
def poisson_number(source: Source, mean: cython.double) -> cython.double:
    """Draw a Poisson number. R: stats::rpois."""
    if not isfinite(mean) or mean < 0.0:
        return NAN
    if mean == 0.0:
        return 0.0
    return large_poisson(source, mean) if mean >= 10.0 else small_poisson(source, mean)


@cython.cfunc
@cython.exceptval(check=False)
def small_poisson(source: Source, mean: cython.double) -> cython.double:
    """Invert the distribution function, up to 35 events; beyond them draw anew (PD, case B)."""
    first: cython.double = exp(-mean)
    term: cython.double
    total: cython.double
    u: cython.double
    k: cython.int
    while True:
        u = source.uniform()
        term = first
        total = first
        if u <= first:
            return 0.0
        for k in range(1, 36):
            term *= mean / k
            total += term
            if u <= total:
                return k


@cython.cfunc
@cython.exceptval(check=False)
def large_poisson(source: Source, mean: cython.double) -> cython.double:
    """Theory: Ahrens and Dieter 1982, algorithm PD, case A."""
    s: cython.double = sqrt(mean)
    g: cython.double = mean + s * source.normal()
    k: cython.double = -1.0
    gap: cython.double = 0.0
    u: cython.double = 0.0
    e: cython.double = 0.0
    t: cython.double
    v: cython.double
    x: cython.double
    log_p: cython.double
    p: cython.double
    log_f: cython.double
    f: cython.double
    correction: cython.double
    is_first: cython.bint
    if g >= 0.0:
        k = floor(g)
        if k >= floor(mean - 1.1484):
            return k
        gap = mean - k
        u = source.uniform()
        if 6.0 * mean * mean * u >= gap * gap * gap:
            return k
    omega: cython.double = ROOT_2PI / s
    b1: cython.double = 1.0 / (24.0 * mean)
    b2: cython.double = 0.3 * b1 * b1
    c3: cython.double = 1.0 / 7.0 * b1 * b2
    c2: cython.double = b2 - 15.0 * c3
    c1: cython.double = b1 - 6.0 * b2 + 45.0 * c3
    c0: cython.double = 1.0 - b1 + 3.0 * b2 - 15.0 * c3
    c: cython.double = 0.1069 / mean
    is_first = g >= 0.0
    while True:
        if not is_first:
            e = source.exponential()
            u = 2.0 * source.uniform() - 1.0
            t = 1.8 + (e if u >= 0.0 else -e)
            if t <= -0.6744:
                continue
            k = floor(mean + s * t)
            gap = mean - k
        if k < 10.0:
            log_p = -mean
            p = pow(mean, k) / FACTORIALS[cython.cast(cython.int, k)]
        else:
            correction = 0.083333333333333333333 / k
            correction = correction * (1.0 - 4.8 * correction * correction)
            v = gap / k
            if fabs(v) <= 0.25:
                x = 0.1250060
                x = x * v - 0.1384794
                x = x * v + 0.1421878
                x = x * v - 0.1661269
                x = x * v + 0.2000118
                x = x * v - 0.2500068
                x = x * v + 0.3333333
                x = x * v - 0.5
                log_p = k * v * v * x - correction
            else:
                log_p = k * log(1.0 + v) - gap - correction
            p = ROOT_2PI / sqrt(k)
        x = (0.5 - gap) / s
        x *= x
        log_f = -0.5 * x
        f = omega * (((c3 * x + c2) * x + c1) * x + c0)
        if is_first:
            if f - u * f <= p * exp(log_p - log_f):
                return k
            is_first = False
        elif c * fabs(u) <= p * exp(log_p + e) - f * exp(log_f + e):
            return k


@cython.cfunc
@cython.exceptval(check=False)
def binomial_number(source: Source, trials: cython.double, probability: cython.double) -> cython.double:
    """Draw a binomial number. R: stats::rbinom."""
    n: cython.longlong
    drawn: cython.longlong
    p: cython.double
    if not isfinite(trials) or isnan(probability) or trials != nearbyint(trials):
        return NAN
    if trials < 0.0 or probability < 0.0 or probability > 1.0:
        return NAN
    if trials == 0.0 or probability == 0.0:
        return 0.0
    if probability == 1.0:
        return trials
    if trials >= 2147483647.0:  # beyond R's integers
        return one_quantile(BINOMIAL, source.uniform(), trials, probability, False, False)
    n = cython.cast(cython.longlong, trials)
    p = probability if probability < 1.0 - probability else 1.0 - probability
    drawn = inverted_binomial(source, n, p) if n * p < 30.0 else rejected_binomial(source, n, p)
    return n - drawn if probability > 0.5 else drawn


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def whole_power(x: cython.double, n: cython.longlong) -> cython.double:
    """x to the power n by squaring."""
    result: cython.double = 1.0
    while True:
        if n & 1:
            result *= x
        n >>= 1
        if n == 0:
            return result
        x *= x


@cython.cfunc
@cython.exceptval(check=False)
def inverted_binomial(source: Source, n: cython.longlong, p: cython.double) -> cython.longlong:
    """Search the distribution from zero upwards, for small means."""
    q: cython.double = 1.0 - p
    r: cython.double = p / q
    g: cython.double = r * (n + 1)
    none: cython.double = whole_power(q, n)
    u: cython.double
    f: cython.double
    k: cython.int
    while True:
        f = none
        u = source.uniform()
        for k in range(111):
            if u < f:
                return k
            u -= f
            f *= g / (k + 1) - r


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def stirling_rest(x: cython.double) -> cython.double:
    """What Stirling's formula leaves of a log-factorial, at x."""
    square: cython.double = x * x
    return (13860.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square) / x / 166320.0


@cython.cfunc
@cython.exceptval(check=False)
def rejected_binomial(source: Source, n: cython.longlong, p: cython.double) -> cython.longlong:
    """Theory: Kachitvichyanukul and Schmeiser 1988, algorithm BTPE."""
    q: cython.double = 1.0 - p
    mean: cython.double = n * p
    r: cython.double = p / q
    g: cython.double = r * (n + 1)
    variance: cython.double = mean * q
    mode: cython.double = mean + p
    m: cython.longlong = cython.cast(cython.longlong, mode)
    p1: cython.double = cython.cast(cython.longlong, 2.195 * sqrt(variance) - 4.6 * q) + 0.5
    middle: cython.double = m + 0.5
    left: cython.double = middle - p1
    right: cython.double = middle + p1
    c: cython.double = 0.134 + 20.5 / (15.3 + m)
    a: cython.double = (mode - left) / (mode - left * p)
    left_rate: cython.double = a * (1.0 + 0.5 * a)
    a = (right - mode) / (right * q)
    right_rate: cython.double = a * (1.0 + 0.5 * a)
    p2: cython.double = p1 * (1.0 + c + c)
    p3: cython.double = p2 + c / left_rate
    p4: cython.double = p3 + c / right_rate
    u: cython.double
    v: cython.double
    x: cython.double
    f: cython.double
    bound: cython.double
    k: cython.longlong
    i: cython.longlong
    distance: cython.longlong
    while True:
        u = source.uniform() * p4
        v = source.uniform()
        if u <= p1:
            return cython.cast(cython.longlong, middle - p1 * v + u)
        if u <= p2:
            x = left + (u - p1) / c
            v = v * c + 1.0 - fabs(middle - x) / p1
            if v > 1.0 or v <= 0.0:
                continue
            k = cython.cast(cython.longlong, x)
        elif u > p3:
            k = cython.cast(cython.longlong, right - log(v) / right_rate)
            if k > n:
                continue
            v = v * (u - p3) * right_rate
        else:
            k = cython.cast(cython.longlong, left + log(v) / left_rate)
            if k < 0:
                continue
            v = v * (u - p2) * left_rate
        distance = k - m if k > m else m - k
        if distance <= 20 or distance >= variance / 2 - 1:
            f = 1.0
            for i in range(m + 1, k + 1):
                f *= g / i - r
            for i in range(k + 1, m + 1):
                f /= g / i - r
            if v <= f:
                return k
            continue
        # R squares the distance as a 32-bit integer, which overflows for millions of trials.
        x = cython.cast(cython.double, distance)
        bound = (x / variance) * ((x * (x / 3.0 + 0.625) + 0.1666666666666) / variance + 0.5)
        f = -cython.cast(cython.double, cython.cast(cython.int, distance * distance)) / (2.0 * variance)
        v = log(v)
        if v < f - bound:
            return k
        if v <= f + bound and v <= log_ratio(n, p, q, mode, m, k):
            return k


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def log_ratio(
    n: cython.longlong, p: cython.double, q: cython.double, mode: cython.double, m: cython.longlong, k: cython.longlong
) -> cython.double:
    """Logarithm of the probability of k over that of the mode, by Stirling's formula."""
    x: cython.double = k + 1
    f: cython.double = m + 1.0
    z: cython.double = n + 1.0 - m
    w: cython.double = n - k + 1.0
    return (
        (m + 0.5) * log(f / x)
        + (n - m + 0.5) * log(z / w)
        + (k - m) * log(w * p / (x * q))
        + stirling_rest(f)
        + stirling_rest(z)
        + stirling_rest(x)
        + stirling_rest(w)
    )
