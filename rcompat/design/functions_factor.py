"""R's functions that make or change factors.

R: factor, ordered, relevel, cut, interaction, levels, droplevels.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError
from rcompat.base.factors import as_factor, droplevels, make_labels
from rcompat.base.frame import NA_INTEGER, Factor, Frame
from rcompat.base.sprintf import sprintf
from rcompat.base.vectors import RList, Vector
from rcompat.design.builtins import Builtin, make_table, sequence
from rcompat.design.values import (
    Array,
    as_array,
    as_double,
    as_text,
    flat,
    is_numeric,
    make_text,
    one_flag,
    one_number,
    one_text,
    size_of,
)

__all__ = ["FACTORS", "cross_factors", "to_factor"]


def _column(x: object) -> Any:
    return x if isinstance(x, Factor) else flat(as_array(x))


def to_factor(x: object) -> Factor:
    """R: as.factor."""
    return x if isinstance(x, Factor) else as_factor(flat(as_array(x)))


def _strings(x: object) -> list[str]:
    return [str(text) for text in flat(as_text(x)) if text is not None]


def _factor(
    x: object = None, levels: object = None, labels: object = None, exclude: object = None, ordered: object = None
) -> Factor:
    column = _column(x)
    is_ordered = column.ordered if isinstance(column, Factor) else False
    if ordered is not None:
        is_ordered = one_flag(ordered, "ordered")
    wanted = None if levels is None else _strings(levels)
    if exclude is not None:
        gone = set(_strings(exclude))
        wanted = [level for level in wanted or as_factor(column).levels if level not in gone]
    names = None if labels is None else _strings(labels)
    return as_factor(column, wanted, is_ordered, names)


def _ordered(x: object = None, levels: object = None, labels: object = None) -> Factor:
    return _factor(x, levels, labels, None, np.array([1], dtype=np.int8))


def _as_ordered(x: object) -> Factor:
    if isinstance(x, Factor):
        return x if x.ordered else Factor(codes=x.codes, levels=x.levels, ordered=True)
    return as_factor(_column(x), ordered=True)


def _relevel(x: object, ref: object) -> Factor:
    if not isinstance(x, Factor):
        raise RError("'relevel' only for (unordered) factors")
    if x.ordered:
        raise RError("'relevel' only for unordered factors")
    place = _reference(x, ref)
    order = [place, *(i for i in range(len(x.levels)) if i != place)]
    target = np.empty(len(order) + 1, dtype=np.int32)
    target[order] = np.arange(len(order), dtype=np.int32)
    target[-1] = -1
    return Factor(codes=target[x.codes], levels=tuple(x.levels[i] for i in order))


def _reference(factor: Factor, ref: object) -> int:
    if size_of(ref) != 1:
        raise RError("'ref' must be of length one")
    data = flat(as_array(ref))
    if data.dtype == object:
        if data[0] not in factor.levels:
            raise RError("'ref' must be an existing level")
        return factor.levels.index(str(data[0]))
    place = int(one_number(ref)) - 1
    if not 0 <= place < len(factor.levels):
        raise RError(f"ref = {place + 1} must be in 1L:{len(factor.levels)}")
    return place


def _breaks(x: NDArray[np.float64], breaks: object) -> Array:
    given = flat(as_double(breaks))
    if len(given) != 1:
        return np.sort(given)
    count = given[0]
    if np.isnan(count) or count < 2:
        raise RError("invalid number of intervals")
    pieces = int(count) + 1
    known = x[np.isfinite(x)]
    low, high = float(known.min()), float(known.max())
    width = high - low
    if width == 0:
        width = abs(low) or 1.0
        return np.linspace(low - width / 1000, high + width / 1000, pieces, dtype=np.float64)
    edges: Array = low + np.arange(pieces) * ((high - low) / (pieces - 1))
    edges[-1] = high
    edges[[0, -1]] = [low - width / 1000, high + width / 1000]
    return edges


def _edge_text(edge: float, digits: int, is_open: bool) -> str:
    if abs(edge) == np.inf:
        # R's formatC gives both infinities one width
        return (" Inf" if is_open else "Inf") if edge > 0 else "-Inf"
    return sprintf("%.*g", digits, edge + 0.0)


def _interval_labels(edges: NDArray[np.float64], right: bool, include_lowest: bool, digits: int) -> list[str]:
    """Labels from the edges with as few digits (from `digits` to 16) as keep them apart."""
    texts: list[str] = []
    for places in range(digits, max(12, digits) + 1):
        texts = [_edge_text(edge, places, -np.inf in edges) for edge in edges.tolist()]
        if len(set(texts)) == len(texts):
            break
    marks = ("(", "]") if right else ("[", ")")
    labels = [f"{marks[0]}{a},{b}{marks[1]}" for a, b in pairwise(texts)]
    if include_lowest and right:
        labels[0] = "[" + labels[0][1:]
    elif include_lowest:
        labels[-1] = labels[-1][:-1] + "]"
    return labels


def _cut(
    x: object,
    breaks: object,
    labels: object = None,
    include_lowest: object = False,
    right: object = True,
    dig_lab: object = None,
    ordered__result: object = False,
) -> Any:
    """R: base::cut.default."""
    if isinstance(x, Factor) or not is_numeric(x):
        raise RError("'x' must be numeric")
    values = flat(as_double(x))
    edges = _breaks(values, breaks)
    if len(np.unique(edges)) < len(edges):
        raise RError("'breaks' are not unique")
    closed_right, lowest = one_flag(right), one_flag(include_lowest)
    codes = _interval_codes(values, edges, closed_right, lowest)
    if labels is not None and as_array(labels).dtype == np.int8 and not one_flag(labels):
        return np.where(codes < 0, NA_INTEGER, codes + 1).astype(np.int32)
    if labels is None or as_array(labels).dtype == np.int8:
        names = _interval_labels(edges, closed_right, lowest, int(one_number(dig_lab, 3.0)))
    else:
        names = _strings(labels)
        if len(names) != len(edges) - 1:
            raise RError("lengths of 'breaks' and 'labels' differ")
    return Factor(codes=codes, levels=tuple(names), ordered=one_flag(ordered__result))


def _interval_codes(values: Array, edges: Array, right: bool, lowest: bool) -> NDArray[np.int32]:
    count = len(edges) - 1
    codes = np.searchsorted(edges, values, side="left" if right else "right") - 1
    if lowest:
        codes[values == (edges[0] if right else edges[-1])] = 0 if right else count - 1
    outside = np.isnan(values) | (codes < 0) | (codes >= count)
    return np.where(outside, -1, codes).astype(np.int32)


def cross_factors(factors: list[Factor], sep: str, lexicographic: bool, drop: bool = False) -> Factor:
    """Return the factor of all combinations of levels.

    Args:
        factors: of one length.
        sep: between the level names.
        lexicographic: whether the last factor varies fastest.
        drop: leave out combinations that do not occur.

    R: base::interaction.
    """
    result = factors[0]
    for factor in factors[1:]:
        if len(factor) != len(result):
            raise RError("factor lengths differ")
        k, m = len(result.levels), len(factor.levels)
        missing = (result.codes < 0) | (factor.codes < 0)
        if lexicographic:
            names = tuple(f"{a}{sep}{b}" for a in result.levels for b in factor.levels)
            codes = result.codes * m + factor.codes
        else:
            names = tuple(f"{a}{sep}{b}" for b in factor.levels for a in result.levels)
            codes = result.codes + factor.codes * k
        result = Factor(codes=np.where(missing, -1, codes).astype(np.int32), levels=names)
        if drop:
            result = droplevels(result)
    return result


def _interaction(*dots: Any, drop: object = False, sep: object = ".", lex_order: object = False) -> Factor:
    values = sequence(list(dots))
    if not values:
        raise RError("No factors specified")
    if len(values) == 1 and isinstance(values[0], Frame | RList):
        holder = values[0]
        values = list(holder.values()) if isinstance(holder, Frame) else list(holder.values)
    factors = [to_factor(value) for value in values]
    return cross_factors(factors, one_text(sep, "sep"), one_flag(lex_order), one_flag(drop))


def _levels(x: object) -> Any:
    return make_text(list(x.levels)) if isinstance(x, Factor) else None


def _nlevels(x: object) -> Any:
    return np.array([len(x.levels) if isinstance(x, Factor) else 0], dtype=np.int32)


def _droplevels(x: object, exclude: object = None) -> Any:
    if isinstance(x, Factor):
        return droplevels(x)
    raise RError("no applicable method for 'droplevels' applied to an object of class \"character\"")


def _gl(n: object, k: object, length: object = None, labels: object = None, ordered: object = False) -> Factor:
    count, size = int(one_number(n)), int(one_number(k))
    total = int(one_number(length, float(count * size)))
    names = make_labels(np.arange(1, count + 1, dtype=np.int32)) if labels is None else _strings(labels)
    codes = np.resize(np.repeat(np.arange(count, dtype=np.int32), size), total)
    return Factor(codes=codes, levels=tuple(str(name) for name in names), ordered=one_flag(ordered))


def _is_factor(x: object) -> Any:
    return np.array([isinstance(x, Factor)], dtype=np.int8)


def _is_ordered(x: object) -> Any:
    return np.array([isinstance(x, Factor) and x.ordered], dtype=np.int8)


def _dummy(f: object, levelsToKeep: object = None) -> Any:
    """R: lme4::dummy: indicator columns of the levels kept, all but the first unless named."""
    factor = to_factor(f)
    factor = Factor(codes=factor.codes[factor.codes >= 0], levels=factor.levels)
    kept = list(factor.levels[1:]) if levelsToKeep is None else _strings(levelsToKeep)
    columns = [(factor.codes == factor.levels.index(name)).astype(np.float64) for name in kept if name in factor.levels]
    rows = tuple(str(i + 1) for i in range(len(factor.codes)))
    return Vector(data=np.column_stack(columns), dimnames=(rows, tuple(kept)))


FACTORS: dict[str, Builtin] = make_table(
    [
        ("factor", _factor),
        ("as.factor", to_factor),
        ("ordered", _ordered),
        ("as.ordered", _as_ordered),
        ("relevel", _relevel),
        ("cut", _cut),
        ("interaction", _interaction),
        ("levels", _levels),
        ("nlevels", _nlevels),
        ("droplevels", _droplevels),
        ("gl", _gl),
        ("is.factor", _is_factor),
        ("is.ordered", _is_ordered),
        ("dummy", _dummy),
    ]
)
