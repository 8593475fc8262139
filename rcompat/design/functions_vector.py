"""R's functions that build, reorder, convert and test vectors.

R: c, rep, seq, rev, order, rank, unique, which, ifelse, is.na, as.numeric and their kin.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.factors import as_factor, factor_labels
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Factor, Frame, is_na, is_na_real, take_rows
from rcompat.base.vectors import RList, Vector
from rcompat.design.builtins import Builtin, make_table, sequence
from rcompat.design.functions_factor import cross_factors
from rcompat.design.values import (
    RANK,
    Array,
    as_array,
    as_double,
    as_integer,
    as_logical,
    as_text,
    coerce,
    flat,
    is_numeric,
    like,
    make_text,
    one_flag,
    one_number,
    one_text,
    size_of,
    type_name,
    warn,
)

__all__ = ["VECTORS", "colon"]

_KINDS: dict[str, Any] = {"logical": np.int8, "integer": np.int32, "double": np.float64, "character": object}


def _combine(*dots: Any) -> Any:
    values = [value for _, value in dots if value is not None]
    if values and all(isinstance(value, Factor) for value in values):
        return _combined_factors(values)
    if any(isinstance(value, Frame | RList) for value in values):
        raise RError("lists cannot be combined here")
    kind = max((type_name(value) for value in values), key=RANK.__getitem__, default="logical")
    parts = [flat(coerce(as_array(value), kind)) for value in values]
    if not parts:
        return None
    data = np.concatenate(parts)
    names = _combined_names([pair for pair in dots if pair[1] is not None])
    return data if names is None else Vector(data=data, names=names)


def _combined_factors(values: list[Factor]) -> Factor:
    levels = tuple(dict.fromkeys(level for factor in values for level in factor.levels))
    texts = make_text([text for factor in values for text in factor_labels(factor)])
    same = all(factor.ordered and factor.levels == levels for factor in values)
    return as_factor(texts, levels, ordered=same)


def _combined_names(dots: list[tuple[str | None, Any]]) -> tuple[str | None, ...] | None:
    if not any(name or (isinstance(value, Vector) and value.names) for name, value in dots):
        return None
    names: list[str | None] = []
    for name, value in dots:
        n = size_of(value)
        inner = value.names if isinstance(value, Vector) and value.names else ("",) * n
        if name and n > 1:
            names.extend(f"{name}.{label}" if label else f"{name}{i + 1}" for i, label in enumerate(inner))
        elif name:
            names.extend(f"{name}.{label}" if label else name for label in inner)
        else:
            names.extend(inner)
    return tuple(names)


def _single(value: object, what: str = "NA/NaN argument") -> float:
    if size_of(value) == 0:
        raise RError("argument of length 0")
    if size_of(value) > 1:
        warn(f"numerical expression has {size_of(value)} elements: only the first used")
    number = float(flat(as_double(value))[0])
    if number != number:
        raise RError(what)
    return number


def colon(left: object, right: object) -> Any:
    """R: the operator `:`."""
    if isinstance(left, Factor) and isinstance(right, Factor):
        return cross_factors([left, right], ":", lexicographic=True)
    first, last = (as_double(side) for side in (left, right))
    return _span(_single(first), _single(last))


def _span(first: float, last: float) -> Array:
    count = int(abs(last - first) + 1e-10) + 1
    step = 1.0 if first <= last else -1.0
    values = first + step * np.arange(count)
    is_whole = first.is_integer() and abs(first) < 2**31 and abs(float(values[-1])) < 2**31
    return values.astype(np.int32) if is_whole else values


def _seq(
    from_: object = None, to: object = None, by: object = None, length_out: object = None, along_with: object = None
) -> Any:
    if along_with is not None:
        length_out = np.array([size_of(along_with)], dtype=np.int32)
    if to is None and by is None and length_out is None and from_ is not None:
        n = size_of(from_)
        return _span(1.0, _single(from_)) if n == 1 and is_numeric(from_) else np.arange(1, n + 1, dtype=np.int32)
    start, stop = one_number(from_, 1.0), one_number(to, 1.0)
    if length_out is not None:
        return _spaced(from_, to, by, int(np.ceil(one_number(length_out))))
    if by is None:
        return _span(start, stop)
    return _stepped(start, stop, one_number(by), any(type_name(v) == "double" for v in (from_, by)))


def _stepped(start: float, stop: float, step: float, is_double: bool) -> Array:
    gap = stop - start
    if step == 0 and gap == 0:
        return np.array([start])
    if step == 0:
        raise RError("invalid '(to - from)/by' in seq(.)")
    count = gap / step
    if count < 0:
        raise RError("wrong sign in 'by' argument")
    values = start + np.arange(int(count + 1e-10) + 1) * step
    values = np.asarray(np.minimum(values, stop) if step > 0 else np.maximum(values, stop))
    return values if is_double else values.astype(np.int32)


def _spaced(first: object, last: object, by: object, count: int) -> Array:
    if count < 0:
        raise RError("'length.out' must be a non-negative number")
    if by is not None:
        step = one_number(by)
        start = one_number(first, 1.0) if last is None else one_number(last) - (count - 1) * step
        return _tidy(start + np.arange(count) * step, first, by)
    if first is None or last is None:
        start = one_number(first, 1.0) if last is None else one_number(last) - count + 1
        return _tidy(start + np.arange(count), first, last)
    start, stop = one_number(first), one_number(last)
    if count < 2:
        return np.array([start, stop][:count])
    step = (stop - start) / (count - 1)
    values = start + np.arange(count) * step
    values[-1] = stop
    return _tidy(values, first, last) if step == 1.0 else values


def _tidy(values: Array, *parts: object) -> Array:
    whole = all(part is None or type_name(part) != "double" for part in parts)
    return values.astype(np.int32) if whole else values


def _seq_len(length_out: object) -> Any:
    return np.arange(1, int(one_number(length_out)) + 1, dtype=np.int32)


def _seq_along(along_with: object) -> Any:
    return np.arange(1, size_of(along_with) + 1, dtype=np.int32)


def _pick(x: object, rows: Any) -> Any:
    return take_rows(x, rows) if isinstance(x, Factor) else flat(as_array(x))[rows]


def _rep(x: object, times: object = None, length_out: object = None, each: object = None) -> Any:
    rows = np.repeat(np.arange(size_of(x)), int(one_number(each, 1.0)))
    if length_out is not None:
        return _pick(x, np.resize(rows, int(one_number(length_out))))
    if times is None:
        return _pick(x, rows)
    counts = as_integer(times)
    if len(counts) == 1:
        return _pick(x, np.tile(rows, int(counts[0])))
    if len(counts) != len(rows):
        raise RError("invalid 'times' argument")
    return _pick(x, np.repeat(rows, counts))


def _rev(x: object) -> Any:
    return _pick(x, np.arange(size_of(x))[::-1])


def _keys(x: object, decreasing: bool = False) -> Array:
    """Numbers that sort like the values; NA last."""
    if isinstance(x, Factor):
        return np.where(x.codes < 0, np.inf, -x.codes if decreasing else x.codes).astype(np.float64)
    data = flat(as_array(x))
    if data.dtype == object:
        codes = as_factor(data).codes
        return np.where(codes < 0, np.inf, -codes if decreasing else codes).astype(np.float64)
    values = as_double(data)
    return -values if decreasing else values


def _order(*dots: Any, decreasing: object = False) -> Any:
    down = one_flag(decreasing, "decreasing")
    keys = [_keys(value, down) for value in sequence(list(dots))]
    return (np.lexsort(keys[::-1]) + 1).astype(np.int32)


def _sort(x: object, decreasing: object = False) -> Any:
    keys = _keys(x, one_flag(decreasing, "decreasing"))
    column = x if isinstance(x, Factor) else flat(as_array(x))
    rows = np.argsort(keys, kind="stable")
    return _pick(column, rows[~is_na(column)[rows]])


def _rank(x: object, na_last: object = None, ties_method: object = None) -> Any:
    method = "average" if ties_method is None else one_text(ties_method)
    keys = _keys(x)
    missing = np.isnan(keys) | np.isinf(keys) & is_na(x if isinstance(x, Factor) else flat(as_array(x)))
    keys = np.where(missing, np.inf, keys)
    rows = np.argsort(keys, kind="stable")
    ordinal = np.empty(len(keys), dtype=np.float64)
    ordinal[rows] = np.arange(1, len(keys) + 1)
    if method == "first":
        return ordinal.astype(np.int32)
    _, group = np.unique(keys, return_inverse=True)
    group = np.where(missing, group.max(initial=0) + 1 + np.cumsum(missing), group)
    low = np.full(int(group.max(initial=0)) + 1, np.inf)
    high = np.zeros(len(low))
    np.minimum.at(low, group, ordinal)
    np.maximum.at(high, group, ordinal)
    if method in ("min", "max"):
        return (low if method == "min" else high)[group].astype(np.int32)
    return like(((low + high) / 2)[group], x, full=False)


def _marks(x: object) -> list[Any]:
    """Hashable stand-ins for the values: all NA alike, all NaN alike."""
    if isinstance(x, Factor):
        return list(x.codes.tolist())
    data = flat(as_array(x))
    if data.dtype != np.float64:
        return list(data.tolist())
    missing = np.isnan(data)
    if not missing.any():
        return list(data.tolist())
    is_real = is_na_real(data)
    return [("NA" if na else "NaN") if gone else v for v, gone, na in zip(data.tolist(), missing, is_real, strict=True)]


def _first_places(x: object) -> list[int]:
    seen: dict[Any, int] = {}
    for place, mark in enumerate(_marks(x)):
        seen.setdefault(mark, place)
    return list(seen.values())


def _unique(x: object) -> Any:
    return _pick(x, np.array(_first_places(x), dtype=np.intp))


def _duplicated(x: object) -> Any:
    result = np.ones(size_of(x), dtype=np.int8)
    result[_first_places(x)] = 0
    return result


def _match(x: object, table: object) -> Array:
    """Places from 0 of x in table, -1 where absent."""
    if isinstance(x, Factor) or isinstance(table, Factor):
        x, table = (as_text(value) if isinstance(value, Factor) else value for value in (x, table))
    kind = max(type_name(x), type_name(table), key=lambda name: RANK.get(name, 0))
    kind = "logical" if kind == "NULL" else kind
    place: dict[Any, int] = {}
    for i, mark in enumerate(_marks(coerce(table, kind))):
        place.setdefault(mark, i)
    return np.array([place.get(mark, -1) for mark in _marks(coerce(x, kind))], dtype=np.intp)


def _is_in(x: object, table: object) -> Any:
    return (_match(x, table) >= 0).astype(np.int8)


def _match_places(x: object, table: object) -> Any:
    places = _match(x, table)
    return np.where(places < 0, NA_INTEGER, places + 1).astype(np.int32)


def _which(x: object) -> Any:
    data = flat(as_array(x))
    if data.dtype != np.int8:
        raise RError("argument to 'which' is not logical")
    return (np.flatnonzero(data == 1) + 1).astype(np.int32)


def _ifelse(test: object, yes: object, no: object) -> Any:
    flags = flat(as_logical(test))
    missing = flags == NA_LOGICAL
    used = [side for side, wanted in ((yes, (flags == 1).any()), (no, (flags == 0).any())) if wanted]
    kind = max((type_name(side) for side in used), key=RANK.__getitem__, default="logical")
    empty = {"logical": NA_LOGICAL, "integer": NA_INTEGER, "double": NA_REAL, "character": None}[kind]
    result = np.full(len(flags), empty, dtype=_KINDS[kind])
    for side, wanted in ((yes, flags == 1), (no, (flags == 0) & ~missing)):
        if wanted.any():
            values = flat(coerce(as_array(side), kind))
            if not len(values):
                raise RError("replacement has length zero")
            result[wanted] = np.resize(values, len(flags))[wanted]
    return like(result, test, full=False)


def _identity(x: object) -> Any:
    return x


def _list(*dots: Any) -> RList:
    names = tuple(name or "" for name, _ in dots)
    return RList(values=tuple(value for _, value in dots), names=names if any(names) else None)


def _data_frame(*dots: Any, stringsAsFactors: object = False, check_names: object = True) -> Frame:
    from rcompat.base.frame_doors import as_frame

    return as_frame({name or f"V{i + 1}": value for i, (name, value) in enumerate(dots)})


def _length(x: object) -> Any:
    return np.array([size_of(x)], dtype=np.int32)


def _diff(x: object, lag: object = None) -> Any:
    from rcompat.design.arithmetic import binary

    data = flat(as_array(x))
    step = int(one_number(lag, 1.0))
    return binary("-", data[step:], data[:-step]) if len(data) > step else data[:0]


def _head(x: object, n: object = None) -> Any:
    count = int(one_number(n, 6.0))
    return _pick(x, np.arange(size_of(x))[:count])


def _find_interval(x: object, vec: object) -> Any:
    return np.searchsorted(flat(as_double(vec)), flat(as_double(x)), side="right").astype(np.int32)


VECTORS: dict[str, Builtin] = make_table(
    [
        ("c", _combine),
        (":", colon),
        ("rep", _rep),
        ("seq", _seq),
        ("seq_len", _seq_len),
        ("seq_along", _seq_along),
        ("rev", _rev),
        ("order", _order),
        ("sort", _sort),
        ("rank", _rank),
        ("unique", _unique),
        ("duplicated", _duplicated),
        ("%in%", _is_in),
        ("match", _match_places),
        ("which", _which),
        ("ifelse", _ifelse),
        ("I", _identity),
        ("identity", _identity),
        ("offset", _identity),
        ("length", _length),
        ("list", _list),
        ("data.frame", _data_frame),
        ("diff", _diff),
        ("head", _head),
        ("findInterval", _find_interval),
    ]
)
