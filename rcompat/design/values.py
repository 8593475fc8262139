"""R's coercions and recycling on the values that expressions give.

A value is a column (see `rcompat.base.frame`), a two-dimensional array, a `Vector` when it has names or other
attributes, an `RList`, a `Frame`, or None for NULL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rcompat.base import conditions
from rcompat.base.conditions import RError
from rcompat.base.factors import factor_labels, make_labels
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Factor, Frame, is_na, kind_of
from rcompat.base.number_reading import read_numbers
from rcompat.base.vectors import RList, Vector

__all__ = [
    "RANK",
    "Array",
    "as_array",
    "as_double",
    "as_integer",
    "as_logical",
    "as_text",
    "calling",
    "coerce",
    "flat",
    "is_numeric",
    "like",
    "make_text",
    "one_flag",
    "one_number",
    "one_text",
    "recycle",
    "size_of",
    "type_name",
    "warn",
]

Array: TypeAlias = "NDArray[Any]"

RANK = {"logical": 0, "integer": 1, "double": 2, "character": 3}
_EMPTY: NDArray[np.int8] = np.empty(0, dtype=np.int8)
_call: ContextVar[Any] = ContextVar("call", default=None)


@contextmanager
def calling(call: Any) -> Iterator[None]:
    """Name the call that warnings inside the block come from."""
    token = _call.set(call)
    try:
        yield
    finally:
        _call.reset(token)


def warn(text: str) -> None:
    """Signal an R warning from the call under evaluation."""
    from rcompat.language.deparse import deparse_one

    call = _call.get()
    conditions.warning(text, None if call is None else deparse_one(call))


def as_array(value: object) -> Array:
    """Return the bare atomic data of a value: a factor gives its numbers from 1, NULL nothing.

    Raises:
        RError: the value is a list or a data frame.
    """
    if isinstance(value, np.ndarray):
        return value
    if isinstance(value, Vector):
        return value.data
    if isinstance(value, Factor):
        return np.where(value.codes < 0, NA_INTEGER, value.codes + 1).astype(np.int32)
    if value is None:
        return _EMPTY
    if isinstance(value, Frame | RList):
        raise RError("'list' object cannot be coerced to type 'double'")
    raise RError(f"invalid value of type '{type(value).__name__}'")


def flat(data: Array) -> Array:
    """Return the elements as one dimension, in R's column order."""
    return data if data.ndim == 1 else data.reshape(-1, order="F")


def type_name(value: object) -> str:
    """Return R's typeof."""
    if value is None:
        return "NULL"
    if isinstance(value, Factor):
        return "integer"
    return "list" if isinstance(value, Frame | RList) else kind_of(as_array(value))


def is_numeric(value: object) -> bool:
    """Whether R can calculate with it: logical, integer or double, and no factor."""
    if isinstance(value, Factor | Frame | RList):
        return False
    return value is None or as_array(value).dtype != object


def size_of(value: object) -> int:
    """R's length."""
    if value is None:
        return 0
    if isinstance(value, np.ndarray):
        return int(value.size)
    return len(value)  # type: ignore[arg-type]


def like(data: Array, *templates: object, full: bool = True) -> Any:
    """Return the data with the attributes of the first template of the same length.

    Args:
        data: one-dimensional values.
        templates: values whose names, dimensions and (if `full`) other attributes are copied.
        full: False keeps only names and dimensions.
    """
    for template in templates:
        if isinstance(template, Vector) and template.data.size == data.size:
            kept = template.attributes if full else {}
            shaped = data.reshape(template.data.shape, order="F")
            return Vector(data=shaped, names=template.names, dimnames=template.dimnames, attributes=kept)
        if isinstance(template, np.ndarray) and template.ndim > 1 and template.size == data.size:
            return data.reshape(template.shape, order="F")
    return data


def as_double(value: object) -> NDArray[np.float64]:
    """Return the data as doubles (text is read as numbers, with R's warning)."""
    data = as_array(value)
    if data.dtype == np.float64:
        return data
    if data.dtype == object:
        return _doubles_of_text(data)
    result = data.astype(np.float64)
    missing = is_na(data)
    if missing.any():
        result[missing] = NA_REAL
    return result


def _doubles_of_text(data: Array) -> NDArray[np.float64]:
    result, failed = read_numbers(flat(data))
    if failed:
        warn("NAs introduced by coercion")
    return result.reshape(data.shape, order="F")


def as_integer(value: object) -> NDArray[np.int32]:
    """Return the data as integers, cut towards zero; NA with R's warning outside the range."""
    data = as_array(value)
    if data.dtype == np.int32:
        return data
    if data.dtype == np.int8:
        return np.where(data == NA_LOGICAL, NA_INTEGER, data.astype(np.int32)).astype(np.int32)
    numbers = as_double(value)
    missing = np.isnan(numbers)
    outside = ~missing & ((numbers >= 2147483648.0) | (numbers <= -2147483649.0))
    if outside.any():
        warn("NAs introduced by coercion to integer range")
    gone = missing | outside
    return np.where(gone, NA_INTEGER, np.where(gone, 0.0, numbers)).astype(np.int32)


_TRUE = frozenset(("TRUE", "true", "T", "True"))
_FALSE = frozenset(("FALSE", "false", "F", "False"))


def as_logical(value: object) -> NDArray[np.int8]:
    """Return the data as logicals."""
    if isinstance(value, Factor):
        return as_logical(np.array(factor_labels(value), dtype=object))
    data = as_array(value)
    if data.dtype == np.int8:
        return data
    if data.dtype == object:
        words = [1 if text in _TRUE else 0 if text in _FALSE else NA_LOGICAL for text in flat(data)]
        return np.array(words, dtype=np.int8).reshape(data.shape, order="F")
    result: NDArray[np.int8] = (data != 0).astype(np.int8)
    result[is_na(data)] = NA_LOGICAL
    return result


def make_text(values: list[str | None]) -> NDArray[np.object_]:
    """Return a character vector."""
    result = np.empty(len(values), dtype=object)
    result[:] = values
    return result


def as_text(value: object) -> NDArray[np.object_]:
    """Return the data as text (R's as.character: a factor gives its labels)."""
    if isinstance(value, Factor):
        return make_text(factor_labels(value))
    data = as_array(value)
    return data if data.dtype == object else make_text(make_labels(flat(data))).reshape(data.shape, order="F")


_COERCE: dict[str, Callable[[object], Array]] = {
    "logical": as_logical,
    "integer": as_integer,
    "double": as_double,
    "character": as_text,
}


def coerce(value: object, kind: str) -> Array:
    """Return the data as the named R type."""
    return _COERCE[kind](value)


def recycle(left: Array, right: Array) -> tuple[Array, Array]:
    """Bring two one-dimensional arrays to one length, with R's warning for a fraction; zero length wins."""
    n, m = len(left), len(right)
    if n == m:
        return left, right
    if n == 0 or m == 0:
        return left[:0], right[:0]
    if n == 1 or m == 1:
        return (np.repeat(left, m), right) if n == 1 else (left, np.repeat(right, n))
    if max(n, m) % min(n, m):
        warn("longer object length is not a multiple of shorter object length")
    return (left, np.resize(right, n)) if n > m else (np.resize(left, m), right)


def one_number(value: object, default: float | None = None, name: str = "argument") -> float:
    """Return a single number; `default` stands for NULL or an omitted argument."""
    if value is None and default is not None:
        return default
    data = flat(as_double(value))
    if not len(data):
        raise RError(f"invalid '{name}' argument")
    return float(data[0])


def one_flag(value: object, name: str = "argument") -> bool:
    """Return a single truth value."""
    if isinstance(value, bool):
        return value
    data = flat(as_logical(value))
    if not len(data) or data[0] == NA_LOGICAL:
        raise RError(f"invalid '{name}' argument")
    return bool(data[0])


def one_text(value: object, name: str = "argument") -> str:
    """Return a single string."""
    if isinstance(value, str):
        return value
    data = flat(as_text(value))
    if not len(data) or data[0] is None:
        raise RError(f"invalid '{name}' argument")
    return str(data[0])
