"""Contrast functions, and which contrast a factor gets.

Order of resolution: the `contrasts` argument, then the factor's own attribute, then `options(contrasts)`.
Answers to R's `contr.treatment`, `contr.SAS`, `contr.sum`, `contr.helmert`, `contr.poly`, `contrasts<-`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, warning
from rcompat.base.frame import Factor
from rcompat.base.options import get_options
from rcompat.base.vectors import Names, Vector
from rcompat.maths.linpack import pivoted_qr, q_times

__all__ = [
    "ContrastValue",
    "contr_SAS",
    "contr_helmert",
    "contr_poly",
    "contr_sum",
    "contr_treatment",
    "contrast_function",
    "contrast_matrix",
    "resolve_contrasts",
    "set_contrasts",
]

Levels: TypeAlias = "int | Sequence[str]"
ContrastFunction: TypeAlias = "Callable[..., Vector]"
ContrastValue: TypeAlias = "str | Vector | NDArray[np.float64] | ContrastFunction | None"

_TOO_FEW = "not enough degrees of freedom to define contrasts"
_CONTRASTS_SET = "`contrasts<-`(`*tmp*`, value = contrasts.arg[[nn]])"
_MOST_POLYNOMIAL_LEVELS = 95


def _level_names(n: Levels) -> tuple[str, ...]:
    return tuple(str(i + 1) for i in range(int(n))) if isinstance(n, (int, float)) else tuple(n)


def _check_count(names: tuple[str, ...], call: str) -> None:
    if len(names) < 2:
        raise RError(_TOO_FEW, call)


def contr_treatment(n: Levels, base: int = 1, contrasts: bool = True) -> Vector:
    """Compare every level with the base level (counted from 1).

    R: stats::contr.treatment.
    """
    names = _level_names(n)
    identity = np.eye(len(names))
    if not contrasts:
        return Vector(data=identity, dimnames=(names, names))
    if len(names) == 1 and not isinstance(n, int):
        raise RError("contrasts not defined for 0 degrees of freedom", "contr.treatment(n)")
    _check_count(names, "contr.treatment(n)")
    if not 1 <= base <= len(names):
        raise RError("baseline group number out of range", "contr.treatment(n)")
    kept = names[: base - 1] + names[base:]
    return Vector(data=np.delete(identity, base - 1, axis=1), dimnames=(names, kept))


def contr_SAS(n: Levels, contrasts: bool = True) -> Vector:
    """Compare every level with the last one.

    R: stats::contr.SAS.
    """
    return contr_treatment(n, base=len(_level_names(n)), contrasts=contrasts)


def contr_sum(n: Levels, contrasts: bool = True) -> Vector:
    """Deviations from the unweighted mean of the levels.

    R: stats::contr.sum.
    """
    names = _level_names(n)
    _check_count(names, "contr.sum(n)")
    identity = np.eye(len(names))
    if not contrasts:
        return Vector(data=identity, dimnames=(names, names))
    identity[-1] = -1.0
    return Vector(data=identity[:, :-1].copy(), dimnames=(names, None))


def contr_helmert(n: Levels, contrasts: bool = True) -> Vector:
    """Compare each level with the mean of those before it.

    R: stats::contr.helmert.
    """
    names = _level_names(n)
    size = len(names)
    _check_count(names, "contr.helmert(n)")
    if not contrasts:
        return Vector(data=np.eye(size), dimnames=(names, names))
    matrix = np.zeros((size, size - 1))
    for column in range(size - 1):
        matrix[: column + 1, column] = -1.0
        matrix[column + 1, column] = column + 1.0
    return Vector(data=matrix, dimnames=(names, None))


def contr_poly(n: Levels, scores: Sequence[float] | None = None, contrasts: bool = True) -> Vector:
    """Orthonormal polynomials in the scores of the levels, linear first.

    R: stats::contr.poly. Theory: QR of the powers of the centred scores; columns of unit length.
    """
    size = len(_level_names(n))
    if size < 2:
        raise RError(f"contrasts not defined for {size - 1} degrees of freedom", "contr.poly(n)")
    if size > _MOST_POLYNOMIAL_LEVELS:
        text = f"orthogonal polynomials cannot be represented accurately enough for {size - 1} degrees of freedom"
        raise RError(text, "contr.poly(n)")
    points = tuple(float(i + 1) for i in range(size)) if scores is None else tuple(float(s) for s in scores)
    if len(points) != size:
        raise RError("'scores' argument is of the wrong length", "contr.poly(n)")
    if len(set(points)) != size:
        raise RError("'scores' must all be different numbers", "contr.poly(n)")
    matrix = _orthonormal_polynomials(points)
    if not contrasts:
        ones = np.concatenate([np.ones((size, 1)), matrix], axis=1)
        return Vector(data=ones, dimnames=(None, tuple(f"^{i}" for i in range(size))))
    names = (".L", ".Q", ".C", *(f"^{i}" for i in range(4, size)))[: size - 1]
    return Vector(data=matrix.copy(), dimnames=(None, names))


@lru_cache(maxsize=256)
def _orthonormal_polynomials(points: tuple[float, ...]) -> NDArray[np.float64]:
    """Columns of degree 1, 2, ... at the points, with R's roundings."""
    size = len(points)
    wide = np.array(points, dtype=np.longdouble)
    mean = np.add.accumulate(wide)[-1] / size
    mean = float(mean + np.add.accumulate(wide - mean)[-1] / size)
    powers = np.array([[_power(point - mean, degree) for degree in range(size)] for point in points])
    factor = pivoted_qr(powers)
    raw = q_times(factor, np.diag(np.diag(factor.qr)))
    lengths = [sqrt(float(np.add.accumulate(column.astype(np.longdouble))[-1])) for column in (raw * raw).T]
    matrix = np.asarray((raw / np.array(lengths))[:, 1:])
    matrix.flags.writeable = False
    return matrix


def _power(value: float, degree: int) -> float:
    return value * value if degree == 2 else float(value**degree)


_FUNCTIONS: dict[str, ContrastFunction] = {
    "contr.treatment": contr_treatment,
    "contr.SAS": contr_SAS,
    "contr.sum": contr_sum,
    "contr.helmert": contr_helmert,
    "contr.poly": contr_poly,
}


def contrast_function(name: str) -> ContrastFunction:
    """Return the contrast function of R's name.

    Raises:
        RError: R's words for a function that does not exist.
    """
    found = _FUNCTIONS.get(name)
    if found is None:
        text = f"object '{name}' of mode 'function' was not found"
        raise RError(text, 'get(ctr, mode = "function", envir = parent.frame())')
    return found


def contrast_matrix(factor: Factor) -> Vector:
    """Return the contrast matrix (levels, columns) that a factor carries or, without one, that the options give.

    R: stats::contrasts.
    """
    value = factor.contrasts
    if value is None:
        value = get_options().contrasts[factor.ordered]
    if isinstance(value, str):
        return _named_matrix(value, factor.levels)
    if isinstance(value, Vector):
        return value
    return Vector(data=np.asarray(value), dimnames=(factor.levels, None))


@lru_cache(maxsize=256)
def _named_matrix(name: str, levels: tuple[str, ...]) -> Vector:
    return contrast_function(name)(levels)


def set_contrasts(
    factor: Factor, value: ContrastValue, how_many: int | None = None, call: str = _CONTRASTS_SET
) -> Factor:
    """Return the factor with a contrast attribute.

    Args:
        factor: needs two levels or more.
        value: a function's name, a function, a matrix (levels, columns), a vector (one column), or None.
        how_many: columns wanted, default levels - 1. With fewer, orthogonal ones complete it to levels - 1.
        call: what an error names.

    Raises:
        RError: too few levels, wrong number of rows, or a singular matrix.

    R: stats::`contrasts<-`.
    """
    if len(factor.levels) < 2:
        raise RError("contrasts can be applied only to factors with 2 or more levels", call)
    if value is None or isinstance(value, str):
        return replace(factor, contrasts=value)
    given = value(factor.levels) if callable(value) else value
    matrix = _numeric(given, call)
    names: Names = given.dimnames[1] if isinstance(given, Vector) and given.dimnames else None
    if matrix.ndim < 2:
        matrix = matrix.reshape(-1, 1)
    if len(matrix) != len(factor.levels):
        raise RError("wrong number of contrast matrix rows", call)
    wanted = len(factor.levels) - 1 if how_many is None else how_many
    matrix, names = _complete(matrix, names, wanted, call)
    return replace(factor, contrasts=Vector(data=matrix, dimnames=(factor.levels, names)))


def _numeric(given: object, call: str) -> NDArray[np.float64]:
    """The numbers of a contrast value."""
    values = np.asarray(given)
    if values.dtype.kind in "OU":
        is_text = values.size > 0 and all(isinstance(value, str) for value in values.ravel())
        text = "first argument has length > 1" if is_text else "numeric contrasts or contrast name expected"
        raise RError(text, 'get(ctr, mode = "function", envir = parent.frame())' if is_text else call)
    if values.dtype.kind == "b" or values.dtype == np.int8:
        raise RError("numeric contrasts or contrast name expected", call)
    if not np.isfinite(values).all():
        raise RError("NA/NaN/Inf in foreign function call (arg 1)", "qr.default(cbind(1, value))")
    return values.astype(np.float64)


def _complete(matrix: NDArray[np.float64], names: Names, wanted: int, call: str) -> tuple[NDArray[np.float64], Names]:
    """Cut the matrix to the wanted columns, or add columns orthogonal to it and to the constant."""
    size, have = matrix.shape
    if have >= wanted:
        return matrix[:, :wanted].copy(), None if names is None else names[:wanted]
    factor = pivoted_qr(np.concatenate([np.ones((size, 1)), matrix], axis=1))
    if factor.rank != have + 1:
        raise RError("singular contrast matrix", call)
    full = q_times(factor, np.eye(size))[:, 1:].copy()
    full[:, :have] = matrix
    if names is None:
        return full, None
    if wanted != size - 1:  # R completes the columns to levels - 1, but their names to the wanted number
        raise RError("length of 'dimnames' [2] not equal to array extent", call)
    return full, (*names, *("",) * (wanted - have))


def resolve_contrasts(
    factors: Mapping[str, Factor], columns: Sequence[str], contrasts: object, response: str | None = None
) -> dict[str, Factor]:
    """Give every factor its contrast.

    Args:
        factors: the categorical variables (logical and character ones already as factors).
        columns: all variables of the model frame.
        contrasts: mapping from variable to contrast, or None; anything else is ignored with R's warning.
        response: a variable that gets no default contrast.

    R: the contrasts part of stats::model.matrix.default.
    """
    chosen = dict(factors)
    defaults = get_options().contrasts
    for name, factor in factors.items():
        if factor.contrasts is None and name != response:
            call = "`contrasts<-`(`*tmp*`, value = contr.funs[1 + isOF[nn]])"
            chosen[name] = set_contrasts(factor, defaults[factor.ordered], call=call)
    if contrasts is None:
        return chosen
    if isinstance(contrasts, list | tuple | Mapping) and not (isinstance(contrasts, Mapping) and contrasts):
        raise RError("'contrasts.arg' argument must be named", "model.matrix.default")
    if not isinstance(contrasts, Mapping):
        warning("non-list contrasts argument ignored", "model.matrix.default")
        return chosen
    for name, value in contrasts.items():
        if name not in columns:
            warning(f"variable '{name}' is absent, its contrast will be ignored", "model.matrix.default")
        elif name not in chosen:
            raise RError("contrasts apply only to factors", _CONTRASTS_SET)
        else:
            data = value.data if isinstance(value, Vector) else value
            how_many = data.shape[1] if isinstance(data, np.ndarray) and data.ndim == 2 else None
            call = _CONTRASTS_SET if how_many is None else "`contrasts<-`(`*tmp*`, ncol(ca), value = ca)"
            chosen[name] = set_contrasts(chosen[name], value, how_many, call)
    return chosen
