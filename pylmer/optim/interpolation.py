"""Quadratic models that interpolate values at points, with the least change of second derivatives.

Theory: Powell 2009, DAMTP 2009/NA06, sections 2 and 4. With offsets s_j from the best point, the inverse of the matrix
[[A, C'], [C, 0]], A_jk = (s_j's_k)^2 / 2, C = [1; s'], holds the Lagrange functions in its columns.
"""

from __future__ import annotations

import numpy as np

from pylmer.optim.outcome import Numbers

__all__ = ["QuadraticModel"]


class QuadraticModel:
    """A quadratic around the best point: gradient (n,), hessian (n, n); and the inverse interpolation matrix.

    The matrix is kept in units of `scale`, the distance of the farthest point.
    """

    __slots__ = ("gradient", "hessian", "inverse", "offsets", "scale")

    def __init__(self, n: int, points: int) -> None:
        self.gradient: Numbers = np.zeros(n)
        self.hessian: Numbers = np.zeros((n, n))
        self.inverse: Numbers = np.zeros((points + n + 1, points + n + 1))
        self.offsets: Numbers = np.zeros((points, n))
        self.scale = 1.0

    @property
    def diagonal(self) -> Numbers:
        """Diagonal of the leading block (m,), in the problem's units."""
        m = len(self.offsets)
        diagonal: Numbers = np.diag(self.inverse)[:m] / self.scale**4
        return diagonal

    def interpolate(self, points: Numbers, values: Numbers, best: int) -> None:
        """Become the interpolant with the least second derivatives."""
        self._solve(points, best)
        self.gradient[:] = 0.0
        self.hessian[:] = 0.0
        _add(self, self.inverse[:, : len(points)] @ (values - values[best]))

    def update(self, points: Numbers, best: int, k: int, difference: float, shift: Numbers | None) -> None:
        """Take in that the model missed the value at the new point k by `difference`; `shift` if that is the best."""
        self._solve(points, best)
        if shift is not None:
            self.gradient = self.gradient + self.hessian @ shift
        _add(self, self.inverse[:, k] * difference)

    def least_norm_slope(self, values: Numbers, best: int) -> Numbers:
        """Gradient at the best point of the interpolant with the least second derivatives (n,)."""
        m = len(self.offsets)
        slope: Numbers = self.inverse[m + 1 :, :m] @ (values - values[best]) / self.scale
        return slope

    def change(self, step: Numbers) -> float:
        """Model at best point plus `step`, minus model at the best point."""
        return float(self.gradient @ step + 0.5 * (step @ self.hessian @ step))

    def lagrange(self, step: Numbers) -> tuple[Numbers, float]:
        """Values of all Lagrange functions at best point plus `step` (m,), and Powell's beta there."""
        scaled = step / self.scale
        m = len(self.offsets)
        products = self.offsets @ scaled / self.scale
        right = np.concatenate([0.5 * products**2, [1.0], scaled])
        solved = self.inverse @ right
        beta = 0.5 * float(scaled @ scaled) ** 2 - float(right @ solved)
        return solved[:m], beta * self.scale**4

    def lagrange_function(self, k: int) -> tuple[Numbers, Numbers]:
        """Lagrange function k: weights (m,) of the squared products in its second derivative, and gradient (n,)."""
        m, column = len(self.offsets), self.inverse[:, k]
        return column[:m] / self.scale**4, column[m + 1 :] / self.scale

    def _solve(self, points: Numbers, best: int) -> None:
        self.offsets = points - points[best]
        m, n = self.offsets.shape
        self.scale = float(np.sqrt(np.max(np.sum(self.offsets**2, axis=1))))
        scaled = self.offsets / self.scale
        matrix = np.zeros((m + n + 1, m + n + 1))
        matrix[:m, :m] = 0.5 * (scaled @ scaled.T) ** 2
        matrix[:m, m] = matrix[m, :m] = 1.0
        matrix[:m, m + 1 :] = scaled
        matrix[m + 1 :, :m] = scaled.T
        self.inverse = np.linalg.inv(matrix)


def _add(model: QuadraticModel, solution: Numbers) -> None:
    """Add the quadratic with these weights and gradient to the model."""
    m = len(model.offsets)
    scaled = model.offsets / model.scale
    model.hessian = model.hessian + (scaled.T * solution[:m]) @ scaled / model.scale**2
    model.gradient = model.gradient + solution[m + 1 :] / model.scale
