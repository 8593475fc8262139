"""Which rows stay: R's row subscripts with their NA rows and row names, and the NA actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, running
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame, is_na, take_rows
from rcompat.base.names import make_unique
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol, call

__all__ = ["complete_rows", "omit_rows", "row_index", "subset_rows"]

_CALL = "xj[i]"
_SHOWN = 40


def row_index(subscript: Column, n: int, row_names: Sequence[str] | None) -> NDArray[np.intp]:
    """Turn a row subscript into row positions from 0; -1 stands for a row of NAs.

    Args:
        subscript: logical (recycled; NA gives a row of NAs), numeric from 1 (all negative: left out), names, or a
            factor (its codes).
        n: number of rows.
        row_names: names of the rows, None for 1..n.

    R: the row subscript of base::`[.data.frame`.
    """
    if isinstance(subscript, Factor):
        return _by_number(np.where(subscript.codes < 0, np.nan, subscript.codes + 1.0), n)
    if subscript.dtype == np.int8:
        return _by_truth(subscript.ravel().astype(np.int8), n)
    if subscript.dtype == object:
        names = row_names if row_names is not None else [str(i + 1) for i in range(n)]
        place = {name: i for i, name in reversed(list(enumerate(names)))}
        return np.array([place.get(str(name), -1) for name in subscript.ravel()], dtype=np.intp)
    numbers = subscript.ravel().astype(np.float64)
    if subscript.dtype == np.int32:
        numbers[subscript.ravel() == NA_INTEGER] = np.nan
    return _by_number(numbers, n)


def _by_truth(flags: NDArray[np.int8], n: int) -> NDArray[np.intp]:
    if len(flags) == 0:
        return np.empty(0, dtype=np.intp)
    if len(flags) < n:
        flags = np.resize(flags, n)
    index = np.flatnonzero(flags)
    index[(flags[index] == NA_LOGICAL) | (index >= n)] = -1
    return index


def _by_number(numbers: NDArray[np.float64], n: int) -> NDArray[np.intp]:
    missing = ~np.isfinite(numbers)
    whole = np.trunc(np.where(missing, 0.0, numbers)).astype(np.intp)
    if (whole < 0).any():
        if (whole > 0).any() or missing.any():
            raise RError("only 0's may be mixed with negative subscripts", _CALL)
        kept = np.ones(n, dtype=bool)
        left_out = -whole[whole < 0] - 1
        kept[left_out[left_out < n]] = False
        return np.flatnonzero(kept)
    index = whole[missing | (whole > 0)] - 1
    index[index >= n] = -1
    return index


def subset_rows(frame: Frame, subscript: Column) -> Frame:
    """Return the rows a subscript names, with R's names for repeated rows and rows of NAs.

    R: base::`[.data.frame`(x, subscript, , drop = FALSE).
    """
    index = row_index(subscript, frame.n, frame.row_names)
    is_plain = len(index) == 0 or (index[0] >= 0 and bool((np.diff(index) > 0).all()))
    if is_plain:
        return frame.take(index)
    old = frame.row_names
    labels = ["NA" if i < 0 else old[i] if old is not None else str(i + 1) for i in index.tolist()]
    columns = {name: _take_with_na(column, index) for name, column in frame.columns.items()}
    return Frame(columns=columns, n=len(index), row_names=make_unique(labels), attributes=frame.attributes)


def _take_with_na(column: Column, index: NDArray[np.intp]) -> Column:
    missing = index < 0
    if not missing.any():
        return take_rows(column, index)
    if column_is_empty := len(column) == 0:
        index = np.zeros_like(index)
    if isinstance(column, Factor):
        codes = np.full(len(index), -1, dtype=np.int32) if column_is_empty else column.codes[index]
        codes[missing] = -1
        return Factor(codes=codes, levels=column.levels, ordered=column.ordered, contrasts=column.contrasts)
    shape = (len(index), *column.shape[1:])
    taken = np.empty(shape, dtype=column.dtype) if column_is_empty else column[index]
    blanks: dict[str, Any] = {"f": NA_REAL, "i": NA_LOGICAL if column.dtype == np.int8 else NA_INTEGER, "O": None}
    taken[missing] = blanks[column.dtype.kind]
    return taken


def complete_rows(columns: Iterable[Column], n: int) -> NDArray[np.bool_] | None:
    """Return which rows have no NA in any column, or None if all are complete."""
    missing: NDArray[np.bool_] | None = None
    for column in columns:
        gone = is_na(column)
        if not gone.any():
            continue
        if gone.ndim > 1:
            gone = np.asarray(gone.any(axis=1))
        missing = gone if missing is None else missing | gone
    return None if missing is None or n == 0 else ~missing


def _fail_text(frame: Frame) -> str:
    """The first line of the call of na.fail.default, which holds the data; it has room for a few numbers only."""
    columns = [Argument(_first_values(column), name) for name, column in frame.columns.items()]
    return deparse(Call(Symbol("na.fail.default"), (Argument(Call(Symbol("list"), tuple(columns))),)))[0]


def _first_values(column: Column) -> Expr:
    """A column as R deparses it, cut when no first line can hold more; of factors the codes."""
    values = column.codes + 1 if isinstance(column, Factor) else column.ravel()
    missing = is_na(column).ravel()
    if values.dtype.kind == "i" and not missing.any() and len(values) > 1 and (np.diff(values) == 1).all():
        return call(":", Constant(float(values[0]), "double"), Constant(float(values[-1]), "double"))
    kind = {"i": "integer", "f": "double"}.get(values.dtype.kind, "character")
    shown = zip(values[:_SHOWN].tolist(), missing.tolist(), strict=False)
    return call("c", *(Constant(None, "logical") if gone else Constant(value, kind) for value, gone in shown))


def omit_rows(frame: Frame, action: str | None) -> tuple[Frame, NDArray[np.intp]]:
    """Apply an NA action; return the frame and the rows left out.

    Raises:
        RError: na.fail and there are NAs, or no such action (R's words).

    R: stats::na.omit, na.exclude, na.pass, na.fail.
    """
    nothing = np.empty(0, dtype=np.intp)
    if action is None or action == "na.pass":
        return frame, nothing
    if action not in ("na.omit", "na.exclude", "na.fail"):
        raise RError(f'could not find function "{action}"', f"{action}(data)")
    complete = complete_rows(frame.columns.values(), frame.n)
    if complete is None:
        return frame, nothing
    if action == "na.fail":
        with running("<Anonymous>", "na.fail.default"):
            raise RError("missing values in object", _fail_text(frame))
    return frame.take(complete), np.flatnonzero(~complete)
