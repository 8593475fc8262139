"""Distributions of counts with R's names and arguments: binomial, Poisson, negative binomial, geometric.

Numbers give a float, arrays an array.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.maths.recycled_laws import LAWS, law_density, law_probability, law_quantile

__all__ = [
    "dbinom",
    "dgeom",
    "dnbinom",
    "dpois",
    "pbinom",
    "pgeom",
    "pnbinom",
    "ppois",
    "qbinom",
    "qgeom",
    "qnbinom",
    "qpois",
]

_BINOM = LAWS["binom"]
_POIS = LAWS["pois"]
_NBINOM = LAWS["nbinom"]
_GEOM = LAWS["geom"]


def _success(size: Any, prob: Any, mu: Any) -> Any:
    if mu is None:
        if prob is None:
            raise RError('argument "prob" is missing, with no default')
        return prob
    if prob is not None:
        raise RError("'prob' and 'mu' both specified")
    if isinstance(size, float | int) and isinstance(mu, float | int):
        return size / (size + mu)
    sizes, means = np.asarray(size, dtype=np.float64), np.asarray(mu, dtype=np.float64)
    count = max(sizes.size, means.size)
    sizes, means = np.resize(sizes, count), np.resize(means, count)
    return sizes / (sizes + means)


def dbinom(x: Any, size: Any, prob: Any, log: bool = False) -> Any:
    """Return probabilities of the binomial distribution.

    R: stats::dbinom.
    """
    return law_density(_BINOM, x, size, prob, log)


def pbinom(q: Any, size: Any, prob: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the binomial distribution.

    R: stats::pbinom.
    """
    return law_probability(_BINOM, q, size, prob, lower_tail, log_p)


def qbinom(p: Any, size: Any, prob: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the binomial distribution.

    R: stats::qbinom.
    """
    return law_quantile(_BINOM, p, size, prob, lower_tail, log_p)


def dpois(x: Any, lambda_: Any, log: bool = False) -> Any:
    """Return probabilities of the Poisson distribution.

    R: stats::dpois.
    """
    return law_density(_POIS, x, lambda_, 1.0, log)


def ppois(q: Any, lambda_: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the Poisson distribution.

    R: stats::ppois.
    """
    return law_probability(_POIS, q, lambda_, 1.0, lower_tail, log_p)


def qpois(p: Any, lambda_: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the Poisson distribution.

    R: stats::qpois.
    """
    return law_quantile(_POIS, p, lambda_, 1.0, lower_tail, log_p)


def dnbinom(x: Any, size: Any, prob: Any = None, mu: Any = None, log: bool = False) -> Any:
    """Return probabilities of the negative binomial distribution.

    R: stats::dnbinom.
    """
    return law_density(_NBINOM, x, size, _success(size, prob, mu), log)


def pnbinom(q: Any, size: Any, prob: Any = None, mu: Any = None, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the negative binomial distribution.

    R: stats::pnbinom.
    """
    return law_probability(_NBINOM, q, size, _success(size, prob, mu), lower_tail, log_p)


def qnbinom(p: Any, size: Any, prob: Any = None, mu: Any = None, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the negative binomial distribution.

    R: stats::qnbinom.
    """
    return law_quantile(_NBINOM, p, size, _success(size, prob, mu), lower_tail, log_p)


def dgeom(x: Any, prob: Any, log: bool = False) -> Any:
    """Return probabilities of the geometric distribution.

    R: stats::dgeom.
    """
    return law_density(_GEOM, x, prob, 1.0, log)


def pgeom(q: Any, prob: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the geometric distribution.

    R: stats::pgeom.
    """
    return law_probability(_GEOM, q, prob, 1.0, lower_tail, log_p)


def qgeom(p: Any, prob: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the geometric distribution.

    R: stats::qgeom.
    """
    return law_quantile(_GEOM, p, prob, 1.0, lower_tail, log_p)
