"""Cubic splines through points, by their behaviour at the ends. R: stats::splinefun.

Theory: Forsythe, Malcolm and Moler 1977, Computer Methods for Mathematical Computations, ch. 4: the ends have the
third derivative of the cubic through the four points nearest to them. Fritsch and Carlson 1980 for monotone ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Curve", "cubic_curve"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """A piecewise cubic.

    Attributes:
        knots: (n,) ascending.
        powers: (n, 4), powers 0 to 3 of the distance from each knot; the last row goes on beyond the last knot.
        method: "fmm", "natural", "periodic" or "monoH.FC".
    """

    knots: Array
    powers: Array
    method: str

    def at(self, x: Array, deriv: int = 0) -> Array:
        """The curve, or a derivative of it, at x (m,)."""
        knots = self.knots
        if self.method == "periodic":
            x = knots[0] + np.mod(x - knots[0], knots[-1] - knots[0])
        piece = np.clip(np.searchsorted(knots, x, side="right") - 1, 0, len(knots) - 1)
        step = x - knots[piece]
        a, b, c, d = self.powers[piece].T.copy()
        if self.method in ("natural", "monoH.FC"):
            before = x < knots[0]
            c[before], d[before] = 0.0, 0.0
        for _ in range(deriv):
            a, b, c, d = b, 2.0 * c, 3.0 * d, np.zeros_like(d)
        return np.asarray(a + step * (b + step * (c + step * d)))


def cubic_curve(x: Array, y: Array, method: str) -> Curve:
    """The curve through points (n,) whose x ascend."""
    if method == "monoH.FC":
        return Curve(knots=x, powers=_from_slopes(x, y, _monotone_slopes(x, y)), method=method)
    bends = _second_derivatives(x, y, method) if len(x) > 2 else np.zeros(len(x))
    h = np.diff(x)
    chords = np.diff(y) / h
    powers = np.zeros((len(x), 4))
    powers[:, 0], powers[:, 2] = y, bends / 2.0
    powers[:-1, 1] = chords - h * (2.0 * bends[:-1] + bends[1:]) / 6.0
    powers[:-1, 3] = np.diff(bends) / (6.0 * h)
    powers[-1, 1] = chords[-1] + h[-1] * (bends[-2] + 2.0 * bends[-1]) / 6.0
    if method == "fmm":
        powers[-1, 3] = powers[-2, 3]
    return Curve(knots=x, powers=powers, method=method)


def _second_derivatives(x: Array, y: Array, method: str) -> Array:
    n, h = len(x), np.diff(x)
    chords = np.diff(y) / h
    system, right = np.zeros((n, n)), np.zeros(n)
    for i in range(1, n - 1):
        system[i, i - 1 : i + 2] = h[i - 1], 2.0 * (h[i - 1] + h[i]), h[i]
        right[i] = 6.0 * (chords[i] - chords[i - 1])
    if method == "periodic":
        system[0, [0, -1]] = 1.0, -1.0
        system[-1, [-1, 1, -2]] = 2.0 * (h[-1] + h[0]), h[0], h[-1]
        right[-1] = 6.0 * (chords[0] - chords[-1])
    elif method == "natural":
        system[0, 0] = system[-1, -1] = 1.0
    else:
        system[0, :2], system[-1, -2:] = (-1.0, 1.0), (-1.0, 1.0)
        right[0] = 6.0 * h[0] * _third_difference(x[:4], y[:4])
        right[-1] = 6.0 * h[-1] * _third_difference(x[-4:], y[-4:])
    return np.asarray(np.linalg.solve(system, right), dtype=np.float64)


def _third_difference(x: Array, y: Array) -> float:
    """The divided difference of four points; 0 of three."""
    if len(x) < 4:
        return 0.0
    table = y
    for order in range(1, 4):
        table = np.diff(table) / (x[order:] - x[:-order])
    return float(table[0])


def _monotone_slopes(x: Array, y: Array) -> Array:
    """Slopes at the points that keep the curve monotone where the points are."""
    chords = np.diff(y) / np.diff(x)
    slopes = np.concatenate([chords[:1], (chords[1:] + chords[:-1]) / 2.0, chords[-1:]])
    for k, chord in enumerate(chords.tolist()):
        if chord == 0.0:
            slopes[k] = slopes[k + 1] = 0.0
            continue
        a, b = slopes[k] / chord, slopes[k + 1] / chord
        excess = 2.0 * a + b - 3.0
        other = a + 2.0 * b - 3.0
        if excess > 0 and other > 0 and a * (excess + other) < excess * excess:
            scale = 3.0 * chord / np.hypot(a, b)
            slopes[k], slopes[k + 1] = scale * a, scale * b
    return slopes


def _from_slopes(x: Array, y: Array, slopes: Array) -> Array:
    """Hermite's cubics as powers."""
    h = np.diff(x)
    chords = np.diff(y) / h
    powers = np.zeros((len(x), 4))
    powers[:, 0], powers[:, 1] = y, slopes
    powers[:-1, 2] = (3.0 * chords - 2.0 * slopes[:-1] - slopes[1:]) / h
    powers[:-1, 3] = (slopes[:-1] + slopes[1:] - 2.0 * chords) / h**2
    return powers
