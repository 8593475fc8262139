"""Intervals from a bootstrap: percentile, basic and normal. R: confint.bootMer, boot::boot.ci."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import argument_expr, caller_names
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.bootstrap import BootMer, boot_condition_text, bootMer
from pylmer.inference.covariance import VarCorr
from pylmer.inference.parameter_choice import chosen_parameters
from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, message, running, shown_call, warning
from rcompat.base.factors import number_label
from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers
from rcompat.base.vectors import Names, Vector
from rcompat.language.deparse import deparse_one
from rcompat.linear.intervals import percent_labels
from rcompat.maths.distributions import qnorm

__all__ = ["confint_boot", "parameter_values"]

_TYPES = ("perc", "norm", "basic")
_TYPES_OF_FITS = ("perc", "basic", "norm")
_TEXT_LEVEL = {"perc": "invalid argument to unary"}
_ARGUMENT_OF_T = "error in evaluating the argument 'x' in selecting a method for function 't': "
_CALLS = {"perc": "norm.inter(t, alpha)", "basic": "norm.inter(t, (1 + c(conf, -conf))/2)"}
_INTERPOLATING = {call: ("FUN", "<Anonymous>", f"{kind}.ci", "norm.inter") for kind, call in _CALLS.items()}


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
        RError: unknown type or parameter; some but not all of the parameters of a statistic with names, to which
            lme4 1.1-31 then gives the names of all.

    R: confint.bootMer. Theory: Davison & Hinkley 1997, ch. 5.
    """
    level = NA_REAL if isinstance(level, str) and level == "NA" else level  # the way NA comes from scripts
    with running("confint.bootMer"):
        kind = match_arg(type, _TYPES, "type")
        rows = range(len(boot.t0)) if parm is None else _positions(parm, boot.names, len(boot.t0))
        table = _table(boot, rows, level, kind)
        if boot.names is not None and len(rows) != len(boot.names):
            with running("rownames<-"):
                raise RError("length of 'dimnames' [1] not equal to array extent", "dimnames(x) <- dn")
    return Vector(data=table, dimnames=(boot.names, _labels(level)))


def _labels(level: float) -> tuple[str, ...]:
    return tuple(percent_labels([(1 - level) / 2, (1 + level) / 2]))


def _positions(parm: Any, names: Names, count: int) -> list[int]:
    """Places of the parameters that are meant, as a subscript of the replicates' columns."""
    items = [parm] if isinstance(parm, str) or np.ndim(parm) == 0 else list(parm)
    if all(isinstance(item, str) for item in items):
        if names is None:
            raise _refused("no 'dimnames' attribute for array", "FUN", "<Anonymous>")
        found = [names.index(item) if item in names else -1 for item in items]
    else:
        numbers = [int(item) for item in items]
        if all(number < 0 for number in numbers):
            return [i for i in range(count) if -(i + 1) not in numbers]
        found = [number - 1 if number <= count else -1 for number in numbers if number]
    if -1 in found:
        with running("t", "vapply", "FUN", "<Anonymous>", "<Anonymous>"):
            raise RError(_ARGUMENT_OF_T + "subscript out of bounds", "(function (cond) ")
    return found


def _refused(text: str, *functions: str) -> RError:
    """What becomes of an error inside `boot.ci`: `t()` is a formal generic, which says for whom it was evaluated."""
    with running("t", "vapply", *functions, ".handleSimpleError", "h"):
        return RError(_ARGUMENT_OF_T + text, "h(simpleError(msg, call))")


def _table(boot: BootMer, rows: Sequence[int], level: float, kind: str) -> NDArray[np.float64]:
    """The limits (rows, 2)."""
    limits = [_interval(float(boot.t0[j]), boot.t[:, j], level, kind) for j in rows]
    return np.array(limits).reshape(len(limits), 2)


def _interval(estimate: float, replicates: NDArray[np.float64], level: Any, kind: str) -> tuple[float, float]:
    _check_spread(replicates, kind)
    if isinstance(level, str):
        text = f"{_TEXT_LEVEL.get(kind, 'non-numeric argument to binary')} operator"
        raise _refused(text, "FUN", "<Anonymous>", f"{kind}.ci")
    if np.ndim(level) > 0:
        raise _wrong_length(kind, len(level))
    known = np.sort(replicates[np.isfinite(replicates)])
    if kind == "norm":
        return _normal_limits(estimate, known, level)
    if kind == "perc":
        low, high = _order_statistics(known, ((1 - level) / 2, (1 + level) / 2), _CALLS[kind])
        return low, high
    low, high = _order_statistics(known, ((1 + level) / 2, (1 - level) / 2), _CALLS[kind])
    return 2 * estimate - low, 2 * estimate - high


def _check_spread(replicates: NDArray[np.float64], kind: str) -> None:
    """Refuse replicates that are all the same positive number, as R does, and those of which too few are known."""
    known = replicates[~np.isnan(replicates)]
    mean = float(known.mean()) if len(known) else math.nan
    if math.isinf(mean) or not (np.abs(known - mean) < min(1e-8, mean / 1e6)).all():
        return
    if len(known) < len(replicates):
        raise _refused("missing value where TRUE/FALSE needed", "FUN", "<Anonymous>")
    text = f"All values of t are equal to  {number_label(mean)} \\n Cannot calculate confidence intervals"
    sys.stdout.write(f'[1] "{text}"\n')
    raise _wrong_length(kind, 0)


def _wrong_length(kind: str, levels: int) -> RError:
    width = 3 if kind == "norm" else 5
    return _refused(f"values must be length {width},\n but FUN(X[[1]]) result is length {levels * width}")


def _normal_limits(estimate: float, known: NDArray[np.float64], level: float) -> tuple[float, float]:
    deviation = math.sqrt(float(np.var(known, ddof=1)))
    probability = (1 + level) / 2
    if probability > 1:
        warning("NaNs produced", "qnorm((1 + conf)/2)")
    half = deviation * (qnorm(probability) if probability <= 1 else math.nan)
    center = estimate - (float(np.mean(known)) - estimate)
    return center - half, center + half


def _order_statistics(ordered: NDArray[np.float64], probabilities: Sequence[float], call: str) -> list[float]:
    """Quantiles by interpolation on the normal scale. Theory: Davison & Hinkley 1997, eq. 5.8."""
    count = len(ordered)
    ranks = [(count + 1) * p for p in probabilities]
    if any(map(math.isnan, ranks)):
        raise _refused("missing value where TRUE/FALSE needed", *_INTERPOLATING[call])
    if not all(1.0 < rank < count for rank in ranks):
        warning("extreme order statistics used as endpoints", call)
    if min(ranks) < 0:
        raise _refused("only 0's may be mixed with negative subscripts", *_INTERPOLATING[call])
    return [_quantile(ordered, p, rank) for p, rank in zip(probabilities, ranks, strict=True)]


def _quantile(ordered: NDArray[np.float64], p: float, rank: float) -> float:
    count, below = len(ordered), math.floor(rank)
    if below > count:
        return NA_REAL
    if below in (0, count, rank):
        return float(ordered[max(below - 1, 0)])
    at, first, second = (qnorm(q) for q in (p, below / (count + 1), (below + 1) / (count + 1)))
    lower, upper = float(ordered[below - 1]), float(ordered[below])
    return float(lower + (at - first) / (second - first) * (upper - lower))


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
    quiet: bool,
    **more: Any,
) -> Vector:
    """R: confint.merMod with method = "boot"."""
    kind = match_arg(boot_type, _TYPES_OF_FITS, "boot.type")
    if FUN is None and not quiet:
        message("Computing bootstrap confidence intervals ...")
    asked = "bootMer(object, FUN = FUN, nsim = nsim, ...)"
    unknown = [name for name in more if name not in signature(bootMer).parameters]
    if unknown:
        given = ", ".join(f"{name} = {deparse_one(argument_expr(more[name], caller_names()))}" for name in unknown)
        raise RError(f"unused argument{'s' if len(unknown) > 1 else ''} ({given})", asked)
    with running("bootMer"), shown_call("bootMer(x, FUN, nsim)", lambda: asked):
        boot = bootMer(fit, FUN or parameter_values, nsim=nsim, **more)
    text = boot_condition_text(boot)
    if text is not None:
        message(text)
    if FUN is not None:
        return confint_boot(boot, level=level, type=kind)
    call = "get.which(parm, nvp = length(vn), nptot = length(an), parnames = an)"
    rows = chosen_parameters(parm, names, len(names) - fit.spec.p, call)
    with running("confint.bootMer"):
        table = _table(boot, range(len(names)), level, kind)
    return Vector(data=table[rows], dimnames=(tuple(names[i] for i in rows), _labels(level)))
