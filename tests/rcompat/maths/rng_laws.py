"""The laws that scripts/golden_r/rng.R records, as calls of ours: the same names, the same arguments."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.maths.samples import sample_int
from rcompat.maths.variates import (
    rbeta,
    rbinom,
    rcauchy,
    rchisq,
    rexp,
    rf,
    rgamma,
    rgeom,
    rlnorm,
    rlogis,
    rmultinom,
    rnbinom,
    rnorm,
    rpois,
    rt,
    runif,
    rweibull,
)

__all__ = ["KINDS", "LAWS", "digest"]

N = 10**6
SKEWED = np.arange(1.0, 301.0) ** 3
FEW = np.array([1, 2, 2, 3, 3, 3, 1, 1, 5, 5, 5, 5])

KINDS = {
    "mt": ("Mersenne-Twister", "Inversion", "Rejection"),
    "lecuyer": ("L'Ecuyer-CMRG", "Inversion", "Rejection"),
    "rounding": ("Mersenne-Twister", "Inversion", "Rounding"),
}

LAWS: dict[str, Callable[[], Any]] = {
    "runif": lambda: runif(N),
    "runif_ends": lambda: runif(N, (-1, 0, 1), (2, 5)),
    "rnorm": lambda: rnorm(N),
    "rnorm_recycled": lambda: rnorm(N, (1, 2, 3), (1, 5)),
    "rexp": lambda: rexp(N, (1, 3)),
    "rgamma": lambda: rgamma(N, 2.5),
    "rgamma_small": lambda: rgamma(N, 0.3, rate=0.7),
    "rgamma_recycled": lambda: rgamma(N, (0.01, 1, 3.7, 14, 500), scale=(1, 2)),
    "rchisq": lambda: rchisq(N, (0.5, 1, 7, 40)),
    "rbeta": lambda: rbeta(N, (0.2, 0.9, 2, 30), (0.5, 1.5, 3)),
    "rt": lambda: rt(N, (1, 4.5, 100)),
    "rf": lambda: rf(N, 3, (2, 17.5)),
    "rbinom": lambda: rbinom(N, 10, 0.3),
    "rbinom_large": lambda: rbinom(N, (100, 1000, 54321, 1e7), (0.2, 0.5, 0.9)),
    "rpois": lambda: rpois(N, 3),
    "rpois_large": lambda: rpois(N, (0.1, 9.9, 10, 37, 1234.5, 1e6)),
    "rnbinom": lambda: rnbinom(N, (0.5, 3), 0.2),
    "rnbinom_mu": lambda: rnbinom(N, (0.5, 3), mu=(4, 40, 400)),
    "rgeom": lambda: rgeom(N, (0.05, 0.6)),
    "rmultinom": lambda: rmultinom(10**5, 30, (1, 2, 3, 0, 4, 20)),
    "rweibull": lambda: rweibull(N, (0.5, 3), 2),
    "rlogis": lambda: rlogis(N, 1, 2),
    "rcauchy": lambda: rcauchy(N),
    "rlnorm": lambda: rlnorm(N, 1, 0.5),
    "sample": lambda: sample_int(N),
    "sample_replace": lambda: sample_int(1000, N, True),
    "sample_huge": lambda: sample_int(1e12, N, True),
    "sample_few": lambda: sample_int(1e9, 10**4),
    "sample_prob": lambda: sample_int(12, N, True, FEW),
    "sample_alias": lambda: sample_int(300, N, True, SKEWED),
    "sample_urn": lambda: sample_int(300, prob=SKEWED),
}


def digest(draws: Any) -> str:
    """The sha256 of numbers as R's script writes them: doubles, by columns."""
    return hashlib.sha256(np.asarray(draws, dtype="<f8").tobytes(order="F")).hexdigest()
