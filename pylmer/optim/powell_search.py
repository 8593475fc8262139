"""Powell's BOBYQA out of NLopt's library, with the number of interpolation points chosen.

NLopt's own interface always takes 2n + 1 points, minqa by default n + 2. The function in NLopt's library that does the
work takes the number as an argument, and takes minqa's steps to the last bit. Where a build of NLopt hides that
function the public interface answers: the same algorithm, other steps, and the precision it stops at.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias

import nlopt
import numpy as np

from pylmer.optim.outcome import Numbers, Objective

__all__ = ["Bounds", "SearchResult", "SearchSettings", "minimise_by_models"]

_Doubles = ctypes.POINTER(ctypes.c_double)
_Function = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_uint, _Doubles, _Doubles, ctypes.c_void_p)
_ROUNDOFF: Final = -4
_FINAL_STEP: Final = 4
Bounds: TypeAlias = tuple[Numbers, Numbers]


class _Stopping(ctypes.Structure):
    """When NLopt stops: the same in its versions 2.7.1 to 2.11."""

    _fields_ = (
        ("n", ctypes.c_uint),
        ("least_value", ctypes.c_double),
        ("ftol_rel", ctypes.c_double),
        ("ftol_abs", ctypes.c_double),
        ("xtol_rel", ctypes.c_double),
        ("xtol_abs", _Doubles),
        ("x_weights", _Doubles),
        ("evaluations", ctypes.POINTER(ctypes.c_int)),
        ("most_evaluations", ctypes.c_int),
        ("most_seconds", ctypes.c_double),
        ("start_time", ctypes.c_double),
        ("force_stop", ctypes.POINTER(ctypes.c_int)),
        ("message", ctypes.POINTER(ctypes.c_char_p)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """Interpolation points, first and last trust region radius, most evaluations."""

    points: int
    radius: float
    last_radius: float
    budget: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SearchResult:
    """The first of the best points, its value, the evaluations, and how the search ended.

    Attributes:
        has_final_step: a step too short for the last radius was tried at the end.
        is_over_budget: the evaluations were used up.
        is_stuck: rounding errors ended the search.
    """

    par: Numbers
    value: float
    evaluations: int
    has_final_step: bool
    is_over_budget: bool
    is_stuck: bool


def minimise_by_models(objective: Objective, start: Numbers, bounds: Bounds, settings: SearchSettings) -> SearchResult:
    """Minimise by quadratic models that interpolate the objective in a few points, in a trust region within bounds.

    Args:
        objective: function to minimise; must not keep its argument.
        start: starting values (m,).
        bounds: lower and upper bounds (m,), at least two first radii apart.
        settings: points, radii, budget.

    Raises:
        Exception: what the objective raises.

    R: minqa::bobyqa without its checks. Theory: Powell 2009, DAMTP 2009/NA06.
    """
    counter = _Counter(objective, start, settings.budget)
    search = _library_search() or _public_search
    status = search(counter, (start, *bounds), settings)
    if counter.failure is not None:
        raise counter.failure
    return SearchResult(
        par=counter.par,
        value=counter.value,
        evaluations=counter.count,
        has_final_step=status == _FINAL_STEP,
        is_over_budget=counter.is_over_budget,
        is_stuck=status == _ROUNDOFF,
    )


class _Counter:
    """The objective as the search calls it: counts, keeps the first of the best points, stops over budget."""

    __slots__ = ("budget", "count", "failure", "is_over_budget", "objective", "par", "value")

    def __init__(self, objective: Objective, start: Numbers, budget: int) -> None:
        self.objective, self.budget = objective, budget
        self.par, self.value, self.count = start.copy(), math.inf, 0
        self.is_over_budget = False
        self.failure: BaseException | None = None

    def call(self, par: Numbers, stop: Callable[[], object]) -> float:
        """The objective; after `stop` the search ends and the answer counts for nothing."""
        if self.count >= self.budget:
            self.is_over_budget = True
            stop()
            return math.nan
        self.count += 1
        try:
            value = float(self.objective(par))
        except BaseException as error:
            self.failure = error
            stop()
            return math.nan
        if value < self.value or self.count == 1:
            self.par, self.value = par.copy(), value
        return value


_Place = tuple[Numbers, Numbers, Numbers]
_Search = Callable[[_Counter, _Place, SearchSettings], int]


@cache
def _library_search() -> _Search | None:
    """The search that calls NLopt's library itself, None if the library hides the function."""
    try:
        run = ctypes.CDLL(nlopt._nlopt.__file__).bobyqa
    except (OSError, AttributeError):
        return None
    run.restype = ctypes.c_int
    run.argtypes = [ctypes.c_int, ctypes.c_int, *[_Doubles] * 4, ctypes.POINTER(_Stopping), _Doubles, _Function]
    run.argtypes.append(ctypes.c_void_p)

    def search(counter: _Counter, place: _Place, settings: SearchSettings) -> int:
        return _run_library(run, counter, place, settings)

    return search


def _run_library(run: Any, counter: _Counter, place: _Place, settings: SearchSettings) -> int:
    n = len(place[0])
    halted, evaluations, value = ctypes.c_int(0), ctypes.c_int(0), ctypes.c_double(0)
    start, lower, upper, steps, last = (
        (ctypes.c_double * n)(*numbers)
        for numbers in (*(part.tolist() for part in place), [settings.radius] * n, [settings.last_radius] * n)
    )
    stopping = _Stopping(
        n=n,
        least_value=-math.inf,
        xtol_abs=last,
        evaluations=ctypes.pointer(evaluations),
        force_stop=ctypes.pointer(halted),
        message=ctypes.pointer(ctypes.c_char_p()),
    )

    def halt() -> None:
        halted.value = 1

    def objective(_n: int, point: Any, _gradient: Any, _data: Any) -> float:
        return counter.call(np.array(point[:n]), halt)

    return int(
        run(n, settings.points, start, lower, upper, steps, stopping, ctypes.byref(value), _Function(objective), None)
    )


def _public_search(counter: _Counter, place: _Place, settings: SearchSettings) -> int:
    start, lower, upper = place
    solver = nlopt.opt(nlopt.LN_BOBYQA, len(start))
    solver.set_lower_bounds(lower)
    solver.set_upper_bounds(upper)
    solver.set_initial_step(settings.radius)
    solver.set_xtol_abs(settings.last_radius)
    solver.set_min_objective(lambda par, _gradient: counter.call(par.copy(), solver.force_stop))
    with suppress(nlopt.ForcedStop, nlopt.RoundoffLimited):  # the counter and the status tell
        solver.optimize(start)
    return int(solver.last_optimize_result())
