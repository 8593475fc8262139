"""lme4's `Nelder_Mead` optimizer: the simplex method with points moved back onto the bounds, bit for bit.

Differences from the textbook, found by comparing traces: a reflected point is kept whenever it beats the worst point,
an expanded one whenever it beats the worst; contraction is always towards the simplex; of the tolerances only `xt` and
`MinfMax` stop the search.
"""

from __future__ import annotations

import math
import sys
from typing import Final

import numpy as np

from pylmer.optim.outcome import Numbers, Optimum, Problem
from rcompat.base.conditions import Condition, RError, RWarning
from rcompat.base.sprintf import c_sprintf

__all__ = ["Nelder_Mead"]

_OPTIONS_CALL: Final = "(function (iprint = 0L, maxfun = 10000L, FtolAbs = 1e-05, FtolRel = 1e-15, "
_CALL: Final = "(function (fn, par, lower = rep.int(-Inf, n), upper = rep.int(Inf, "
_KNOWN: Final = frozenset(
    {"xst", "xt", "verbose", "iprint", "maxfun", "FtolAbs", "FtolRel", "XtolRel", "MinfMax", "warnOnly"}
)
_INTERVALS: Final = (0, 20, 10, 1)
_SAME: Final = 1e-13
_BELOW: Final = "objective function went below allowed minimum"
_CONVERGED: Final = "parameter values converged to within tolerance"


class _StopError(Exception):
    """Ends the search."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def Nelder_Mead(problem: Problem) -> Optimum:
    """Minimise by the simplex method.

    R: lme4::Nelder_Mead.
    """
    problems: list[Condition] = []
    if any(name not in _KNOWN for name in problem.options):
        problems.append(RWarning("unused control arguments ignored", _OPTIONS_CALL))
    if not (problem.start >= problem.lower).all():
        raise RError("all(x0 >= lower) is not TRUE", ".Object$initialize(...)")
    simplex = _Simplex(problem)
    code, message = 0, _CONVERGED
    try:
        simplex.build()
        while simplex.move():
            pass
    except _StopError as stop:
        code, message = stop.code, stop.message
    if code:
        problems.append(RWarning(message, _CALL))
    return Optimum(
        par=simplex.best_par,
        value=simplex.best_value,
        evaluations=simplex.count,
        code=code,
        message=message,
        options={**problem.options, "verbose": min(problem.verbose, 3)},
        problems=tuple(problems),
    )


class _Simplex:
    """The simplex: points (m + 1, m) and values (m + 1,); and the best point ever tried."""

    def __init__(self, problem: Problem) -> None:
        m, options = len(problem.start), problem.options
        self.problem = problem
        self.steps = np.broadcast_to(np.asarray(options.get("xst", 0.02), dtype=np.float64), (m,))
        self.tolerance = np.broadcast_to(np.asarray(options.get("xt", self.steps * 5e-4), dtype=np.float64), (m,))
        self.budget = int(options.get("maxfun", 10000))
        self.floor = float(options.get("MinfMax", -sys.float_info.max))
        self.interval = int(options.get("iprint", _INTERVALS[min(max(problem.verbose, 0), 3)]))
        self.points = np.tile(problem.start, (m + 1, 1))
        self.values = np.full(m + 1, math.inf)
        self.count = 0
        self.best_par: Numbers = problem.start.copy()
        self.best_value = math.inf

    def build(self) -> None:
        """Evaluate the start and a step from it in each direction."""
        for k in range(len(self.points)):
            if k:
                self.points[k, k - 1] += self.steps[k - 1]
            self.values[k] = self._evaluate(self.points[k], "(NM) init_pos <= d_n\n")

    def move(self) -> bool:
        """Replace the worst point, or shrink; whether the search goes on."""
        points, values = self.points, self.values
        worst, best = int(values.argmax()), int(values.argmin())
        old, old_value = points[worst].copy(), float(values[worst])
        center = (points.sum(axis=0) - old) / len(old)
        if (np.abs(points - center).max(axis=0) <= self.tolerance).all():
            return False
        point = self._reflect(center, 1.0, old)
        if point is None:
            return False
        value = self._evaluate(point)
        if value < values[best]:
            farther = self._reflect(center, 2.0, old)
            if farther is None:
                return False
            farther_value = self._evaluate(farther)
            if farther_value < old_value:
                point, value = farther, farther_value
        elif value >= old_value:
            point = self._reflect(center, -0.5, old)
            if point is None:
                return False
            reflected_value, value = value, self._evaluate(point)
            if not (value < reflected_value and value < old_value):
                return self._shrink(best)
        points[worst], values[worst] = point, value
        return True

    def _shrink(self, best: int) -> bool:
        """Move all points half way to the best one."""
        for k in range(len(self.points)):
            if k != best:
                point = self._reflect(self.points[best], -0.5, self.points[k])
                if point is None:
                    return False
                self.points[k], self.values[k] = point, self._evaluate(point)
        return True

    def _reflect(self, center: Numbers, scale: float, old: Numbers) -> Numbers | None:
        """Move on from `old` through `center`, back onto the bounds; None if that leads nowhere new."""
        point: Numbers = np.maximum(center + scale * (center - old), self.problem.lower)
        size = np.abs(point)
        if (np.abs(point - center) <= _SAME * (size + np.abs(center))).all():
            return None
        return None if (np.abs(point - old) <= _SAME * (size + np.abs(old))).all() else point

    def _evaluate(self, point: Numbers, remark: str = "") -> float:
        value = float(self.problem.objective(point))
        self.count += 1
        if self.interval > 0 and self.count % self.interval == 0:
            numbers = _eigen_row(self.best_par)
            head = c_sprintf("(NM) %d: f = %g at ", self.count, self.best_value)
            self.problem.write(f"{head}{numbers}\n{remark if self.interval == 1 else ''}")
        if value < self.best_value:
            self.best_value, self.best_par = value, point.copy()
        if value < self.floor:
            raise _StopError(0, _BELOW)
        if self.count > self.budget:
            raise _StopError(4, f"failure to converge in {self.budget} evaluations")
        return value


def _eigen_row(numbers: Numbers) -> str:
    """Six significant digits, all as wide as the widest, as the Eigen library prints a row."""
    cells = [c_sprintf("%g", x) for x in numbers.tolist()]
    width = max(map(len, cells))
    return " ".join(cell.rjust(width) for cell in cells)
