"""Intervals from a bootstrap: percentile, basic and normal. R: confint.bootMer, boot::boot.ci."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.bootstrap import BootMer, boot_condition_text, bootMer
from pylmer.inference.covariance import VarCorr
from pylmer.inference.parameter_choice import chosen_parameters
from rcompat.base.conditions import RError, message, running, shown_call, warning
from rcompat.base.generics import answers
from rcompat.base.vectors import Vector
from rcompat.linear.intervals import percent_labels
from rcompat.maths.distributions import qnorm

__all__ = ["confint_boot", "parameter_values"]

_TYPES = ("norm", "basic", "perc")
_CALLS = {"perc": "norm.inter(t, alpha)", "basic": "norm.inter(t, (1 + c(conf, -conf))/2)"}


@answers("confint", BootMer)
def confint_boot(
    boot: BootMer,
    parm: Sequence[int | str] | int | str | None = None,
    level: float = 0.95,
    type: str = "perc",
) -> Vector:
    """Bootstrap intervals.

    Args:
        boot: a bootstrap.
        parm: names or numbers (from 1) of the parameters; None for all.
        level: confidence level.
        type: "perc", "basic" or "norm".

    Returns:
        Vector: matrix (parameters, 2).

    Raises:
        RError: unknown type or parameter.

    R: confint.bootMer. Theory: Davison & Hinkley 1997, ch. 5.
    """
    names = boot.names or tuple(str(j + 1) for j in range(len(boot.t0)))
    rows = range(len(names)) if parm is None else [_position(item, names) for item in _items(parm)]
    return _table(boot, rows, names, level, type)


def _items(parm: Sequence[int | str] | int | str) -> list[int | str]:
    return [parm] if isinstance(parm, int | str) else list(parm)


def _position(item: int | str, names: Sequence[str | None]) -> int:
    if isinstance(item, str) and item in names:
        return list(names).index(item)
    if isinstance(item, str) or not 0 < item <= len(names):
        raise RError("subscript out of bounds")
    return item - 1


def _table(boot: BootMer, rows: Sequence[int], names: Sequence[str | None], level: float, kind: str) -> Vector:
    if kind not in _TYPES:
        raise RError("'arg' should be one of " + ", ".join(f"“{t}”" for t in _TYPES), "match.arg(type)")
    limits = [_interval(float(boot.t0[j]), boot.t[:, j], level, kind) for j in rows]
    labels = tuple(percent_labels([(1 - level) / 2, (1 + level) / 2]))
    return Vector(data=np.array(limits).reshape(len(limits), 2), dimnames=(tuple(names[j] for j in rows), labels))


def _interval(estimate: float, replicates: NDArray[np.float64], level: float, kind: str) -> tuple[float, float]:
    known = np.sort(replicates[np.isfinite(replicates)])
    if kind == "norm":
        mean = float(np.mean(known))
        deviation = math.sqrt(float(np.var(known, ddof=1)))
        half = deviation * qnorm((1 + level) / 2)
        center = estimate - (mean - estimate)
        return center - half, center + half
    if kind == "perc":
        low, high = _order_statistics(known, ((1 - level) / 2, (1 + level) / 2), _CALLS[kind])
        return low, high
    low, high = _order_statistics(known, ((1 + level) / 2, (1 - level) / 2), _CALLS[kind])
    return 2 * estimate - low, 2 * estimate - high


def _order_statistics(ordered: NDArray[np.float64], probabilities: Sequence[float], call: str) -> list[float]:
    """Quantiles by interpolation on the normal scale. Theory: Davison & Hinkley 1997, eq. 5.8."""
    count = len(ordered)
    ranks = [(count + 1) * p for p in probabilities]
    if not all(1.0 < rank < count for rank in ranks):
        warning("extreme order statistics used as endpoints", call)
    answers_ = []
    for p, rank in zip(probabilities, ranks, strict=True):
        below = math.floor(rank)
        if below == 0:
            answers_.append(float(ordered[0]))
        elif below >= count:
            answers_.append(float(ordered[-1]))
        elif below == rank:
            answers_.append(float(ordered[below - 1]))
        else:
            at, first, second = (qnorm(q) for q in (p, below / (count + 1), (below + 1) / (count + 1)))
            lower, upper = float(ordered[below - 1]), float(ordered[below])
            answers_.append(lower + (at - first) / (second - first) * (upper - lower))
    return answers_


def parameter_values(fit: MerFit) -> list[float]:
    """Standard deviations and correlations, sigma and fixed effects: what `confint(method="boot")` bootstraps."""
    values: list[float] = []
    for block in VarCorr(fit):
        k = len(block.names)
        values += [
            float(block.stddev[i]) if i == j else float(block.correlation[i, j]) for j in range(k) for i in range(j, k)
        ]
    return [*values, fit.sigma, *fit.state.beta.tolist()]


@answers("confint_boot", MerFit)
def _confint_fit(
    fit: MerFit,
    *,
    parm: Any,
    level: float,
    names: tuple[str, ...],
    nsim: int,
    boot_type: str,
    FUN: Callable[[MerFit], Any] | None,
    **more: Any,
) -> Vector:
    """R: confint.merMod with method = "boot"."""
    asked = "bootMer(object, FUN = FUN, nsim = nsim, ...)"
    with running("bootMer"), shown_call("bootMer(x, FUN, nsim)", lambda: asked):
        boot = bootMer(fit, FUN or parameter_values, nsim=nsim, **more)
    text = boot_condition_text(boot)
    if text is not None:
        message(text)
    if FUN is not None:
        return confint_boot(boot, level=level, type=boot_type)
    variances = len(names) - fit.spec.p
    call = "get.which(parm, nvp = length(vn), nptot = length(an), parnames = an)"
    table = _table(boot, range(len(names)), names, level, boot_type)
    rows = chosen_parameters(parm, names, variances, call)
    labels = None if table.dimnames is None else table.dimnames[1]
    return Vector(data=table.data[rows], dimnames=(tuple(names[i] for i in rows), labels))
