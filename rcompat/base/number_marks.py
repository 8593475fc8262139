"""Thousands marks, small marks, zeros and trailing zeros in numbers that are already text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rcompat.base.string_text import display_width

__all__ = ["Marks", "make_marks", "mark_cells"]

_ZERO_EXPONENT = re.compile(r"e[+-]0+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What `prettyNum` changes in a number's text, with R's defaults.

    Attributes:
        big_mark: put between groups of `big_interval` digits before the decimal mark.
        small_mark: put between groups of `small_interval` digits after it.
        decimal_mark: the decimal mark of the cells.
        zero_print: text for zeros, or None.
        replace_zero: whether that text replaces the whole cell instead of its digits.
        drop0trailing: whether zeros at the end of the decimals go.
    """

    big_mark: str = ""
    big_interval: int = 3
    small_mark: str = ""
    small_interval: int = 5
    decimal_mark: str = "."
    zero_print: str | None = None
    replace_zero: bool = False
    drop0trailing: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is to be changed."""
        return not (self.big_mark or self.small_mark or self.drop0trailing) and self.zero_print is None


def make_marks(
    big: tuple[str, int],
    small: tuple[str, int],
    decimal_mark: str,
    zero_print: str | None,
    drop0trailing: bool,
    replace_zero: bool = False,
) -> Marks:
    """Return marks from (mark, interval) pairs and the rest."""
    return Marks(
        big_mark=big[0],
        big_interval=big[1],
        small_mark=small[0],
        small_interval=small[1],
        decimal_mark=decimal_mark,
        zero_print=zero_print,
        replace_zero=replace_zero,
        drop0trailing=drop0trailing,
    )


def mark_cells(cells: Sequence[str], marks: Marks, preserve_width: str = "common") -> list[str]:
    """Return the cells with marks.

    Args:
        cells: numbers as text, with the decimal mark of `marks`.
        marks: what to change.
        preserve_width: "common" pads to one width, "individual" takes blanks away for the marks, "none" neither.

    R: base::prettyNum on text.
    """
    if marks.is_plain:
        return list(cells)
    shown = list(cells)
    if marks.drop0trailing:
        shown = [_without_trailing_zeros(cell, marks.decimal_mark) for cell in shown]
    numbers = shown
    if marks.zero_print is not None:
        shown = [_zero(cell, marks) for cell in shown]
    if not (marks.big_mark or marks.small_mark):
        return shown
    marked = [_marked(new, marks) if new == old else new for new, old in zip(shown, numbers, strict=True)]
    if marked == shown:
        return marked
    if preserve_width == "individual":
        return [_narrowed(new, old) for new, old in zip(marked, shown, strict=True)]
    if preserve_width == "common" and not marks.drop0trailing:
        widest = max(map(display_width, marked), default=0)
        return [" " * (widest - display_width(cell)) + cell for cell in marked]
    return marked


def _zero(cell: str, marks: Marks) -> str:
    text = marks.zero_print or ""
    try:
        is_zero = float(cell) == 0
    except ValueError:
        return cell
    if not is_zero:
        return cell
    if marks.replace_zero:
        return text
    digits = cell.lstrip(" ")
    return (
        (cell[: len(cell) - len(digits)] + text.ljust(len(digits)))[-len(cell) :]
        if len(text) <= len(digits)
        else (text[: len(cell)].rjust(len(cell)))
    )


def _without_trailing_zeros(cell: str, decimal_mark: str) -> str:
    before, mark, after = cell.partition(decimal_mark)
    after = _ZERO_EXPONENT.sub("", after) if "e" in after else after.rstrip("0")
    return before + mark + after if after else before


def _marked(cell: str, marks: Marks) -> str:
    before, mark, after = cell.partition(marks.decimal_mark)
    if marks.big_mark:
        before = _grouped(before[::-1], marks.big_mark[::-1], marks.big_interval)[::-1]
    if marks.small_mark:
        after = _grouped(after, marks.small_mark, marks.small_interval)
    return before + mark + after if after else before


def _grouped(text: str, mark: str, size: int) -> str:
    return re.sub(rf"(\d{{{size}}})(?=\d)", lambda run: run[1] + mark, text)


def _narrowed(new: str, old: str) -> str:
    blanks = len(new) - len(new.lstrip(" "))
    return new[max(0, min(blanks, len(new) - len(old))) :]
