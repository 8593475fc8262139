"""Scalars in, a float out; arrays in, an array out: how R's distribution functions take their arguments.

Numbers go straight to the compiled function; arrays are recycled to the longest, as in R.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import warning
from rcompat.maths.density_kernel import densities, density
from rcompat.maths.probability_kernel import probabilities, probability
from rcompat.maths.quantile_kernel import quantile, quantiles

__all__ = ["LAWS", "law_density", "law_probability", "law_quantile"]

LAWS = {
    name: place
    for place, name in enumerate(
        (
            "norm", "t", "chisq", "f", "gamma", "beta", "binom", "pois",
            "unif", "exp", "lnorm", "logis", "weibull", "cauchy", "nbinom", "geom",
        )
    )
}  # fmt: skip


def law_probability(law: int, q: Any, a: Any, b: Any, lower_tail: bool, log_p: bool) -> Any:
    """Return the probability of a tail from q."""
    if isinstance(q, float | int) and isinstance(a, float | int) and isinstance(b, float | int):
        return _known(probability(law, q, a, b, lower_tail, log_p), q, a, b)
    return _recycled(probabilities, law, (q, a, b), lower_tail, log_p)


def law_quantile(law: int, p: Any, a: Any, b: Any, lower_tail: bool, log_p: bool) -> Any:
    """Return the quantile at a probability p."""
    if isinstance(p, float | int) and isinstance(a, float | int) and isinstance(b, float | int):
        return _known(quantile(law, p, a, b, lower_tail, log_p), p, a, b)
    return _recycled(quantiles, law, (p, a, b), lower_tail, log_p)


def law_density(law: int, x: Any, a: Any, b: Any, log: bool) -> Any:
    """Return the density or probability at x."""
    if isinstance(x, float | int) and isinstance(a, float | int) and isinstance(b, float | int):
        return _known(density(law, x, a, b, log), x, a, b)
    return _recycled(densities, law, (x, a, b), log)


def _known(value: float, *arguments: float) -> float:
    if value != value and not any(map(math.isnan, arguments)):
        warning("NaNs produced")
    return value


def _recycled(many: Callable[..., Any], law: int, arguments: tuple[Any, Any, Any], *flags: bool) -> Any:
    arrays = [np.asarray(argument, dtype=np.float64) for argument in arguments]
    if any(array.size == 0 for array in arrays):
        return np.empty(0)
    values = many(law, *(np.ascontiguousarray(array).reshape(-1) for array in arrays), *flags)
    missing = int(np.count_nonzero(np.isnan(values)))
    if missing:
        given = np.zeros(values.size, dtype=bool)
        for array in arrays:
            given |= np.isnan(np.resize(array, values.size))
        if missing > int(np.count_nonzero(given)):
            warning("NaNs produced")
    shape = next(array.shape for array in arrays if array.size == values.size)
    return values.reshape(shape)
