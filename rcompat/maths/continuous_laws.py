"""The normal, t, chi-squared, F, gamma and beta distributions with R's names and arguments.

Numbers give a float, arrays an array. Non-central forms are not here.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError, warning
from rcompat.maths.recycled_laws import LAWS, law_density, law_probability, law_quantile

__all__ = [
    "dbeta",
    "dchisq",
    "df",
    "dgamma",
    "dnorm",
    "dt",
    "pbeta",
    "pchisq",
    "pf",
    "pgamma",
    "pnorm",
    "pt",
    "qbeta",
    "qchisq",
    "qf",
    "qgamma",
    "qnorm",
    "qt",
]

_NORM = LAWS["norm"]
_T = LAWS["t"]
_CHISQ = LAWS["chisq"]
_F = LAWS["f"]
_GAMMA = LAWS["gamma"]
_BETA = LAWS["beta"]


def _inverse(rate: Any) -> Any:
    if isinstance(rate, float | int):
        return 1.0 / rate if rate else float("inf")
    with np.errstate(divide="ignore"):
        return 1.0 / np.asarray(rate, dtype=np.float64)


def _scale(rate: Any, scale: Any) -> Any:
    if scale is None:
        return 1.0 if rate is None else _inverse(rate)
    if rate is not None:
        if not np.all(np.abs(np.asarray(rate) * np.asarray(scale) - 1.0) < 1e-15):
            raise RError("specify 'rate' or 'scale' but not both")
        warning("specify 'rate' or 'scale' but not both")
    return scale


def dnorm(x: Any, mean: Any = 0.0, sd: Any = 1.0, log: bool = False) -> Any:
    """Return the density of the normal distribution.

    R: stats::dnorm.
    """
    return law_density(_NORM, x, mean, sd, log)


def pnorm(q: Any, mean: Any = 0.0, sd: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the normal distribution.

    R: stats::pnorm.
    """
    return law_probability(_NORM, q, mean, sd, lower_tail, log_p)


def qnorm(p: Any, mean: Any = 0.0, sd: Any = 1.0, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the normal distribution.

    R: stats::qnorm.
    """
    return law_quantile(_NORM, p, mean, sd, lower_tail, log_p)


def dt(x: Any, df: Any, log: bool = False) -> Any:
    """Return the density of the Student's t distribution.

    R: stats::dt.
    """
    return law_density(_T, x, df, 1.0, log)


def pt(q: Any, df: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the Student's t distribution.

    R: stats::pt.
    """
    return law_probability(_T, q, df, 1.0, lower_tail, log_p)


def qt(p: Any, df: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the Student's t distribution.

    R: stats::qt.
    """
    return law_quantile(_T, p, df, 1.0, lower_tail, log_p)


def dchisq(x: Any, df: Any, log: bool = False) -> Any:
    """Return the density of the chi-squared distribution.

    R: stats::dchisq.
    """
    return law_density(_CHISQ, x, df, 1.0, log)


def pchisq(q: Any, df: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the chi-squared distribution.

    R: stats::pchisq.
    """
    return law_probability(_CHISQ, q, df, 1.0, lower_tail, log_p)


def qchisq(p: Any, df: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the chi-squared distribution.

    R: stats::qchisq.
    """
    return law_quantile(_CHISQ, p, df, 1.0, lower_tail, log_p)


def df(x: Any, df1: Any, df2: Any, log: bool = False) -> Any:
    """Return the density of the Fisher's F distribution.

    R: stats::df.
    """
    return law_density(_F, x, df1, df2, log)


def pf(q: Any, df1: Any, df2: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the Fisher's F distribution.

    R: stats::pf.
    """
    return law_probability(_F, q, df1, df2, lower_tail, log_p)


def qf(p: Any, df1: Any, df2: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the Fisher's F distribution.

    R: stats::qf.
    """
    return law_quantile(_F, p, df1, df2, lower_tail, log_p)


def dgamma(x: Any, shape: Any, rate: Any = None, scale: Any = None, log: bool = False) -> Any:
    """Return the density of the gamma distribution.

    R: stats::dgamma.
    """
    return law_density(_GAMMA, x, shape, _scale(rate, scale), log)


def pgamma(
    q: Any, shape: Any, rate: Any = None, scale: Any = None, lower_tail: bool = True, log_p: bool = False
) -> Any:
    """Return the distribution function of the gamma distribution.

    R: stats::pgamma.
    """
    return law_probability(_GAMMA, q, shape, _scale(rate, scale), lower_tail, log_p)


def qgamma(
    p: Any, shape: Any, rate: Any = None, scale: Any = None, lower_tail: bool = True, log_p: bool = False
) -> Any:
    """Return quantiles of the gamma distribution.

    R: stats::qgamma.
    """
    return law_quantile(_GAMMA, p, shape, _scale(rate, scale), lower_tail, log_p)


def dbeta(x: Any, shape1: Any, shape2: Any, log: bool = False) -> Any:
    """Return the density of the beta distribution.

    R: stats::dbeta.
    """
    return law_density(_BETA, x, shape1, shape2, log)


def pbeta(q: Any, shape1: Any, shape2: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return the distribution function of the beta distribution.

    R: stats::pbeta.
    """
    return law_probability(_BETA, q, shape1, shape2, lower_tail, log_p)


def qbeta(p: Any, shape1: Any, shape2: Any, lower_tail: bool = True, log_p: bool = False) -> Any:
    """Return quantiles of the beta distribution.

    R: stats::qbeta.
    """
    return law_quantile(_BETA, p, shape1, shape2, lower_tail, log_p)
