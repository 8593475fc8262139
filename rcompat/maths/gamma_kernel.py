# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Gamma and beta numbers, compiled, by the rejection algorithms that R names in its documentation."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.libc.math import INFINITY, NAN, exp, expm1, fabs, isfinite, isinf, isnan, log, sqrt
from cython.cimports.rcompat.maths.rng_kernel import Source

__all__: list[str] = []

HUGE = cython.declare(cython.double, 1.7976931348623157e308)
LOG_HUGE = cython.declare(cython.double, 709.782712893384)
LOG_4 = cython.declare(cython.double, 1.3862944)
LOG_5_PLUS_1 = cython.declare(cython.double, 2.609438)


@cython.cfunc
@cython.exceptval(check=False)
def gamma_number(source: Source, shape: cython.double, scale: cython.double) -> cython.double:
    """Draw a gamma number. R: stats::rgamma."""
    if isnan(shape) or isnan(scale):
        return NAN
    if shape <= 0.0 or scale <= 0.0:
        return 0.0 if scale == 0.0 or shape == 0.0 else NAN
    if not isfinite(shape) or not isfinite(scale):
        return INFINITY
    if shape < 1.0:
        return scale * small_gamma(source, shape)
    return large_gamma(source, shape, scale)


@cython.cfunc
@cython.exceptval(check=False)
def small_gamma(source: Source, a: cython.double) -> cython.double:
    """Theory: Ahrens and Dieter 1974, algorithm GS, for shapes below one."""
    edge: cython.double = 1.0 + 0.36787944117144233 * a
    p: cython.double
    x: cython.double
    while True:
        p = edge * source.uniform()
        if p >= 1.0:
            x = -log((edge - p) / a)
            if source.exponential() >= (1.0 - a) * log(x):
                return x
        else:
            x = exp(log(p) / a)
            if source.exponential() >= x:
                return x


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def log_quotient(start: cython.double, s: cython.double, s_sq: cython.double, t: cython.double) -> cython.double:
    """Logarithm of the gamma density over the normal one at the normal number t (GD, steps 6 and 10)."""
    v: cython.double = t / (s + s)
    sum_: cython.double
    if fabs(v) <= 0.25:
        sum_ = 0.1233795
        sum_ = sum_ * v - 0.1367177
        sum_ = sum_ * v + 0.1423657
        sum_ = sum_ * v - 0.1662921
        sum_ = sum_ * v + 0.2000062
        sum_ = sum_ * v - 0.250003
        sum_ = sum_ * v + 0.3333333
        return start + 0.5 * t * t * sum_ * v
    return start - s * t + 0.25 * t * t + (s_sq + s_sq) * log(1.0 + v)


@cython.cfunc
@cython.exceptval(check=False)
def large_gamma(source: Source, a: cython.double, scale: cython.double) -> cython.double:
    """Theory: Ahrens and Dieter 1982, algorithm GD, for shapes of at least one."""
    s_sq: cython.double = a - 0.5
    s: cython.double = sqrt(s_sq)
    t: cython.double = source.normal()
    x: cython.double = s + 0.5 * t
    u: cython.double
    r: cython.double
    start: cython.double
    q: cython.double
    b: cython.double
    spread: cython.double
    c: cython.double
    e: cython.double
    if t >= 0.0:
        return scale * (x * x)
    u = source.uniform()
    if (5.656854 - s * 12.0) * u <= t * t * t:
        return scale * (x * x)
    r = 1.0 / a
    start = 2.424e-4
    start = start * r + 2.4511e-4
    start = start * r - 7.388e-5
    start = start * r + 0.00144121
    start = start * r + 0.00801191
    start = start * r + 0.02083148
    start = (start * r + 0.04166669) * r
    if a <= 3.686:
        b = 0.463 + s + 0.178 * s_sq
        spread = 1.235
        c = 0.195 / s - 0.079 + 0.16 * s
    elif a <= 13.022:
        b = 1.654 + 0.0076 * s_sq
        spread = 1.68 / s + 0.275
        c = 0.062 / s + 0.024
    else:
        b = 1.77
        spread = 0.75
        c = 0.1515 / s
    if x > 0.0 and log(1.0 - u) <= log_quotient(start, s, s_sq, t):
        return scale * (x * x)
    while True:
        e = source.exponential()
        u = source.uniform()
        u = u + u - 1.0
        t = b - spread * e if u < 0.0 else b + spread * e
        if t >= -0.71874483771719:
            q = log_quotient(start, s, s_sq, t)
            if q > 0.0 and c * fabs(u) <= expm1(q) * exp(e - 0.5 * t * t):
                x = s + 0.5 * t
                return scale * x * x


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def odds_power(a: cython.double, v: cython.double) -> cython.double:
    """a exp(v), never infinite."""
    w: cython.double
    if v > LOG_HUGE:
        return HUGE
    w = a * exp(v)
    return HUGE if isinf(w) else w


@cython.cfunc
@cython.exceptval(check=False)
def beta_number(source: Source, first: cython.double, second: cython.double) -> cython.double:
    """Draw a beta number. R: stats::rbeta."""
    if isnan(first) or isnan(second) or first < 0.0 or second < 0.0:
        return NAN
    if isinf(first) and isinf(second):
        return 0.5
    if first == 0.0 and second == 0.0:
        return 0.0 if source.uniform() < 0.5 else 1.0
    if isinf(first) or second == 0.0:
        return 1.0
    if isinf(second) or first == 0.0:
        return 0.0
    if (first if first < second else second) <= 1.0:
        return skew_beta(source, first, second)
    return round_beta(source, first, second)


@cython.cfunc
@cython.exceptval(check=False)
def skew_beta(source: Source, first: cython.double, second: cython.double) -> cython.double:
    """Theory: Cheng 1978, algorithm BC, where a shape is at most one."""
    a: cython.double = first if first < second else second
    b: cython.double = second if first < second else first
    total: cython.double = a + b
    inverse: cython.double = 1.0 / a
    delta: cython.double = 1.0 + b - a
    k1: cython.double = delta * (0.0138889 + 0.0416667 * a) / (b * inverse - 0.777778)
    k2: cython.double = 0.25 + (0.5 + 0.25 / delta) * a
    u: cython.double
    y: cython.double
    z: cython.double
    v: cython.double
    w: cython.double
    while True:
        u = source.uniform()
        v = source.uniform()
        if u < 0.5:
            y = u * v
            z = u * y
            if 0.25 * v + z - y >= k1:
                continue
        else:
            z = u * u * v
            if z <= 0.25:
                v = inverse * log(u / (1.0 - u))
                w = odds_power(b, v)
                break
            if z >= k2:
                continue
        v = inverse * log(u / (1.0 - u))
        w = odds_power(b, v)
        if total * (log(total / (a + w)) + v) - LOG_4 >= log(z):
            break
    return a / (a + w) if first == a else w / (a + w)


@cython.cfunc
@cython.exceptval(check=False)
def round_beta(source: Source, first: cython.double, second: cython.double) -> cython.double:
    """Theory: Cheng 1978, algorithm BB, where both shapes are above one."""
    a: cython.double = first if first < second else second
    b: cython.double = second if first < second else first
    total: cython.double = a + b
    slope: cython.double = sqrt((total - 2.0) / (2.0 * a * b - total))
    gamma: cython.double = a + 1.0 / slope
    u: cython.double
    v: cython.double
    w: cython.double
    z: cython.double
    r: cython.double
    s: cython.double
    t: cython.double
    while True:
        u = source.uniform()
        z = source.uniform()
        v = slope * log(u / (1.0 - u))
        w = odds_power(a, v)
        z = u * u * z
        r = gamma * v - LOG_4
        s = a + r - w
        if s + LOG_5_PLUS_1 >= 5.0 * z:
            break
        t = log(z)
        if s > t or r + total * log(total / (b + w)) >= t:
            break
    return b / (b + w) if first != a else w / (b + w)
