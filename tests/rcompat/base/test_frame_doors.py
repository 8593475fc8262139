"""Frames in and out of Python's data frames."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from r_values import value_text

from rcompat.base.conditions import RError
from rcompat.base.factors import as_factor, droplevels
from rcompat.base.frame import Factor, is_na_real
from rcompat.base.frame_doors import (
    ColumnTypeError,
    DuplicateNameError,
    as_column,
    as_frame,
    to_arrow,
    to_dict,
    to_pandas,
    to_polars,
)
from rcompat.linear.lm import lm

PLAIN = {
    "x": [1.5, None, 3.0],
    "i": [1, 2, None],
    "big": [1, 2**31, 3],
    "s": ["a", None, "b"],
    "l": [True, None, False],
}
EXPECTED = {
    "x": "double: 0x1.8p+0 NA 0x1.8p+1",
    "i": "integer: 1 2 NA",
    "big": "double: 0x1p+0 0x1p+31 0x1.8p+1",
    "s": "character: 'a' <NA> 'b'",
    "l": "logical: TRUE NA FALSE",
}


def _texts(data: Any) -> dict[str, str]:
    return {name: value_text(column) for name, column in as_frame(data).items()}


def test_same_columns_from_every_library() -> None:
    frame = as_frame(PLAIN)
    assert _texts(frame) == EXPECTED
    for copy in (
        pl.DataFrame(PLAIN),
        pa.table(PLAIN),
        pl.DataFrame(PLAIN).lazy(),
        pd.DataFrame(PLAIN).convert_dtypes(),
    ):
        assert _texts(copy) == EXPECTED
    for door in (to_dict, to_pandas, to_polars, to_arrow):
        assert _texts(door(frame)) == EXPECTED


def test_categories_keep_their_order() -> None:
    cat = pd.Categorical(["lo", None, "hi"], categories=["lo", "hi", "never"], ordered=True)
    expected = "ordered ['lo' 'hi' 'never'] 1 NA 2"
    frame = as_frame(pd.DataFrame({"f": cat}))
    assert value_text(frame["f"]) == expected
    assert value_text(as_frame(to_pandas(frame))["f"]) == expected
    assert value_text(as_frame(to_arrow(frame))["f"]) == expected
    enum = pl.Series(["lo", None, "hi"], dtype=pl.Enum(["lo", "hi", "never"]))
    assert value_text(as_frame(pl.DataFrame({"f": enum}))["f"]) == "factor ['lo' 'hi' 'never'] 1 NA 2"
    numbers = pd.DataFrame({"f": pd.Categorical([2.5, 10, 2.5])})
    assert value_text(as_frame(numbers)["f"]) == "factor ['2.5' '10'] 1 2 1"


def test_index_becomes_row_names() -> None:
    frame = pd.DataFrame({"x": [1, 2, 3]})
    assert as_frame(frame).row_names is None
    assert as_frame(frame[frame.x > 1]).row_names == ("1", "2")
    assert as_frame(frame.set_index(pd.Index(["a", "b", "c"]))).row_names == ("a", "b", "c")
    assert as_frame(pd.concat([frame, frame])).row_names is None


def test_missing_values_are_na() -> None:
    column = as_column(np.array([1.0, np.nan]))
    assert isinstance(column, np.ndarray)
    assert is_na_real(column).tolist() == [False, True]  # type: ignore[arg-type]
    assert value_text(as_column([None, None])) == "logical: NA NA"
    assert value_text(as_column([pd.NA, 1])) == "integer: NA 1"
    assert value_text(as_column(np.array([-(2**31), 0]))) == "double: -0x1p+31 0x0p+0"
    assert value_text(as_column(np.array([1, 200], dtype=np.uint8))) == "integer: 1 200"


def test_dates_are_r_numbers() -> None:
    days = [datetime.date(1970, 1, 2), None]
    assert value_text(as_frame(pl.DataFrame({"d": days}))["d"]) == "double: 0x1p+0 NA"
    moment = pd.DataFrame({"t": pd.to_datetime(["1970-01-01T00:00:01.5Z"])})
    assert value_text(as_frame(moment)["t"]) == "double: 0x1.8p+0"


@pytest.mark.parametrize(
    ("data", "error", "text"),
    [
        ({"a": [1, 2, 3], "b": [1, 2]}, RError, "arguments imply differing number of rows: 3, 2"),
        ({"a": [1, "x"]}, ColumnTypeError, "column 'a' mixes text and numbers"),
        ({"a": [1j]}, ColumnTypeError, "column 'a' has type complex"),
        ({"a": [[1], [2]]}, ColumnTypeError, "column 'a' has type list"),
        ({"a": np.zeros((2, 2, 2))}, ColumnTypeError, "column 'a'"),
        ({1: [1], "1": [2]}, DuplicateNameError, "duplicate column name"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), DuplicateNameError, "duplicate column name 'a'"),
        (3, RError, "must be a data frame"),
        (None, RError, "must be a data frame"),
    ],
)
def test_bad_data(data: Any, error: type[RError], text: str) -> None:
    with pytest.raises(error, match=text):
        as_frame(data)


@pytest.mark.parametrize("table", [pd.DataFrame, pl.DataFrame])
def test_columns_without_a_type_are_refused_once_they_are_used(table: Any) -> None:
    days = [datetime.timedelta(days=count) for count in (1, 2, 4)]
    frame = as_frame(table({"a": days, "y": [1.0, 2.0, 4.0], "x": [1.0, 3.0, 2.0]}))
    assert frame.names == ("y", "x")
    assert "(Intercept)" in str(lm("y ~ x", frame))
    for formula in ("y ~ a", "y ~ .", "a ~ x"):
        with pytest.raises(ColumnTypeError, match="column 'a' has type"):
            lm(formula, frame)


def test_scalars_and_matrices() -> None:
    frame = as_frame({"x": [1, 2, 3], "k": 5, "m": np.eye(3)[:, :2]})
    assert value_text(frame["k"]) == "integer: 5 5 5"
    assert list(to_pandas(frame).columns) == ["x", "k", "m.1", "m.2"]
    assert as_frame({}).n == 0


def test_factors() -> None:
    assert as_factor(as_column(["b", "A", "a", "B"])).levels == ("a", "A", "b", "B")
    assert as_factor(as_column([10, 9, 100])).levels == ("9", "10", "100")
    assert as_factor(as_column([0.1 + 0.2, 0.3, 1e5])).levels == ("0.3", "1e+05")
    factor = Factor(codes=np.array([2, -1, 0], dtype=np.int32), levels=("a", "b", "c"))
    assert value_text(droplevels(factor)) == "factor ['a' 'c'] 2 NA 1"


def test_polars_categories_are_in_the_order_of_their_codes() -> None:
    column = pl.Series(["late", None, "early", "late"]).cast(pl.Categorical)
    assert value_text(as_frame(pl.DataFrame({"f": column}))["f"]) == "factor ['late' 'early'] 1 NA 2 1"


def test_text_without_rows_is_text() -> None:
    assert as_frame(pd.DataFrame({"g": ["a"]}).iloc[:0])["g"].dtype == object  # type: ignore[union-attr]


def test_arrow_columns_of_one_name() -> None:
    column = pa.array([1.0, 2.0])
    with pytest.raises(DuplicateNameError):
        as_frame(pa.table([column, column], names=["x", "x"]))
