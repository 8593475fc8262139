"""From `Frame` to dict, pandas, polars and pyarrow; each library is imported only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rcompat.base.frame import Column, Factor, Frame, is_na, kind_of

__all__ = ["to_arrow", "to_dict", "to_pandas", "to_polars"]


def to_dict(frame: Frame) -> dict[str, list[Any]]:
    """Return the columns as Python lists; NA is None, a factor its labels, a matrix column a list of rows."""
    return {name: _plain_list(column) for name, column in frame.items()}


def _plain_list(column: Column) -> list[Any]:
    if isinstance(column, Factor):
        labels = [*column.levels, None]
        return [labels[code] for code in column.codes.tolist()]
    if column.ndim == 2:
        return [_plain_list(row) for row in column]
    kind = kind_of(column)
    if kind == "character":
        return list(column)
    convert: Callable[[Any], Any] = bool if kind == "logical" else lambda value: value
    missing = is_na(column)
    return [None if gone else convert(value) for value, gone in zip(column.tolist(), missing.tolist(), strict=True)]


def _flat_columns(frame: Frame) -> dict[str, Column]:
    """Columns with every matrix column split into `name.1`, `name.2`, as R's as.data.frame names them."""
    flat: dict[str, Column] = {}
    for name, column in frame.items():
        if isinstance(column, Factor) or column.ndim == 1:
            flat[name] = column
        else:
            flat.update({f"{name}.{j + 1}": column[:, j] for j in range(column.shape[1])})
    return flat


def to_pandas(frame: Frame) -> Any:
    """Return a pandas data frame: factors as categoricals, NA in integers and logicals as pandas' nullable types."""
    import pandas as pd

    columns = {name: _pandas_values(column) for name, column in _flat_columns(frame).items()}
    index = pd.RangeIndex(frame.n) if frame.row_names is None else pd.Index(frame.row_names)
    return pd.DataFrame(columns, index=index)


def _pandas_values(column: Column) -> Any:
    import pandas as pd

    if isinstance(column, Factor):
        return pd.Categorical.from_codes(column.codes, categories=list(column.levels), ordered=column.ordered)
    kind = kind_of(column)
    if kind in ("double", "character"):
        return column.copy()
    missing = is_na(column)
    values = column.astype(bool) if kind == "logical" else column
    if not missing.any():
        return values.copy()
    holder = pd.arrays.BooleanArray if kind == "logical" else pd.arrays.IntegerArray
    return holder(values.copy(), missing)


def to_polars(frame: Frame) -> Any:
    """Return a polars data frame: factors as Enum, NA as null; row names are left out."""
    import polars as pl

    columns = []
    for name, column in _flat_columns(frame).items():
        kinds = {"double": pl.Float64, "integer": pl.Int32, "logical": pl.Boolean, "character": pl.String}
        dtype: Any = pl.Enum(list(column.levels)) if isinstance(column, Factor) else kinds[kind_of(column)]
        columns.append(pl.Series(name, _plain_list(column), dtype=dtype))
    return pl.DataFrame(columns)


def to_arrow(frame: Frame) -> Any:
    """Return a pyarrow table: factors as dictionaries, NA as null; row names are left out."""
    import pyarrow as pa

    columns = {}
    for name, column in _flat_columns(frame).items():
        if isinstance(column, Factor):
            codes = pa.array(column.codes, mask=column.codes < 0)
            columns[name] = pa.DictionaryArray.from_arrays(codes, list(column.levels), ordered=column.ordered)
        else:
            kinds = {"double": pa.float64(), "integer": pa.int32(), "logical": pa.bool_(), "character": pa.string()}
            columns[name] = pa.array(_plain_list(column), type=kinds[kind_of(column)])
    return pa.table(columns)
