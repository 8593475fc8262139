# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The standard normal distribution, compiled, in R's order of operations.

Quantiles by Wichura's AS 241 (1988), probabilities by Cody's rational approximations (1969, TOMS algorithm 715).
"""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.libc.math import INFINITY, NAN, exp, expm1, fabs, isnan, log, log1p, nearbyint, sqrt, trunc

__all__: list[str] = []

ROOT_2PI_INVERSE = cython.declare(cython.double, 0.398942280401432677939946059934)
LOG_ROOT_2PI = cython.declare(cython.double, 0.918938533204672741780329736406)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def central_quantile(q: cython.double) -> cython.double:
    """Quantile at p = q + 1/2 for |q| <= 0.425: a quotient of two polynomials of degree seven."""
    r: cython.double = 0.180625 - q * q
    above: cython.double = 2.5090809287301226727e3
    below: cython.double = 5.2264952788528545610e3
    above = above * r + 3.3430575583588128105e4
    below = below * r + 2.8729085735721942674e4
    above = above * r + 6.7265770927008700853e4
    below = below * r + 3.9307895800092710610e4
    above = above * r + 4.5921953931549871457e4
    below = below * r + 2.1213794301586595867e4
    above = above * r + 1.3731693765509461125e4
    below = below * r + 5.3941960214247511077e3
    above = above * r + 1.9715909503065514427e3
    below = below * r + 6.8718700749205790830e2
    above = above * r + 1.3314166789178437745e2
    below = below * r + 4.2313330701600911252e1
    above = above * r + 3.3871328727963666080e0
    below = below * r + 1.0
    return q * above / below


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def tail_quantile(r: cython.double) -> cython.double:
    """Absolute quantile where r = sqrt(-log(tail probability)), for tails below 0.075."""
    above: cython.double
    below: cython.double
    if r <= 5.0:
        r = r - 1.6
        above = 7.74545014278341407640e-4
        below = 1.05075007164441684324e-9
        above = above * r + 2.27238449892691845833e-2
        below = below * r + 5.47593808499534494600e-4
        above = above * r + 2.41780725177450611770e-1
        below = below * r + 1.51986665636164571966e-2
        above = above * r + 1.27045825245236838258e0
        below = below * r + 1.48103976427480074590e-1
        above = above * r + 3.64784832476320460504e0
        below = below * r + 6.89767334985100004550e-1
        above = above * r + 5.76949722146069140550e0
        below = below * r + 1.67638483018380384940e0
        above = above * r + 4.63033784615654529590e0
        below = below * r + 2.05319162663775882187e0
        above = above * r + 1.42343711074968357734e0
        below = below * r + 1.0
        return above / below
    r = r - 5.0
    above = 2.01033439929228813265e-7
    below = 2.04426310338993978564e-15
    above = above * r + 2.71155556874348757815e-5
    below = below * r + 1.42151175831644588870e-7
    above = above * r + 1.24266094738807843860e-3
    below = below * r + 1.84631831751005468180e-5
    above = above * r + 2.65321895265761230930e-2
    below = below * r + 7.86869131145613259100e-4
    above = above * r + 2.96560571828504891230e-1
    below = below * r + 1.48753612908506148525e-2
    above = above * r + 1.78482653991729133580e0
    below = below * r + 1.36929880922735805310e-1
    above = above * r + 5.46378491116411436990e0
    below = below * r + 5.99832206555887937690e-1
    above = above * r + 6.65790464350110377720e0
    below = below * r + 1.0
    return above / below


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def standard_quantile(p: cython.double) -> cython.double:
    """Quantile of the standard normal distribution at the lower tail probability p."""
    q: cython.double = p - 0.5
    value: cython.double
    if fabs(q) <= 0.425:
        return central_quantile(q)
    if not (0.0 < p < 1.0):
        return -INFINITY if p == 0.0 else (INFINITY if p == 1.0 else NAN)
    value = tail_quantile(sqrt(-log(p if q < 0.0 else 0.5 - p + 0.5)))
    return -value if q < 0.0 else value


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def normal_quantile(p: cython.double, lower: cython.bint, log_p: cython.bint) -> cython.double:
    """Quantile of the standard normal distribution at a probability of either tail, or its logarithm."""
    below: cython.double
    q: cython.double
    value: cython.double
    log_tail: cython.double
    if isnan(p) or (p > 0.0 if log_p else (p < 0.0 or p > 1.0)):
        return NAN
    if not log_p and lower:
        return standard_quantile(p)
    if p == (-INFINITY if log_p else 0.0):
        return -INFINITY if lower else INFINITY
    if p == (0.0 if log_p else 1.0):
        return INFINITY if lower else -INFINITY
    below = 0.5 - p + 0.5
    if log_p:
        below = exp(p) if lower else -expm1(p)
    q = below - 0.5
    if fabs(q) <= 0.425:
        return central_quantile(q)
    if not log_p:
        log_tail = log(below if q < 0.0 else p)
    elif (q <= 0.0) == lower:
        log_tail = p
    else:
        log_tail = log(below if q < 0.0 else (-expm1(p) if lower else exp(p)))
    value = tail_quantile(sqrt(-log_tail))
    return -value if q < 0.0 else value


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def normal_probability(z: cython.double, lower: cython.bint, log_p: cython.bint) -> cython.double:
    """Probability of one tail of the standard normal distribution, or its logarithm."""
    y: cython.double = fabs(z)
    s: cython.double = 0.0
    above: cython.double
    below: cython.double
    if isnan(z):
        return NAN
    if y <= 0.67448975:
        if y > 1.11022302462515654e-16:
            s = z * z
        above = 0.065682337918207449113 * s
        below = s
        above = (above + 2.2352520354606839287) * s
        below = (below + 47.20258190468824187) * s
        above = (above + 161.02823106855587881) * s
        below = (below + 976.09855173777669322) * s
        above = (above + 1067.6894854603709582) * s
        below = (below + 10260.932208618978205) * s
        s = z * (above + 18154.981253343561249) / (below + 45507.789335026729956)
        s = 0.5 + s if lower else 0.5 - s
        return log(s) if log_p else s
    if y <= 5.656854249492380195206754896838:
        above = 1.0765576773720192317e-8 * y
        below = y
        above = (above + 0.39894151208813466764) * y
        below = (below + 22.266688044328115691) * y
        above = (above + 8.8831497943883759412) * y
        below = (below + 235.38790178262499861) * y
        above = (above + 93.506656132177855979) * y
        below = (below + 1519.377599407554805) * y
        above = (above + 597.27027639480026226) * y
        below = (below + 6485.558298266760755) * y
        above = (above + 2494.5375852903726711) * y
        below = (below + 18615.571640885098091) * y
        above = (above + 6848.1904505362823326) * y
        below = (below + 34900.952721145977266) * y
        above = (above + 11602.651437647350124) * y
        below = (below + 38912.003286093271411) * y
        s = (above + 9842.7148383839780218) / (below + 19685.429676859990727)
        return tail_or_rest(y, s, (z > 0.0) == lower, log_p)
    if (log_p and y < 1e170) or (-37.5193 < z < 8.2924 if lower else -8.2924 < z < 37.5193):
        s = 1.0 / (z * z)
        above = 0.02307344176494017303 * s
        below = s
        above = (above + 0.21589853405795699) * s
        below = (below + 1.28426009614491121) * s
        above = (above + 0.1274011611602473639) * s
        below = (below + 0.468238212480865118) * s
        above = (above + 0.022235277870649807) * s
        below = (below + 0.0659881378689285515) * s
        above = (above + 0.001421619193227893466) * s
        below = (below + 0.00378239633202758244) * s
        s = s * (above + 2.9112874951168792e-5) / (below + 7.29751555083966205e-5)
        s = (ROOT_2PI_INVERSE - s) / y
        return tail_or_rest(z, s, (z > 0.0) == lower, log_p)
    if (z > 0.0) == lower:
        return 0.0 if log_p else 1.0
    return -INFINITY if log_p else 0.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def tail_or_rest(z: cython.double, factor: cython.double, rest: cython.bint, log_p: cython.bint) -> cython.double:
    """exp(-z^2 / 2) * factor with z^2 split for accuracy, or one minus it, or the logarithm of either."""
    s: cython.double = trunc(z * 16.0) / 16.0
    d: cython.double = (z - s) * (z + s)
    if log_p:
        if rest:
            return log1p(-exp(-s * s * 0.5) * exp(-d * 0.5) * factor)
        return (-s * s * 0.5) + (-d * 0.5) + log(factor)
    d = exp(-s * s * 0.5) * exp(-d * 0.5) * factor
    return 1.0 - d if rest else d


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def normal_density(z: cython.double, scale: cython.double, log_p: cython.bint) -> cython.double:
    """Density of the normal distribution at z standard deviations from the mean."""
    coarse: cython.double
    fine: cython.double
    z = fabs(z)
    if z >= 2.6815615859885194e154:
        return -INFINITY if log_p else 0.0
    if log_p:
        return -(LOG_ROOT_2PI + 0.5 * z * z + log(scale))
    if z < 5.0:
        return ROOT_2PI_INVERSE * exp(-0.5 * z * z) / scale
    if z > 38.56804181549334:
        return 0.0
    coarse = nearbyint(z * 65536.0) / 65536.0
    fine = z - coarse
    return ROOT_2PI_INVERSE / scale * (exp(-0.5 * coarse * coarse) * exp((-0.5 * fine - coarse) * fine))
