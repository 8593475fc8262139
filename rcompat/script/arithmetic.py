"""R's operators on the interpreter's values: the arithmetic is that of model formulas, attributes are added here."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_LOGICAL
from rcompat.design.arithmetic import binary, negate, unary
from rcompat.design.values import warn
from rcompat.script.coercion import class_of, is_factor, is_frame, r_length, to_array
from rcompat.script.complex_numbers import complex_binary
from rcompat.script.doors import from_record, to_record
from rcompat.script.values import Language, List, Value, Vec

__all__ = ["operate", "operate_once"]

_COMPARISON = frozenset(("==", "!=", "<", ">", "<=", ">="))
_LOGIC = frozenset(("&", "|"))
_NUMPY: dict[str, Any] = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}


def operate(operator: str, left: Value, right: Value) -> Value:
    """Apply a binary operator.

    Raises:
        RError: R's words for operands that do not fit.

    R: Arithmetic, Comparison, Logic, Ops.factor, Ops.data.frame.
    """
    if type(left) is Vec and type(right) is Vec:
        if not left.attrs and not right.attrs:
            return _bare(operator, left, right)
        if is_factor(left) or is_factor(right):
            return from_record(binary(operator, _factor_or_array(left), _factor_or_array(right)))
        return _with_attributes(operator, left, right)
    if is_frame(left) or is_frame(right):
        return _frames(operator, left, right)
    if left is None or right is None:
        return _with_nothing(operator, left, right)
    left, right = _comparable(operator, left), _comparable(operator, right)
    return operate(operator, left, right)


def _comparable(operator: str, value: Value) -> Vec:
    if isinstance(value, Vec):
        return value
    if operator in _COMPARISON:
        if isinstance(value, Language):
            return Vec(to_array(value, "character"))
        if isinstance(value, List) and all(isinstance(item, Vec) and len(item) == 1 for item in value.data):
            kinds = {item.kind for item in value.data}
            kind = "character" if "character" in kinds else "double"
            return Vec(to_array(value, kind), _kept(value))
        raise RError(_no_comparison(operator, value))
    if operator in _LOGIC:
        raise RError("operations are possible only for numeric, logical or complex types")
    raise RError("non-numeric argument to binary operator")


def _no_comparison(operator: str, value: Value) -> str:
    from rcompat.script.values import type_of

    kind = type_of(value)
    if kind in ("closure", "builtin", "special", "environment", "S4"):
        return f"comparison ({operator}) is possible only for atomic and list types"
    return "comparison of these types is not implemented"


def _factor_or_array(value: Vec) -> Any:
    return to_record(value) if is_factor(value) else value.data


def _with_nothing(operator: str, left: Value, right: Value) -> Value:
    other = right if left is None else left
    if isinstance(other, Vec) or other is None:
        a = np.zeros(0) if left is None else left.data
        b = np.zeros(0) if right is None else right.data
        if operator in _COMPARISON or operator in _LOGIC:
            return Vec(np.zeros(0, dtype=np.int8))
        kind = other.kind if other is not None else "double"
        if kind == "character":
            raise RError("non-numeric argument to binary operator")
        dtype = (
            np.int32 if kind in ("integer", "logical") and operator not in ("/", "^") and other is not None else float
        )
        del a, b
        return Vec(np.zeros(0, dtype=dtype))
    raise RError("non-numeric argument to binary operator")


def _bare(operator: str, left: Vec, right: Vec) -> Vec:
    a, b = left.data, right.data
    if a.dtype.kind == "c" or b.dtype.kind == "c":
        return Vec(complex_binary(operator, a, b))
    fits = len(a) == len(b) or len(b) == 1 or (len(a) == 1 and len(b) > 0)
    if fits and a.dtype == np.float64 and b.dtype == np.float64 and operator in _NUMPY:
        with np.errstate(all="ignore"):
            return Vec(_NUMPY[operator](a, b))
    result = binary(operator, a, b)
    return result if isinstance(result, Vec) else Vec(result)


def _kept(value: Any) -> dict[str, Value]:
    return {name: item for name, item in value.attrs.items() if name in ("names", "dim", "dimnames")}


def _passed_on(side: Vec, only_shape: bool, has_dim: bool) -> dict[str, Value]:
    """The attributes that an operand gives to the result."""
    found: dict[str, Value] = {}
    for name, item in side.attrs.items():
        is_shape = name in ("names", "dim", "dimnames", "tsp") or (name == "class" and "table" in item.data)
        if (is_shape or not only_shape) and not (name == "names" and has_dim):
            found[name] = item
    return found


def _with_attributes(operator: str, left: Vec, right: Vec) -> Vec:
    dims = left.attrs.get("dim"), right.attrs.get("dim")
    if dims[0] is not None and dims[1] is not None and list(dims[0].data) != list(dims[1].data):
        raise RError("non-conformable arrays")
    numbers = complex_binary if "complex" in (left.kind, right.kind) else binary
    result = Vec(np.asarray(numbers(operator, left.data, right.data)))
    n = len(result)
    only_shape = operator in _COMPARISON or operator in _LOGIC
    attrs: dict[str, Value] = {}
    for side in (right, left):
        other_has_dim = (left if side is right else right).attrs.get("dim") is not None
        if len(side) != n or (other_has_dim and "dim" not in side.attrs and len(side) != n):
            continue
        attrs.update(_passed_on(side, only_shape, dims[0] is not None or dims[1] is not None))
    if n == 0:
        attrs = {}
    result.attrs = attrs
    return result


def operate_once(operator: str, value: Value) -> Value:
    """Apply `+`, `-` or `!` to one operand."""
    if is_frame(value):
        columns = [operate_once(operator, column) for column in value.data]
        return List(columns, dict(value.attrs))
    if operator == "!" and value is not None and r_length(value) == 0:
        return Vec(np.zeros(0, dtype=np.int8))
    if operator != "!" and is_factor(value):
        warn(f"‘{operator}’ not meaningful for factors")
        return Vec(np.full(len(value), NA_LOGICAL, dtype=np.int8))
    if not isinstance(value, Vec):
        raise RError("invalid argument type" if operator == "!" else "invalid argument to unary operator")
    if value.kind == "complex" and operator != "!":
        return Vec(-value.data if operator == "-" else value.data, dict(value.attrs))
    record = to_record(value) if is_factor(value) else value.data
    result = negate(record) if operator == "!" else unary(operator, record)
    data = np.asarray(result)
    return Vec(data, _kept(value) if operator == "!" else dict(value.attrs))


def _frames(operator: str, left: Value, right: Value) -> Value:
    frame = left if is_frame(left) else right
    count = len(frame.data)
    columns = []
    for place in range(count):
        columns.append(operate(operator, _part(left, place, frame), _part(right, place, frame)))
    if operator in _COMPARISON or operator in _LOGIC:
        return _matrix_of(columns, frame)
    return List(columns, dict(frame.attrs))


def _part(value: Value, place: int, frame: List) -> Value:
    if is_frame(value):
        column = value.data[place]
        return Vec(column.data) if not class_of(column) else column
    if isinstance(value, Vec) and len(value) > 1:
        n = len(frame.data[0])
        spread = np.resize(value.data, n * len(frame.data))
        return Vec(spread[place * n : (place + 1) * n])
    if isinstance(value, List):
        return value.data[place % len(value.data)]
    return value


def _matrix_of(columns: list[Any], frame: List) -> Vec:
    from rcompat.script.values import chr, intv

    n = len(columns[0]) if columns else 0
    data = np.concatenate([column.data for column in columns]) if columns else np.zeros(0, dtype=np.int8)
    rows = frame.attrs.get("row.names")
    names = None if rows is None or rows.kind == "integer" else rows
    if names is None and rows is not None:
        names = chr(str(i) for i in rows.data.tolist()) if (rows.data != np.arange(1, n + 1)).any() else None
    return Vec(data, {"dim": intv([n, len(columns)]), "dimnames": List([names, frame.attrs["names"]])})
