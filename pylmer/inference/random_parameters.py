"""The parameters of the random effects as `model_parameters` shows them: their spread, or the groups' own values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import CovarianceBlock, VarCorr
from pylmer.inference.parameter_records import Interval, RandomParameter
from pylmer.inference.random_effects import ranef
from rcompat.maths.distributions import qnorm

__all__ = ["level_parameters", "random_parameters"]


def random_parameters(fit: MerFit, known: NDArray[np.float64] | None) -> tuple[RandomParameter, ...]:
    """Standard deviations of the intercepts, of the other coefficients, correlations, and the residual one.

    Args:
        fit: a fitted model.
        known: their limits (m + 1, 2) as `confint` orders them, or None.
    """
    table = VarCorr(fit)
    limits: list[Interval | None] = [None] * (len(fit.state.theta) + 1)
    if known is not None:
        limits = [(low, high) for low, high in known.tolist()]
    cells = [
        (block, term.group, i, j)
        for term, block in zip(fit.spec.re.terms, table, strict=True)
        for j in range(term.k)
        for i in range(j, term.k)
    ]
    ranked = [_random_parameter(*cell, limit) for cell, limit in zip(cells, limits, strict=False)]
    residual = RandomParameter(name="SD (Observations)", group="Residual", value=table.sigma, interval=limits[-1])
    return (*(each for _, each in sorted(ranked, key=lambda pair: pair[0])), residual)


def _random_parameter(
    block: CovarianceBlock, group: str, i: int, j: int, interval: Interval | None
) -> tuple[int, RandomParameter]:
    """One parameter and its place: intercepts first, then other deviations, then correlations."""
    first, second = _effect_name(block.names[j]), _effect_name(block.names[i])
    if i == j:
        found = RandomParameter(name=f"SD ({first})", group=group, value=float(block.stddev[i]), interval=interval)
        return int(block.names[i] != "(Intercept)"), found
    value = float(block.correlation[i, j])
    return 2, RandomParameter(name=f"Cor ({first}~{second})", group=group, value=value, interval=interval)


def _effect_name(name: str) -> str:
    return "Intercept" if name == "(Intercept)" else name


def level_parameters(fit: MerFit, levels: Sequence[float]) -> tuple[RandomParameter, ...]:
    """The random effects of every level with normal limits, group by group, coefficient by coefficient."""
    table = ranef(fit)
    found = []
    quantiles = [float(qnorm((1.0 + level) / 2.0)) for level in levels]
    for group, frame in table.frames.items():
        errors = [np.sqrt(block[:, c, c]) for block in table.variances[group] for c in range(block.shape[1])]
        for (name, column), spread in zip(frame.items(), errors, strict=True):
            for label, value, error in zip(frame.row_names or (), np.asarray(column).tolist(), spread, strict=True):
                limits = tuple((value - z * float(error), value + z * float(error)) for z in quantiles)
                found.append(
                    RandomParameter(
                        name=name, group=group, value=value, level=label, error=float(error), intervals=limits
                    )
                )
    return tuple(found)
