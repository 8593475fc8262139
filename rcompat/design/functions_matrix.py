"""R's functions on matrices and groups: cbind, row and column sums, scale, ave.

R: base::cbind, base::rowSums, base::scale, stats::ave.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL, Factor, Frame
from rcompat.base.vectors import Names, RList, Vector
from rcompat.design.builtins import Builtin, make_table
from rcompat.design.functions_factor import cross_factors, to_factor
from rcompat.design.functions_summary import average
from rcompat.design.values import (
    RANK,
    Array,
    as_array,
    as_double,
    coerce,
    flat,
    is_numeric,
    one_flag,
    one_number,
    size_of,
    type_name,
    warn,
)

__all__ = ["MATRICES", "as_matrix"]


def _column_names(value: Any) -> Names:
    return value.dimnames[1] if isinstance(value, Vector) and value.dimnames else None


def as_matrix(value: Any) -> tuple[Array, Names]:
    """Return the value as a matrix (n, k) with its column names."""
    if isinstance(value, Frame):
        parts = [flat(as_double(_numeric(column))) for column in value.values()]
        return np.column_stack(parts), value.names
    data = as_array(value)
    return (data if data.ndim == 2 else data.reshape(-1, 1)), _column_names(value)


def _numeric(value: Any) -> Any:
    if not is_numeric(value):
        raise RError("'x' must be numeric")
    return value


def _cbind(*dots: Any, deparse_level: object = 1) -> Any:
    values = [(name, value) for name, value in dots if value is not None]
    if not values:
        return None
    if any(isinstance(value, RList) for _, value in values):
        raise RError("lists cannot be bound here")
    kinds = [_kind(value) for _, value in values]
    kind = max(kinds, key=RANK.__getitem__)
    matrices = [
        len(as_matrix(value)[0]) for _, value in values if isinstance(value, Frame) or as_array(value).ndim == 2
    ]
    n = matrices[0] if matrices else max(size_of(value) for _, value in values)
    if any(rows != n for rows in matrices):
        raise RError("number of rows of matrices must match (see arg 2)")
    blocks = [_block(value, kind, n, place) for place, (_, value) in enumerate(values, 1)]
    names: list[str | None] = []
    for (name, value), block in zip(values, blocks, strict=True):
        names.extend(_block_names(name, value, block.shape[1]))
    data = np.column_stack(blocks) if kind != "character" else np.concatenate(blocks, axis=1)
    data = data.astype(np.int8) if kind == "logical" else data
    return Vector(data=data, dimnames=(None, tuple(names))) if any(names) else data


def _kind(value: Any) -> str:
    return "double" if isinstance(value, Frame) else type_name(value)


def _block(value: Any, kind: str, n: int, place: int) -> Array:
    if isinstance(value, Frame) or (as_array(value).ndim == 2):
        return coerce(as_matrix(value)[0], kind)
    data = flat(coerce(as_array(value), kind))
    if len(data) and n % len(data):
        warn(f"number of rows of result is not a multiple of vector length (arg {place})")
    return np.resize(data, n).reshape(n, 1)


def _block_names(name: str | None, value: Any, width: int) -> list[str | None]:
    if isinstance(value, Frame) or as_array(value).ndim == 2:
        return list(as_matrix(value)[1] or [""] * width)
    return [name or ""]


def _along(axis: int, mean: bool) -> Callable[..., Any]:
    def run(x: object, na_rm: object = False) -> Any:
        data, names = as_matrix(x)
        if not isinstance(x, Frame) and as_array(x).ndim < 2:
            raise RError("'x' must be an array of at least two dimensions")
        if not is_numeric(data):
            raise RError("'x' must be numeric")
        result = _sums(as_double(data), axis, mean, one_flag(na_rm, "na.rm"))
        return Vector(data=result, names=names) if axis == 0 and names else result

    return run


def _sums(data: NDArray[np.float64], axis: int, mean: bool, na_rm: bool) -> NDArray[np.float64]:
    missing = np.isnan(data)
    if na_rm:
        data = np.where(missing, 0.0, data)
        counts = (~missing).sum(axis=axis)
    else:
        counts = np.full(data.shape[1 - axis], data.shape[axis])
    with np.errstate(all="ignore"):
        totals = np.add.accumulate(data, axis=axis, dtype=np.longdouble).take(-1, axis=axis)
        result = (totals / counts if mean else totals).astype(np.float64)
    if not na_rm and missing.any():
        gone = missing.any(axis=axis)
        with np.errstate(invalid="ignore"):
            plain = np.add.accumulate(data, axis=axis, dtype=np.longdouble).take(-1, axis=axis)
        result[gone] = plain[gone].astype(np.float64)
    return np.asarray(result)


def _scale(x: object, center: object = True, scale: object = True) -> Any:
    if isinstance(x, Factor) or not (isinstance(x, Frame) or is_numeric(x)):
        raise RError("'x' must be numeric", "colMeans(x, na.rm = TRUE)")
    given, names = as_matrix(x)
    data = as_double(given).copy(order="F")
    attributes: dict[str, object] = {}
    for key, choice in (("scaled:center", center), ("scaled:scale", scale)):
        constants = _scaling(data, choice, key == "scaled:center")
        if constants is None:
            continue
        data = _changed(data, constants, key == "scaled:center")
        attributes[key] = constants if names is None else Vector(data=constants, names=names)
    labels = (None, names) if names is not None else None
    return Vector(data=data, dimnames=labels, attributes=attributes)


def _changed(data: NDArray[np.float64], constants: NDArray[np.float64], is_center: bool) -> NDArray[np.float64]:
    with np.errstate(all="ignore"):
        return data - constants if is_center else data / constants


def _scaling(data: NDArray[np.float64], choice: object, is_center: bool) -> NDArray[np.float64] | None:
    """What to subtract from or divide the columns by; None for nothing."""
    if choice is None:
        return None
    if isinstance(choice, bool) or as_array(choice).dtype == np.int8:
        if not one_flag(choice):
            return None
        return _sums(data, 0, True, True) if is_center else np.array([_root_mean_square(v) for v in data.T])
    given = flat(as_double(choice))
    if len(given) != data.shape[1]:
        what = "center" if is_center else "scale"
        raise RError(f"length of '{what}' must equal the number of columns of 'x'")
    return given


def _root_mean_square(column: NDArray[np.float64]) -> float:
    known = column[~np.isnan(column)]
    if not len(known):
        return 0.0
    total = float(np.add.accumulate(known * known, dtype=np.longdouble)[-1])
    return float(np.sqrt(total / max(1, len(known) - 1)))


def _ave(x: object, *dots: Any, FUN: object = None) -> Any:
    if FUN is not None:
        raise RError("only the mean is available in ave()")
    values = as_double(x)
    if not dots:
        return np.full(len(values), average(values))
    group = cross_factors([to_factor(value) for _, value in dots], ".", lexicographic=False)
    result = values.copy()
    for code in np.unique(group.codes[group.codes >= 0]):
        rows = group.codes == code
        part = values[rows]
        result[rows] = NA_REAL if np.isnan(part).any() else average(part)
    return result


def _dimension(axis: int) -> Callable[..., Any]:
    def run(x: object) -> Any:
        if isinstance(x, Frame):
            return np.array([(x.n, len(x))[axis]], dtype=np.int32)
        data = as_array(x)
        return None if data.ndim < 2 else np.array([data.shape[axis]], dtype=np.int32)

    return run


def _matrix(data: object = None, nrow: object = None, ncol: object = None, byrow: object = False) -> Any:
    values = flat(as_array(data))
    n = len(values)
    if nrow is None and ncol is None:
        rows, columns = n, 1
    elif nrow is None:
        columns = int(one_number(ncol))
        rows = -(-n // columns)
    else:
        rows = int(one_number(nrow))
        columns = -(-n // rows) if ncol is None else int(one_number(ncol))
    filled = np.resize(values, rows * columns)
    return filled.reshape((rows, columns), order="C" if one_flag(byrow) else "F")


MATRICES: dict[str, Builtin] = make_table(
    [
        ("cbind", _cbind),
        ("rowSums", _along(1, mean=False)),
        ("rowMeans", _along(1, mean=True)),
        ("colSums", _along(0, mean=False)),
        ("colMeans", _along(0, mean=True)),
        ("scale", _scale),
        ("ave", _ave),
        ("nrow", _dimension(0)),
        ("ncol", _dimension(1)),
        ("matrix", _matrix),
    ]
)
