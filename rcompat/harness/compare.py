"""Comparisons of what two programs gave: text as bytes, numbers by correct digits, data frames column by column.

Nothing is ignored unless a `Mask` says so by name and reason. The measure of agreement of numbers is NIST's log
relative error: the number of correct significant digits, at most 15.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import Column, Factor, Frame, is_na, is_na_real, kind_of
from rcompat.base.number_text import encode_number, number_format

__all__ = [
    "MOST_DIGITS",
    "ColumnDifference",
    "Mask",
    "TextDifference",
    "apply_masks",
    "compare_frames",
    "compare_text",
    "least_lre",
    "log_relative_error",
    "same_printed_digits",
    "ulp_distance",
]

MOST_DIGITS = 15.0

_TOKEN = re.compile(r"\n|[ \t]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[\"'`‘’“”]|[^\W\d]\w*|.", re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A part of a text that may differ.

    Attributes:
        name: what stands for the part.
        pattern: regular expression of the part.
        reason: why the part may differ.
    """

    name: str
    pattern: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDifference:
    """Where two texts begin to differ.

    Attributes:
        kind: "number", "width" (blanks), "quote", "line" (a line break or the end), or "text".
        line, column: place in the expected text, from 1.
        expected, found: the first differing tokens; "" at the end of a text.
        expected_line, found_line: the lines they stand in.
    """

    kind: str
    line: int
    column: int
    expected: str
    found: str
    expected_line: str
    found_line: str

    def __str__(self) -> str:
        shown = [repr(token) if token else "the end" for token in (self.expected, self.found)]
        place = f"line {self.line}, column {self.column}: {self.kind} differs: R has {shown[0]}, ours {shown[1]}"
        return f"{place}\n  R    |{self.expected_line}\n  ours |{self.found_line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnDifference:
    """How one column of two frames differs.

    Attributes:
        column: its name.
        what: "missing", "extra", "place", "type", "levels", "length", "missing values" or "values".
        row: first differing row, from 1; 0 when no row is meant.
        lre: least number of correct digits, for numbers.
    """

    column: str
    what: str
    row: int = 0
    lre: float = math.nan


def apply_masks(text: str, masks: Iterable[Mask]) -> str:
    """Return the text with every masked part replaced by `<name>`."""
    for mask in masks:
        text = re.sub(mask.pattern, lambda _, name=mask.name: f"<{name}>", text)  # type: ignore[misc]
    return text


def compare_text(found: str | bytes, expected: str | bytes, masks: Sequence[Mask] = ()) -> TextDifference | None:
    """Compare two texts byte by byte.

    Args:
        found: ours.
        expected: R's.
        masks: parts that may differ.

    Returns:
        The first difference; None if there is none.
    """
    ours, theirs = (_text(text) for text in (found, expected))
    ours, theirs = apply_masks(ours, masks), apply_masks(theirs, masks)
    return None if ours == theirs else _first_difference(ours, theirs)


def _text(text: str | bytes) -> str:
    # Bytes that are no UTF-8 stay apart as surrogates: two texts are equal if and only if their bytes are.
    return text.decode("utf-8", "surrogateescape") if isinstance(text, bytes) else text


def _first_difference(found: str, expected: str) -> TextDifference:
    ours, theirs = _TOKEN.findall(found), _TOKEN.findall(expected)
    same = 0
    while same < min(len(ours), len(theirs)) and ours[same] == theirs[same]:
        same += 1
    before = "".join(theirs[:same])
    line, start = before.count("\n") + 1, before.rfind("\n") + 1
    one, two = (tokens[same] if same < len(tokens) else "" for tokens in (theirs, ours))
    return TextDifference(
        kind=_kind(one, two),
        line=line,
        column=len(before) - start + 1,
        expected=one,
        found=two,
        expected_line=_line(expected, line),
        found_line=_line(found, line),
    )


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1] if number <= len(lines) else ""


def _kind(expected: str, found: str) -> str:
    if "\n" in (expected, found) or not expected or not found:
        return "line"
    if expected.isspace() or found.isspace():
        return "width"
    if _NUMBER.match(expected) and _NUMBER.match(found):
        return "number"
    return "quote" if set(expected + found) & set("\"'`‘’“”") else "text"


def log_relative_error(found: float, expected: float, most: float = MOST_DIGITS) -> float:
    """Number of correct significant digits of `found`: -log10 of its relative error, from 0 to `most`.

    Equal numbers, both missing or both the same infinity have `most`. For an expected 0 the error is absolute.
    """
    if found == expected or (math.isnan(found) and math.isnan(expected)):
        return most
    if not (math.isfinite(found) and math.isfinite(expected)):
        return 0.0
    scale = abs(expected) if expected else 1.0
    error = abs(found - expected) / scale
    return most if error == 0 else min(most, max(0.0, -math.log10(error)))


def least_lre(found: Iterable[float], expected: Iterable[float], most: float = MOST_DIGITS) -> float:
    """Least log relative error of all pairs; 0 if their numbers differ."""
    ours, theirs = list(found), list(expected)
    if len(ours) != len(theirs):
        return 0.0
    return min((log_relative_error(float(a), float(b), most) for a, b in zip(ours, theirs, strict=True)), default=most)


def ulp_distance(found: float, expected: float) -> int:
    """How many doubles lie between two numbers, one of them counted; -1 if one is NaN and the other is not."""
    if math.isnan(found) or math.isnan(expected):
        return 0 if math.isnan(found) and math.isnan(expected) else -1
    return abs(_rank(found) - _rank(expected))


def _rank(value: float) -> int:
    bits = int(np.float64(value).view(np.int64))
    return bits if bits >= 0 else -(bits & 0x7FFFFFFFFFFFFFFF)


def same_printed_digits(found: float, expected: float, digits: int = 7) -> bool:
    """Whether R prints both numbers alike at these significant digits."""
    return _printed(found, digits) == _printed(expected, digits)


def _printed(value: float, digits: int) -> str:
    return encode_number(value, number_format([value], digits=digits))


def compare_frames(found: Frame, expected: Frame, at_least: float = MOST_DIGITS) -> list[ColumnDifference]:
    """Compare two data frames column by column.

    Args:
        found: ours.
        expected: R's.
        at_least: correct digits that numbers must have; `MOST_DIGITS` asks for the same bits.

    Returns:
        One entry for each differing column.
    """
    differences = [ColumnDifference(column=name, what="missing") for name in expected if name not in found]
    differences += [ColumnDifference(column=name, what="extra") for name in found if name not in expected]
    differences += [ColumnDifference(column=name, what="place") for name in _out_of_place(found, expected)]
    for name in expected:
        if name in found:
            difference = _column_difference(name, found[name], expected[name], at_least)
            differences += [difference] if difference else []
    return differences


def _out_of_place(found: Frame, expected: Frame) -> list[str]:
    ours, theirs = ([name for name in one if name in other] for one, other in ((found, expected), (expected, found)))
    return [b for a, b in zip(ours, theirs, strict=True) if a != b]


def _column_difference(name: str, found: Column, expected: Column, at_least: float) -> ColumnDifference | None:
    if kind_of(found) != kind_of(expected):
        return ColumnDifference(column=name, what="type")
    if len(found) != len(expected):
        return ColumnDifference(column=name, what="length")
    if isinstance(found, Factor) and isinstance(expected, Factor):
        if found.levels != expected.levels or found.ordered != expected.ordered:
            return ColumnDifference(column=name, what="levels")
        return _first_row(name, "values", found.codes != expected.codes)
    assert not isinstance(found, Factor) and not isinstance(expected, Factor)
    gone = _first_row(name, "missing values", is_na(found) != is_na(expected))
    if gone:
        return gone
    if found.dtype == np.float64:
        return _double_difference(name, np.ravel(found), np.ravel(expected), at_least)
    return _first_row(name, "values", np.array([a != b for a, b in zip(found, expected, strict=True)], dtype=bool))


def _first_row(name: str, what: str, differs: NDArray[np.bool_]) -> ColumnDifference | None:
    rows = np.flatnonzero(differs)
    return ColumnDifference(column=name, what=what, row=int(rows[0]) + 1) if len(rows) else None


def _double_difference(
    name: str, found: NDArray[np.float64], expected: NDArray[np.float64], at_least: float
) -> ColumnDifference | None:
    finite = ~np.isnan(expected)
    bits = np.ascontiguousarray(found).view(np.uint64) != np.ascontiguousarray(expected).view(np.uint64)
    differs = (bits & finite) | (is_na_real(found) != is_na_real(expected))
    if at_least < MOST_DIGITS:
        digits = [log_relative_error(float(a), float(b)) for a, b in zip(found, expected, strict=True)]
        differs = np.array(digits) < at_least
    rows = np.flatnonzero(differs)
    if not len(rows):
        return None
    lre = least_lre(found.tolist(), expected.tolist())
    return ColumnDifference(column=name, what="values", row=int(rows[0]) + 1, lre=lre)
