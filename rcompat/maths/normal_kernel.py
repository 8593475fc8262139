# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The standard normal distribution, compiled: quantiles by Wichura's AS 241, in R's order of operations."""

import cython

if not cython.compiled:
    raise ImportError("pylmer's kernels are not compiled: run `pip install .` or `scripts/build_inplace.sh`")

from cython.cimports.libc.math import INFINITY, NAN, fabs, log, sqrt

__all__: list[str] = []


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
