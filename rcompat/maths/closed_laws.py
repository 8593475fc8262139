"""Distributions in closed form, with R's names: uniform, exponential, log-normal, logistic, Weibull, Cauchy.

Numbers give a float, arrays an array.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.maths.recycled_laws import LAWS, law_density, law_probability, law_quantile

__all__ = [
    "dcauchy",
    "dexp",
    "dlnorm",
    "dlogis",
    "dunif",
    "dweibull",
    "pcauchy",
    "pexp",
    "plnorm",
    "plogis",
    "punif",
    "pweibull",
    "qcauchy",
    "qexp",
    "qlnorm",
    "qlogis",
    "qunif",
    "qweibull",
]

_UNIF = LAWS["unif"]
_EXP = LAWS["exp"]
_LNORM = LAWS["lnorm"]
_LOGIS = LAWS["logis"]
_WEIBULL = LAWS["weibull"]
_CAUCHY = LAWS["cauchy"]


def _inverse(rate: Any) -> Any:
    if isinstance(rate, float | int):
        return 1.0 / rate if rate else float("inf")
    with np.errstate(divide="ignore"):
        return 1.0 / np.asarray(rate, dtype=np.float64)


def dunif(x: Any, min: Any = 0.0, max: Any = 1.0, log: bool = False) -> Any:
    """Return the density of the uniform distribution.

    R: stats::dunif.
    """
    return law_density(_UNIF, x, min, max, log)


def punif(q: Any, min: Any = 0.0, max: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the uniform distribution.

    R: stats::punif.
    """
    return law_probability(_UNIF, q, min, max, lower_tail, log_p)


def qunif(p: Any, min: Any = 0.0, max: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the uniform distribution.

    R: stats::qunif.
    """
    return law_quantile(_UNIF, p, min, max, lower_tail, log_p)


def dexp(x: Any, rate: Any = 1.0, log: bool = False) -> Any:
    """Return the density of the exponential distribution.

    R: stats::dexp.
    """
    return law_density(_EXP, x, _inverse(rate), 1.0, log)


def pexp(q: Any, rate: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the exponential distribution.

    R: stats::pexp.
    """
    return law_probability(_EXP, q, _inverse(rate), 1.0, lower_tail, log_p)


def qexp(p: Any, rate: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the exponential distribution.

    R: stats::qexp.
    """
    return law_quantile(_EXP, p, _inverse(rate), 1.0, lower_tail, log_p)


def dlnorm(x: Any, meanlog: Any = 0.0, sdlog: Any = 1.0, log: bool = False) -> Any:
    """Return the density of the log-normal distribution.

    R: stats::dlnorm.
    """
    return law_density(_LNORM, x, meanlog, sdlog, log)


def plnorm(q: Any, meanlog: Any = 0.0, sdlog: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the log-normal distribution.

    R: stats::plnorm.
    """
    return law_probability(_LNORM, q, meanlog, sdlog, lower_tail, log_p)


def qlnorm(p: Any, meanlog: Any = 0.0, sdlog: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the log-normal distribution.

    R: stats::qlnorm.
    """
    return law_quantile(_LNORM, p, meanlog, sdlog, lower_tail, log_p)


def dlogis(x: Any, location: Any = 0.0, scale: Any = 1.0, log: bool = False) -> Any:
    """Return the density of the logistic distribution.

    R: stats::dlogis.
    """
    return law_density(_LOGIS, x, location, scale, log)


def plogis(q: Any, location: Any = 0.0, scale: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the logistic distribution.

    R: stats::plogis.
    """
    return law_probability(_LOGIS, q, location, scale, lower_tail, log_p)


def qlogis(p: Any, location: Any = 0.0, scale: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the logistic distribution.

    R: stats::qlogis.
    """
    return law_quantile(_LOGIS, p, location, scale, lower_tail, log_p)


def dweibull(x: Any, shape: Any, scale: Any = 1.0, log: bool = False) -> Any:
    """Return the density of the Weibull distribution.

    R: stats::dweibull.
    """
    return law_density(_WEIBULL, x, shape, scale, log)


def pweibull(q: Any, shape: Any, scale: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the Weibull distribution.

    R: stats::pweibull.
    """
    return law_probability(_WEIBULL, q, shape, scale, lower_tail, log_p)


def qweibull(p: Any, shape: Any, scale: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the Weibull distribution.

    R: stats::qweibull.
    """
    return law_quantile(_WEIBULL, p, shape, scale, lower_tail, log_p)


def dcauchy(x: Any, location: Any = 0.0, scale: Any = 1.0, log: bool = False) -> Any:
    """Return the density of the Cauchy distribution.

    R: stats::dcauchy.
    """
    return law_density(_CAUCHY, x, location, scale, log)


def pcauchy(q: Any, location: Any = 0.0, scale: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the Cauchy distribution.

    R: stats::pcauchy.
    """
    return law_probability(_CAUCHY, q, location, scale, lower_tail, log_p)


def qcauchy(p: Any, location: Any = 0.0, scale: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the Cauchy distribution.

    R: stats::qcauchy.
    """
    return law_quantile(_CAUCHY, p, location, scale, lower_tail, log_p)
