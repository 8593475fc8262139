"""R's conversions between vector types and its tests of type and value.

R: as.numeric, as.integer, as.character, as.logical, as.vector, is.na, is.finite, is.numeric and their kin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.frame import Factor, is_na, is_na_real
from rcompat.design.builtins import Builtin, make_table
from rcompat.design.values import (
    as_array,
    as_double,
    as_integer,
    as_logical,
    as_text,
    flat,
    like,
    one_number,
    type_name,
)

__all__ = ["CONVERSIONS"]

_KINDS: dict[str, Any] = {"logical": np.int8, "integer": np.int32, "double": np.float64, "character": object}


def _truth(values: Any, template: object = None) -> Any:
    return like(np.asarray(values, dtype=np.int8), template, full=False)


def _is_na(x: object) -> Any:
    if isinstance(x, Factor):
        return _truth(is_na(x))
    return _truth(flat(is_na(as_array(x))), x)


def _is_nan(x: object) -> Any:
    data = flat(as_array(x))
    if data.dtype != np.float64:
        return _truth(np.zeros(len(data)), x)
    return _truth(np.isnan(data) & ~is_na_real(data), x)


def _is_finite(x: object) -> Any:
    data = flat(as_array(x))
    if data.dtype == object:
        return _truth(np.zeros(len(data)), x)
    return _truth(np.isfinite(as_double(data)), x)


def _is_infinite(x: object) -> Any:
    data = flat(as_array(x))
    return _truth(np.isinf(data) if data.dtype == np.float64 else np.zeros(len(data)), x)


def _kind_test(test: Callable[[object], bool]) -> Callable[..., Any]:
    def run(x: object) -> Any:
        return np.array([test(x)], dtype=np.int8)

    return run


def _as_numeric(x: object, *dots: object) -> Any:
    return flat(as_double(x))


def _as_integer(x: object, *dots: object) -> Any:
    return flat(as_integer(as_double(x) if as_array(x).dtype == object else x))


def _as_character(x: object, *dots: object) -> Any:
    return flat(as_text(x))


def _as_logical(x: object, *dots: object) -> Any:
    return flat(as_logical(x))


def _as_vector(x: object, mode: object = None) -> Any:
    return flat(as_text(x)) if isinstance(x, Factor) else flat(as_array(x))


def _filled(kind: str) -> Callable[..., Any]:
    def run(length: object = None) -> Any:
        return np.full(int(one_number(length, 0.0)), "" if kind == "character" else 0, dtype=_KINDS[kind])

    return run


def _is_null(x: object) -> bool:
    return x is None


def _has_kind(*kinds: str) -> Callable[[object], bool]:
    def test(x: object) -> bool:
        return not isinstance(x, Factor) and type_name(x) in kinds

    return test


CONVERSIONS: dict[str, Builtin] = make_table(
    [
        ("is.na", _is_na),
        ("is.nan", _is_nan),
        ("is.finite", _is_finite),
        ("is.infinite", _is_infinite),
        ("is.null", _kind_test(_is_null)),
        ("is.numeric", _kind_test(_has_kind("integer", "double"))),
        ("is.character", _kind_test(_has_kind("character"))),
        ("is.logical", _kind_test(_has_kind("logical"))),
        ("as.numeric", _as_numeric),
        ("as.double", _as_numeric),
        ("as.integer", _as_integer),
        ("as.character", _as_character),
        ("as.logical", _as_logical),
        ("as.vector", _as_vector),
        ("numeric", _filled("double")),
        ("integer", _filled("integer")),
        ("logical", _filled("logical")),
        ("character", _filled("character")),
    ]
)
