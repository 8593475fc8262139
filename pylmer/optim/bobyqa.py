"""minqa's `bobyqa()`: its arguments, defaults, checks and results around Powell's BOBYQA."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from pylmer.optim.bobyqa_trace import print_search
from pylmer.optim.outcome import Numbers, Optimum, Problem
from pylmer.optim.powell_search import SearchSettings, minimise_by_models
from rcompat.base.conditions import Condition, RError, RWarning

__all__ = ["bobyqa"]

_CHECK_CALL: Final = "commonArgs(par, fn, control, environment())"
_CALL: Final = "(function (par, fn, lower = -Inf, upper = Inf, control = list(), "
_OPTIONS_CALL: Final = "(function (npt = min(n + 2L, 2L * n), rhobeg = NA, rhoend = NA, "
_KNOWN: Final = frozenset({"npt", "rhobeg", "rhoend", "iprint", "maxfun", "obstop", "force.start"})
_OFF_ZERO: Final = 1e-3  # lme4 starts here instead of at zero, where minqa finds no scale
_MESSAGES: Final = {
    0: "Normal exit from bobyqa",
    1: "bobyqa -- maximum number of function evaluations exceeded",
    3: "bobyqa -- a trust region step failed to reduce q",
}


def bobyqa(problem: Problem) -> Optimum:
    """Minimise by quadratic models in a trust region within bounds.

    R: minqa::bobyqa as lme4 calls it.
    """
    problems: list[Condition] = []
    start = problem.start if problem.start.any() else np.full(len(problem.start), _OFF_ZERO)
    bounds = problem.lower, np.full(len(start), np.inf) if problem.upper is None else problem.upper
    settings = _fill_settings(problem.options, start, problems)
    settings = _fit_between(settings, start, bounds, problems)
    if problem.verbose > 0:
        answer = print_search(problem, start, bounds, settings)
    else:
        answer = minimise_by_models(problem.objective, start, bounds, settings)
    code = 1 if answer.is_over_budget else 3 if answer.is_stuck else 0
    return Optimum(
        par=answer.par,
        value=answer.value,
        evaluations=answer.evaluations,
        code=code,
        message=_MESSAGES[code],
        options={**problem.options, "iprint": min(problem.verbose, 3)},
        problems=tuple(problems),
    )


def _fill_settings(given: Mapping[str, Any], start: Numbers, problems: list[Condition]) -> SearchSettings:
    """minqa's defaults and checks."""
    n = len(start)
    if any(name not in _KNOWN for name in given):
        problems.append(RWarning("unused control arguments ignored", _OPTIONS_CALL))
    npt = min(n + 2, 2 * n) if given.get("npt") is None else _whole(given["npt"])
    npt = min(max(n + 2, npt), (n + 1) * (n + 2) // 2)
    if npt > 2 * n + 1:
        text = "Setting npt > 2 * length(par) + 1 is not recommended."
        problems.append(RWarning(text, _CHECK_CALL))
    if not np.isfinite(start).all():
        raise RError("all(is.finite(par)) is not TRUE", _CHECK_CALL)
    first = _given_number(given, "rhobeg", min(0.95, 0.2 * float(np.max(np.abs(start)))))
    last = _given_number(given, "rhoend", 1e-6 * first)
    if not last > 0:
        raise RError("0 < ctrl$rhoend is not TRUE", _CHECK_CALL)
    if not last <= first:
        raise RError("ctrl$rhoend <= ctrl$rhobeg is not TRUE", _CHECK_CALL)
    maxfun = _whole(given.get("maxfun", 10000))
    if maxfun < 10 * n**2:
        problems.append(RWarning("maxfun < 10 * length(par)^2 is not recommended.", _CHECK_CALL))
    return SearchSettings(points=npt, radius=first, last_radius=last, budget=max(maxfun, 1))


def _fit_between(
    settings: SearchSettings, start: Numbers, bounds: tuple[Numbers, Numbers], problems: list[Condition]
) -> SearchSettings:
    """The settings with a first radius that fits between the bounds, which are checked."""
    lower, upper = bounds
    if not (lower < upper).all():
        raise RError("all(lower < upper) is not TRUE", _CALL)
    if not ((lower <= start) & (start <= upper)).all():
        raise RError("Starting values violate bounds", _CALL)
    narrowest = float(np.min(upper - lower))
    if not narrowest < 2 * settings.radius:
        return settings
    problems.append(RWarning("All upper - lower must be >= 2*rhobeg. Changing rhobeg", _CALL))
    return replace(settings, radius=0.2 * narrowest)


def _given_number(given: Mapping[str, Any], name: str, default: float) -> float:
    value = given.get(name)
    return default if value is None or math.isnan(value) else float(value)


def _whole(value: Any) -> int:
    if isinstance(value, str):
        text = "Not compatible with requested type: [type=character; target=integer]."
        raise RError(text, _CALL)
    return int(value)
