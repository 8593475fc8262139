"""Minimising a quadratic model within a ball and lower bounds: conjugate gradients, then arcs on the sphere.

Theory: Powell 2009, The BOBYQA algorithm for bound constrained optimization without derivatives, DAMTP 2009/NA06,
section 3. Variables that meet their bound stay there; the ball then shrinks to the free variables.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pylmer.optim.outcome import Numbers

__all__ = ["TrustStep", "trust_step"]

_NEGLIGIBLE: Final = 1e-4
_SLOW: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TrustStep:
    """An approximate minimiser of the model.

    Attributes:
        point: where the step ends (n,).
        step: point minus centre (n,).
        slope: gradient of the model at `point` (n,).
        curvature: least curvature met along conjugate directions; 0 if the step ends on the ball, -1 if none was met.
    """

    point: Numbers
    step: Numbers
    slope: Numbers
    curvature: float


class _Walk:
    """The step under construction."""

    __slots__ = ("center", "curvature", "free", "gain", "hessian", "lower", "moves", "slope", "square", "step")

    def __init__(self, gradient: Numbers, hessian: Numbers, center: Numbers, lower: Numbers, radius: float) -> None:
        self.hessian, self.center, self.lower = hessian, center, lower
        self.free: NDArray[np.bool_] = ~((center <= lower) & (gradient >= 0))
        self.step = np.zeros(len(center))
        self.slope = gradient.copy()
        self.square = radius * radius
        self.gain = 0.0
        self.curvature = -1.0
        self.moves = 0

    def fix(self, i: int) -> None:
        """Keep variable i on its bound from now on."""
        self.free[i] = False

    def reach(self, direction: Numbers) -> tuple[float, int | None]:
        """Longest multiple of `direction` within the bounds, and the variable that stops it."""
        with np.errstate(divide="ignore", invalid="ignore"):
            room = np.where(direction < 0, (self.lower - self.center - self.step) / direction, np.inf)
        i = int(np.argmin(room))
        return float(room[i]), (i if np.isfinite(room[i]) else None)


def trust_step(gradient: Numbers, hessian: Numbers, center: Numbers, lower: Numbers, radius: float) -> TrustStep:
    """Minimise gradient's + s'hessian s / 2 over steps s of length `radius` at most, center + s >= lower."""
    walk = _Walk(gradient, hessian, center, lower, radius)
    if _conjugate_gradients(walk):
        walk.curvature = 0.0
        while _arcs(walk):
            pass
    point = np.where(walk.free, np.maximum(center + walk.step, lower), lower)
    return TrustStep(point=point, step=point - center, slope=walk.slope, curvature=walk.curvature)


def _conjugate_gradients(walk: _Walk) -> bool:
    """Run conjugate gradients, afresh after each new bound; whether they ended on the ball."""
    n = len(walk.center)
    restart, last_size, limit = True, 0.0, 0
    direction = np.zeros(n)
    while True:
        size = float(np.sum(walk.slope[walk.free] ** 2))
        turn = 0.0 if restart else size / last_size
        direction = np.where(walk.free, turn * direction - walk.slope if turn else -walk.slope, 0.0)
        length_sq = float(direction @ direction)
        if restart:
            limit = walk.moves + int(walk.free.sum())
        if length_sq == 0.0 or size * walk.square <= _NEGLIGIBLE * walk.gain**2:
            return False
        image = walk.hessian @ direction
        inside = walk.square - float(np.sum(walk.step[walk.free] ** 2))
        if inside <= 0:
            return True
        along, bend = float(direction @ walk.step), float(direction @ image)
        root = math.sqrt(length_sq * inside + along * along)
        to_ball = (root - along) / length_sq if along < 0 else inside / (root + along)
        length = min(to_ball, size / bend) if bend > 0 else to_ball
        to_bound, stopper = walk.reach(direction)
        if to_bound < length:
            length = to_bound
        else:
            stopper = None
        gained = 0.0
        if length > 0:
            walk.moves += 1
            _note_curvature(walk, bend / length_sq, stopper)
            walk.slope += length * image
            walk.step += length * direction
            gained = max(length * (size - 0.5 * length * bend), 0.0)
            walk.gain += gained
        last_size = size
        if stopper is not None:
            walk.fix(stopper)
            walk.square -= float(walk.step[stopper] ** 2)
            if walk.square <= 0:
                return True
            restart = True
            continue
        if length >= to_ball:
            return True
        if walk.moves == limit or gained <= _SLOW * walk.gain:
            return False
        restart = False


def _note_curvature(walk: _Walk, curvature: float, stopper: int | None) -> None:
    if stopper is None and curvature > 0:
        walk.curvature = curvature if walk.curvature == -1.0 else min(walk.curvature, curvature)


def _arcs(walk: _Walk) -> bool:
    """Turn the step along arcs of the sphere; whether a new bound calls for another round."""
    free = walk.free
    if free.sum() <= 1:
        return False
    step, slope = np.where(free, walk.step, 0.0), walk.slope
    image = walk.hessian @ step
    while True:
        met = np.flatnonzero(free & (walk.center + walk.step - walk.lower <= 0))
        across, size, length = (float(step @ slope), float(np.sum(slope[free] ** 2)), float(step @ step))
        area = size * length - across * across
        if area <= _NEGLIGIBLE * walk.gain**2:
            return False
        if len(met):
            walk.fix(int(met[0]))
            return True
        root = math.sqrt(area)
        side = np.where(free, (across * step - length * slope) / root, 0.0)
        side_image = walk.hessian @ side
        bound, stopper = _largest_angle(walk, step, side)
        bends = float(side @ side_image), float(step @ side_image), float(step @ image)
        angle, gained, at_end = _best_angle(bound, across, -root, bends)
        if not gained > 0:
            return False
        cosine = (1 - angle * angle) / (1 + angle * angle)
        sine = 2 * angle / (1 + angle * angle)
        walk.slope = slope = slope + (cosine - 1) * image + sine * side_image
        step = cosine * step + sine * side
        walk.step = np.where(free, step, walk.step)
        image = cosine * image + sine * side_image
        walk.gain += gained
        if stopper is not None and at_end:
            walk.fix(stopper)
            return True
        if gained <= _SLOW * walk.gain:
            return False


def _largest_angle(walk: _Walk, step: Numbers, side: Numbers) -> tuple[float, int | None]:
    """Largest tangent of half the turning angle (at most 1) that the bounds allow, and the variable that stops it."""
    bound, stopper = 1.0, None
    for i in np.flatnonzero(walk.free):
        room = walk.center[i] + walk.step[i] - walk.lower[i]
        spare = step[i] ** 2 + side[i] ** 2 - (walk.center[i] - walk.lower[i]) ** 2
        if spare > 0:
            need = math.sqrt(spare) - side[i]
            if bound * need > room:
                bound, stopper = float(room / need), int(i)
    return bound, stopper


def _best_angle(
    bound: float, across: float, side_slope: float, bends: tuple[float, float, float]
) -> tuple[float, float, bool]:
    """Best of equally spaced angles, refined by a parabola: tangent of half the angle, gain, whether it is `bound`."""
    side_bend, mixed, own_bend = bends

    def gain(angle: float) -> float:
        sine = 2 * angle / (1 + angle * angle)
        bend = side_bend + angle * (angle * own_bend - 2 * mixed)
        return sine * (angle * across - side_slope - 0.5 * sine * bend)

    count = int(17 * bound + 3.1)
    gains = [0.0] + [gain(bound * i / count) for i in range(1, count + 1)]
    best = max(range(count + 1), key=gains.__getitem__)
    if best == 0:
        return 0.0, 0.0, False
    if best == count:
        return bound, gains[best], True
    before, after = gains[best - 1], gains[best + 1]
    shift = (after - before) / (2 * gains[best] - before - after)
    angle = bound * (best + 0.5 * shift) / count
    return angle, gain(angle), False
