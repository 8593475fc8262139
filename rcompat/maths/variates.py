"""R's random variates: `rnorm`, `rgamma`, `rbinom` and their siblings, with R's recycling, draw for draw.

Counts come as int32, as R's integers, unless one of them is too large.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rcompat.base.conditions import RError, warning
from rcompat.base.frame import NA_INTEGER, NA_REAL
from rcompat.maths.rng import Generator, session_generator
from rcompat.maths.sampler_kernel import draw_multinomial, draw_variates

__all__ = [
    "rbeta",
    "rbinom",
    "rcauchy",
    "rchisq",
    "rexp",
    "rf",
    "rgamma",
    "rgeom",
    "rlnorm",
    "rlogis",
    "rmultinom",
    "rnbinom",
    "rnegbin",
    "rnorm",
    "rpois",
    "rt",
    "runif",
    "rweibull",
]

Doubles = NDArray[np.float64]
Counts = NDArray[np.int32] | NDArray[np.float64]

_LAWS = {
    name: place
    for place, name in enumerate(
        (
            "unif", "norm", "exp", "gamma", "chisq", "beta", "t", "binom", "pois", "nbinom", "nbinom_mu", "geom",
            "weibull", "logis", "cauchy", "lnorm", "f", "chisq_ncp",
        )
    )
}  # fmt: skip
_ONE = np.zeros(1)
_LARGEST = 2147483647.0


def _count(n: ArrayLike) -> int:
    wanted = np.asarray(n)
    if wanted.ndim > 0 and wanted.size != 1:
        return int(wanted.size)
    number = float(wanted.reshape(-1)[0])
    if not 0.0 <= number < 2.0**52:
        raise RError("invalid arguments")
    return int(number)


def _doubles(parameter: ArrayLike) -> Doubles:
    return np.ascontiguousarray(np.asarray(parameter, dtype=np.float64).reshape(-1))


def _drawn(
    law: str, n: ArrayLike, first: ArrayLike, second: ArrayLike, generator: Generator | None, call: str | None = None
) -> Doubles:
    count = _count(n)
    if count == 0:
        return np.empty(0)
    a, b = _doubles(first), _doubles(second)
    if a.size == 0 or b.size == 0:
        warning("NAs produced", call)
        return np.full(count, NA_REAL)
    source = (generator or session_generator()).source
    result: Doubles = draw_variates(source, _LAWS[law], count, a, b)
    if np.isnan(np.sum(result)) and np.isnan(result).any():
        warning("NAs produced", call)
    return result


def _counted(
    law: str, n: ArrayLike, first: ArrayLike, second: ArrayLike, generator: Generator | None, call: str | None = None
) -> Counts:
    result = _drawn(law, n, first, second, generator, call)
    if result.size and np.nanmax(np.abs(result), initial=0.0) > _LARGEST:
        return result
    return np.where(np.isnan(result), NA_INTEGER, result).astype(np.int32)


def runif(n: ArrayLike, min: ArrayLike = 0.0, max: ArrayLike = 1.0, *, generator: Generator | None = None) -> Doubles:
    """Draw uniform numbers between `min` and `max`.

    R: stats::runif.
    """
    return _drawn("unif", n, min, max, generator)


def rnorm(n: ArrayLike, mean: ArrayLike = 0.0, sd: ArrayLike = 1.0, *, generator: Generator | None = None) -> Doubles:
    """Draw normal numbers.

    R: stats::rnorm.
    """
    return _drawn("norm", n, mean, sd, generator)


def rexp(n: ArrayLike, rate: ArrayLike = 1.0, *, generator: Generator | None = None) -> Doubles:
    """Draw exponential numbers.

    R: stats::rexp.
    """
    return _drawn("exp", n, _inverse(rate), _ONE, generator)


def _inverse(rate: ArrayLike) -> Doubles:
    with np.errstate(divide="ignore"):
        inverse: Doubles = 1.0 / _doubles(rate)
    return inverse


def rgamma(
    n: ArrayLike,
    shape: ArrayLike,
    rate: ArrayLike | None = None,
    scale: ArrayLike | None = None,
    *,
    generator: Generator | None = None,
) -> Doubles:
    """Draw gamma numbers of a shape and either a rate or a scale.

    Raises:
        RError: rate and scale are both given and contradict each other.

    R: stats::rgamma.
    """
    if rate is not None and scale is not None:
        product = np.asarray(rate, dtype=np.float64) * np.asarray(scale, dtype=np.float64)
        if not np.all(np.abs(product - 1.0) < 1e-15):
            raise RError("specify 'rate' or 'scale' but not both")
        warning("specify 'rate' or 'scale' but not both")
    elif scale is None:
        scale = _inverse(1.0 if rate is None else rate)
    return _drawn("gamma", n, shape, scale, generator)


def rchisq(n: ArrayLike, df: ArrayLike, ncp: ArrayLike | None = None, *, generator: Generator | None = None) -> Doubles:
    """Draw chi-squared numbers.

    R: stats::rchisq.
    """
    if ncp is None:
        return _drawn("chisq", n, df, _ONE, generator)
    return _drawn("chisq_ncp", n, df, ncp, generator)


def rbeta(
    n: ArrayLike, shape1: ArrayLike, shape2: ArrayLike, ncp: ArrayLike = 0.0, *, generator: Generator | None = None
) -> Doubles:
    """Draw beta numbers.

    R: stats::rbeta.
    """
    if not np.any(np.asarray(ncp, dtype=np.float64)):
        return _drawn("beta", n, shape1, shape2, generator)
    above = _drawn("chisq_ncp", n, 2.0 * _doubles(shape1), ncp, generator, "rchisq(n, 2 * shape1, ncp = ncp)")
    return above / (above + _drawn("chisq", n, 2.0 * _doubles(shape2), _ONE, generator, "rchisq(n, 2 * shape2)"))


def rt(n: ArrayLike, df: ArrayLike, ncp: ArrayLike | None = None, *, generator: Generator | None = None) -> Doubles:
    """Draw Student's t numbers.

    R: stats::rt.
    """
    if ncp is None:
        return _drawn("t", n, df, _ONE, generator)
    above = _drawn("norm", n, ncp, np.ones(1), generator, "rnorm(n, ncp)")
    return np.asarray(above / np.sqrt(_mean_square("rchisq(n, df)", "chisq", n, df, _ONE, generator)))


def _mean_square(
    call: str, law: str, n: ArrayLike, df: ArrayLike, ncp: ArrayLike, generator: Generator | None
) -> Doubles:
    """Chi-squared numbers over their degrees of freedom, which R recycles with a warning of its own."""
    drawn, degrees = _drawn(law, n, df, ncp, generator, call), _doubles(df)
    if degrees.size and drawn.size % degrees.size:
        warning("longer object length is not a multiple of shorter object length", f"{call}/{call.split()[1][:-1]}")
    return drawn / np.resize(degrees, drawn.size)


def rf(
    n: ArrayLike, df1: ArrayLike, df2: ArrayLike, ncp: ArrayLike | None = None, *, generator: Generator | None = None
) -> Doubles:
    """Draw Fisher's F numbers.

    R: stats::rf.
    """
    if ncp is None:
        return _drawn("f", n, df1, df2, generator)
    above = _mean_square("rchisq(n, df1, ncp = ncp)", "chisq_ncp", n, df1, ncp, generator)
    return above / _mean_square("rchisq(n, df2)", "chisq", n, df2, _ONE, generator)


def rbinom(n: ArrayLike, size: ArrayLike, prob: ArrayLike, *, generator: Generator | None = None) -> Counts:
    """Draw binomial counts.

    R: stats::rbinom.
    """
    return _counted("binom", n, size, prob, generator)


def rpois(n: ArrayLike, lambda_: ArrayLike, *, generator: Generator | None = None) -> Counts:
    """Draw Poisson counts.

    R: stats::rpois.
    """
    return _counted("pois", n, lambda_, _ONE, generator)


def rnbinom(
    n: ArrayLike,
    size: ArrayLike,
    prob: ArrayLike | None = None,
    mu: ArrayLike | None = None,
    *,
    generator: Generator | None = None,
) -> Counts:
    """Draw negative binomial counts, by the probability of success or (as doubles, like R) the mean.

    Raises:
        RError: both or neither of prob and mu.

    R: stats::rnbinom.
    """
    if mu is not None:
        if prob is not None:
            raise RError("'prob' and 'mu' both specified")
        return _drawn("nbinom_mu", n, size, mu, generator)
    if prob is None:
        raise RError('argument "prob" is missing, with no default')
    return _counted("nbinom", n, size, prob, generator)


def rgeom(n: ArrayLike, prob: ArrayLike, *, generator: Generator | None = None) -> Counts:
    """Draw geometric counts.

    R: stats::rgeom.
    """
    return _counted("geom", n, prob, _ONE, generator)


def rweibull(n: ArrayLike, shape: ArrayLike, scale: ArrayLike = 1.0, *, generator: Generator | None = None) -> Doubles:
    """Draw Weibull numbers.

    R: stats::rweibull.
    """
    return _drawn("weibull", n, shape, scale, generator)


def rlogis(
    n: ArrayLike, location: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, generator: Generator | None = None
) -> Doubles:
    """Draw logistic numbers.

    R: stats::rlogis.
    """
    return _drawn("logis", n, location, scale, generator)


def rcauchy(
    n: ArrayLike, location: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, generator: Generator | None = None
) -> Doubles:
    """Draw Cauchy numbers.

    R: stats::rcauchy.
    """
    return _drawn("cauchy", n, location, scale, generator)


def rlnorm(
    n: ArrayLike, meanlog: ArrayLike = 0.0, sdlog: ArrayLike = 1.0, *, generator: Generator | None = None
) -> Doubles:
    """Draw log-normal numbers.

    R: stats::rlnorm.
    """
    return _drawn("lnorm", n, meanlog, sdlog, generator)


def rnegbin(
    n: ArrayLike, mu: ArrayLike | None = None, theta: ArrayLike | None = None, *, generator: Generator | None = None
) -> Counts:
    """Draw negative binomial counts of a mean (by default n itself, one count for each) and a shape theta.

    Raises:
        RError: theta is missing.

    R: MASS::rnegbin.
    """
    if theta is None:
        raise RError("'theta' must be specified", "rgamma(k, theta)")
    count = _count(n)
    factors = _drawn("gamma", count, theta, np.ones(1), generator, "rgamma(k, theta)")
    means = np.resize(_doubles(n if mu is None else mu), count) * factors / np.resize(_doubles(theta), count)
    return _counted("pois", count, means, _ONE, generator, "rpois(k, (mu * rgamma(k, theta))/theta)")


def rmultinom(n: float, size: float, prob: ArrayLike, *, generator: Generator | None = None) -> NDArray[np.int32]:
    """Draw multinomial counts: one column (cells by n) for each of the n draws.

    Raises:
        RError: negative numbers, or probabilities that are missing, negative or all zero.

    R: stats::rmultinom.
    """
    if not 0 <= n < 2**31:
        raise RError("invalid first argument 'n'")
    if not 0 <= size < 2**31:
        raise RError("invalid second argument 'size'")
    cells = _doubles(prob)
    if not np.all(np.isfinite(cells)):
        raise RError("NA in probability vector")
    if np.any(cells < 0.0):
        raise RError("negative probability")
    if not np.any(cells > 0.0):
        raise RError("no positive probabilities")
    total = 0.0
    for value in cells.tolist():
        total += value
    source = (generator or session_generator()).source
    return np.asarray(draw_multinomial(source, int(n), int(size), cells / total)).T
