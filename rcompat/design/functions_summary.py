"""R's one-number summaries, with sums in extended precision as R keeps them.

R: mean, var, sd, sum, prod, min, max, range, median, quantile, cumulative sums, parallel extremes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.collation import collation_key
from rcompat.base.conditions import RError
from rcompat.base.factors import number_label
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Factor, Frame, is_na
from rcompat.base.rounding import signif_one
from rcompat.base.vectors import RList, Vector
from rcompat.design.builtins import Builtin, Given, make_table, sequence
from rcompat.design.values import (
    RANK,
    Array,
    as_array,
    as_double,
    as_integer,
    calling,
    coerce,
    flat,
    is_numeric,
    like,
    make_text,
    one_flag,
    one_number,
    recycle,
    type_name,
    warn,
)
from rcompat.language.expressions import Symbol, call

__all__ = ["SUMMARY", "average", "extended_sum", "quantiles", "standard_deviation", "variance"]

_MANTISSA_INT = 2**31 - 1


def extended_sum(values: NDArray[np.float64]) -> Any:
    """Return the sum added from left to right in extended precision, still extended."""
    if not len(values):
        return np.longdouble(0.0)
    return np.add.accumulate(values, dtype=np.longdouble)[-1]


def average(values: NDArray[np.float64]) -> float:
    """Return the mean: a first sum, then the sum of what is left.

    R: mean.default.
    """
    n = len(values)
    if n == 0:
        return float("nan")
    with np.errstate(all="ignore"):
        first = extended_sum(values) / n
        if not np.isfinite(float(first)):
            return float(first)
        return float(first + np.add.accumulate(values - first)[-1] / n)


def _integer_average(values: NDArray[np.int32]) -> float:
    return float(np.longdouble(int(values.sum(dtype=np.int64))) / len(values)) if len(values) else float("nan")


def variance(values: NDArray[np.float64]) -> float:
    """Return the variance with divisor n - 1, NA for fewer than two values.

    R: stats::var.
    """
    n = len(values)
    if n < 2:
        return NA_REAL
    with np.errstate(all="ignore"):
        residuals = values - average(values)
        return float(np.add.accumulate(residuals.astype(np.longdouble) * residuals)[-1] / (n - 1))


def standard_deviation(values: NDArray[np.float64]) -> float:
    """R: stats::sd."""
    value = variance(values)
    return value if value != value else float(np.sqrt(value))


def _scalar(value: float) -> NDArray[np.float64]:
    return np.array([value], dtype=np.float64)


def _kept(x: object, na_rm: object) -> Array:
    data = flat(as_array(x))
    if one_flag(na_rm, "na.rm"):
        return data[~is_na(data)]
    return data


def _mean(x: object, trim: object = None, na_rm: object = False, *dots: object) -> Any:
    if isinstance(x, Factor | Frame | RList) or x is None or not is_numeric(x):
        warn("argument is not numeric or logical: returning NA")
        return _scalar(NA_REAL)
    data = _kept(x, na_rm)
    missing = is_na(data)
    share = one_number(trim, 0.0)
    if share > 0 and len(data):
        if missing.any():
            return _scalar(NA_REAL)
        return _scalar(_trimmed_mean(as_double(data), share))
    if data.dtype != np.float64:
        return _scalar(NA_REAL if missing.any() else _integer_average(as_integer(data)))
    if missing.any():
        return _scalar(_missing_sum(data))
    return _scalar(average(data))


def _trimmed_mean(values: NDArray[np.float64], share: float) -> float:
    n = len(values)
    ordered = np.sort(values)
    if share >= 0.5:
        return float(quantiles(ordered, [0.5])[0])
    low = int(n * share)
    return average(ordered[low : n - low])


def _missing_sum(data: NDArray[np.float64]) -> float:
    """The NaN or NA that a sum ends in: the first one met."""
    with np.errstate(invalid="ignore"):
        return float(extended_sum(data))


def _variance_input(x: object, na_rm: object) -> NDArray[np.float64]:
    if isinstance(x, Factor):
        raise RError(
            "Calling var(x) on a factor x is defunct.\n"
            "  Use something like 'all(duplicated(x)[-1L])' to test for a constant vector."
        )
    if x is None:
        raise RError("'x' is NULL")
    if not is_numeric(x):
        raise RError("is.numeric(x) || is.logical(x) is not TRUE")
    return as_double(_kept(x, na_rm))


def _var(x: object, y: object = None, na_rm: object = False) -> Any:
    values = _variance_input(x, na_rm)
    return _scalar(NA_REAL if np.isnan(values).any() else variance(values))


def _sd(x: object, na_rm: object = False) -> Any:
    values = as_double(_kept(x, na_rm)) if isinstance(x, Factor) else _variance_input(x, na_rm)
    return _scalar(NA_REAL if np.isnan(values).any() else standard_deviation(values))


def _numbers(name: str, dots: Given, na_rm: object) -> list[Array]:
    parts: list[Array] = []
    for value in sequence(dots):
        if isinstance(value, Factor):
            raise RError(f"‘{name}’ not meaningful for factors")
        if isinstance(value, Frame):
            parts.extend(_kept(column, na_rm) for column in value.values())
            continue
        if not is_numeric(value):
            raise RError(f"invalid 'type' ({type_name(value)}) of argument")
        parts.append(_kept(value, na_rm))
    return parts


def _sum(*dots: Any, na_rm: object = False) -> Any:
    parts = _numbers("sum", list(dots), na_rm)
    if all(part.dtype != np.float64 for part in parts):
        if any(is_na(part).any() for part in parts):
            return np.array([NA_INTEGER], dtype=np.int32)
        total = sum(int(part.sum(dtype=np.int64)) for part in parts)
        if abs(total) <= _MANTISSA_INT:
            return np.array([total], dtype=np.int32)
        if len(parts) > 1:
            return _scalar(float(total))
        warn("integer overflow - use sum(as.numeric(.))")
        return np.array([NA_INTEGER], dtype=np.int32)
    values = np.concatenate([as_double(part) for part in parts])
    return _scalar(_missing_sum(values) if np.isnan(values).any() else float(extended_sum(values)))


def _prod(*dots: Any, na_rm: object = False) -> Any:
    values = np.concatenate([np.empty(0), *(as_double(part) for part in _numbers("prod", list(dots), na_rm))])
    product = np.multiply.accumulate(values, dtype=np.longdouble)
    return _scalar(float(product[-1]) if len(values) else 1.0)


def _extreme(name: str) -> Callable[..., Any]:
    pick: Callable[[Array], Any] = np.min if name == "min" else np.max

    def run(*dots: Any, na_rm: object = False) -> Any:
        values = sequence(list(dots))
        if len(values) == 1 and isinstance(values[0], Factor) and values[0].ordered:
            return _ordered_extreme(values[0], pick, na_rm)
        if any(isinstance(value, Factor) for value in values):
            raise RError(f"‘{name}’ not meaningful for factors")
        return _extreme_of(name, pick, [_kept(value, na_rm) for value in values])

    return run


def _ordered_extreme(factor: Factor, pick: Callable[[Array], Any], na_rm: object) -> Factor:
    codes = factor.codes[factor.codes >= 0] if one_flag(na_rm, "na.rm") else factor.codes
    code = -1 if (codes < 0).any() else int(pick(codes))
    return Factor(codes=np.array([code], dtype=np.int32), levels=factor.levels, ordered=True)


def _extreme_of(name: str, pick: Callable[[Array], Any], parts: list[Array]) -> Array:
    kind = max((type_name(part) for part in parts), key=RANK.__getitem__, default="double")
    joined = [flat(coerce(part, "integer" if kind == "logical" else kind)) for part in parts]
    data = np.concatenate(joined) if joined else np.empty(0)
    if kind == "character":
        texts = (
            None
            if any(text is None for text in data)
            else (min if name == "min" else max)(data, key=collation_key, default="")
        )
        return make_text([texts])
    if not len(data):
        infinity = "Inf" if name == "min" else "-Inf"
        warn(f"no non-missing arguments to {name}; returning {infinity}")
        return _scalar(float(infinity))
    missing = is_na(data)
    if missing.any():
        if data.dtype != np.float64:
            return np.array([NA_INTEGER], dtype=np.int32)
        return _scalar(_missing_sum(data))
    return np.array([pick(data)], dtype=data.dtype)


def _range(*dots: Any, na_rm: object = False) -> Any:
    ends = []
    for name in ("min", "max"):
        with calling(call(name, Symbol("x"))):
            ends.append(_extreme(name)(*dots, na_rm=na_rm))
    return np.concatenate(ends)


def _median(x: object, na_rm: object = False, *dots: object) -> Any:
    if isinstance(x, Factor | Frame | RList) or not is_numeric(x):
        raise RError("need numeric data")
    data = _kept(x, na_rm)
    if not len(data) or is_na(data).any():
        return np.array([NA_REAL]) if data.dtype == np.float64 else np.array([NA_INTEGER], dtype=np.int32)
    ordered = np.sort(data)
    half = (len(data) + 1) // 2
    if len(data) % 2 == 1:
        return ordered[half - 1 : half]
    pair = as_double(ordered[half - 1 : half + 1])
    middle = _scalar(average(pair))
    whole = data.dtype != np.float64 and float(middle[0]).is_integer() and pair[0] == pair[1]
    return as_integer(middle) if whole else middle


def quantiles(values: NDArray[np.float64], probs: Any) -> NDArray[np.float64]:
    """Return quantiles of type 7.

    Args:
        values: numbers without NA.
        probs: shares between 0 and 1.

    R: stats::quantile.
    """
    ordered = np.sort(values)
    places = (len(ordered) - 1) * np.asarray(probs, dtype=np.float64)
    fuzz = 4 * np.finfo(np.float64).eps
    low = np.floor(places + fuzz).astype(np.intp)
    share = places - low
    share[np.abs(share) < fuzz] = 0.0
    high = np.minimum(low + 1, len(ordered) - 1)
    result = ordered[low]
    between = share > 0
    result[between] = (1 - share[between]) * result[between] + share[between] * ordered[high[between]]
    return np.asarray(result)


def _quantile(x: object, probs: object = None, na_rm: object = False, names: object = True, type: object = None) -> Any:
    if isinstance(x, Factor):
        raise RError("factors are not allowed")
    values = as_double(_kept(x, na_rm))
    if np.isnan(values).any():
        raise RError("missing values and NaN's not allowed if 'na.rm' is FALSE")
    if one_number(type, 7.0) != 7.0:
        raise RError("only quantiles of type 7 are available here")
    shares = np.array([0.0, 0.25, 0.5, 0.75, 1.0]) if probs is None else flat(as_double(probs))
    if ((shares < 0) | (shares > 1)).any():
        raise RError("'probs' outside [0,1]")
    result = quantiles(values, shares)
    if not one_flag(names, "names"):
        return result
    return Vector(data=result, names=tuple(f"{_percent(share)}%" for share in shares.tolist()))


def _percent(share: float) -> str:
    return number_label(signif_one(100 * share, 7))


def _cumulative(function: Any) -> Callable[..., Any]:
    def run(x: object) -> Any:
        if isinstance(x, Factor):
            raise RError("‘cumsum’ not meaningful for factors")
        data = flat(as_array(x))
        if data.dtype == object or (data.dtype == np.float64 or function is np.multiply):
            with np.errstate(all="ignore"):
                return like(function.accumulate(as_double(data), dtype=np.longdouble).astype(np.float64), x)
        whole = as_integer(data)
        gone = np.logical_or.accumulate(whole == NA_INTEGER)
        running = function.accumulate(whole, dtype=np.int64)
        return like(np.where(gone, NA_INTEGER, running).astype(np.int32), x)

    return run


def _parallel(name: str) -> Callable[..., Any]:
    def run(*dots: Any, na_rm: object = False) -> Any:
        values = sequence(list(dots))
        if any(isinstance(value, Factor) for value in values):
            raise RError(f"‘{name}’ not meaningful for factors")
        kind = max((type_name(value) for value in values), key=RANK.__getitem__, default="double")
        kind = "integer" if kind == "logical" else kind
        result = flat(coerce(values[0], kind))
        for value in values[1:]:
            result = _parallel_two(name, *recycle(result, flat(coerce(value, kind))), one_flag(na_rm, "na.rm"))
        return like(result, *values)

    return run


def _parallel_two(name: str, x: Array, y: Array, na_rm: bool) -> Array:
    gone_x, gone_y = is_na(x), is_na(y)
    if x.dtype == object:
        keys = [(collation_key(a or ""), collation_key(b or "")) for a, b in zip(x, y, strict=True)]
        first = np.array([a <= b if name == "pmin" else a >= b for a, b in keys], dtype=bool)
    else:
        with np.errstate(invalid="ignore"):
            first = x <= y if name == "pmin" else x >= y
    first = np.asarray(first, dtype=bool)
    take_x = np.where(gone_x | gone_y, gone_y if na_rm else gone_x, first)
    return np.where(take_x, x, y)


def _any_all(stop_at: int) -> Callable[..., Any]:
    def run(*dots: Any, na_rm: object = False) -> Any:
        parts = [flat(coerce(value, "logical")) for value in sequence(list(dots))]
        data = np.concatenate([np.empty(0, dtype=np.int8), *parts])
        if (data == stop_at).any():
            return np.array([stop_at], dtype=np.int8)
        gone = (data == NA_LOGICAL).any() and not one_flag(na_rm, "na.rm")
        return np.array([NA_LOGICAL if gone else 1 - stop_at], dtype=np.int8)

    return run


SUMMARY: dict[str, Builtin] = make_table(
    [
        ("mean", _mean),
        ("var", _var),
        ("sd", _sd),
        ("sum", _sum),
        ("prod", _prod),
        ("min", _extreme("min")),
        ("max", _extreme("max")),
        ("range", _range),
        ("median", _median),
        ("quantile", _quantile),
        ("cumsum", _cumulative(np.add)),
        ("cumprod", _cumulative(np.multiply)),
        ("cummax", _cumulative(np.maximum)),
        ("cummin", _cumulative(np.minimum)),
        ("pmin", _parallel("pmin")),
        ("pmax", _parallel("pmax")),
        ("any", _any_all(1)),
        ("all", _any_all(0)),
    ]
)
