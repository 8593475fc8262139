"""Covariance parameters on the scale that people read: standard deviations and correlations, or (co)variances.

A term of k coefficients has k (k + 1) / 2 parameters, the lower triangle of its matrix column by column; the residual
one comes last. Answers to the conversions of lme4's devfun2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pylmer.structure.re_terms import ReTerms
from rcompat.base.conditions import warning

__all__ = ["VarianceScale", "make_variance_scale", "parameter_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianceScale:
    """How parameters of one scale become theta, and back.

    Attributes:
        sizes: number of coefficients of each term.
        is_covariance: variances and covariances instead of standard deviations and correlations.
    """

    sizes: tuple[int, ...]
    is_covariance: bool

    def sigma(self, parameters: Sequence[float]) -> float:
        """Residual standard deviation of a whole set of parameters."""
        last = float(parameters[-1])
        if not self.is_covariance:
            return last
        return math.sqrt(last) if last >= 0 else math.nan

    def theta(self, parameters: Sequence[float]) -> list[float]:
        """Relative covariance factors of a whole set of parameters."""
        sigma = self.sigma(parameters)
        if sigma == 0:
            return [math.nan] * (len(parameters) - 1)
        found: list[float] = []
        for k in self.sizes:
            at = len(found)
            block = [float(value) for value in parameters[at : at + k * (k + 1) // 2]]
            found += self._factor(block, k, sigma)
        return found

    def _factor(self, block: list[float], k: int, sigma: float) -> list[float]:
        square = sigma * sigma
        if k == 1:
            variance = block[0] if self.is_covariance else block[0] * block[0]
            return [math.sqrt(variance / square) if variance >= 0 else math.nan]
        matrix = _symmetric(block, k)
        if not self.is_covariance:
            sd = [matrix[i][i] for i in range(k)]
            for i in range(k):
                matrix[i] = [sd[i] * sd[j] * (matrix[i][j] if i != j else 1.0) for j in range(k)]
        matrix = [[value / square for value in row] for row in matrix]
        lower = _cholesky(matrix, k)
        return [lower[i][j] for j in range(k) for i in range(j, k)]

    def parameters(self, theta: Sequence[float], sigma: float) -> list[float]:
        """The parameters of this scale at theta and sigma; the correlation with nothing becomes 0.

        Warns:
            RWarning: a correlation is not defined.
        """
        found: list[float] = []
        undefined = False
        for k in self.sizes:
            at = len(found)
            matrix = _covariance([float(value) for value in theta[at : at + k * (k + 1) // 2]], k, sigma)
            if not self.is_covariance:
                matrix, is_short = _standardised(matrix, k)
                undefined = undefined or is_short
            found += [matrix[i][j] for j in range(k) for i in range(j, k)]
        if undefined:
            warning("NA values in sdcor matrix converted to 0", "cov2sdcor(tcrossprod(m) * s^2)")
        return [*found, sigma * sigma if self.is_covariance else sigma]

    def bounds(self) -> tuple[list[float], list[float]]:
        """Lower and upper bounds of all parameters."""
        lower: list[float] = []
        upper: list[float] = []
        for k in self.sizes:
            for j in range(k):
                for i in range(j, k):
                    widest = math.inf if i == j or self.is_covariance else 1.0
                    lower.append(0.0 if i == j else -widest)
                    upper.append(widest)
        return [*lower, 0.0], [*upper, math.inf]


def make_variance_scale(re: ReTerms, is_covariance: bool = False) -> VarianceScale:
    """The scale for the terms of one model."""
    return VarianceScale(sizes=tuple(term.k for term in re.terms), is_covariance=is_covariance)


def parameter_names(re: ReTerms, signames: bool) -> tuple[str, ...]:
    """Names of the covariance parameters, the residual one last.

    Args:
        re: the random-effects terms.
        signames: ".sig01", ..., ".sigma"; otherwise "sd_x|g", "cor_x.(Intercept)|g", ..., "sigma".
    """
    if signames:
        count = re.theta_starts[-1]
        return (*(f".sig{str(i + 1).zfill(2)}" for i in range(count)), ".sigma")
    names = []
    for term in re.terms:
        columns, k = term.columns, term.k
        for j in range(k):
            names.append(f"sd_{columns[j]}|{term.group}")
            names += [f"cor_{columns[i]}.{columns[j]}|{term.group}" for i in range(j + 1, k)]
    return (*names, "sigma")


_Matrix = list[list[float]]


def _symmetric(block: list[float], k: int) -> _Matrix:
    matrix = [[0.0] * k for _ in range(k)]
    values = iter(block)
    for j in range(k):
        for i in range(j, k):
            matrix[i][j] = matrix[j][i] = next(values)
    return matrix


def _covariance(theta: list[float], k: int, sigma: float) -> _Matrix:
    lower = [[0.0] * k for _ in range(k)]
    values = iter(theta)
    for j in range(k):
        for i in range(j, k):
            lower[i][j] = next(values)
    square = sigma * sigma
    return [[sum(a * b for a, b in zip(lower[i], lower[j], strict=True)) * square for j in range(k)] for i in range(k)]


def _standardised(covariance: _Matrix, k: int) -> tuple[_Matrix, bool]:
    sd = [math.sqrt(covariance[i][i]) for i in range(k)]
    is_short = k > 1 and 0.0 in sd
    matrix = [[sd[i] if i == j else 0.0 for j in range(k)] for i in range(k)]
    for i in range(k):
        for j in range(i):
            if sd[i] and sd[j]:  # R takes the upper triangle and scales its rows first
                matrix[i][j] = matrix[j][i] = 1.0 / sd[j] * covariance[j][i] * (1.0 / sd[i])
    return matrix, is_short


def _cholesky(matrix: _Matrix, k: int) -> _Matrix:
    """A lower factor; of a matrix that has none, what R's pivoted factorisation leaves behind."""
    lower = [[matrix[i][j] if j <= i else 0.0 for j in range(k)] for i in range(k)]
    if any(value != value for row in lower for value in row):
        return [[math.nan] * k for _ in range(k)]
    return lower if _factor_part(lower, 0, k) else _without_factor(matrix, k)


def _factor_part(lower: _Matrix, first: int, last: int) -> bool:
    """Factor a diagonal block in place, half by half as LAPACK does; whether it is positive definite."""
    if last - first == 1:
        pivot = lower[first][first]
        lower[first][first] = math.sqrt(pivot) if pivot > 0 else 0.0
        return pivot > 0
    middle = first + (last - first) // 2
    if not _factor_part(lower, first, middle):
        return False
    for i in range(middle, last):
        for j in range(first, middle):
            value = lower[i][j]
            for h in range(first, j):
                value -= lower[i][h] * lower[j][h]
            lower[i][j] = value / lower[j][j]
    for i in range(middle, last):
        for j in range(middle, i + 1):
            total = 0.0
            for h in range(first, middle):
                total += lower[i][h] * lower[j][h]
            lower[i][j] -= total
    return _factor_part(lower, middle, last)


def _without_factor(matrix: _Matrix, k: int) -> _Matrix:
    if all(matrix[i][j] == 0 for i in range(k) for j in range(i)):
        return [[math.sqrt(max(matrix[i][i], 0.0)) if i == j else 0.0 for j in range(k)] for i in range(k)]
    order, upper = _pivoted(matrix, k)
    place = [order.index(i) for i in range(k)]
    rows = [[row[place[i]] for i in range(k)] for row in upper]
    if any(rows[i][j] != 0 for i in range(k) for j in range(i)):
        return rows  # R reads the triangle below the diagonal wherever there is something in it
    return [[rows[j][i] for j in range(k)] for i in range(k)]


def _pivoted(matrix: _Matrix, k: int) -> tuple[list[int], _Matrix]:
    """The upper factor with the largest pivots first; below its rank the numbers stay as they came. R: chol(pivot=)."""
    upper, order = [row[:] for row in matrix], list(range(k))
    limit = k * 2.0**-53 * max(matrix[i][i] for i in range(k))  # LAPACK's epsilon is half of R's
    for j in range(k):
        rest = [upper[i][i] - sum(upper[h][i] * upper[h][i] for h in range(j)) for i in range(j, k)]
        pivot = max(rest)
        if pivot <= limit:
            upper[j][j] = pivot
            break
        _swap(upper, order, j, j + rest.index(pivot))
        root = upper[j][j] = math.sqrt(pivot)
        for i in range(j + 1, k):
            upper[j][i] = (upper[j][i] - sum(upper[h][j] * upper[h][i] for h in range(j))) * (1.0 / root)
    return order, [[upper[i][j] if j >= i else 0.0 for j in range(k)] for i in range(k)]


def _swap(upper: _Matrix, order: list[int], a: int, b: int) -> None:
    """Exchange two variables: what is factored already by column, what is not by row and column."""
    if a == b:
        return
    order[a], order[b] = order[b], order[a]
    for row in upper:
        row[a], row[b] = row[b], row[a]
    left, right = upper[a][a:], upper[b][a:]
    upper[a][a:], upper[b][a:] = right, left
