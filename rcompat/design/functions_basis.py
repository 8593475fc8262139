"""Polynomial and spline bases: poly, polym, bs, ns, with the constants that code new data as the old.

R: stats::poly, splines::bs, splines::ns.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL, Factor, is_na
from rcompat.base.vectors import RList, Vector
from rcompat.design.builtins import Builtin, make_table, sequence
from rcompat.design.functions_math import integer_power
from rcompat.design.functions_summary import average, quantiles
from rcompat.design.splines import natural_basis, spline_basis
from rcompat.design.values import as_array, as_double, flat, is_numeric, one_flag, one_number, size_of, warn
from rcompat.maths.linpack import pivoted_qr, q_times

__all__ = ["BASES"]


_TOO_HIGH = "'degree' must be less than number of unique points"


def _column_sums(data: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.add.accumulate(data, axis=0, dtype=np.longdouble)[-1].astype(np.float64))


def _input(x: object, what: str) -> NDArray[np.float64]:
    if isinstance(x, Factor) or not is_numeric(x):
        raise RError(f"non-numeric argument in '{what}'")
    return flat(as_double(x))


def _degree(dots: tuple[tuple[str | None, object], ...], degree: object) -> tuple[int, list[object]]:
    """In `poly(x, 2)` the second argument is a degree, in `poly(x, z, degree = 2)` a variable."""
    values = sequence(list(dots))
    if degree is None and values and size_of(values[-1]) == 1 and all(name is None for name, _ in dots):
        return int(one_number(values[-1])), values[:-1]
    return int(one_number(degree, 1.0)), values


def _poly(
    x: object, *dots: Any, degree: object = None, coefs: object = None, raw: object = False, simple: object = False
) -> Any:
    power, others = _degree(dots, degree)
    if others:
        return _several(x, others, power, coefs, one_flag(raw))
    if power < 1:
        raise RError("'degree' must be at least 1")
    if coefs is None and is_na(x if isinstance(x, Factor) else as_array(x)).any():
        raise RError("missing values are not allowed in 'poly'")
    if coefs is None and power >= len(set(flat(as_array(x)).tolist())) and not one_flag(raw):
        raise RError(_TOO_HIGH)
    values = _input(x, "poly")
    if one_flag(raw):
        data = np.column_stack([integer_power(values, j) for j in range(1, power + 1)])
        constants = None
    elif coefs is not None:
        constants = coefs
        data = _poly_again(values, power, coefs)
    else:
        data, constants = _poly_new(values, power)
    names = tuple(str(j + 1) for j in range(power))
    attributes: dict[str, object] = {} if constants is None else {"coefs": constants}
    if one_flag(simple):
        return Vector(data=data, dimnames=(None, names))
    attributes |= {"degree": tuple(range(1, power + 1)), "class": ("poly", "matrix")}
    return Vector(data=data, dimnames=(None, names), attributes=attributes)


def _poly_new(x: NDArray[np.float64], degree: int) -> tuple[NDArray[np.float64], RList]:
    """Orthogonal polynomials from the QR factors of the centred powers."""
    middle = average(x)
    centred = x - middle
    powers = np.column_stack([integer_power(centred, j) for j in range(degree + 1)])
    factor = pivoted_qr(powers)
    if factor.rank < degree:
        raise RError(_TOO_HIGH)
    diagonal = np.zeros_like(powers)
    np.fill_diagonal(diagonal, np.diag(factor.qr))
    raw = q_times(factor, diagonal)
    squares = raw * raw
    lengths = _column_sums(squares)
    alpha = (_column_sums(centred[:, None] * squares) / lengths + middle)[:degree]
    constants = RList(values=(alpha, np.concatenate([[1.0], lengths])), names=("alpha", "norm2"))
    return (raw / np.sqrt(lengths))[:, 1:], constants


def _poly_again(x: NDArray[np.float64], degree: int, coefs: Any) -> NDArray[np.float64]:
    """The same polynomials at new points, by their three-term recurrence (Kennedy & Gentle 1980, p. 343)."""
    alpha, norms = as_double(coefs["alpha"]), as_double(coefs["norm2"])
    columns = [np.ones_like(x), x - alpha[0]]
    for j in range(1, degree):
        columns.append((x - alpha[j]) * columns[j] - norms[j + 1] / norms[j] * columns[j - 1])
    return np.asarray(np.column_stack(columns[1 : degree + 1]) / np.sqrt(norms[2 : degree + 2]))


def _several(x: object, others: list[object], degree: int, coefs: object, raw: bool) -> Vector:
    """Products of the polynomials of several variables, total degree at most `degree`."""
    variables = [x, *others]
    single = []
    known = coefs.values if isinstance(coefs, RList) else (None,) * len(variables)
    for variable, constants in zip(variables, known, strict=True):
        single.append(_poly(variable, degree=np.array([degree]), coefs=constants, raw=np.array([raw], dtype=np.int8)))
    grids = np.meshgrid(*[np.arange(degree + 1)] * len(variables), indexing="ij")
    exponents = np.column_stack([grid.ravel(order="F") for grid in grids])
    total = exponents.sum(axis=1)
    exponents = exponents[(total > 0) & (total <= degree)]
    columns = []
    for row in exponents.tolist():
        column = None
        for basis, power in zip(single, row, strict=True):
            if power:
                part = basis.data[:, power - 1]
                column = part if column is None else column * part
        columns.append(column)
    names = tuple(".".join(map(str, row)) for row in exponents.tolist())
    attributes: dict[str, object] = {"degree": tuple(exponents.sum(axis=1).tolist()), "class": ("poly", "matrix")}
    if not raw and coefs is None:
        attributes["coefs"] = RList(values=tuple(basis.attributes["coefs"] for basis in single))
    return Vector(data=np.column_stack(columns), dimnames=(None, names), attributes=attributes)  # type: ignore[arg-type]


def _knots(x: NDArray[np.float64], edges: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    inside = x[(x >= edges[0]) & (x <= edges[1])]
    return quantiles(inside, np.linspace(0, 1, count + 2)[1:-1]) if count > 0 else np.empty(0)


def _spline(
    kind: str, x: object, df: object, knots: object, intercept: object, boundary: object, degree: int
) -> Vector:
    """R: splines::bs, splines::ns."""
    values = _input(x, kind)
    missing = np.isnan(values)
    known = values[~missing]
    has_intercept = one_flag(intercept, "intercept")
    edges = np.array([known.min(), known.max()]) if boundary is None else np.sort(flat(as_double(boundary)))
    inner = np.empty(0) if knots is None else np.sort(flat(as_double(knots)))
    if df is not None and knots is None:
        inner = _knots(known, edges, _knot_count(kind, int(one_number(df)), degree, has_intercept))
    basis = (
        spline_basis(known, inner, edges, degree) if kind == "bs" else natural_basis(known, inner, edges, has_intercept)
    )
    if kind == "bs" and not has_intercept:
        basis = basis[:, 1:]
    data = np.full((len(values), basis.shape[1]), NA_REAL)
    data[~missing] = basis
    attributes: dict[str, object] = {
        "degree": np.array([degree], dtype=np.int32),
        "knots": inner,
        "Boundary.knots": edges,
        "intercept": np.array([has_intercept], dtype=np.int8),
        "class": (kind, "basis", "matrix"),
    }
    return Vector(data=data, dimnames=(None, tuple(str(j + 1) for j in range(basis.shape[1]))), attributes=attributes)


def _knot_count(kind: str, df: int, degree: int, intercept: bool) -> int:
    count = df - 1 - intercept if kind == "ns" else df - degree - intercept
    if count < 0:
        smallest = df - count
        warn(f"'df' was too small; have used {smallest}")
        return 0
    return count


def _ns(
    x: object, df: object = None, knots: object = None, intercept: object = False, Boundary_knots: object = None
) -> Any:
    return _spline("ns", x, df, knots, intercept, Boundary_knots, 3)


def _bs(
    x: object,
    df: object = None,
    knots: object = None,
    degree: object = None,
    intercept: object = False,
    Boundary_knots: object = None,
) -> Any:
    order = int(one_number(degree, 3.0))
    if order < 1:
        raise RError("'degree' must be integer >= 1")
    return _spline("bs", x, df, knots, intercept, Boundary_knots, order)


BASES: dict[str, Builtin] = make_table([("poly", _poly), ("polym", _poly), ("ns", _ns), ("bs", _bs)])
