"""The interpolation points of BOBYQA: where the objective was evaluated, and the bounds, relative to a base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pylmer.optim.outcome import Numbers, Objective

__all__ = ["ModelSettings", "PointSet", "SearchStopError", "Trace"]

_SHORT: Final = 1e-3


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Interpolation points, first and last trust region radius, most evaluations."""

    points: int
    radius: float
    last_radius: float
    budget: int


class SearchStopError(Exception):
    """Ends the search with a code of minqa's."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class PointSet:
    """Points (k, m) with values (k,), the best of them, and the lower bounds.

    Points and bounds are kept relative to a base, so that the first points lie at equal distances to the last bit;
    which of them is "farthest" then does not depend on rounding.
    """

    def __init__(self, objective: Objective, bounds: Numbers, settings: ModelSettings, trace: Trace) -> None:
        self.objective, self.bounds, self.settings, self.trace = objective, bounds, settings, trace
        self.base, self.lower = np.zeros(len(bounds)), bounds
        self.points = np.empty((settings.points, len(bounds)))
        self.values = np.full(settings.points, np.inf)
        self.best = 0
        self.count = 0

    @property
    def center(self) -> Numbers:
        """The best point, relative to the base."""
        center: Numbers = self.points[self.best].copy()
        return center

    @property
    def best_value(self) -> float:
        """The least value."""
        return float(self.values[self.best])

    def absolute(self, point: Numbers) -> Numbers:
        """The parameters at a point."""
        par: Numbers = np.where(point == self.lower, self.bounds, np.maximum(self.bounds, self.base + point))
        return par

    def evaluate(self, point: Numbers) -> float:
        """The objective at a point.

        Raises:
            SearchStopError: the budget is used up.
        """
        if self.count >= self.settings.budget:
            raise SearchStopError(1)
        self.count += 1
        par = self.absolute(point)
        value = float(self.objective(par))
        self.trace.evaluated(self.count, value, par)
        return value

    def put(self, k: int, point: Numbers, value: float) -> None:
        """Make a point the one in row k."""
        is_better = value < self.values[self.best]
        self.points[k], self.values[k] = point, value
        if is_better:
            self.best = k

    def move_base(self, square: float, point: Numbers) -> Numbers:
        """Measure from the best point on if a step is short compared with it; `point` by the new measure."""
        center = self.center
        if square > _SHORT * float(center @ center):
            return point
        self.base = self.base + center
        self.lower = self.lower - center
        self.points -= center
        moved: Numbers = point - center
        return moved

    def sample(self, start: Numbers) -> None:
        """Evaluate the first interpolation points around the start, moved off a bound that is near but not met."""
        size, (m, n) = self.settings.radius, self.points.shape
        near = (start > self.bounds) & (start < self.bounds + size)
        self.base = np.where(near, self.bounds + size, start)
        self.lower = np.where(near, -size, self.bounds - start)
        steps, unit = np.zeros((2, n)), np.eye(n)
        self.put(0, np.zeros(n), self.evaluate(np.zeros(n)))
        for k in range(1, min(2 * n + 1, m)):
            side, i = divmod(k - 1, n)
            on_bound = self.lower[i] >= 0
            steps[side, i] = size if side == 0 else (2 * size if on_bound else -size)
            point = unit[i] * steps[side, i]
            self.put(k, point, self.evaluate(point))
            if side == 1 and not on_bound and self.values[k] < self.values[k - n]:
                self._swap(k, k - n)
                steps[:, i] = steps[::-1, i]
        for k in range(2 * n + 1, m):
            shift, i = divmod(k - 2 * n - 1, n)
            j = (i + shift + 1) % n
            point = unit[i] * steps[0, i] + unit[j] * steps[0, j]
            self.put(k, point, self.evaluate(point))

    def _swap(self, j: int, k: int) -> None:
        self.points[[j, k]] = self.points[[k, j]]
        self.values[[j, k]] = self.values[[k, j]]
        if self.best in (j, k):
            self.best = j + k - self.best
