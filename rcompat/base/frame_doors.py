"""The doors of `Frame`: in from dict, pandas, polars and pyarrow, and out again (`frame_exits`).

Nothing is changed silently: a column that has no place in R is an error that names it. pandas and narwhals are
imported only when such a frame comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from rcompat.base.collation import sort_texts
from rcompat.base.conditions import RError
from rcompat.base.factors import make_labels
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Column, Factor, Frame
from rcompat.base.frame_exits import to_arrow, to_dict, to_pandas, to_polars
from rcompat.base.vectors import Vector

__all__ = [
    "ColumnTypeError",
    "DuplicateNameError",
    "as_column",
    "as_frame",
    "to_arrow",
    "to_dict",
    "to_pandas",
    "to_polars",
]

_INT_MAX = 2**31 - 1


class NotAFrameError(RError, TypeError):
    """The data are no table of any kind."""


class ColumnTypeError(RError, TypeError):
    """A column holds something that no R column holds (or a mixture that R would turn into text)."""


class DuplicateNameError(RError, ValueError):
    """Two columns have one name, so a formula could not tell which is meant."""


def as_frame(data: object) -> Frame:
    """Return the data as R's data frame.

    Args:
        data: a Frame, a mapping of names to columns, a NumPy structured array, or a data frame of pandas, polars,
            pyarrow or any other library that narwhals reads.

    Raises:
        DuplicateNameError: two columns have one name.
        ColumnTypeError: a column's type has no R counterpart; in a data frame of a library only once it is used.
        RError: the columns differ in length (R's words).

    R: base::data.frame with stringsAsFactors = FALSE, check.names = FALSE.
    """
    if isinstance(data, Frame):
        return data
    if isinstance(data, Mapping):
        return _frame_of_columns({_name(key): as_column(value, _name(key)) for key, value in data.items()}, len(data))
    if isinstance(data, np.ndarray) and data.dtype.names is not None:
        return as_frame({name: data[name] for name in data.dtype.names})
    if type(data).__module__.partition(".")[0] == "pandas" and hasattr(data, "columns"):
        return _frame_of_pandas(data)
    return _frame_of_narwhals(data)


def as_column(values: object, name: str = "x") -> Column:
    """Return one column from an array, a list, a series or a scalar.

    None, NaN and pandas' NA become NA; booleans logical; integers integer where R's range allows, else double.

    Raises:
        ColumnTypeError: the values have no R counterpart.
    """
    if isinstance(values, Factor):
        return values
    if isinstance(values, Vector):
        return values.data
    if isinstance(values, np.ndarray):
        return _column_of_array(values, name)
    if isinstance(values, list | tuple | range):
        return _column_of_list(values, name)
    if (
        values is None
        or type(values).__name__ == "NAType"
        or isinstance(values, str | bytes | bool | int | float | np.generic)
    ):
        return _column_of_list([values], name)
    module = type(values).__module__.partition(".")[0]
    if module == "pandas":
        return _column_of_pandas(values, name)
    if module in {"polars", "pyarrow", "narwhals", "modin", "cudf"}:
        return _column_of_narwhals(values, name)
    if hasattr(values, "__array__"):
        return _column_of_array(np.asarray(values), name)
    if isinstance(values, Iterable) and not isinstance(values, Mapping):
        return _column_of_list(list(values), name)
    raise _no_column(name, type(values).__name__)


def _name(key: object) -> str:
    return key if isinstance(key, str) else str(key)


def _no_column(name: str, what: str) -> ColumnTypeError:
    return ColumnTypeError(f"column '{name}' has type {what}, which is no R column type")


def _frame_of_columns(columns: dict[str, Column], count: int, row_names: tuple[str, ...] | None = None) -> Frame:
    if len(columns) != count:
        raise DuplicateNameError("duplicate column names")
    lengths = list(dict.fromkeys(len(column) for column in columns.values()))
    n = max((length for length in lengths if length != 1), default=1 if lengths else 0)
    if any(length not in (1, n) for length in lengths):
        raise RError(f"arguments imply differing number of rows: {', '.join(map(str, lengths))}", "data.frame")
    if len(lengths) > 1:
        columns = {name: _repeat(column, n) for name, column in columns.items()}
    return Frame(columns=columns, n=n, row_names=row_names)


def _repeat(column: Column, n: int) -> Column:
    if len(column) == n:
        return column
    if isinstance(column, Factor):
        return Factor(codes=np.repeat(column.codes, n), levels=column.levels, ordered=column.ordered)
    return cast(Column, np.repeat(column, n, axis=0))


def _column_of_array(values: NDArray[Any], name: str) -> Column:
    if values.ndim not in (1, 2):
        if values.ndim == 0:
            return _column_of_array(values.reshape(1), name)
        raise _no_column(name, f"array of {values.ndim} dimensions")
    kind = values.dtype.kind
    if values.ndim == 2 and kind in "fiub":
        return _doubles(values)
    if values.ndim == 2:
        raise _no_column(name, f"matrix of {values.dtype}")
    if kind == "f":
        return _doubles(values)
    if kind in "iu":
        return _integers(values)
    if kind == "b":
        return values.astype(np.int8)
    if kind in "UTO":
        return _column_of_list(values.tolist(), name)
    if kind == "M":
        return _times(values)
    raise _no_column(name, str(values.dtype))


def _doubles(values: NDArray[Any]) -> NDArray[np.float64]:
    result = np.array(values, dtype=np.float64, order="C")
    missing = np.isnan(result)
    if missing.any():
        result[missing] = NA_REAL
    return result


def _integers(values: NDArray[Any]) -> NDArray[np.int32] | NDArray[np.float64]:
    if values.size and (int(values.max()) > _INT_MAX or int(values.min()) < -_INT_MAX):
        return values.astype(np.float64)
    return values.astype(np.int32)


def _times(values: NDArray[Any]) -> NDArray[np.float64]:
    """R's own numbers behind a Date (days since 1970) or a POSIXct (seconds since 1970)."""
    days = np.datetime_data(values.dtype)[0] in ("Y", "M", "W", "D")
    unit, scale = ("D", 1.0) if days else ("ns", 1e9)
    result = values.astype(f"datetime64[{unit}]").astype(np.int64) / scale
    result[np.isnat(values)] = NA_REAL
    return np.asarray(result, dtype=np.float64)


def _column_of_list(values: Sequence[Any], name: str) -> Column:
    kinds = set(map(type, values))
    if kinds == {str}:
        return _objects(values)
    if kinds == {float}:
        return _doubles(np.array(values, dtype=np.float64))
    if kinds == {int}:
        return _python_integers(values)
    if kinds == {bool}:
        return np.array(values, dtype=np.int8)
    return _mixed_column([_element(value, name) for value in values], name)


def _objects(values: Iterable[str | None]) -> NDArray[np.object_]:
    values = list(values)
    result = np.empty(len(values), dtype=object)
    result[:] = values
    return result


def _python_integers(values: Sequence[int]) -> NDArray[np.int32] | NDArray[np.float64]:
    if max(values) > _INT_MAX or min(values) < -_INT_MAX:
        return np.array([float(value) for value in values], dtype=np.float64)
    return np.array(values, dtype=np.int32)


def _element(value: Any, name: str) -> bool | int | float | str | None:
    """One value as bool, int, float, str, or None for every form of missing."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return None if value != value else value
    kind = type(value).__name__
    if kind in ("NAType", "NaTType"):
        return None
    if kind == "Decimal":
        return float(value)
    raise _no_column(name, kind)


def _mixed_column(values: list[Any], name: str) -> Column:
    kinds = {type(value) for value in values if value is not None}
    if not kinds or kinds == {bool}:
        return np.array([NA_LOGICAL if value is None else value for value in values], dtype=np.int8)
    if kinds == {str}:
        return _objects(values)
    if str in kinds:
        raise ColumnTypeError(f"column '{name}' mixes text and numbers")
    whole = float not in kinds and all(value is None or -_INT_MAX <= value <= _INT_MAX for value in values)
    if whole:
        return np.array([NA_INTEGER if value is None else int(value) for value in values], dtype=np.int32)
    return np.array([NA_REAL if value is None else float(value) for value in values], dtype=np.float64)


def _factor(codes: NDArray[Any], categories: Column, ordered: bool) -> Factor:
    levels = tuple(str(label) for label in make_labels(categories))
    return Factor(codes=np.asarray(codes, dtype=np.int32), levels=levels, ordered=ordered)


def _frame_of_pandas(data: Any) -> Frame:
    names = [_name(name) for name in data.columns]
    if len(set(names)) != len(names):
        twice = next(name for index, name in enumerate(names) if name in names[:index])
        raise DuplicateNameError(f"duplicate column name '{twice}'")
    columns, more = _known_columns(names, lambda index: _column_of_pandas(data.iloc[:, index], names[index]))
    return Frame(columns=columns, n=len(data), row_names=_pandas_row_names(data.index), attributes=more)


def _known_columns(
    names: Sequence[str], column_of: Callable[[int], Column]
) -> tuple[dict[str, Column], Mapping[str, object]]:
    """The columns that R has types for, and the attribute that keeps why others are refused once they are used."""
    columns: dict[str, Column] = {}
    refused: dict[str, ColumnTypeError] = {}
    for index, name in enumerate(names):
        try:
            columns[name] = column_of(index)
        except ColumnTypeError as error:
            refused[name] = error
    return columns, {"refused": refused} if refused else {}


def _pandas_row_names(index: Any) -> tuple[str, ...] | None:
    is_default = type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1
    if is_default or not index.is_unique:
        return None
    if getattr(index, "nlevels", 1) > 1:
        return tuple(".".join(map(str, labels)) for labels in index)
    return tuple(map(str, index))


def _column_of_pandas(series: Any, name: str) -> Column:
    dtype: Any = series.dtype
    kind = type(dtype).__name__
    if kind == "CategoricalDtype":
        holder = getattr(series, "cat", series)
        return _factor(holder.codes, as_column(dtype.categories.to_numpy(), name), bool(dtype.ordered))
    if getattr(dtype, "kind", "O") == "O" and not len(series):
        return _objects([])  # without rows nothing but the type is left, and pandas holds text as objects
    if isinstance(dtype, np.dtype):
        return _column_of_array(series.to_numpy(), name)
    if kind == "DatetimeTZDtype":
        return _column_of_array(series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy(), name)
    if getattr(dtype, "kind", "O") in "iufbO":
        return _column_of_list(series.to_numpy(dtype=object).tolist(), name)
    return _column_of_narwhals(series, name)


def _frame_of_narwhals(data: Any) -> Frame:
    import narwhals as nw

    try:
        table = nw.from_native(data)
    except TypeError:
        raise NotAFrameError(f"'data' must be a data frame, or a dict of columns, not {type(data).__name__}") from None
    except nw.exceptions.DuplicateError:
        raise DuplicateNameError("duplicate column names") from None
    if isinstance(table, nw.LazyFrame):
        table = table.collect()
    names = list(table.columns)
    if len(set(names)) != len(names):
        raise DuplicateNameError("duplicate column names")
    columns, more = _known_columns(names, lambda index: _column_of_narwhals(table[names[index]], names[index]))
    return Frame(columns=columns, n=len(table), attributes=more)


def _column_of_narwhals(values: Any, name: str) -> Column:
    import narwhals as nw

    series = nw.from_native(values, series_only=True, allow_series=True)
    dtype = series.dtype
    if dtype in (nw.Categorical, nw.Enum):
        return _factor_of_narwhals(series, dtype == nw.Enum)
    if dtype == nw.Date or isinstance(dtype, nw.Datetime):
        unit = "datetime64[D]" if dtype == nw.Date else "datetime64[ns]"
        return _times(np.array([_plain_time(value) for value in series.to_list()], dtype=unit))
    if (dtype.is_integer() or dtype.is_float()) and series.null_count() == 0:
        return _column_of_array(np.asarray(series.to_numpy()), name)
    if dtype.is_numeric() or dtype in (nw.Boolean, nw.String, nw.Object, nw.Unknown):
        return _column_of_list(series.to_list(), name)
    raise _no_column(name, str(dtype))


def _plain_time(value: Any) -> Any:
    """The moment in UTC without a time zone, which NumPy wants."""
    if value is None or getattr(value, "tzinfo", None) is None:
        return value
    from datetime import UTC

    return value.astimezone(UTC).replace(tzinfo=None)


def _category_names(native: Any, values: list[Any]) -> list[str]:
    """The levels of a categorical column in the order of its codes."""
    module = type(native).__module__.partition(".")[0]
    used = {value for value in values if value is not None}
    if module == "polars":
        # one pool of categories is shared among columns: the others' are no levels here
        code = dict(zip(values, native.to_physical().to_list(), strict=True))
        return sorted(used, key=lambda label: code[label])
    if module == "pyarrow":
        return [str(label) for label in native.unify_dictionaries().chunk(0).dictionary.to_pylist()]
    return sort_texts(used)


def _factor_of_narwhals(series: Any, keep_all: bool) -> Factor:
    values = series.to_list()
    categories = list(series.dtype.categories) if keep_all else _category_names(series.to_native(), values)
    place: dict[str | None, int] = {label: code for code, label in enumerate(categories)}
    place[None] = -1
    codes = np.array([place[value] for value in values], dtype=np.int32)
    ordered = bool(getattr(getattr(series.to_native(), "type", None), "ordered", False))
    return Factor(codes=codes, levels=tuple(categories), ordered=ordered)
