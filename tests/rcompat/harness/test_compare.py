from __future__ import annotations

import math

import numpy as np
import pytest

from rcompat.base.frame import NA_REAL, Factor, Frame
from rcompat.harness.compare import (
    Mask,
    compare_frames,
    compare_text,
    least_lre,
    log_relative_error,
    same_printed_digits,
    ulp_distance,
)


@pytest.mark.parametrize(
    ("found", "expected", "kind", "line", "column"),
    [
        ("a 1.25 b\n", "a 1.24 b\n", "number", 1, 3),
        ("a\nb   2\n", "a\nb  2\n", "width", 2, 2),
        ('x "y"\n', "x ‘y’\n", "quote", 1, 3),
        ("a", "a\n", "line", 1, 2),
        ("a\n\nb", "a\nb", "line", 2, 1),
        ("Days", "Day", "text", 1, 1),
        (b"\xff", b"\xfe", "text", 1, 1),
    ],
)
def test_first_differing_token_is_named(found: str, expected: str, kind: str, line: int, column: int) -> None:
    difference = compare_text(found, expected)
    assert difference is not None
    assert (difference.kind, difference.line, difference.column) == (kind, line, column)
    assert f"line {line}" in str(difference)


def test_equal_texts_and_masks() -> None:
    assert compare_text("a é\n", "a é\n".encode()) is None
    address = Mask(name="address", pattern="0x[0-9a-f]+", reason="where R put the environment")
    assert compare_text("<env: 0x1a>", "<env: 0x2b>", [address]) is None
    assert compare_text("<env: 0x1a>", "<env: 0x2b>") is not None


@pytest.mark.parametrize(
    ("found", "expected", "digits"),
    [(1.0, 1.0, 15), (1.001, 1.0, 3), (-1.0, 1.0, 0), (1e-8, 0.0, 8), (math.nan, math.nan, 15), (math.inf, 1.0, 0)],
)
def test_log_relative_error(found: float, expected: float, digits: int) -> None:
    assert round(log_relative_error(found, expected)) == digits


def test_least_lre_counts_lengths() -> None:
    assert least_lre([1.0], [1.0, 2.0]) == 0
    assert least_lre([], []) == 15


def test_ulp_distance() -> None:
    assert ulp_distance(1.0, np.nextafter(1.0, 2.0)) == 1
    assert ulp_distance(-5e-324, 5e-324) == 2
    assert ulp_distance(0.0, -0.0) == 0
    assert ulp_distance(math.nan, 1.0) == -1


def test_same_printed_digits() -> None:
    assert same_printed_digits(1.23456784, 1.2345678)
    assert not same_printed_digits(1.234567, 1.234568)
    assert same_printed_digits(1.234567, 1.234568, digits=6)


def test_frames_column_by_column() -> None:
    factor = Factor(codes=np.array([0, 1], dtype=np.int32), levels=("a", "b"))
    swapped = Factor(codes=np.array([0, 1], dtype=np.int32), levels=("b", "a"))
    expected = Frame(columns={"x": np.array([1.0, NA_REAL]), "f": factor, "gone": np.array([1.0, 2.0])}, n=2)
    found = Frame(columns={"x": np.array([1.0, math.nan]), "f": swapped, "new": np.array([1.0, 2.0])}, n=2)
    faults = {entry.column: entry.what for entry in compare_frames(found, expected)}
    assert faults == {"gone": "missing", "new": "extra", "x": "values", "f": "levels"}
    near = Frame(columns={"x": np.array([1.0000001])}, n=1)
    exact = Frame(columns={"x": np.array([1.0])}, n=1)
    assert compare_frames(near, exact)[0].row == 1
    assert compare_frames(near, exact, at_least=6) == []


def test_columns_out_of_place_are_named() -> None:
    one, two, three = np.ones(1), np.zeros(1), np.ones(1)
    found = Frame(columns={"b": two, "x": one, "a": one, "c": three}, n=1)
    expected = Frame(columns={"a": one, "b": two, "c": three}, n=1)
    assert [(each.column, each.what) for each in compare_frames(found, expected)] == [
        ("x", "extra"),
        ("a", "place"),
        ("b", "place"),
    ]
