"""Factors from columns: R's level order and level names, and dropping unused levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from rcompat.base.collation import sort_texts
from rcompat.base.conditions import RError
from rcompat.base.frame import Column, Factor, is_na, is_na_real, kind_of
from rcompat.base.number_text import number_word

__all__ = ["as_factor", "droplevels", "factor_labels", "make_labels", "number_label"]

_TRUTH = ("FALSE", "TRUE")


def number_label(value: float) -> str:
    """Return the text of one double with up to 15 significant digits.

    R: as.character(double) before R 4.3.
    """
    if value != value:
        return "NaN"
    if value in (np.inf, -np.inf):
        return "Inf" if value > 0 else "-Inf"
    if value.is_integer() and abs(value) < 1e5:
        return str(int(value))
    return number_word(value)


def make_labels(column: Column) -> list[str | None]:
    """Return the column as text, None where it is NA.

    R: as.character.
    """
    if isinstance(column, Factor):
        return factor_labels(column)
    kind = kind_of(column)
    if kind == "character":
        return list(column)
    if kind == "double":
        missing = is_na_real(np.asarray(column, dtype=np.float64))
        values = column.tolist()
        return [None if gone else number_label(value) for value, gone in zip(values, missing.tolist(), strict=True)]
    gone_mask = is_na(column).tolist()
    values = column.tolist()
    if kind == "logical":
        return [None if gone else _TRUTH[value != 0] for value, gone in zip(values, gone_mask, strict=True)]
    return [None if gone else str(value) for value, gone in zip(values, gone_mask, strict=True)]


def factor_labels(factor: Factor) -> list[str | None]:
    """Return the level name of each element, None where it is NA."""
    levels = [*factor.levels, None]
    return [levels[code] for code in factor.codes.tolist()]


def as_factor(
    column: Column,
    levels: Sequence[object] | None = None,
    ordered: bool | None = None,
    labels: Sequence[str] | None = None,
) -> Factor:
    """Return a column as a factor.

    Args:
        column: any column; a factor keeps the order of its levels and loses the unused ones.
        levels: values in the wanted order; None: the sorted distinct values.
        ordered: None keeps what the column is.
        labels: names for the levels, one each; equal names are merged.

    Raises:
        RError: a level is given twice, or the number of labels is wrong.

    R: base::factor, in a C.UTF-8 locale.
    """
    if ordered is None:
        ordered = isinstance(column, Factor) and column.ordered
    if levels is None and not isinstance(column, Factor) and labels is None:
        codes, names = _sorted_codes(column)
        return Factor(codes=codes, levels=names, ordered=ordered)
    names = _level_names(column, levels)
    if len(set(names)) != len(names):
        twice = next(i for i, name in enumerate(names) if name in names[:i])
        raise RError(f"factor level [{twice + 1}] is duplicated", "`levels<-`(`*tmp*`, value = as.character(levels))")
    place: dict[str | None, int] = {name: code for code, name in enumerate(names)}
    codes = np.array([place.get(label, -1) for label in make_labels(column)], dtype=np.int32)
    return _relabelled(codes, names, labels, ordered)


def _level_names(column: Column, levels: Sequence[object] | None) -> tuple[str, ...]:
    if levels is not None:
        return tuple(number_label(level) if isinstance(level, float) else str(level) for level in levels)
    if isinstance(column, Factor):
        used = set(column.codes.tolist())
        return tuple(name for code, name in enumerate(column.levels) if code in used)
    return _sorted_codes(column)[1]


def _relabelled(
    codes: NDArray[np.int32], names: tuple[str, ...], labels: Sequence[str] | None, ordered: bool
) -> Factor:
    if labels is None:
        return Factor(codes=codes, levels=names, ordered=ordered)
    if len(labels) == 1 and len(names) > 1:
        labels = [f"{labels[0]}{i + 1}" for i in range(len(names))]
    if len(labels) != len(names):
        raise RError(f"invalid 'labels'; length {len(labels)} should be 1 or {len(names)}", "factor")
    merged = tuple(dict.fromkeys(labels))
    target = np.array([*(merged.index(label) for label in labels), -1], dtype=np.int32)
    return Factor(codes=target[codes], levels=merged, ordered=ordered)


def _sorted_codes(column: Column) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Codes and names of the sorted distinct values; values with one text share a level."""
    if isinstance(column, Factor):
        column = np.array(factor_labels(column), dtype=object)
    if kind_of(column) == "character":
        distinct = sort_texts(set(column) - {None})
        place: dict[str | None, int] = {name: code for code, name in enumerate(distinct)}
        place[None] = -1
        return np.fromiter(map(place.__getitem__, column.tolist()), np.int32, len(column)), tuple(distinct)
    if kind_of(column) == "double" and np.isnan(np.asarray(column, dtype=np.float64)).any():
        return _codes_with_nan(np.asarray(column, dtype=np.float64))
    distinct_values, inverse = np.unique(column, return_inverse=True)
    texts = make_labels(cast(Column, distinct_values))
    merged = tuple(dict.fromkeys(text for text in texts if text is not None))
    target = np.array([-1 if text is None else merged.index(text) for text in texts], dtype=np.int32)
    return target[inverse.reshape(-1)], merged


def _codes_with_nan(values: NDArray[np.float64]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """NA has no level; NaN has one, the last."""
    known = ~np.isnan(values)
    codes = np.full(len(values), -1, dtype=np.int32)
    codes[known], names = _sorted_codes(values[known])
    not_number = ~known & ~is_na_real(values)
    if not not_number.any():
        return codes, names
    codes[not_number] = len(names)
    return codes, (*names, "NaN")


def droplevels(factor: Factor) -> Factor:
    """Return the factor without unused levels; a "contrasts" attribute is lost, as in R.

    R: base::droplevels.
    """
    used = np.zeros(len(factor.levels) + 1, dtype=bool)
    used[factor.codes] = True
    kept = np.flatnonzero(used[:-1])
    if len(kept) == len(factor.levels):
        return Factor(codes=factor.codes, levels=factor.levels, ordered=factor.ordered)
    place = np.full(len(factor.levels) + 1, -1, dtype=np.int32)
    place[kept] = np.arange(len(kept), dtype=np.int32)
    return Factor(
        codes=place[factor.codes], levels=tuple(factor.levels[i] for i in kept.tolist()), ordered=factor.ordered
    )
