"""Row subscripts, repeated row names and NA actions: what R gives is written beside each."""

from __future__ import annotations

import numpy as np
import pytest

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, Factor, Frame
from rcompat.base.names import make_unique
from rcompat.design.row_choice import omit_rows, row_index, subset_rows

TRUTH = np.array([1, 0, NA_LOGICAL, 1], dtype=np.int8)


@pytest.mark.parametrize(
    ("subscript", "n", "expected"),
    [
        (TRUTH, 4, [0, -1, 3]),
        (TRUTH[:2], 4, [0, 2]),
        (TRUTH, 3, [0, -1, -1]),
        (np.empty(0, dtype=np.int8), 3, []),
        (np.array([2.9, 0.0, 1.0]), 3, [1, 0]),
        (np.array([-1.0, 0.0]), 3, [1, 2]),
        (np.array([-7.0]), 3, [0, 1, 2]),
        (np.array([5.0, np.nan]), 3, [-1, -1]),
        (np.array([NA_INTEGER, 2], dtype=np.int32), 3, [-1, 1]),
        (np.array(["2", "x", "2"], dtype=object), 3, [1, -1, 1]),
        (Factor(codes=np.array([1, -1], dtype=np.int32), levels=("u", "v")), 3, [1, -1]),
    ],
)
def test_row_index(subscript: object, n: int, expected: list[int]) -> None:
    assert row_index(subscript, n, None).tolist() == expected  # type: ignore[arg-type]


def test_mixed_signs() -> None:
    with pytest.raises(RError, match="only 0's may be mixed with negative subscripts"):
        row_index(np.array([-1.0, 2.0]), 3, None)


def test_make_unique() -> None:
    assert make_unique(["a", "a", "a.1", "a", "NA", "NA"]) == ("a", "a.2", "a.1", "a.3", "NA", "NA.1")


def test_rows_of_na_keep_the_types() -> None:
    factor = Factor(codes=np.array([0, 1], dtype=np.int32), levels=("u", "v"))
    text = np.array(["p", "q"], dtype=object)
    frame = Frame(
        columns={"x": np.array([1.0, 2.0]), "k": np.array([1, 2], dtype=np.int32), "f": factor, "s": text}, n=2
    )
    taken = subset_rows(frame, np.array([2.0, np.nan, 2.0]))
    assert taken.row_names == ("2", "NA", "2.1")
    assert np.isnan(taken["x"][1]) and taken["k"][1] == NA_INTEGER and taken["s"][1] is None  # type: ignore[index]
    assert isinstance(taken["f"], Factor) and taken["f"].codes.tolist() == [1, -1, 1]


def test_na_actions() -> None:
    frame = Frame(columns={"x": np.array([1.0, np.nan, 3.0]), "s": np.array(["a", "b", None], dtype=object)}, n=3)
    for action in ("na.omit", "na.exclude"):
        kept, dropped = omit_rows(frame, action)
        assert kept.n == 1 and dropped.tolist() == [1, 2]
    assert omit_rows(frame, "na.pass")[0] is frame
    with pytest.raises(RError, match="missing values in object"):
        omit_rows(frame, "na.fail")
