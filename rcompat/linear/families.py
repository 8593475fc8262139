"""Families of distributions and their links, for generalised linear models. R: stats::family, stats::make.link."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.maths.distributions import dbinom, dgamma, dpois, pnorm, qnorm

__all__ = ["FAMILIES", "Family", "Link", "make_family", "make_link"]

Values = NDArray[np.float64]
_EPS = 2.220446049250313e-16
_FAR = 30.0
"""Beyond this the logistic function is 0 or 1 to double precision, as R's C code takes it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Link:
    """A link: eta = forward(mu), mu = back(eta), slope = d mu / d eta. R: class link-glm."""

    name: str
    forward: Callable[[Values], Values]
    back: Callable[[Values], Values]
    slope: Callable[[Values], Values]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """A distribution with its link.

    Attributes:
        name: R's name.
        link: the link.
        variance: the variance function of mu.
        deviances: contributions to the deviance of y, mu and weights.
        aic: -2 log likelihood (with 2 for an estimated dispersion) of y, counts, mu, weights and deviance.
        is_dispersed: whether the dispersion is estimated.
    """

    name: str
    link: Link
    variance: Callable[[Values], Values]
    deviances: Callable[[Values, Values, Values], Values]
    aic: Callable[[Values, Values, Values, Values, float], float]
    is_dispersed: bool


def _logistic(eta: Values) -> Values:
    odds = np.where(eta < -_FAR, _EPS, np.where(eta > _FAR, 1.0 / _EPS, np.exp(np.clip(eta, -_FAR, _FAR))))
    return odds / (1.0 + odds)


def _logistic_slope(eta: Values) -> Values:
    odds = 1.0 + np.exp(np.clip(eta, -_FAR, _FAR))
    return np.where(np.abs(eta) > _FAR, _EPS, (odds - 1.0) / (odds * odds))


def _inside(mu: Values) -> Values:
    return np.minimum(np.maximum(mu, _EPS), 1.0 - _EPS)


def _normal_density(eta: Values) -> Values:
    return np.exp(-0.5 * eta * eta) / math.sqrt(2.0 * math.pi)


_PROBIT_END = 8.125890664701908
"""-qnorm of the machine epsilon."""
_CAUCHY_END = -math.tan(math.pi * (_EPS - 0.5))
_LINKS: dict[str, Link] = {
    "identity": Link(name="identity", forward=lambda mu: mu, back=lambda eta: eta, slope=np.ones_like),
    "log": Link(
        name="log",
        forward=np.log,
        back=lambda eta: np.maximum(np.exp(eta), _EPS),
        slope=lambda eta: np.maximum(np.exp(eta), _EPS),
    ),
    "logit": Link(name="logit", forward=lambda mu: np.log(mu / (1.0 - mu)), back=_logistic, slope=_logistic_slope),
    "probit": Link(
        name="probit",
        forward=lambda mu: np.asarray(qnorm(mu)),
        back=lambda eta: np.asarray(pnorm(np.clip(eta, -_PROBIT_END, _PROBIT_END))),
        slope=lambda eta: np.maximum(_normal_density(eta), _EPS),
    ),
    "cauchit": Link(
        name="cauchit",
        forward=lambda mu: np.tan(math.pi * (mu - 0.5)),
        back=lambda eta: 0.5 + np.arctan(np.clip(eta, -_CAUCHY_END, _CAUCHY_END)) / math.pi,
        slope=lambda eta: np.maximum(1.0 / (math.pi * (1.0 + eta * eta)), _EPS),
    ),
    "cloglog": Link(
        name="cloglog",
        forward=lambda mu: np.log(-np.log1p(-mu)),
        back=lambda eta: _inside(-np.expm1(-np.exp(eta))),
        slope=lambda eta: np.maximum(np.exp(np.minimum(eta, 700.0)) * np.exp(-np.exp(np.minimum(eta, 700.0))), _EPS),
    ),
    "inverse": Link(
        name="inverse",
        forward=lambda mu: 1.0 / mu,
        back=lambda eta: 1.0 / eta,
        slope=lambda eta: -1.0 / (eta * eta),
    ),
    "1/mu^2": Link(
        name="1/mu^2",
        forward=lambda mu: 1.0 / (mu * mu),
        back=lambda eta: 1.0 / np.sqrt(eta),
        slope=lambda eta: -1.0 / (2.0 * eta**1.5),
    ),
    "sqrt": Link(name="sqrt", forward=np.sqrt, back=lambda eta: eta * eta, slope=lambda eta: 2.0 * eta),
}


def make_link(name: str) -> Link:
    """A link by its name.

    Raises:
        RError: there is no such link.
    """
    if name not in _LINKS:
        raise RError(f"‘{name}’ link not recognised", "make.link(linktemp)")
    return _LINKS[name]


def _gaussian_aic(y: Values, n: Values, mu: Values, weights: Values, deviance: float) -> float:
    count = len(y)
    return count * (math.log(2.0 * math.pi * deviance / count) + 1.0) + 2.0 - float(np.log(weights).sum())


def _binomial_aic(y: Values, n: Values, mu: Values, weights: Values, deviance: float) -> float:
    size = n if bool((n > 1.0).any()) else weights
    share = np.where(size > 0.0, weights / np.where(size > 0.0, size, 1.0), 0.0)
    logs = np.asarray(dbinom(np.rint(size * y), np.rint(size), mu, log=True))
    return -2.0 * float((share * logs).sum())


def _poisson_aic(y: Values, n: Values, mu: Values, weights: Values, deviance: float) -> float:
    return -2.0 * float((np.asarray(dpois(y, mu, log=True)) * weights).sum())


def _gamma_aic(y: Values, n: Values, mu: Values, weights: Values, deviance: float) -> float:
    spread = deviance / float(weights.sum())
    logs = np.asarray(dgamma(y, 1.0 / spread, scale=mu * spread, log=True))
    return -2.0 * float((logs * weights).sum()) + 2.0


def _inverse_gaussian_aic(y: Values, n: Values, mu: Values, weights: Values, deviance: float) -> float:
    total = float(weights.sum())
    return total * (math.log(deviance / total * 2.0 * math.pi) + 1.0) + 3.0 * float((np.log(y) * weights).sum()) + 2.0


def _no_aic(y: Values, n: Values, mu: Values, weights: Values, deviance: float) -> float:
    return math.nan


def _times_log(y: Values, ratio: Values) -> Values:
    """y log(ratio), 0 where y is."""
    return np.where(y == 0.0, 0.0, y * np.log(np.where(y == 0.0, 1.0, ratio)))


def _binomial_deviances(y: Values, mu: Values, weights: Values) -> Values:
    with np.errstate(all="ignore"):
        both = _times_log(y, y / mu) + _times_log(1.0 - y, (1.0 - y) / (1.0 - mu))
    return np.asarray(2.0 * weights * both)


def _poisson_deviances(y: Values, mu: Values, weights: Values) -> Values:
    with np.errstate(all="ignore"):
        return np.asarray(2.0 * weights * (_times_log(y, y / mu) - (y - mu)))


def _gamma_deviances(y: Values, mu: Values, weights: Values) -> Values:
    return np.asarray(-2.0 * weights * (np.log(np.where(y == 0.0, 1.0, y / mu)) - (y - mu) / mu))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Law:
    links: tuple[str, ...]
    variance: Callable[[Values], Values]
    deviances: Callable[[Values, Values, Values], Values]
    aic: Callable[[Values, Values, Values, Values, float], float]
    is_dispersed: bool


_BINOMIAL_LINKS = ("logit", "probit", "cauchit", "log", "cloglog")
_BINOMIAL_VARIANCE: Any = lambda mu: mu * (1.0 - mu)  # noqa: E731
FAMILIES: dict[str, _Law] = {
    "gaussian": _Law(
        links=("identity", "log", "inverse"),
        variance=np.ones_like,
        deviances=lambda y, mu, weights: weights * (y - mu) ** 2,
        aic=_gaussian_aic,
        is_dispersed=True,
    ),
    "binomial": _Law(
        links=_BINOMIAL_LINKS,
        variance=_BINOMIAL_VARIANCE,
        deviances=_binomial_deviances,
        aic=_binomial_aic,
        is_dispersed=False,
    ),
    "poisson": _Law(
        links=("log", "identity", "sqrt"),
        variance=lambda mu: mu,
        deviances=_poisson_deviances,
        aic=_poisson_aic,
        is_dispersed=False,
    ),
    "Gamma": _Law(
        links=("inverse", "identity", "log"),
        variance=lambda mu: mu * mu,
        deviances=_gamma_deviances,
        aic=_gamma_aic,
        is_dispersed=True,
    ),
    "inverse.gaussian": _Law(
        links=("1/mu^2", "inverse", "identity", "log"),
        variance=lambda mu: mu**3,
        deviances=lambda y, mu, weights: weights * (y - mu) ** 2 / (y * mu**2),
        aic=_inverse_gaussian_aic,
        is_dispersed=True,
    ),
    "quasibinomial": _Law(
        links=_BINOMIAL_LINKS,
        variance=_BINOMIAL_VARIANCE,
        deviances=_binomial_deviances,
        aic=_no_aic,
        is_dispersed=True,
    ),
    "quasipoisson": _Law(
        links=("log", "identity", "sqrt"),
        variance=lambda mu: mu,
        deviances=_poisson_deviances,
        aic=_no_aic,
        is_dispersed=True,
    ),
}
"""What R's families are made of; the usual link comes first."""


def make_family(name: str, link: str | None = None) -> Family:
    """A family by its name and its link's.

    Raises:
        RError: no such family or link.
    """
    if name not in FAMILIES:
        raise RError("'family' not recognized")
    law = FAMILIES[name]
    chosen = law.links[0] if link is None else link
    if chosen not in law.links:
        shown = ", ".join(f"‘{known}’" for known in law.links)
        raise RError(
            f'link "{chosen}" not available for {name} family; available links are {shown}',
            f'{name}(link = "{chosen}")',
        )
    return Family(
        name=name,
        link=make_link(chosen),
        variance=law.variance,
        deviances=law.deviances,
        aic=law.aic,
        is_dispersed=law.is_dispersed,
    )
