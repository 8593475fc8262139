"""BOBYQA: minimisation within bounds by quadratic models of least Frobenius norm in a trust region."""

from __future__ import annotations

from dataclasses import dataclass

import nlopt
import numpy as np

from pylmer.optim.outcome import Numbers, Objective

__all__ = ["ModelOptimum", "Trace", "minimise_by_models"]


class Trace:
    """Hears what the minimiser does; this one says nothing."""

    def start(self, par: Numbers) -> None:
        """Before the first evaluation."""

    def evaluated(self, count: int, value: float, par: Numbers) -> None:
        """After an evaluation."""

    def shrunk(self, radius: float, count: int, value: float, par: Numbers) -> None:
        """When the lower limit of the trust region radius goes down."""

    def end(self, count: int, value: float, par: Numbers) -> None:
        """After the last evaluation."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelOptimum:
    """Best point, its value, evaluations, and minqa's error code."""

    par: Numbers
    value: float
    evaluations: int
    code: int


def minimise_by_models(
    objective: Objective,
    start: Numbers,
    lower: Numbers,
    *,
    points: int,
    radius: float,
    last_radius: float,
    budget: int,
    trace: Trace,
) -> ModelOptimum:
    """Minimise `objective` from `start` within `lower`."""
    solver = nlopt.opt(nlopt.LN_BOBYQA, len(start))
    best: list[object] = [np.inf, start]
    count = 0

    def call(par: Numbers, _gradient: Numbers) -> float:
        nonlocal count
        count += 1
        value = objective(par)
        trace.evaluated(count, value, par)
        if value < best[0]:  # type: ignore[operator]
            best[:] = value, par.copy()
        return value

    solver.set_min_objective(call)
    solver.set_lower_bounds(lower)
    solver.set_initial_step(radius)
    solver.set_xtol_rel(0.0)
    solver.set_xtol_abs(last_radius)
    solver.set_maxeval(budget)
    try:
        solver.optimize(start)
    except nlopt.RoundoffLimited:
        pass
    code = 1 if solver.last_optimize_result() == 5 else 0
    return ModelOptimum(par=best[1], value=best[0], evaluations=count, code=code)  # type: ignore[arg-type]
