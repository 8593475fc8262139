"""Lists of covariance matrices as vectors of their lower triangles, and from scale to scale. R: lme4's vcconv.

A list of symmetric or lower triangular matrices is one vector, triangle after triangle, with the sizes in its attribute
`clen`. Scales: C(holesky) factors relative to sigma, V(ariances and covariances), S(tandard deviations, correlations).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.vectors import RList, Vector

__all__ = [
    "Cv_to_Sv",
    "Cv_to_Vv",
    "Sv_to_Cv",
    "Vv_to_Cv",
    "cov2sdcor",
    "mlist2vec",
    "sdcor2cov",
    "vec2STlist",
    "vec2mlist",
]

_Matrix = NDArray[np.float64]


def _numbers(v: Any) -> _Matrix:
    return np.asarray(v, dtype=np.float64).ravel(order="F")


def _sizes(length: int, n: Any) -> list[int]:
    """The sizes given; else one matrix that takes all numbers."""
    if n is None:
        return [round((math.sqrt(8 * length + 1) - 1) / 2)]
    return [int(size) for size in np.atleast_1d(np.asarray(n, dtype=np.float64))]


def _matrices(v: Any, n: Any, symmetric: bool) -> list[_Matrix]:
    numbers = _numbers(v)
    found, first = [], 0
    for size in _sizes(len(numbers), n):
        count = size * (size + 1) // 2
        lower = np.zeros((size, size))
        columns, rows = np.triu_indices(size)
        lower[rows, columns] = numbers[first : first + count]
        found.append(lower + np.tril(lower, -1).T if symmetric else lower)
        first += count
    return found


def _size_names(n: Any, count: int) -> tuple[str, ...]:
    given = getattr(n, "names", None)
    return tuple(given) if given else tuple(str(i + 1) for i in range(count))


def _listed(matrices: Sequence[_Matrix], names: Sequence[str]) -> RList:
    values = tuple(Vector(data=matrix, dimnames=(None, None)) for matrix in matrices)
    return RList(values=values, names=tuple(names))


def vec2mlist(v: Any, n: Any = None, symm: bool = True) -> RList:
    """A list of matrices from the vector of their lower triangles.

    Args:
        v: numbers, column by column.
        n: sizes of the matrices; default one that takes them all.
        symm: fill in the upper triangles.

    R: lme4::vec2mlist.
    """
    matrices = _matrices(v, n, symm)
    return _listed(matrices, _size_names(n, len(matrices)))


def vec2STlist(v: Any, n: Any = None) -> RList:
    """A list of lower triangular matrices from the vector of their numbers. R: lme4::vec2STlist."""
    return vec2mlist(v, n, False)


def _flattened(matrices: Sequence[_Matrix], names: Sequence[str], n: object, extra: Sequence[float] = ()) -> Vector:
    numbers: list[float] = []
    labels: list[str] = []
    for matrix, name in zip(matrices, names, strict=True):
        columns, rows = np.triu_indices(len(matrix))
        count = len(rows)
        numbers += matrix[rows, columns].tolist()
        labels += [name] if count == 1 else [f"{name}{i + 1}" for i in range(count)]
    labels += [""] * len(extra)
    return Vector(data=np.array([*numbers, *extra]), names=tuple(labels), attributes={"clen": n})


def mlist2vec(L: Any) -> Vector:
    """The upper triangles of a list of matrices by rows, one after the other. R: lme4::mlist2vec."""
    is_mapping = hasattr(L, "items")
    items = list(L.values()) if is_mapping else list(getattr(L, "values", L))
    matrices = [np.asarray(item, dtype=np.float64) for item in items]
    given = tuple(L) if is_mapping else getattr(L, "names", None)
    names = tuple(given) if given else tuple(str(i + 1) for i in range(len(matrices)))
    sizes = Vector(data=np.array([len(matrix) for matrix in matrices], dtype=np.int32), names=names)
    return _flattened([matrix.T for matrix in matrices], names, sizes)


def sdcor2cov(m: Any) -> Vector:
    """Covariances from a matrix with standard deviations on, correlations off the diagonal. R: lme4::sdcor2cov."""
    return Vector(data=_to_covariance(np.asarray(m, dtype=np.float64)), dimnames=(None, None))


def cov2sdcor(V: Any) -> Vector:
    """Standard deviations on, correlations off the diagonal of a covariance matrix. R: lme4::cov2sdcor."""
    return Vector(data=_to_deviations(np.asarray(V, dtype=np.float64)), dimnames=(None, None))


def _to_covariance(matrix: _Matrix) -> _Matrix:
    deviations = np.diagonal(matrix)
    found = matrix * np.outer(deviations, deviations)
    np.fill_diagonal(found, deviations**2)
    return found


def _to_deviations(matrix: _Matrix) -> _Matrix:
    deviations = np.sqrt(np.diagonal(matrix))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = matrix / deviations[:, np.newaxis] / deviations
    np.fill_diagonal(found, deviations)
    return found


def _converted(v: Any, n: Any, change: Callable[[_Matrix], _Matrix], symmetric: bool, extra: Sequence[float]) -> Vector:
    matrices = _matrices(v, n, symmetric)
    sizes = Vector(data=np.array([float(len(matrix)) for matrix in matrices]))
    names = [str(i + 1) for i in range(len(matrices))]
    return _flattened([change(matrix) for matrix in matrices], names, sizes, extra)


def Cv_to_Vv(v: Any, n: Any = None, s: float = 1) -> Vector:
    """Variances and covariances (with s squared behind them) from relative Cholesky factors. R: lme4::Cv_to_Vv."""
    extra = () if s == 1 else (float(s) ** 2,)
    return _converted(v, n, lambda factor: s * s * (factor @ factor.T), False, extra)


def Cv_to_Sv(v: Any, n: Any = None, s: float = 1) -> Vector:
    """Standard deviations and correlations (with s behind them) from relative Cholesky factors. R: lme4::Cv_to_Sv."""
    extra = () if s == 1 else (float(s),)
    return _converted(v, n, lambda factor: _to_deviations(s * s * (factor @ factor.T)), False, extra)


def _scaled(v: Any, s: Any) -> tuple[_Matrix, float]:
    """The numbers without the last one, which is the scale unless one is given."""
    numbers = _numbers(v)
    return (numbers[:-1], float(numbers[-1])) if s is None else (numbers, float(s))


def _factor(covariance: _Matrix, scale: float) -> _Matrix:
    return np.asarray(np.linalg.cholesky(covariance) / scale, dtype=np.float64)


def Sv_to_Cv(v: Any, n: Any = None, s: float | None = None) -> Vector:
    """Relative Cholesky factors from standard deviations and correlations. R: lme4::Sv_to_Cv."""
    numbers, scale = _scaled(v, s)
    return _converted(numbers, n, lambda m: _factor(_to_covariance(m), scale), True, ())


def Vv_to_Cv(v: Any, n: Any = None, s: float | None = None) -> Vector:
    """Relative Cholesky factors from variances and covariances. R: lme4::Vv_to_Cv."""
    numbers, scale = _scaled(v, s)
    return _converted(numbers, n, lambda m: _factor(m, scale), True, ())
