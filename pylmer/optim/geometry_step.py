"""Choosing where to put an interpolation point that improves the geometry of the set.

Theory: Powell 2009, DAMTP 2009/NA06, section 4 (the ALTMOV step): along the lines through the best point and another
point, and along the constrained steepest ascent of the Lagrange function of the point to be replaced.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pylmer.optim.outcome import Numbers

__all__ = ["Geometry", "ascent_step", "line_step"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Geometry:
    """What the steps need to know.

    Attributes:
        center: best point so far (n,).
        lower: lower bounds (n,).
        offsets: interpolation points minus centre (m, n).
        best: row of the best point.
        replaced: row of the point to be replaced.
        weights: column of the inverse interpolation matrix of the replaced point (m,).
        slope: gradient of its Lagrange function at the centre (n,).
        radius: longest step.
    """

    center: Numbers
    lower: Numbers
    offsets: Numbers
    best: int
    replaced: int
    weights: Numbers
    slope: Numbers
    radius: float


def line_step(geometry: Geometry) -> Numbers:
    """Return the point on a line through the best and another point with the largest predicted denominator."""
    center, lower = geometry.center, geometry.lower
    half = 0.5 * geometry.weights[geometry.replaced]
    most = 0.0
    chosen: tuple[int, float, int | None] = (geometry.replaced, 0.0, None)
    for k, offset in enumerate(geometry.offsets):
        if k == geometry.best:
            continue
        along, distance_sq = float(geometry.slope @ offset), float(offset @ offset)
        down, up = _ends(geometry, offset, distance_sq)
        search = _bent_line if k == geometry.replaced else _straight_line
        step, value, stopper = search(along, down, up)
        product = step * (1.0 - step) * distance_sq
        predicted = value * value * (value * value + half * product * product)
        if predicted > most:
            most, chosen = predicted, (k, step, stopper)
    k, step, stopper = chosen
    point: Numbers = np.maximum(lower, center + step * geometry.offsets[k])
    if stopper is not None:
        point[stopper] = lower[stopper]
    return point


_End = tuple[float, int | None]


def _ends(geometry: Geometry, offset: Numbers, distance_sq: float) -> tuple[_End, _End]:
    """Smallest and largest multiple of `offset`, each with the variable that stops it at its bound."""
    up = geometry.radius / math.sqrt(distance_sq)
    down, least = -up, min(1.0, up)
    stop_down: int | None = None
    stop_up: int | None = None
    room = geometry.lower - geometry.center
    for i, component in enumerate(offset):
        if component > 0 and down * component < room[i]:
            down, stop_down = room[i] / component, i
        elif component < 0 and up * component < room[i]:
            up, stop_up = max(least, room[i] / component), i
    return (float(down), stop_down), (float(up), stop_up)


def _bent_line(along: float, down: _End, up: _End) -> tuple[float, float, int | None]:
    """Best multiple and Lagrange value on the line to the replaced point, where the function is 1."""
    bend = along - 1.0
    step, stopper = down
    value = step * (along - step * bend)
    other = up[0] * (along - up[0] * bend)
    if abs(other) > abs(value):
        (step, stopper), value = up, other
    middle = 0.5 * along
    if (middle - bend * down[0]) * (middle - bend * up[0]) < 0:
        other = middle * middle / bend
        if abs(other) > abs(value):
            step, value, stopper = middle / bend, other, None
    return step, value, stopper


def _straight_line(along: float, down: _End, up: _End) -> tuple[float, float, int | None]:
    """Best multiple and Lagrange value on the line to another point, where the function is 0."""
    step, stopper = down
    value = step * (1.0 - step)
    other = up[0] * (1.0 - up[0])
    if abs(other) > abs(value):
        (step, stopper), value = up, other
    if up[0] > 0.5 and abs(value) < 0.25:
        step, value, stopper = 0.5, 0.25, None
    return step, value * along, stopper


def ascent_step(geometry: Geometry) -> tuple[Numbers, float]:
    """Return the constrained steepest ascent (or descent) point of the Lagrange function, and its value squared."""
    slope = geometry.slope
    if not (_free(geometry, slope).any() and _free(geometry, -slope).any()):
        return geometry.center, 0.0  # as in a corner: minqa then stays with the line
    down_point, down_size = _descend(geometry, slope, 1.0)
    up_point, up_size = _descend(geometry, -slope, -1.0)
    return (down_point, down_size) if down_size > up_size else (up_point, up_size)


def _descend(geometry: Geometry, slope: Numbers, sign: float) -> tuple[Numbers, float]:
    center, lower = geometry.center, geometry.lower
    free = _free(geometry, slope)
    move, used, length = np.zeros(len(center)), 0.0, 0.0
    while True:
        left = geometry.radius**2 - used
        size = float(np.sum(slope[free] ** 2))
        if not left > 0 or size == 0.0:
            break
        length = math.sqrt(left / size)
        stopped = free & (center - length * slope <= lower)
        if not stopped.any():
            break
        move[stopped] = (lower - center)[stopped]
        used += float(np.sum(move[stopped] ** 2))
        free = free & ~stopped
    move[free] = -length * slope[free]
    value = float(slope @ move)
    bend = sign * float(geometry.weights @ (geometry.offsets @ move) ** 2)
    if -value < bend < -(1.0 + math.sqrt(2.0)) * value:
        scale = -value / bend
        return np.maximum(lower, center + scale * move), (0.5 * value * scale) ** 2
    ends = np.where(move == lower - center, lower, np.maximum(lower, center + move))
    return ends, (value + 0.5 * bend) ** 2


def _free(geometry: Geometry, slope: Numbers) -> NDArray[np.bool_]:
    """Variables that can move against `slope`."""
    free: NDArray[np.bool_] = (np.minimum(geometry.center - geometry.lower, slope) > 0) | (slope < 0)
    return free
