"""R's columns and data frames as plain NumPy data.

A column's type is its container: float64 is R's double, int32 its integer, int8 its logical, object (of str or
None) its character, `Factor` its factor; a two-dimensional float64 array is a matrix column. Missing values are
R's own: a NaN with payload 1954, the smallest int32, the smallest int8, None, and code -1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rcompat.base.render import Printable
from rcompat.base.vectors import Vector

__all__ = [
    "NA_INTEGER",
    "NA_LOGICAL",
    "NA_REAL",
    "Column",
    "Factor",
    "Frame",
    "is_na",
    "is_na_real",
    "kind_of",
    "take_rows",
]

# R's own pattern with the quiet bit set, as R's NA has it after any operation: NumPy warns of signalling NaNs
NA_REAL: float = float(np.array([0x7FF80000000007A2], dtype=np.uint64).view(np.float64)[0])
NA_INTEGER: int = -(2**31)
NA_LOGICAL: int = -128


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Factor(Printable):
    """A categorical column.

    Attributes:
        codes: level numbers (n,), from 0; -1 is NA.
        levels: the level names in order.
        ordered: whether R would call it an ordered factor.
        contrasts: the "contrasts" attribute: a contrast function's name, a (levels, columns) matrix (a Vector
            when its columns have names), or None.

    R: base::factor.
    """

    codes: NDArray[np.int32]
    levels: tuple[str, ...]
    ordered: bool = False
    contrasts: str | Vector | NDArray[np.float64] | None = None

    def __len__(self) -> int:
        return len(self.codes)


Column: TypeAlias = "NDArray[np.float64] | NDArray[np.int32] | NDArray[np.int8] | NDArray[np.object_] | Factor"

_KINDS = {"f": "double", "i": "integer", "b": "logical", "O": "character"}


def kind_of(column: Column) -> str:
    """Return "double", "integer", "logical", "character" or "factor"."""
    if isinstance(column, Factor):
        return "factor"
    return "logical" if column.dtype == np.int8 else _KINDS[column.dtype.kind]


def is_na(column: Column) -> NDArray[np.bool_]:
    """Elementwise `is.na` (NaN counts), with the column's shape."""
    if isinstance(column, Factor):
        return np.asarray(column.codes < 0)
    if column.dtype == np.int8:
        return np.asarray(column == NA_LOGICAL)
    if column.dtype == np.int32:
        return np.asarray(column == NA_INTEGER)
    if column.dtype == object:
        return np.asarray(column == None, dtype=bool)  # noqa: E711 - element by element
    return np.asarray(np.isnan(column))


def is_na_real(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which doubles are NA (payload 1954), not merely NaN."""
    bits = np.ascontiguousarray(values).view(np.uint64) & np.uint64(0xFFFFFFFF)
    return np.asarray(np.isnan(values) & (bits == np.uint64(1954)))


def take_rows(column: Column, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Column:
    """Return the chosen rows (indices or mask) of a column; factor levels are kept."""
    if isinstance(column, Factor):
        return Factor(
            codes=column.codes[rows], levels=column.levels, ordered=column.ordered, contrasts=column.contrasts
        )
    return column[rows]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Frame(Mapping[str, Column], Printable):
    """A data frame: named columns of one length.

    Attributes:
        columns: name to column, in order.
        n: number of rows.
        row_names: names of the rows, or None for R's automatic 1..n.
        attributes: R's further attributes; "refused" keeps the errors of columns that R has no type for, by name: they
            are raised once a column is asked for.

    R: base::data.frame.
    """

    columns: Mapping[str, Column]
    n: int
    row_names: tuple[str, ...] | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Column:
        if name in self.refused:
            raise self.refused[name]
        return self.columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(self.columns)

    @property
    def refused(self) -> Mapping[str, Exception]:
        """Why columns cannot be used, by name."""
        return self.attributes.get("refused", {})  # type: ignore[return-value]

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Frame:
        """Return the chosen rows; R keeps the old row numbers as names."""
        index = np.arange(self.n)[rows]
        kept = _row_labels(self.row_names, index, self.n)
        columns = {name: take_rows(column, rows) for name, column in self.columns.items()}
        return Frame(columns=columns, n=len(index), row_names=kept, attributes=self.attributes)


def _row_labels(names: Sequence[str] | None, index: NDArray[np.intp], n: int) -> tuple[str, ...] | None:
    if names is not None:
        return tuple(names[i] for i in index)
    if len(index) == n and bool((index == np.arange(n)).all()):
        return None
    return tuple(str(i + 1) for i in index)
