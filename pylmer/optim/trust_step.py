"""Minimising a quadratic model within a ball and lower bounds: conjugate gradients, then arcs on the sphere.

Theory: Powell 2009, The BOBYQA algorithm for bound constrained optimization without derivatives, DAMTP 2009/NA06,
section 3. Variables that meet their bound stay there; the ball then shrinks to the free variables.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import Final, TypeAlias

import numpy as np

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


_List: TypeAlias = "list[float]"


class _Walk:
    """The step under construction; plain lists, because the vectors are short."""

    __slots__ = ("center", "curvature", "free", "gain", "moves", "rows", "slope", "span", "square", "step")

    def __init__(self, gradient: Numbers, hessian: Numbers, center: Numbers, lower: Numbers, radius: float) -> None:
        self.rows: list[_List] = hessian.tolist()
        self.center: _List = center.tolist()
        self.span: _List = (center - lower).tolist()  # distance of the centre from its bounds
        self.slope: _List = gradient.tolist()
        self.free = [span > 0 or slope < 0 for span, slope in zip(self.span, self.slope, strict=True)]
        self.step = [0.0] * len(self.center)
        self.square = radius * radius
        self.gain = 0.0
        self.curvature = -1.0
        self.moves = 0

    def image(self, vector: _List) -> _List:
        """The Hessian times a vector."""
        return [_dot(row, vector) for row in self.rows]

    def on_free(self, vector: _List) -> _List:
        """The vector with zeros for the variables that are fixed."""
        return [value if free else 0.0 for value, free in zip(vector, self.free, strict=True)]

    def reach(self, direction: _List, limit: float) -> tuple[float, int | None]:
        """Longest multiple of `direction`, at most `limit`, within the bounds, and the variable that stops it."""
        stopper = None
        for i, value in enumerate(direction):
            if value < 0 and (room := -(self.span[i] + self.step[i]) / value) < limit:
                limit, stopper = room, i
        return limit, stopper

    def advance(self, length: float, direction: _List, image: _List) -> None:
        """Go `length` along `direction`."""
        self.step = [x + length * y for x, y in zip(self.step, direction, strict=True)]
        self.slope = [x + length * y for x, y in zip(self.slope, image, strict=True)]


def trust_step(gradient: Numbers, hessian: Numbers, center: Numbers, lower: Numbers, radius: float) -> TrustStep:
    """Minimise gradient's + s'hessian s / 2 over steps s of length `radius` at most, center + s >= lower."""
    walk = _Walk(gradient, hessian, center, lower, radius)
    if _conjugate_gradients(walk):
        walk.curvature = 0.0
        while _arcs(walk):
            pass
    point = np.where(walk.free, np.maximum(center + np.array(walk.step), lower), lower)
    return TrustStep(point=point, step=point - center, slope=np.array(walk.slope), curvature=walk.curvature)


def _dot(x: _List, y: _List) -> float:
    return float(sum(map(mul, x, y)))


def _conjugate_gradients(walk: _Walk) -> bool:
    """Run conjugate gradients, afresh after each new bound; whether they ended on the ball."""
    direction, turn, limit, size = [0.0] * len(walk.center), 0.0, 0, 0.0
    while True:
        old_size, slope = size, walk.on_free(walk.slope)
        size = _dot(slope, slope)
        if turn:
            direction = [size / old_size * s - g for s, g in zip(direction, slope, strict=True)]
        else:
            direction, limit = [-g for g in slope], walk.moves + sum(walk.free)
        turn, length_sq = 1.0, _dot(direction, direction)
        if length_sq == 0.0 or size * walk.square <= _NEGLIGIBLE * walk.gain**2:
            return False
        step = walk.on_free(walk.step)
        inside = walk.square - _dot(step, step)
        if inside <= 0:
            return True
        image = walk.image(direction)
        along, bend = _dot(direction, step), _dot(direction, image)
        root = math.sqrt(length_sq * inside + along * along)
        to_ball = (root - along) / length_sq if along < 0 else inside / (root + along)
        length, stopper = walk.reach(direction, min(to_ball, size / bend) if bend > 0 else to_ball)
        gained = 0.0
        if length > 0:
            walk.moves += 1
            if stopper is None and bend > 0:
                least = bend / length_sq
                walk.curvature = least if walk.curvature == -1.0 else min(walk.curvature, least)
            walk.advance(length, direction, image)
            gained = max(length * (size - 0.5 * length * bend), 0.0)
            walk.gain += gained
        if stopper is not None:
            walk.free[stopper] = False
            walk.square -= walk.step[stopper] ** 2
            if walk.square <= 0:
                return True
            turn = 0.0
        elif length >= to_ball:
            return True
        elif walk.moves == limit or gained <= _SLOW * walk.gain:
            return False


def _arcs(walk: _Walk) -> bool:
    """Turn the step along arcs of the sphere; whether a new bound calls for another round."""
    if sum(walk.free) <= 1:
        return False
    step = walk.on_free(walk.step)
    image = walk.image(step)
    while True:
        slope = walk.on_free(walk.slope)
        across, size, length = _dot(step, slope), _dot(slope, slope), _dot(step, step)
        area = size * length - across * across
        if area <= _NEGLIGIBLE * walk.gain**2:
            return False
        met = next((i for i, free in enumerate(walk.free) if free and walk.span[i] + walk.step[i] <= 0), None)
        if met is not None:
            walk.free[met] = False
            return True
        root = math.sqrt(area)
        side = [(across * s - length * g) / root for s, g in zip(step, slope, strict=True)]
        side_image = walk.image(side)
        bound, stopper = _largest_angle(walk, step, side)
        bends = _dot(side, side_image), _dot(step, side_image), _dot(step, image)
        angle, gained, at_end = _best_angle(bound, across, -root, bends)
        if not gained > 0:
            return False
        cosine, sine = (1 - angle * angle) / (1 + angle * angle), 2 * angle / (1 + angle * angle)
        turned = zip(walk.slope, image, side_image, strict=True)
        walk.slope = [g + (cosine - 1) * h + sine * k for g, h, k in turned]
        step = [cosine * s + sine * t for s, t in zip(step, side, strict=True)]
        walk.step = [s if free else old for s, old, free in zip(step, walk.step, walk.free, strict=True)]
        image = [cosine * h + sine * k for h, k in zip(image, side_image, strict=True)]
        walk.gain += gained
        if stopper is not None and at_end:
            walk.free[stopper] = False
            return True
        if gained <= _SLOW * walk.gain:
            return False


def _largest_angle(walk: _Walk, step: _List, side: _List) -> tuple[float, int | None]:
    """Largest tangent of half the turning angle (at most 1) that the bounds allow, and the variable that stops it."""
    bound, stopper = 1.0, None
    for i, free in enumerate(walk.free):
        spare = step[i] ** 2 + side[i] ** 2 - walk.span[i] ** 2
        if free and spare > 0:
            room, need = walk.span[i] + walk.step[i], math.sqrt(spare) - side[i]
            if bound * need > room:
                bound, stopper = room / need, i
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
