"""R's operators: arithmetic, comparison and logic with recycling, result types, NA and factors.

R: Ops group generic of base, Ops.factor, Ops.ordered.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.collation import collation_key
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Factor, is_na
from rcompat.design.values import (
    RANK,
    Array,
    as_array,
    as_integer,
    as_logical,
    as_text,
    coerce,
    flat,
    is_numeric,
    like,
    recycle,
    type_name,
    warn,
)

__all__ = ["ARITHMETIC", "COMPARISON", "LOGIC", "binary", "exclusive_or", "negate", "power", "unary"]

_INT_MAX = 2**31 - 1
_EXACT = 2.0**52


def power(x: Array, y: Array) -> NDArray[np.float64]:
    """Elementwise x to the y as R computes it: squares by multiplication, the rest by the C library."""
    if len(y) and bool((y == 2.0).all()):
        return np.asarray(x * x)
    return np.array([_power(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)], dtype=np.float64)


def _power(x: float, y: float) -> float:
    if x == 1.0 or y == 0.0:
        return 1.0
    if y == 2.0:
        return x * x
    if x != x or y != y:
        return x + y
    try:
        return math.pow(x, y)
    except OverflowError:
        return -math.inf if x < 0 and y % 2 == 1 else math.inf
    except ValueError:
        if x == 0.0:
            return math.inf
        return math.nan


def _modulo(x: Array, y: Array) -> Array:
    """Remainders as R (before 4.3) takes them: the quotient rounded to double, the rest in extended precision."""
    with np.errstate(all="ignore"):
        quotient = x / y
        if (np.isfinite(quotient) & (np.abs(quotient) > _EXACT)).any():
            warn("probable complete loss of accuracy in modulus")
        rest = x - np.floor(quotient) * y.astype(np.longdouble)
        again = (rest / y).astype(np.float64)
        result = np.asarray(rest - np.floor(again) * y.astype(np.longdouble), dtype=np.float64)
        large = np.isinf(y) & np.isfinite(x)
        same = (x == 0) | ((x > 0) == (y > 0))
        result = np.where(large, np.where(same, x, y), result)
        return np.where(y == 0, np.nan, result)


def _floor_divide(x: Array, y: Array) -> Array:
    with np.errstate(all="ignore"):
        quotient = x / y
        whole = np.floor(quotient)
        rest = x - whole * y
        return np.where((y == 0) | ~np.isfinite(quotient), quotient, whole + np.floor(rest / y))


_DOUBLE: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "^": power,
    "**": power,
    "%%": _modulo,
    "%/%": _floor_divide,
}
_INTEGER: dict[str, Callable[[Array, Array], Array]] = {"+": np.add, "-": np.subtract, "*": np.multiply}
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    ">": np.greater,
    "<=": np.less_equal,
    ">=": np.greater_equal,
}
ARITHMETIC = frozenset(_DOUBLE)
COMPARISON = frozenset(_COMPARE)
LOGIC = frozenset(("&", "|"))


def binary(operator: str, left: object, right: object) -> Any:
    """Apply a binary operator.

    Raises:
        RError: R's words for operands that do not fit.

    R: Arithmetic, Comparison, Logic.
    """
    if isinstance(left, Factor) or isinstance(right, Factor):
        return _factor_operator(operator, left, right)
    if operator in _COMPARE:
        return _compare(operator, left, right)
    if operator in LOGIC:
        return _combine(operator, left, right)
    if not (is_numeric(left) and is_numeric(right)):
        raise RError("non-numeric argument to binary operator")
    return _calculate(operator, left, right)


def _operands(left: object, right: object, kind: str) -> tuple[Array, Array]:
    first, second = as_array(left), as_array(right)
    if first.ndim > 1 and second.ndim > 1 and first.shape != second.shape:
        raise RError("non-conformable arrays")
    return recycle(flat(coerce(first, kind)), flat(coerce(second, kind)))


def _calculate(operator: str, left: object, right: object) -> Any:
    is_double = operator in ("/", "^", "**") or "double" in (type_name(left), type_name(right))
    if is_double or left is None or right is None:
        x, y = _operands(left, right, "double")
        with np.errstate(all="ignore"):
            return like(_DOUBLE[operator](x, y), left, right)
    x, y = _operands(left, right, "integer")
    return like(_whole(operator, x, y), left, right)


def _whole(operator: str, x: Array, y: Array) -> NDArray[np.int32]:
    missing = (x == NA_INTEGER) | (y == NA_INTEGER)
    a, b = x.astype(np.int64), y.astype(np.int64)
    if operator in _INTEGER:
        result = _INTEGER[operator](a, b)
        outside = ~missing & (np.abs(result) > _INT_MAX)
        if outside.any():
            warn("NAs produced by integer overflow")
            missing = missing | outside
    else:
        missing = missing | (b == 0)
        divisor = np.where(b == 0, 1, b)
        result = a % divisor if operator == "%%" else a // divisor
    return np.where(missing, NA_INTEGER, result).astype(np.int32)


def _compare(operator: str, left: object, right: object) -> Any:
    kinds = [type_name(left), type_name(right)]
    if "list" in kinds:
        raise RError("comparison of these types is not implemented")
    kind = max((kind for kind in kinds if kind != "NULL"), key=RANK.__getitem__, default="logical")
    x, y = _operands(left, right, kind)
    return like(_compared(operator, x, y), left, right, full=False)


def _compared(operator: str, x: Array, y: Array) -> NDArray[np.int8]:
    missing = is_na(x) | is_na(y)
    if x.dtype == object:
        x, y = _comparable(operator, x), _comparable(operator, y)
    with np.errstate(invalid="ignore"):
        result = np.asarray(_COMPARE[operator](x, y), dtype=np.int8)
    if missing.any():
        result[missing] = NA_LOGICAL
    return result


def _comparable(operator: str, texts: Array) -> Array:
    """Text that Python compares as R does."""
    if operator in ("==", "!="):
        return np.where(is_na(texts), "", texts)
    keys = np.empty(len(texts), dtype=object)
    keys[:] = [collation_key(text or "") for text in texts]
    return keys


def _truth(value: object) -> NDArray[np.int8]:
    if not is_numeric(value):
        raise RError("operations are possible only for numeric, logical or complex types")
    return flat(as_logical(value))


def _combine(operator: str, left: object, right: object) -> Any:
    x, y = recycle(_truth(left), _truth(right))
    decided = 0 if operator == "&" else 1
    missing = (x == NA_LOGICAL) | (y == NA_LOGICAL)
    result = (x & y if operator == "&" else x | y).astype(np.int8)
    result[missing] = NA_LOGICAL
    result[(x == decided) | (y == decided)] = decided
    return like(result, left, right, full=False)


def exclusive_or(left: object, right: object) -> Any:
    """R: xor."""
    x, y = recycle(_truth(left), _truth(right))
    result = (x != y).astype(np.int8)
    result[(x == NA_LOGICAL) | (y == NA_LOGICAL)] = NA_LOGICAL
    return like(result, left, right, full=False)


def unary(operator: str, value: object) -> Any:
    """Apply a sign.

    R: Arithmetic.
    """
    if isinstance(value, Factor):
        return _meaningless(operator, len(value))
    if not is_numeric(value):
        raise RError("invalid argument to unary operator")
    data = flat(as_array(value))
    if data.dtype == np.float64:
        return like(-data if operator == "-" else data, value)
    whole = as_integer(data)
    if operator == "-":
        whole = np.where(whole == NA_INTEGER, NA_INTEGER, -whole).astype(np.int32)
    return like(whole, value)


def negate(value: object) -> Any:
    """R: the operator `!`."""
    if isinstance(value, Factor):
        return _meaningless("!", len(value))
    if not is_numeric(value):
        raise RError("invalid argument type")
    data = flat(as_logical(value))
    return like(np.where(data == NA_LOGICAL, NA_LOGICAL, 1 - data).astype(np.int8), value, full=False)


def _meaningless(operator: str, n: int, what: str = "factors") -> NDArray[np.int8]:
    warn(
        f"‘{operator}’ not meaningful for {what}" if what == "factors" else f"'{operator}' is not meaningful for {what}"
    )
    return np.full(n, NA_LOGICAL, dtype=np.int8)


def _factor_operator(operator: str, left: object, right: object) -> Any:
    ordered = any(isinstance(side, Factor) and side.ordered for side in (left, right))
    if operator in ("==", "!="):
        return _factor_equal(operator, left, right)
    n = max(len(flat(as_array(left))), len(flat(as_array(right))))
    if not ordered:
        return _meaningless(operator, n)
    if operator not in _COMPARE:
        return _meaningless(operator, n, "ordered factors")
    return _ordered_compare(operator, left, right)


def _factor_equal(operator: str, left: object, right: object) -> Any:
    if isinstance(left, Factor) and isinstance(right, Factor) and sorted(left.levels) != sorted(right.levels):
        raise RError("level sets of factors are different")
    x, y = recycle(flat(as_text(left)), flat(as_text(right)))
    return _compared(operator, x, y)


def _ordered_compare(operator: str, left: object, right: object) -> Any:
    if isinstance(left, Factor) and isinstance(right, Factor):
        if not (left.ordered and right.ordered):
            return _meaningless(operator, max(len(left), len(right)))
        if left.levels != right.levels:
            raise RError("level sets of factors are different")
    levels = left.levels if isinstance(left, Factor) and left.ordered else right.levels  # type: ignore[attr-defined]
    x, y = recycle(_places(left, levels), _places(right, levels))
    return _compared(operator, x, y)


def _places(value: object, levels: tuple[str, ...]) -> NDArray[np.float64]:
    place: dict[str | None, float] = {level: float(code) for code, level in enumerate(levels)}
    return np.array([place.get(text, NA_REAL) for text in flat(as_text(value))], dtype=np.float64)
