# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Incomplete beta and gamma functions and their inverses, compiled, in extended precision.

R's own algorithms are right to about one unit of the last place; with eleven more bits so are these, and both agree.
Where `long double` is no longer than `double`, some last digits are lost.
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.libc.math import atanl, expl, fabsl, lgammal, log1pl, logl

__all__: list[str] = []

real = cython.typedef(cython.longdouble)
EPSILON = cython.declare(real, 5.0e-20)
TINY = cython.declare(real, 1e-300)
HALF_LOG_2PI = cython.declare(real, logl(8.0 * atanl(1.0)) / 2.0)
LOG_HALF = cython.declare(real, -logl(2.0))
MOST_TERMS = cython.declare(cython.int, 2000000)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def log1p_rest(e: real) -> real:
    """log(1 + e) - e."""
    power: real
    term: real
    total: real = 0.0
    k: cython.int
    if fabsl(e) > 0.01:
        return log1pl(e) - e
    power = -e
    for k in range(2, 20):
        power *= -e
        term = power / k
        total -= term
        if fabsl(term) <= EPSILON * fabsl(total):
            break
    return total


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def stirling_rest(x: real) -> real:
    """What Stirling's formula leaves of lgamma(x)."""
    s: real
    if x < 20.0:
        return lgammal(x) - ((x - 0.5) * logl(x) - x + HALF_LOG_2PI)
    s = 1.0 / (x * x)
    return (
        1.0 / cython.cast(real, 12)
        - s
        * (
            1.0 / cython.cast(real, 360)
            - s
            * (
                1.0 / cython.cast(real, 1260)
                - s
                * (
                    1.0 / cython.cast(real, 1680)
                    - s
                    * (
                        1.0 / cython.cast(real, 1188)
                        - s
                        * (
                            691.0 / cython.cast(real, 360360)
                            - s * (1.0 / cython.cast(real, 156) - s * 3617.0 / cython.cast(real, 122400))
                        )
                    )
                )
            )
        )
    ) / x


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def log_beta(a: real, b: real) -> real:
    """Logarithm of the beta function."""
    small: real = a if a < b else b
    large: real = b if a < b else a
    total: real = small + large
    if large < 100.0:
        return lgammal(small) + lgammal(large) - lgammal(total)
    if small < 20.0:
        return (
            lgammal(small)
            - (large - 0.5) * log1pl(small / large)
            - small * logl(total)
            + small
            + stirling_rest(large)
            - stirling_rest(total)
        )
    return (
        HALF_LOG_2PI
        + 0.5 * logl(total / (small * large))
        + small * logl(small / total)
        + large * log1pl(-small / total)
        + stirling_rest(small)
        + stirling_rest(large)
        - stirling_rest(total)
    )


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def log_beta_front(x: real, y: real, a: real, b: real) -> real:
    """Logarithm of x^a y^b / B(a, b), where y = 1 - x; the smaller of x and y counts as exact."""
    log_x: real
    log_y: real
    gap: real
    if a >= 20.0 and b >= 20.0 and a + b >= 100.0:
        gap = a - (a + b) * x if x <= y else (a + b) * y - b
        if fabsl(gap) < 0.5 * a and fabsl(gap) < 0.5 * b:
            return (
                a * log1p_rest(-gap / a)
                + b * log1p_rest(gap / b)
                + 0.5 * logl(a * (b / (a + b)))
                - HALF_LOG_2PI
                - (stirling_rest(a) + stirling_rest(b) - stirling_rest(a + b))
            )
    log_x = logl(x) if x <= y else log1pl(-y)
    log_y = log1pl(-x) if x <= y else logl(y)
    return a * log_x + b * log_y - log_beta(a, b)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def log_gamma_front(x: real, a: real) -> real:
    """Logarithm of x^a exp(-x) / Gamma(a + 1)."""
    if a < 50.0:
        return a * logl(x) - x - lgammal(a + 1.0)
    if fabsl(x - a) < 0.5 * a:
        return a * log1p_rest((x - a) / a) - 0.5 * logl(a) - HALF_LOG_2PI - stirling_rest(a)
    return a * logl(x / a) - (x - a) - 0.5 * logl(a) - HALF_LOG_2PI - stirling_rest(a)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def beta_fraction(x: real, y: real, gap: real, a: real, b: real) -> real:
    """What the front factor of I_x(a, b) is multiplied by; gap = a - (a + b) x, given exactly.

    Theory: Didonato and Morris 1992, eq. 9, by Lentz's method.
    """
    below: real = a / (a + 1.0) * (gap + 1.0)
    value: real = below
    c: real = below
    d: real = 0.0
    above: real
    n: cython.int
    for n in range(1, MOST_TERMS):
        above = (a + (n - 1)) / (a + (2 * n - 1)) * ((a + b + (n - 1)) / (a + (2 * n - 1))) * n * (b - n) * x * x
        below = n + n * (b - n) * x / (a + (2 * n - 1)) + (a + n) / (a + (2 * n + 1)) * (gap + 1.0 + n * (1.0 + y))
        d = below + above * d
        c = below + above / c
        d = 1.0 / (d if fabsl(d) > TINY else TINY)
        c = c if fabsl(c) > TINY else TINY
        value *= c * d
        if fabsl(c * d - 1.0) <= 2.0 * EPSILON:
            break
    return 1.0 / value


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def one_side(log_front: real, factor: real, is_wanted: cython.bint, log_p: cython.bint) -> real:
    """exp(log_front) * factor, or its complement, or the logarithm of either."""
    value: real
    if is_wanted:
        return log_front + logl(factor) if log_p else expl(log_front) * factor
    value = expl(log_front) * factor
    if value > 1.0:
        value = 1.0
    return log1pl(-value) if log_p else 1.0 - value


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def beta_tail(x: real, y: real, a: real, b: real, lower: cython.bint, log_p: cython.bint) -> real:
    """Regularised incomplete beta function at 0 < x < 1, y = 1 - x, or its complement.

    The smaller of x and y counts as exact.
    """
    front: real
    gap: real
    if x <= y:
        y = 1.0 - x
        gap = a - (a + b) * x
    else:
        x = 1.0 - y
        gap = (a + b) * y - b
    front = log_beta_front(x, y, a, b)
    if x > (a + 1.0) / (a + b + 2.0):
        return one_side(front, beta_fraction(y, x, -gap, b, a), not lower, log_p)
    return one_side(front, beta_fraction(x, y, gap, a, b), lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def gamma_series(x: real, a: real) -> real:
    """Sum of x^n / ((a + 1) ... (a + n))."""
    term: real = 1.0
    total: real = 1.0
    n: cython.int
    for n in range(1, MOST_TERMS):
        term *= x / (a + n)
        total += term
        if term <= EPSILON * total:
            break
    return total


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def gamma_fraction(x: real, a: real) -> real:
    """Legendre's continued fraction of the upper incomplete gamma function by Lentz's method."""
    b: real = x + 1.0 - a
    c: real = 1.0 / TINY
    d: real = 1.0 / b
    h: real = d
    step: real
    term: real
    n: cython.int
    for n in range(1, MOST_TERMS):
        term = -n * (n - a)
        b += 2.0
        d = term * d + b
        c = b + term / c
        d = 1.0 / (d if fabsl(d) > TINY else TINY)
        c = c if fabsl(c) > TINY else TINY
        step = d * c
        h *= step
        if fabsl(step - 1.0) <= 2.0 * EPSILON:
            break
    return h


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def gamma_tail(x: real, a: real, lower: cython.bint, log_p: cython.bint) -> real:
    """Regularised incomplete gamma function at x > 0, a > 0, or its complement."""
    front: real = log_gamma_front(x, a)
    if x < a + 1.0:
        return one_side(front, gamma_series(x, a), lower, log_p)
    return one_side(front, a * gamma_fraction(x, a), not lower, log_p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def bounded(step: real, bound: real) -> real:
    """The step, no longer than the bound."""
    if step > bound:
        return bound
    return step if step > -bound else -bound


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def beta_log_odds(log_target: real, a: real, b: real, lower: cython.bint) -> real:
    """log(x / (1 - x)) where a tail of the beta distribution has a given logarithm.

    Newton's method in the log-odds, where log tails are concave, so that it cannot miss.
    """
    w: real = logl(a / b)
    start: real
    x: real
    y: real
    value: real
    step: real
    k: cython.int
    if lower:
        start = (log_target + logl(a) + log_beta(a, b)) / a
        w = start if start < w and start < 0.0 else w
    else:
        start = -(log_target + logl(b) + log_beta(a, b)) / b
        w = start if start > w and start > 0.0 else w
    for k in range(200):
        if w < 0.0:
            x = expl(w)
            y = 1.0 / (1.0 + x)
            x = x * y
        else:
            y = expl(-w)
            x = 1.0 / (1.0 + y)
            y = x * y
        value = beta_tail(x, y, a, b, lower, True)
        step = (value - log_target) * expl(value - log_beta_front(x, y, a, b))
        step = bounded(-step if lower else step, 4.0 + 0.5 * fabsl(w))
        w += step
        if fabsl(step) <= 1e-10 * (1.0 + fabsl(w)) and k > 0:
            break
    return w


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def gamma_log_quantile(log_target: real, a: real, lower: cython.bint) -> real:
    """log(x) where a tail of the standard gamma distribution has a given logarithm, by the same method."""
    w: real = logl(a)
    start: real
    x: real
    value: real
    step: real
    k: cython.int
    if lower:
        start = (log_target + lgammal(a + 1.0)) / a
        w = start if start < w else w
    elif log_target < -a:
        w = logl(-log_target)
    for k in range(200):
        x = expl(w)
        if x == 0.0:
            return w
        value = gamma_tail(x, a, lower, True)
        step = (value - log_target) * expl(value - log_gamma_front(x, a)) / a
        step = bounded(-step if lower else step, 4.0 + 0.5 * fabsl(w))
        w += step
        if fabsl(step) <= 1e-10 * (1.0 + fabsl(w)) and k > 0:
            break
    return w
