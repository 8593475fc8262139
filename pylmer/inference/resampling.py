"""Parametric, residual and cases bootstraps of nested mixed models. R: lmeresampler::bootstrap.

lmeresampler is not part of Debian: this is written from its documentation and from Carpenter, Goldstein and Rasbash
2003. The parametric bootstrap draws what R's `simulate` draws; the order of the other draws, the text page and the
last digits of the intervals could not be compared with R.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.lmer import refitter
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import residual_values
from pylmer.inference.case_draws import case_plan, drawn_request, fit_cases
from pylmer.inference.covariance import VarCorr
from pylmer.inference.residual_draws import reflated_responses
from pylmer.inference.simulation import response_model, simulate_matrix
from rcompat.base.conditions import RError, RMessage, RWarning, collect_conditions
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.base.vectors import Vector
from rcompat.maths.distributions import qnorm
from rcompat.maths.rng import random_seed, session_generator
from rcompat.maths.stats import quantile

__all__ = ["LmeResamp", "bootstrap", "confint_resampled", "extract_parameters"]

_TYPES = ("parametric", "residual", "case")
_INTERVALS = ("norm", "basic", "perc")
Statistic = Callable[[MerFit], Any]
Conditions = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LmeResamp(Printable, Asks):
    """A bootstrap of a mixed model.

    Attributes:
        observed: the statistic of the fit itself (t,), named.
        replicates: that of the refits (B, t); NA where a refit failed.
        stats: data frame of term, observed, rep.mean, se, bias.
        B: number of resamples.
        type: "parametric", "residual" or "case".
        seed: state of the generator before the draws.
        message, warning, error: texts per resample.

    R: class lmeresamp of package lmeresampler.
    """

    observed: Vector
    replicates: Vector
    stats: Frame
    B: int
    type: str
    seed: NDArray[np.int32]
    message: Conditions
    warning: Conditions
    error: Conditions

    def to_frame(self) -> Frame:
        """The table of statistics."""
        return self.stats


def extract_parameters(fit: MerFit) -> Vector:
    """Fixed effects (beta.), then variances and covariances of the random effects and the residual variance (vc).

    R: lmeresampler::extract_parameters.
    """
    components = np.asarray(VarCorr(fit).to_frame()["vcov"], dtype=np.float64)
    names = [f"beta.{name}" for name in fit.spec.x_names] + [f"vc{i + 1}" for i in range(len(components))]
    return Vector(data=np.concatenate([fit.state.beta, components]), names=tuple(names))


@answers("bootstrap", MerFit)
def bootstrap(
    model: MerFit,
    f: Statistic = extract_parameters,
    type: str = "parametric",
    B: int = 1000,
    resample: Sequence[bool] | None = None,
    orig_data: Any = None,
) -> LmeResamp:
    """Bootstrap a statistic of a nested mixed model.

    Args:
        model: a fitted model.
        f: gives the statistic of a fit: numbers, named if it is a Vector.
        type: "parametric" (new responses from the model), "residual" (centred and reflated conditional modes and
            residuals) or "case" (rows of the data, cluster by cluster).
        B: number of resamples.
        resample: for "case": whether each level is resampled, the largest clusters first, the observations last.
        orig_data: for "case": the data, if the fit does not know them.

    Raises:
        RError: unknown type, B that is not positive, or levels that cannot be resampled.

    R: lmeresampler::bootstrap. Theory: Carpenter, Goldstein and Rasbash 2003, JRSS C 52.
    """
    kinds = [kind for kind in _TYPES if kind.startswith(type)]
    if not kinds:
        options = ", ".join(f"“{kind}”" for kind in _TYPES)
        raise RError(f"'arg' should be one of {options}", "match.arg(type)")
    count = int(B)
    if count <= 0:
        raise RError("'B' must be a positive whole number")
    names, observed = _statistic(f(model))
    before = random_seed()
    rows, texts = [], []
    for make in _refits(model, kinds[0], count, resample, orig_data):
        row, noted = _replicate(make, f, len(observed))
        rows.append(row)
        texts.append(noted)
    values = np.array(rows).reshape(count, len(observed))
    return LmeResamp(
        observed=Vector(data=observed, names=names),
        replicates=Vector(data=values, dimnames=(None, names)),
        stats=_statistics(names, observed, values),
        B=count,
        type=kinds[0],
        seed=before,
        message=tuple(text[0] for text in texts),
        warning=tuple(text[1] for text in texts),
        error=tuple(text[2] for text in texts),
    )


def _statistic(value: Any) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    names = value.names if isinstance(value, Vector) else None
    numbers = np.atleast_1d(np.asarray(value.data if isinstance(value, Vector) else value, dtype=np.float64)).ravel()
    if names is None:
        names = tuple(f"V{i + 1}" for i in range(len(numbers))) if len(numbers) > 1 else ("",)
    return tuple(name or "" for name in names), numbers


def _refits(
    fit: MerFit, kind: str, count: int, resample: Sequence[bool] | None, orig_data: Any
) -> Iterator[Callable[[], MerFit]]:
    """One refit per resample, not yet done."""
    if kind == "case":
        plan = case_plan(fit, resample, orig_data)
        for _ in range(count):
            yield partial(fit_cases, drawn_request(plan))
        return
    refitted = refitter(fit)
    if kind == "parametric":
        responses = simulate_matrix(response_model(fit), count, session_generator())
    else:
        responses = reflated_responses(fit, residual_values(fit), count)
    for column in range(count):
        yield partial(refitted, responses[:, column])


def _replicate(
    make: Callable[[], MerFit], f: Statistic, size: int
) -> tuple[NDArray[np.float64], tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    values = np.full(size, NA_REAL)
    errors: tuple[str, ...] = ()
    with collect_conditions() as conditions:
        try:
            found = _statistic(f(make()))[1]
            if len(found) != size:
                raise RError(f"the statistic has {len(found)} numbers instead of {size}")
            values = found
        except Exception as error:  # a failed resample is counted, not fatal
            errors = (str(error),)
    messages = tuple(c.message for c in conditions if isinstance(c, RMessage))
    warnings = tuple(c.message for c in conditions if isinstance(c, RWarning))
    return values, (messages, warnings, errors)


def _statistics(names: tuple[str, ...], observed: NDArray[np.float64], values: NDArray[np.float64]) -> Frame:
    means, errors = [], []
    for column in values.T:
        known = column[~np.isnan(column)]
        means.append(float(known.mean()) if len(known) else NA_REAL)
        errors.append(float(known.std(ddof=1)) if len(known) > 1 else NA_REAL)
    columns: dict[str, Column] = {
        "term": np.array(names, dtype=object),
        "observed": observed,
        "rep.mean": np.array(means),
        "se": np.array(errors),
        "bias": np.array(means) - observed,
    }
    return Frame(columns=columns, n=len(names))


@answers("confint", LmeResamp)
def confint_resampled(object: LmeResamp, type: str = "all", level: float = 0.95) -> Frame:
    """Intervals of the bootstrapped statistic.

    Args:
        object: a bootstrap.
        type: "norm" (bias-corrected, normal), "basic", "perc" (quantiles of type 7), or "all".
        level: confidence level.

    Returns:
        Frame: term, estimate, lower, upper, type, level.

    Raises:
        RError: unknown type.

    R: lmeresampler's confint. Theory: Davison and Hinkley 1997, ch. 5.
    """
    kinds = _INTERVALS if type == "all" else (type,)
    if not set(kinds) <= set(_INTERVALS):
        raise RError("'arg' should be one of “all”, “norm”, “basic”, “perc”", "match.arg(type)")
    limits = [_interval(object, j, kind, level) for kind in kinds for j in range(len(object.observed))]
    repeats = len(kinds)
    terms = [str(name) for name in object.observed.names or ()]
    columns: dict[str, Column] = {
        "term": np.array(terms * repeats, dtype=np.object_),
        "estimate": np.tile(object.observed.data, repeats),
        "lower": np.array([limit[0] for limit in limits]),
        "upper": np.array([limit[1] for limit in limits]),
        "type": np.array([kind for kind in kinds for _ in terms], dtype=np.object_),
        "level": np.full(len(limits), level),
    }
    return Frame(columns=columns, n=len(limits))


def _interval(boot: LmeResamp, j: int, kind: str, level: float) -> tuple[float, float]:
    column, estimate = boot.replicates.data[:, j], float(boot.observed.data[j])
    known = column[~np.isnan(column)]
    if len(known) < 2:
        return math.nan, math.nan
    if kind == "norm":
        centre, half = 2.0 * estimate - float(known.mean()), qnorm((1 + level) / 2) * float(known.std(ddof=1))
        return centre - half, centre + half
    low, high = quantile(known, ((1 - level) / 2, (1 + level) / 2))
    return (low, high) if kind == "perc" else (2.0 * estimate - high, 2.0 * estimate - low)
