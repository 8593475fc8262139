"""BOBYQA: minimisation within bounds by quadratic models of least Frobenius norm in a trust region.

Theory: Powell 2009, DAMTP 2009/NA06. The interpolation system is small here (2m + 3 equations for m parameters), so
it is solved afresh after each change of a point instead of being updated; that is the same model, rounded otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pylmer.optim.geometry_step import Geometry, ascent_step, line_step
from pylmer.optim.interpolation import QuadraticModel
from pylmer.optim.outcome import Numbers, Objective
from pylmer.optim.point_set import ModelSettings, PointSet, SearchStopError, Trace
from pylmer.optim.trust_step import TrustStep, trust_step

__all__ = ["ModelOptimum", "minimise_by_models"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelOptimum:
    """Best point, its value, evaluations, and minqa's error code."""

    par: Numbers
    value: float
    evaluations: int
    code: int


@dataclass(slots=True, kw_only=True, eq=False)
class _Search:
    """The state of one minimisation.

    Attributes:
        points: interpolation points.
        model: quadratic model around the best of them.
        radius: trust region radius.
        resolution: its lower limit, which goes down step by step.
        length: length of the last trust region step.
        errors: errors of the model at the last three points.
        last_gain: evaluations when a step was last longer than the resolution.
        dull: iterations in a row in which the interpolant of least norm would have done better.
    """

    points: PointSet
    model: QuadraticModel
    radius: float
    resolution: float
    length: float = 0.0
    errors: tuple[float, float, float] = (0.0, 0.0, 0.0)
    last_gain: int = 0
    dull: int = 0


def minimise_by_models(
    objective: Objective, start: Numbers, lower: Numbers, settings: ModelSettings, trace: Trace
) -> ModelOptimum:
    """Minimise `objective` over parameters (m,) that are at least `lower`, beginning at `start`."""
    points = PointSet(objective, lower, settings, trace)
    model = QuadraticModel(len(start), settings.points)
    search = _Search(points=points, model=model, radius=settings.radius, resolution=settings.radius)
    code = 0
    try:
        points.sample(start)
        model.interpolate(points.points, points.values, points.best)
        search.last_gain = points.count
        _iterate(search)
    except SearchStopError as stop:
        code = stop.code
    return ModelOptimum(
        par=points.absolute(points.center), value=points.best_value, evaluations=points.count, code=code
    )


def _iterate(search: _Search) -> None:
    """Alternate trust region steps and better geometry until the resolution reaches its end."""
    points, model = search.points, search.model
    while True:
        step = trust_step(model.gradient, model.hessian, points.center, points.lower, search.radius)
        search.length = min(search.radius, math.sqrt(float(step.step @ step.step)))
        if search.length < 0.5 * search.resolution:
            if not _is_accurate(search, step) and _improve_geometry(search, (10 * search.resolution) ** 2, tiny=True):
                continue
            if _refine(search):
                continue
            value = points.evaluate(step.point)
            if value < points.best_value:
                points.put(points.best, step.point, value)
            return
        ratio = _try(search, step)
        if ratio >= 0.1:
            continue
        far = max((2 * search.radius) ** 2, (10 * search.resolution) ** 2)
        if _improve_geometry(search, far, tiny=False) or ratio > 0:
            continue
        if max(search.radius, search.length) <= search.resolution and not _refine(search):
            return


def _is_accurate(search: _Search, step: TrustStep) -> bool:
    """Whether the model has proved good enough to stop working at this resolution."""
    if search.points.count <= search.last_gain + 2:
        return False
    error, resolution = max(search.errors), search.resolution
    if step.curvature > 0 and error > 0.125 * resolution**2 * step.curvature:
        return False
    limit = error / resolution
    for i, slope in enumerate(step.slope):
        fall = slope if step.point[i] == search.points.lower[i] else limit
        if fall < limit and fall + 0.5 * search.model.hessian[i, i] * resolution < limit:
            return False
    return True


def _refine(search: _Search) -> bool:
    """Lower the resolution; whether there was one left."""
    points, last = search.points, search.points.settings.last_radius
    if search.resolution <= last:
        return False
    ratio = search.resolution / last
    search.radius = 0.5 * search.resolution
    if ratio <= 16:
        search.resolution = last
    elif ratio <= 250:
        search.resolution = math.sqrt(ratio) * last
    else:
        search.resolution = 0.1 * search.resolution
    search.radius = max(search.radius, search.resolution)
    search.last_gain = points.count
    points.trace.shrunk(search.resolution, points.count, points.best_value, points.absolute(points.center))
    return True


def _try(search: _Search, step: TrustStep) -> float:
    """Evaluate a trust region step and take it into the model; the achieved share of the predicted reduction."""
    points, model = search.points, search.model
    point = points.move_base(float(step.step @ step.step), step.point)
    center, old_value, old_square = points.center, points.best_value, search.radius**2
    predicted = model.change(step.step)
    value = points.evaluate(point)
    if predicted >= 0:
        raise SearchStopError(3)
    ratio = (value - old_value) / predicted
    _adapt_radius(search, ratio)
    lagrange, beta = model.lagrange(step.step)
    scores, _ = _scores(search, lagrange, beta, center, old_square)
    scores[points.best] = -np.inf
    replaced = int(np.argmax(scores))
    if value < old_value:
        scores, most = _scores(search, lagrange, beta, point, search.radius**2)
        replaced = int(np.argmax(scores)) if np.max(scores) > 0.5 * most else replaced
    _note_error(search, value - old_value - predicted)
    _replace(search, replaced, point, value, predicted)
    _consider_least_norm(search)
    return ratio


def _adapt_radius(search: _Search, ratio: float) -> None:
    if ratio <= 0.1:
        search.radius = min(0.5 * search.radius, search.length)
    elif ratio <= 0.7:
        search.radius = max(0.5 * search.radius, search.length)
    else:
        search.radius = max(0.5 * search.radius, 2 * search.length)
    _round_radius(search)


def _round_radius(search: _Search) -> None:
    if search.radius <= 1.5 * search.resolution:
        search.radius = search.resolution


def _scores(search: _Search, lagrange: Numbers, beta: float, center: Numbers, square: float) -> tuple[Numbers, float]:
    """How well the set is conditioned after the replacement of each point, far ones first; and a measure of it."""
    denominators = beta * search.model.diagonal + lagrange**2
    distances = ((search.points.points - center) ** 2).sum(axis=1)
    weights = np.maximum(1.0, (distances / square) ** 2)
    return weights * denominators, float((weights * lagrange**2).max())


def _note_error(search: _Search, error: float) -> None:
    search.errors = (abs(error), *search.errors[:2])
    if search.length > search.resolution:
        search.last_gain = search.points.count


def _replace(search: _Search, k: int, point: Numbers, value: float, predicted: float) -> None:
    """Put a new point in place of point k and let the model interpolate it."""
    points = search.points
    difference = value - points.best_value - predicted
    shift = point - points.center if value < points.best_value else None
    points.put(k, point, value)
    search.model.update(points.points, points.best, k, difference, shift)


def _consider_least_norm(search: _Search) -> None:
    """Take the interpolant of least norm if its gradient has been much smaller three times in a row."""
    points, model = search.points, search.model
    slope = model.least_norm_slope(points.values, points.best)
    on_bound = points.center == points.lower
    own = np.where(on_bound, np.minimum(0.0, model.gradient), model.gradient)
    other = np.where(on_bound, np.minimum(0.0, slope), slope)
    search.dull = 0 if float(own @ own) < 10 * float(other @ other) else search.dull + 1
    if search.dull >= 3:
        model.interpolate(points.points, points.values, points.best)
        search.dull = 0


def _improve_geometry(search: _Search, far: float, tiny: bool) -> bool:
    """Move the farthest point closer if it is farther than sqrt(far)."""
    points = search.points
    distances = ((points.points - points.center) ** 2).sum(axis=1)
    k = int(np.argmax(distances))
    if not distances[k] > far:
        return False
    distance = math.sqrt(float(distances[k]))
    if tiny:
        search.radius = min(0.1 * search.radius, 0.5 * distance)
        _round_radius(search)
    radius = max(min(0.1 * distance, search.radius), search.resolution)
    points.move_base(radius * radius, points.lower)
    point = _geometry_point(search, k, radius)
    predicted = search.model.change(point - points.center)
    value = points.evaluate(point)
    _note_error(search, value - points.best_value - predicted)
    _replace(search, k, point, value, predicted)
    return True


def _geometry_point(search: _Search, k: int, radius: float) -> Numbers:
    points, model = search.points, search.model
    weights, slope = model.lagrange_function(k)
    geometry = Geometry(
        center=points.center,
        lower=points.lower,
        offsets=points.points - points.center,
        best=points.best,
        replaced=k,
        weights=weights,
        slope=slope,
        radius=radius,
    )
    point = line_step(geometry)
    other, size = ascent_step(geometry)
    lagrange, beta = model.lagrange(point - geometry.center)
    denominator = beta * weights[k] + lagrange[k] ** 2
    return other if denominator < size and size > 0 else point
