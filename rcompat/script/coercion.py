"""From one R type to another: what `as.double`, `c` and the operators do with their arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.based_numbers import based_text
from rcompat.base.conditions import RError
from rcompat.base.factors import number_label
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL
from rcompat.base.generics import ask, is_answered
from rcompat.base.number_reading import read_numbers
from rcompat.base.number_text import is_na_double
from rcompat.base.s4 import MATRIX_BASES
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Symbol
from rcompat.script.complex_numbers import complex_words
from rcompat.script.values import Environment, Language, List, Value, Vec

__all__ = [
    "EMPTY",
    "ORDER",
    "WORDS",
    "class_of",
    "coerce",
    "flag",
    "implicit_class",
    "inherits",
    "is_factor",
    "is_frame",
    "is_missing",
    "number",
    "r_length",
    "shape_of",
    "string",
    "strings",
    "text_of",
    "to_array",
    "whole",
]

ORDER = ("raw", "logical", "integer", "double", "complex", "character")
EMPTY: dict[str, Any] = {
    "raw": np.uint8,
    "logical": np.int8,
    "integer": np.int32,
    "double": np.float64,
    "complex": np.complex128,
    "character": object,
}
WORDS: dict[str, Callable[[Vec], list[str | None]]] = {}
"""Classes of vectors that have a text of their own (dates, times), and what writes it."""
_SPARSE = {"csc_array": "dgCMatrix", "csr_array": "dgCMatrix"}
_INTEGER_RANGE = 2147483648.0
_TRUE = frozenset(("TRUE", "true", "T", "True"))
_FALSE = frozenset(("FALSE", "false", "F", "False"))


def class_of(value: Value) -> list[str]:
    """The class attribute, or an empty list."""
    attrs = getattr(value, "attrs", None)
    if attrs is None:
        return record_classes(value)
    found = attrs.get("class")
    return [] if found is None else list(found.data)


def record_classes(value: Value) -> list[str]:
    """The R classes of a record: what a floor answers, else the type's name."""
    if value is None:
        return []
    if is_answered("r_class", value):
        return list(ask("r_class", value).data)
    if is_answered("r_value", value):
        record = ask("r_value", value)
        found = getattr(record, "attributes", {}).get("class")
        if found is not None:
            return [found] if isinstance(found, str) else list(found)
    name = getattr(value, "class_name", None) or type(value).__name__
    return [_SPARSE.get(name, name)]


def implicit_class(value: Value) -> list[str]:
    """What S3 dispatch looks for: the class attribute, or dimension, type and "numeric"."""
    found = class_of(value)
    if found:
        if getattr(value, "attrs", None) is None:
            bases = ask("r_bases", value) if is_answered("r_bases", value) else getattr(value, "bases", ())
            return [*found, *bases]
        return [*found, *MATRIX_BASES.get(found[0], ()), *_script_bases(value)]
    if value is None:
        return ["NULL"]
    kinds: list[str] = []
    dim = value.attrs.get("dim")
    if dim is not None:
        kinds = ["matrix", "array"] if len(dim) == 2 else ["array"]
    if isinstance(value, Vec):
        kind = value.kind
        return [*kinds, *([kind, "numeric"] if kind in ("integer", "double") else [kind])]
    if isinstance(value, List):
        return [*kinds, "list"]
    if isinstance(value, Language):
        return [language_class(value)]
    return [*kinds, "function"] if hasattr(value, "formals") else [*kinds, "environment"]


def _script_bases(value: Value) -> list[str]:
    """What an object of a class of the script counts as besides."""
    if "package" not in value.attrs["class"].attrs:
        return []
    from rcompat.script.formal_classes import formal_bases

    return formal_bases(value.attrs["class"].data[0])


def language_class(value: Language) -> str:
    """`class()` of an unevaluated expression."""
    if isinstance(value.expr, Symbol):
        return "name"
    name = getattr(value.expr, "name", None)
    return name if name in ("if", "for", "while", "(", "{", "<-", "=") else "call"


def r_length(value: Value) -> int:
    """`length()`: of a call the function and its arguments, of a function 1."""
    if isinstance(value, Vec | List):
        return len(value.data)
    if isinstance(value, Language):
        return 1 + len(value.expr.arguments) if isinstance(value.expr, Call) else 1
    if isinstance(value, Environment):
        return len(value.values)
    return 0 if value is None else 1


def shape_of(value: Value) -> dict[str, Value]:
    """The attributes that most functions keep: names, dim and dimnames."""
    return {name: item for name, item in value.attrs.items() if name in ("names", "dim", "dimnames")}


def inherits(value: Value, what: str) -> bool:
    """Whether `what` is among the class attribute."""
    return what in class_of(value)


def is_factor(value: Value) -> bool:
    """Whether the value is a factor."""
    return isinstance(value, Vec) and "factor" in class_of(value)


def is_frame(value: Value) -> bool:
    """Whether the value is a data frame."""
    return isinstance(value, List) and "data.frame" in class_of(value)


def factor_words(value: Vec) -> NDArray[Any]:
    """The level of each element (n,), None where it is NA."""
    levels = value.attrs.get("levels")
    words = np.array([*([] if levels is None else levels.data), None], dtype=object)
    codes = value.data
    return np.asarray(words[np.where(codes == NA_INTEGER, len(words) - 1, codes - 1)])


def is_missing(data: NDArray[Any]) -> NDArray[np.bool_]:
    """Elementwise `is.na` (NaN counts)."""
    kind = data.dtype.kind
    if kind in "fc":
        return np.asarray(np.isnan(data))
    if kind == "u":
        return np.zeros(len(data), dtype=bool)
    if kind == "O":
        return np.array([item is None for item in data], dtype=bool)
    return np.asarray(data == (NA_LOGICAL if data.dtype == np.int8 else NA_INTEGER))


def text_of(value: float) -> str | None:
    """`as.character` of one double; None for NA."""
    if value != value:
        return None if is_na_double(value) else "NaN"
    return number_label(value)


def _to_text(data: NDArray[Any]) -> NDArray[Any]:
    items: list[str | None]
    if data.dtype.kind == "f":
        items = [text_of(item) for item in data.tolist()]
    elif data.dtype.kind == "c":
        items = complex_words(data)
    elif data.dtype == np.uint8:
        items = [based_text(item, 16).rjust(2, "0") for item in data.tolist()]
    elif data.dtype == np.int8:
        items = [None if item == NA_LOGICAL else "TRUE" if item else "FALSE" for item in data.tolist()]
    else:
        items = [None if item == NA_INTEGER else str(item) for item in data.tolist()]
    result = np.empty(len(items), dtype=object)
    result[:] = items
    return result


def _from_text(data: NDArray[Any], kind: str, warn: Any) -> NDArray[Any]:
    if kind == "logical":
        return np.array([1 if s in _TRUE else 0 if s in _FALSE else NA_LOGICAL for s in data], dtype=np.int8)
    values, _ = read_numbers([None if item == "NA" else item for item in data])
    failed = any(bad and item not in (None, "NA") for bad, item in zip(np.isnan(values), data, strict=True))
    if (
        failed
        and any(
            bad and item not in (None, "NA") and item.strip().lower() != "nan"
            for bad, item in zip(np.isnan(values), data, strict=True)
        )
        and warn is not None
    ):
        warn("NAs introduced by coercion")
    return values if kind == "double" else coerce(values, "integer", warn)


def coerce(data: NDArray[Any], kind: str, warn: Any = None) -> NDArray[Any]:
    """Values as another type; `warn` hears of what cannot be converted."""
    dtype = EMPTY[kind]
    if data.dtype == dtype:
        return data
    if kind == "character":
        return _to_text(data)
    if data.dtype == object:
        return _from_text(data, kind, warn)
    gone = is_missing(data)
    if kind == "complex":
        numbers = data.astype(np.complex128)
        numbers[gone] = np.nan
        return numbers
    if data.dtype.kind == "c" and kind != "logical":
        if warn is not None and (data.imag[~gone] != 0).any():
            warn("imaginary parts discarded in coercion")
        data = np.where(gone, NA_REAL, data.real)
        return coerce(data, kind, warn)
    if kind == "double":
        result = data.astype(np.float64)
        if gone.any():
            result[gone] = NA_REAL
        return result
    if kind == "integer":
        wide = ~gone & (np.abs(data.astype(np.float64)) >= _INTEGER_RANGE)
        if wide.any() and warn is not None:
            warn("NAs introduced by coercion to integer range")
        gone = gone | wide
        result = np.where(gone, 0, data).astype(np.int32)
        result[gone] = NA_INTEGER
        return result
    truth = np.asarray(np.where(gone, 0, data) != 0, dtype=np.int8)
    truth[gone] = NA_LOGICAL
    return truth


def _object_array(items: list[Any]) -> NDArray[Any]:
    result: NDArray[Any] = np.empty(len(items), dtype=object)
    result[:] = items
    return result


def to_array(value: Value, kind: str, warn: Any = None) -> NDArray[Any]:
    """The values of any R vector as an array of one type; factors give their words as text, else their codes."""
    if value is None:
        return np.zeros(0, dtype=EMPTY[kind])
    if isinstance(value, Vec):
        if kind == "character" and is_factor(value):
            return factor_words(value)
        if kind == "character" and "class" in value.attrs and value.attrs["class"].data[0] in WORDS:
            return _object_array(WORDS[value.attrs["class"].data[0]](value))
        return coerce(value.data, kind, warn)
    if isinstance(value, List):
        items: NDArray[Any] = np.empty(len(value.data), dtype=EMPTY[kind])
        items[:] = [_single(item, kind, warn) for item in value.data]
        return items
    if isinstance(value, Language):
        lines = deparse(value.expr, backtick=False)
        words: NDArray[Any] = np.empty(1, dtype=object)
        words[0] = "\n".join(lines)
        return words
    raise RError(f"cannot coerce type '{_kind_word(value)}' to vector of type '{kind}'")


def _kind_word(value: Value) -> str:
    from rcompat.script.values import type_of

    return type_of(value)


def _single(item: Value, kind: str, warn: Any) -> Any:
    if isinstance(item, Vec) and len(item) == 1:
        return to_array(item, kind, warn)[0]
    if kind == "character":
        from rcompat.script.deparsing import deparse_value

        return " ".join(deparse_value(item))
    raise RError(f"'list' object cannot be coerced to type '{kind}'")


def strings(value: Value) -> list[str | None]:
    """The elements as text, None for NA."""
    result: list[str | None] = to_array(value, "character").tolist()
    return result


def string(value: Value, what: str = "x") -> str:
    """The first element as text."""
    if isinstance(value, Vec | Language):
        found = strings(value)
        if found and found[0] is not None:
            return found[0]
    raise RError(f"invalid '{what}' argument")


def flag(value: Value, what: str = "x") -> bool:
    """The first element as a truth value."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Vec) and len(value):
        truth = coerce(value.data[:1], "logical")[0]
        if truth != NA_LOGICAL:
            return bool(truth)
    raise RError(f"invalid '{what}' argument")


def number(value: Value, what: str = "x") -> float:
    """The first element as a double."""
    if isinstance(value, Vec) and len(value):
        return float(coerce(value.data[:1], "double")[0])
    raise RError(f"invalid '{what}' argument")


def whole(value: Value, what: str = "x") -> int:
    """The first element as an integer."""
    found = number(value, what)
    if found != found:
        raise RError(f"invalid '{what}' argument")
    return int(found)
