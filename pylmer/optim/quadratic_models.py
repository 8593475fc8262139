"""BOBYQA: minimisation within bounds by quadratic models of least Frobenius norm in a trust region.

Theory: Powell 2009, DAMTP 2009/NA06. The interpolation system is small here (2m + 3 equations for m parameters), so
it is solved afresh after each change of a point instead of being updated; that is the same model, rounded otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from pylmer.optim.geometry_step import Geometry, ascent_step, line_step
from pylmer.optim.interpolation import QuadraticModel
from pylmer.optim.outcome import Numbers, Objective
from pylmer.optim.trust_step import TrustStep, trust_step

__all__ = ["ModelOptimum", "ModelSettings", "Trace", "minimise_by_models"]

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelOptimum:
    """Best point, its value, evaluations, and minqa's error code."""

    par: Numbers
    value: float
    evaluations: int
    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Interpolation points, first and last trust region radius, most evaluations."""

    points: int
    radius: float
    last_radius: float
    budget: int


class _StopError(Exception):
    """Ends the search with a code of minqa's."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def minimise_by_models(
    objective: Objective, start: Numbers, lower: Numbers, settings: ModelSettings, trace: Trace
) -> ModelOptimum:
    """Minimise `objective` over parameters (m,) that are at least `lower`, beginning at `start`."""
    search = _Search(objective, lower, settings, trace)
    code = 0
    try:
        search.sample(start)
        search.run()
    except _StopError as stop:
        code = stop.code
    return ModelOptimum(par=search.best_par, value=search.best_value, evaluations=search.count, code=code)


class _Search:
    """The state of one minimisation.

    Points and bounds are kept relative to a base, so that the first points lie at equal distances to the last bit;
    which of them is "farthest" then does not depend on rounding.
    """

    def __init__(self, objective: Objective, lower: Numbers, settings: ModelSettings, trace: Trace) -> None:
        n = len(lower)
        self.objective, self.bounds, self.settings, self.trace = objective, lower, settings, trace
        self.base, self.lower = np.zeros(n), lower
        self.count = 0
        self.points = np.empty((settings.points, n))
        self.values = np.full(settings.points, np.inf)
        self.best = 0
        self.model = QuadraticModel(n, settings.points)
        self.radius = self.resolution = settings.radius
        self.length = 0.0  # of the last trust region step
        self.errors = [0.0, 0.0, 0.0]
        self.last_gain = 0  # evaluations when a step was last longer than the resolution
        self.dull = 0  # successive iterations in which the least-norm interpolant would have done better

    @property
    def best_par(self) -> Numbers:
        return self._absolute(self.points[self.best])

    @property
    def best_value(self) -> float:
        return float(self.values[self.best])

    def evaluate(self, point: Numbers) -> float:
        if self.count >= self.settings.budget:
            raise _StopError(1)
        self.count += 1
        par = self._absolute(point)
        value = float(self.objective(par))
        self.trace.evaluated(self.count, value, par)
        return value

    def _absolute(self, point: Numbers) -> Numbers:
        par: Numbers = np.where(point == self.lower, self.bounds, np.maximum(self.bounds, self.base + point))
        return par

    def _move_base(self, square: float, point: Numbers) -> Numbers:
        """Measure from the best point on if a step is short compared with it; `point` by the new measure."""
        center = self.points[self.best].copy()
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
        steps = np.zeros((2, n))
        self._put(0, np.zeros(n))
        for k in range(1, min(2 * n + 1, m)):
            side, i = divmod(k - 1, n)
            on_bound = self.lower[i] >= 0
            steps[side, i] = size if side == 0 else (2 * size if on_bound else -size)
            self._put(k, _unit(n, i) * steps[side, i])
            if side == 1 and not on_bound and self.values[k] < self.values[k - n]:
                self._swap(k, k - n)
                steps[:, i] = steps[::-1, i]
        for k in range(2 * n + 1, m):
            shift, i = divmod(k - 2 * n - 1, n)
            j = (i + shift + 1) % n
            self._put(k, _unit(n, i) * steps[0, i] + _unit(n, j) * steps[0, j])
        self.model.interpolate(self.points, self.values, self.best)

    def _put(self, k: int, point: Numbers) -> None:
        value = self.evaluate(point)
        self.points[k], self.values[k] = point, value
        if value < self.values[self.best]:
            self.best = k

    def _swap(self, j: int, k: int) -> None:
        self.points[[j, k]] = self.points[[k, j]]
        self.values[[j, k]] = self.values[[k, j]]
        if self.best in (j, k):
            self.best = j + k - self.best

    def run(self) -> None:
        """Iterate until the resolution reaches its end."""
        self.last_gain = self.count
        while True:
            step = self._trust_step()
            self.length = min(self.radius, math.sqrt(float(step.step @ step.step)))
            if self.length < 0.5 * self.resolution:
                if not self._is_accurate(step) and self._improve_geometry((10 * self.resolution) ** 2, tiny=True):
                    continue
                if self._refine():
                    continue
                self._finish(step.point)
                return
            ratio = self._try(step)
            if ratio >= 0.1:
                continue
            far = max((2 * self.radius) ** 2, (10 * self.resolution) ** 2)
            if self._improve_geometry(far, tiny=False) or ratio > 0 or max(self.radius, self.length) > self.resolution:
                continue
            if not self._refine():
                return

    def _trust_step(self) -> TrustStep:
        model = self.model
        return trust_step(model.gradient, model.hessian, self.points[self.best], self.lower, self.radius)

    def _is_accurate(self, step: TrustStep) -> bool:
        """Whether the model has proved good enough to stop working at this resolution."""
        if self.count <= self.last_gain + 2:
            return False
        error, resolution = max(self.errors), self.resolution
        if step.curvature > 0 and error > 0.125 * resolution**2 * step.curvature:
            return False
        limit = error / resolution
        for i, slope in enumerate(step.slope):
            fall = slope if step.point[i] == self.lower[i] else limit
            if fall < limit and fall + 0.5 * self.model.hessian[i, i] * resolution < limit:
                return False
        return True

    def _refine(self) -> bool:
        """Lower the resolution; whether there was one left."""
        last = self.settings.last_radius
        if self.resolution <= last:
            return False
        ratio = self.resolution / last
        self.radius = 0.5 * self.resolution
        self.resolution = last if ratio <= 16 else math.sqrt(ratio) * last if ratio <= 250 else 0.1 * self.resolution
        self.radius = max(self.radius, self.resolution)
        self.last_gain = self.count
        self.trace.shrunk(self.resolution, self.count, self.best_value, self.best_par)
        return True

    def _finish(self, point: Numbers) -> None:
        """Try the last short step."""
        value = self.evaluate(point)
        if value < self.best_value:
            self.points[self.best], self.values[self.best] = point, value

    def _try(self, step: TrustStep) -> float:
        """Evaluate a trust region step and take it into the model; the achieved share of the predicted reduction."""
        point = self._move_base(float(step.step @ step.step), step.point)
        center, old_value = self.points[self.best].copy(), self.best_value
        predicted = self.model.change(step.step)
        value = self.evaluate(point)
        if predicted >= 0:
            raise _StopError(3)
        ratio = (value - old_value) / predicted
        old_square = self.radius**2
        self._adapt_radius(ratio)
        lagrange, beta = self.model.lagrange(step.step)
        replaced = self._worst_point(lagrange, beta, center, old_square, spare=self.best)
        if value < old_value:
            replaced = self._worst_point(lagrange, beta, point, self.radius**2, spare=-1, default=replaced)
        self._note_error(value - old_value - predicted)
        self._replace(replaced, point, value, predicted)
        self._consider_least_norm()
        return ratio

    def _adapt_radius(self, ratio: float) -> None:
        length = self.length
        if ratio <= 0.1:
            self.radius = min(0.5 * self.radius, length)
        elif ratio <= 0.7:
            self.radius = max(0.5 * self.radius, length)
        else:
            self.radius = max(0.5 * self.radius, 2 * length)
        if self.radius <= 1.5 * self.resolution:
            self.radius = self.resolution

    def _worst_point(
        self, lagrange: Numbers, beta: float, center: Numbers, square: float, spare: int, default: int = -1
    ) -> int:
        """The point whose replacement keeps the interpolation best conditioned, far ones first."""
        denominators = beta * self.model.diagonal + lagrange**2
        distances = np.sum((self.points - center) ** 2, axis=1)
        weights = np.maximum(1.0, (distances / square) ** 2)
        scores = weights * denominators
        if spare >= 0:
            scores[spare] = -np.inf
        chosen = int(np.argmax(scores))
        if not scores[chosen] > 0 or (default >= 0 and scores[chosen] <= 0.5 * float(np.max(weights * lagrange**2))):
            return default if default >= 0 else chosen
        return chosen

    def _note_error(self, error: float) -> None:
        self.errors = [abs(error), *self.errors[:2]]
        if self.length > self.resolution:
            self.last_gain = self.count

    def _replace(self, k: int, point: Numbers, value: float, predicted: float) -> None:
        """Put a new point in place of point k and let the model interpolate it."""
        difference = value - self.best_value - predicted
        shift = point - self.points[self.best]
        better = value < self.best_value
        self.points[k], self.values[k] = point, value
        if better:
            self.best = k
        self.model.update(self.points, self.best, k, difference, shift if better else None)

    def _consider_least_norm(self) -> None:
        """Take the interpolant of least norm if its gradient has been much smaller three times in a row."""
        slope = self.model.least_norm_slope(self.values, self.best)
        on_bound = self.points[self.best] == self.lower
        own = np.where(on_bound, np.minimum(0.0, self.model.gradient), self.model.gradient)
        other = np.where(on_bound, np.minimum(0.0, slope), slope)
        self.dull = 0 if float(own @ own) < 10 * float(other @ other) else self.dull + 1
        if self.dull >= 3:
            self.model.interpolate(self.points, self.values, self.best)
            self.dull = 0

    def _improve_geometry(self, far: float, tiny: bool) -> bool:
        """Move the farthest point closer if it is farther than sqrt(far)."""
        distances = np.sum((self.points - self.points[self.best]) ** 2, axis=1)
        k = int(np.argmax(distances))
        if not distances[k] > far:
            return False
        distance = math.sqrt(float(distances[k]))
        if tiny:
            self.radius = min(0.1 * self.radius, 0.5 * distance)
            if self.radius <= 1.5 * self.resolution:
                self.radius = self.resolution
        radius = max(min(0.1 * distance, self.radius), self.resolution)
        self._move_base(radius * radius, self.lower)
        point = self._geometry_point(k, radius)
        step = point - self.points[self.best]
        predicted = self.model.change(step)
        value = self.evaluate(point)
        self._note_error(value - self.best_value - predicted)
        self._replace(k, point, value, predicted)
        return True

    def _geometry_point(self, k: int, radius: float) -> Numbers:
        center = self.points[self.best]
        geometry = Geometry(
            center=center,
            lower=self.lower,
            offsets=self.points - center,
            best=self.best,
            replaced=k,
            weights=self.model.weights(k),
            slope=self.model.lagrange_slope(k),
            radius=radius,
        )
        point = line_step(geometry)
        other, size = ascent_step(geometry)
        lagrange, beta = self.model.lagrange(point - center)
        denominator = beta * self.model.diagonal[k] + lagrange[k] ** 2
        return other if denominator < size and size > 0 else point


def _unit(n: int, i: int) -> Numbers:
    direction = np.zeros(n)
    direction[i] = 1.0
    return direction
