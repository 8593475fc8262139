"""Minima of functions of several numbers.

R: stats::optim (Nelder-Mead, BFGS). Theory: Nelder and Mead (1965); Nash (1990), Compact Numerical Methods for
Computers, algorithms 19 and 21.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Minimum", "bfgs", "nelder_mead"]

Array = NDArray[np.float64]
Objective = Callable[[Array], float]
_BIG = 1e35
_MIRROR, _SHRINK, _STRETCH = 1.0, 0.5, 2.0
_REDUCE, _ENOUGH, _OFFSET = 0.2, 1e-4, 10.0


@dataclass(frozen=True, slots=True)
class Minimum:
    """Where a function is least: place, value, counts of evaluations, code (0: converged)."""

    par: Array
    value: float
    counts: tuple[int | None, int | None]
    code: int


class _Polytope:
    """n + 1 points that move downhill."""

    def __init__(self, f: Objective, start: Array) -> None:
        self.f = f
        n = len(start)
        self.points = np.tile(start, (n + 1, 1))
        self.values = np.full(n + 1, f(start))
        self.count = 1
        self.low = self.high = 0
        self.size = self._spread(start)
        self.evaluate_all()

    def _spread(self, start: Array) -> float:
        step = 0.1 * float(np.abs(start).max(initial=0.0)) or 0.1
        size = 0.0
        for j in range(len(start)):
            trial = step
            while self.points[j + 1, j] == start[j]:
                self.points[j + 1, j] = start[j] + trial
                trial *= 10.0
            size += trial
        return size

    def at(self, x: Array) -> float:
        """The function, with a great number for what is not finite."""
        self.count += 1
        value = self.f(x)
        return value if math.isfinite(value) else _BIG

    def evaluate_all(self) -> None:
        """The values at all points but the lowest."""
        for j in range(len(self.points)):
            if j != self.low:
                self.values[j] = self.at(self.points[j])

    def find_ends(self) -> tuple[float, float]:
        """The lowest and the highest value; among equal ones the lowest point stays."""
        if self.values[self.low] > self.values.min():
            self.low = int(np.argmin(self.values))
        self.high = self.low
        for j, value in enumerate(self.values.tolist()):
            if value > self.values[self.high]:
                self.high = j
        return float(self.values[self.low]), float(self.values[self.high])

    def replace_highest(self, point: Array, value: float) -> None:
        """Put another point in the place of the highest."""
        self.points[self.high], self.values[self.high] = point, value

    def move(self, best: float, worst: float) -> bool:
        """Mirror the highest point at the others, then stretch, draw in or shrink; False if shrinking fails."""
        n = len(self.points) - 1
        centre = np.add.accumulate(np.vstack([-self.points[self.high], self.points]))[-1] / n
        mirrored = (1.0 + _MIRROR) * centre - _MIRROR * self.points[self.high]
        value = self.at(mirrored)
        if value < best:
            further = _STRETCH * mirrored + (1.0 - _STRETCH) * centre
            there = self.at(further)
            self.replace_highest(*((further, there) if there < value else (mirrored, value)))
            return True
        if value < worst:
            self.replace_highest(mirrored, value)
        nearer = (1.0 - _SHRINK) * self.points[self.high] + _SHRINK * centre
        there = self.at(nearer)
        if there < self.values[self.high]:
            self.replace_highest(nearer, there)
            return True
        return self.shrink() if value >= worst else True

    def shrink(self) -> bool:
        """Draw all points towards the lowest."""
        size = 0.0
        for j in range(len(self.points)):
            if j != self.low:
                self.points[j] = _SHRINK * (self.points[j] - self.points[self.low]) + self.points[self.low]
                size += float(np.abs(self.points[j] - self.points[self.low]).sum())
        if size >= self.size:
            return False
        self.size = size
        self.evaluate_all()
        return True


def nelder_mead(f: Objective, start: Array, *, reltol: float, abstol: float = -math.inf, most: int = 500) -> Minimum:
    """A minimum by the polytope search.

    R: stats::optim(method = "Nelder-Mead"). Theory: Nash, algorithm 19.
    """
    polytope = _Polytope(f, start)
    first = float(polytope.values[0])
    tolerance = reltol * (abs(first) + reltol)
    code = 0
    while True:
        best, worst = polytope.find_ends()
        if worst <= best + tolerance or best <= abstol:
            break
        if polytope.count > most:
            code = 1
            break
        if not polytope.move(best, worst):
            code = 10
            break
    return Minimum(
        polytope.points[polytope.low].copy(), float(polytope.values[polytope.low]), (polytope.count, None), code
    )


class _Metric:
    """The lower triangle of an approximate inverse Hessian."""

    def __init__(self, n: int) -> None:
        self.cells = np.eye(n)

    def times(self, vector: Array) -> Array:
        """The product with a vector, sums from left to right."""
        full = np.tril(self.cells) + np.tril(self.cells, -1).T
        found: Array = np.add.accumulate(full * vector, axis=1)[:, -1]
        return found

    def update(self, t: Array, c: Array, d1: float) -> None:
        """Take in one step and the change of the gradient over it."""
        x = self.times(c)
        d2 = 1.0 + float(np.add.accumulate(x * c)[-1]) / d1
        for i in range(len(t)):
            for j in range(i + 1):
                self.cells[i, j] += (d2 * t[i] * t[j] - t[i] * x[j] - x[i] * t[j]) / d1


class _Descent:
    """The state of a variable metric search."""

    def __init__(self, f: Objective, gradient: Callable[[Array], Array], start: Array) -> None:
        self.f, self.gradient = f, gradient
        self.x = start.copy()
        self.best = f(start)
        self.slope = gradient(start)
        self.evaluations = self.gradients = 1

    def search(self, direction: Array, fall: float) -> tuple[Array, float, float, bool]:
        """The first point along a direction that is low enough: point, value, step, whether anything moved."""
        step = 1.0
        while True:
            there = self.x + step * direction
            if ((_OFFSET + self.x) == (_OFFSET + there)).all():
                return there, self.best, step, False
            value = self.f(there)
            self.evaluations += 1
            if math.isfinite(value) and value <= self.best + fall * step * _ENOUGH:
                return there, value, step, True
            step *= _REDUCE

    def advance(self, metric: _Metric, direction: Array, step: float) -> bool:
        """Take the new gradient and update the metric; False where the curvature is not positive."""
        old = self.slope
        self.slope = self.gradient(self.x)
        self.gradients += 1
        t, c = step * direction, self.slope - old
        curvature = float(np.add.accumulate(t * c)[-1])
        if curvature > 0.0:
            metric.update(t, c, curvature)
        return curvature > 0.0


def bfgs(
    f: Objective,
    gradient: Callable[[Array], Array],
    start: Array,
    *,
    reltol: float,
    abstol: float = -math.inf,
    most: int = 100,
) -> Minimum:
    """A minimum by the variable metric method.

    R: stats::optim(method = "BFGS"). Theory: Nash, algorithm 21.
    """
    state = _Descent(f, gradient, start)
    n = len(start)
    restart = rounds = 1
    metric = _Metric(n)
    is_over = False
    while not is_over and rounds < most:
        if restart == state.gradients:
            metric = _Metric(n)
        direction = -metric.times(state.slope)
        fall = float(np.add.accumulate(direction * state.slope)[-1])
        progress = False
        if fall < 0.0:
            there, value, step, has_moved = state.search(direction, fall)
            is_better = value > abstol and abs(value - state.best) > reltol * (abs(state.best) + reltol)
            progress = has_moved and is_better
            state.x, state.best = there, value
        if progress:
            rounds += 1
            if not state.advance(metric, direction, step):
                restart = state.gradients
        else:
            is_over = restart == state.gradients
            restart = state.gradients
        if state.gradients - restart > 2 * n:
            restart = state.gradients
    return Minimum(state.x, state.best, (state.evaluations, state.gradients), 0 if rounds < most else 1)
