"""minqa's `bobyqa()`: its arguments, defaults, printed trace and results around the BOBYQA algorithm."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from pylmer.optim.outcome import Numbers, Optimum, Problem
from pylmer.optim.point_set import ModelSettings, Trace
from pylmer.optim.quadratic_models import minimise_by_models
from rcompat.base.conditions import Condition, RError, RWarning
from rcompat.base.number_text import format_doubles
from rcompat.base.sprintf import c_sprintf

__all__ = ["bobyqa"]

_CHECK_CALL: Final = "commonArgs(par, fn, control, environment())"
_CALL: Final = "(function (par, fn, lower = -Inf, upper = Inf, control = list(), "
_OPTIONS_CALL: Final = "(function (npt = min(n + 2L, 2L * n), rhobeg = NA, rhoend = NA, "
_KNOWN: Final = frozenset({"npt", "rhobeg", "rhoend", "iprint", "maxfun", "obstop", "force.start"})
_OFF_ZERO: Final = 1e-3  # lme4 starts here instead of at zero, where minqa finds no scale
_MESSAGES: Final = {
    0: "Normal exit from bobyqa",
    1: "bobyqa -- maximum number of function evaluations exceeded",
    2: "bobyqa -- NPT is not in the required interval",
    3: "bobyqa -- a trust region step failed to reduce q",
    4: "bobyqa -- one of the box constraint ranges is too small (< 2*RHOBEG)",
    5: "bobyqa detected too much cancellation in denominator",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    """minqa's control list, filled in."""

    npt: int
    rhobeg: float
    rhoend: float
    iprint: int
    maxfun: int


def bobyqa(problem: Problem) -> Optimum:
    """Minimise by quadratic models in a trust region within bounds.

    R: minqa::bobyqa as lme4 calls it.
    """
    problems: list[Condition] = []
    start = problem.start if problem.start.any() else np.full(len(problem.start), _OFF_ZERO)
    settings = _fill_settings(problem.options, start, problem.verbose, problems)
    if not (start >= problem.lower).all():
        raise RError("Starting values violate bounds", _CALL)
    trace = _make_trace(problem, settings)
    trace.start(start)
    models = ModelSettings(
        points=settings.npt, radius=settings.rhobeg, last_radius=settings.rhoend, budget=max(settings.maxfun, 1)
    )
    answer = minimise_by_models(problem.objective, start, problem.lower, models, trace)
    trace.end(answer.evaluations, answer.value, answer.par)
    return Optimum(
        par=answer.par,
        value=answer.value,
        evaluations=answer.evaluations,
        code=answer.code,
        message=_MESSAGES[answer.code],
        options={**problem.options, "iprint": min(problem.verbose, 3)},
        problems=tuple(problems),
    )


def _fill_settings(given: Mapping[str, Any], start: Numbers, verbose: int, problems: list[Condition]) -> _Settings:
    """minqa's defaults and checks."""
    n = len(start)
    if any(name not in _KNOWN for name in given):
        problems.append(RWarning("unused control arguments ignored", _OPTIONS_CALL))
    npt = min(n + 2, 2 * n) if given.get("npt") is None else _whole(given["npt"])
    npt = min(max(n + 2, npt), (n + 1) * (n + 2) // 2)
    if npt > 2 * n + 1:
        text = "Setting npt > 2 * length(par) + 1 is not recommended."
        problems.append(RWarning(text, _CHECK_CALL))
    first = _given_number(given, "rhobeg", min(0.95, 0.2 * float(np.max(np.abs(start)))))
    last = _given_number(given, "rhoend", 1e-6 * first)
    if not last > 0:
        raise RError("0 < ctrl$rhoend is not TRUE", _CHECK_CALL)
    if not last <= first:
        raise RError("ctrl$rhoend <= ctrl$rhobeg is not TRUE", _CHECK_CALL)
    maxfun = _whole(given.get("maxfun", 10000))
    if maxfun < 10 * n**2:
        problems.append(RWarning("maxfun < 10 * length(par)^2 is not recommended.", _CHECK_CALL))
    return _Settings(npt=npt, rhobeg=first, rhoend=last, iprint=min(verbose, 3), maxfun=maxfun)


def _given_number(given: Mapping[str, Any], name: str, default: float) -> float:
    value = given.get(name)
    return default if value is None or math.isnan(value) else float(value)


def _whole(value: Any) -> int:
    if isinstance(value, str):
        text = "Not compatible with requested type: [type=character; target=integer]."
        raise RError(text, _CALL)
    return int(value)


class _Printer(Trace):
    """minqa's printed trace."""

    def __init__(self, problem: Problem, settings: _Settings) -> None:
        self.problem = problem
        self.settings = settings

    def start(self, par: Numbers) -> None:
        settings, write = self.settings, self.problem.write
        if settings.iprint >= 2:
            write(f"npt = {settings.npt} , n =  {len(par)} \n")
            rho = _cat([settings.rhobeg]), _cat([settings.rhoend])
            write(f"rhobeg =  {rho[0]} , rhoend =  {rho[1]} \n")
        value = self.problem.objective(par)
        write(f"start par. =  {_cat(par.tolist())} fn =  {_cat([value])} \n")

    def evaluated(self, count: int, value: float, par: Numbers) -> None:
        if self.settings.iprint >= 3:
            numbers = "".join(c_sprintf(" %#8.6g", x) for x in par.tolist())
            self.problem.write(c_sprintf("%3d:%#14.8g:", count, value) + numbers + "\n")

    def shrunk(self, radius: float, count: int, value: float, par: Numbers) -> None:
        if self.settings.iprint >= 2:
            numbers = "".join(c_sprintf("%#8.6g ", x) for x in par.tolist())
            text = c_sprintf("rho: %#8.2g eval: %3d fn: %#12.6g par:", radius, count, value)
            self.problem.write(f"{text}{numbers}\n")

    def end(self, count: int, value: float, par: Numbers) -> None:
        numbers = "".join(c_sprintf(" %#8.6g", x) for x in par.tolist())
        self.problem.write(c_sprintf("At return\neval: %3d fn: %#14.8g par:", count, value) + numbers + "\n")


def _cat(values: list[float]) -> str:
    return " ".join(format_doubles([value], digits=7)[0] for value in values)


def _make_trace(problem: Problem, settings: _Settings) -> Trace:
    return _Printer(problem, settings) if problem.verbose > 0 else Trace()
