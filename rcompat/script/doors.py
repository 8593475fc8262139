"""Doors between the interpreter's values and the records of the floors below: vectors, factors, frames, lists."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

import numpy as np

from rcompat.base.frame import NA_INTEGER, Factor, Frame
from rcompat.base.generics import ask, is_answered
from rcompat.base.s4 import MATRIX_BASES
from rcompat.base.vectors import RList, Vector
from rcompat.design.frame_terms import FrameTerms
from rcompat.language.expressions import Argument, Call, Symbol
from rcompat.language.terms import Terms
from rcompat.script.coercion import is_factor, is_frame, strings
from rcompat.script.values import Builtin, Environment, Language, List, Value, Vec, chr, dbl, intv, lgl, scalar

__all__ = [
    "KeptRows",
    "formula_environment",
    "frame_length",
    "from_array",
    "from_record",
    "is_automatic",
    "table_record",
    "terms_value",
    "to_record",
]

formula_environment: ContextVar[Environment | None] = ContextVar("formula_environment", default=None)
"""Where formulas live that a package hands over: the globals of the machine at work."""
_MOST_CELLS = 20_000_000
_PLAIN = frozenset(("names", "dim", "dimnames", "class", "levels", "row.names"))


def to_record(value: Value) -> Any:
    """An R value as a record of `rcompat.base` (Vector, Factor, Frame, RList), an expression, or the record it is."""
    if isinstance(value, Vec):
        return _factor_record(value) if is_factor(value) else _vector_record(value)
    if isinstance(value, List):
        return _frame_record(value) if is_frame(value) else _list_record(value)
    if isinstance(value, Language):
        return value.expr
    if isinstance(value, Environment) and value.record is not None:
        return value.record
    return value


def _extra(value: Vec | List) -> dict[str, object]:
    skipped = ("names", "dim", "dimnames")
    found: dict[str, object] = {}
    for name, item in value.attrs.items():
        if name == "class":
            found["class"] = tuple(item.data)
        elif name not in skipped:
            found[name] = to_record(item)
    return found


def _names(value: Value) -> tuple[str | None, ...] | None:
    return None if value is None else tuple(strings(value))


def _vector_record(value: Vec) -> Vector:
    dim = value.attrs.get("dim")
    extra = _extra(value)
    if dim is None:
        return Vector(data=value.data, names=_names(value.attrs.get("names")), attributes=extra)
    shape = tuple(int(n) for n in dim.data)
    data = value.data.reshape(shape, order="F")
    given = value.attrs.get("dimnames")
    if given is None:
        names = (None,) * len(shape) if len(shape) > 1 else None
        return Vector(data=data, dimnames=names, attributes=extra)
    titles = given.attrs.get("names")
    if titles is not None:
        extra["dimnames_names"] = tuple(strings(titles))
    return Vector(data=data, dimnames=tuple(_names(item) for item in given.data), attributes=extra)


def _factor_record(value: Vec) -> Factor:
    levels = value.attrs.get("levels")
    codes = np.where(value.data == NA_INTEGER, -1, value.data - 1).astype(np.int32)
    contrasts = value.attrs.get("contrasts")
    return Factor(
        codes=codes,
        levels=() if levels is None else tuple(levels.data),
        ordered="ordered" in value.attrs["class"].data,
        contrasts=None if contrasts is None else _contrasts(contrasts),
    )


def _contrasts(value: Vec) -> Any:
    if value.kind == "character":
        return value.data[0]
    return _vector_record(value)


def frame_length(value: List) -> int:
    """Rows of a data frame."""
    rows = value.attrs.get("row.names")
    if rows is not None:
        return len(rows)
    return len(value.data[0]) if value.data else 0


def _frame_record(value: List) -> Frame:
    names = strings(value.attrs.get("names"))
    rows = value.attrs.get("row.names")
    columns: dict[str, Any] = {}
    for name, column in zip(names, value.data, strict=True):
        columns[str(name)] = _column(column)
    labels = None
    if rows is not None and not is_automatic(rows):
        labels = tuple(str(text) for text in strings(rows))
    kept = {name: to_record(item) for name, item in value.attrs.items() if name in ("na.action", "formula")}
    return Frame(columns=columns, n=frame_length(value), row_names=labels, attributes=kept)


def table_record(value: List) -> Frame:
    """A data frame as a record that keeps its attributes."""
    kept = {name: to_record(item) for name, item in value.attrs.items() if name not in _PLAIN}
    return replace(_frame_record(value), attributes=kept)


class KeptRows(Vec):
    """Row names that were chosen by a subscript: R does not count them as automatic even if they are 1 to n."""

    __slots__ = ()


def is_automatic(rows: Vec) -> bool:
    """Whether row names are 1..n."""
    return rows.kind == "integer" and bool((rows.data == np.arange(1, len(rows) + 1)).all())


def _column(value: Value) -> Any:
    record = to_record(value)
    if isinstance(record, Vector):
        if record.data.ndim == 1:
            return record.data
        return record if record.dimnames is not None and any(record.dimnames) else record.data
    return record


def _list_record(value: List) -> RList:
    extra = {name: to_record(item) for name, item in value.attrs.items() if name not in ("names", "class")}
    classes = value.attrs.get("class")
    if classes is not None:
        extra["class"] = tuple(classes.data)
    items = tuple(to_record(item) for item in value.data)
    return RList(values=items, names=_names(value.attrs.get("names")), attributes=extra)


def from_record(value: Any) -> Value:
    """What a function below returned, as an R value; records that are no vectors stay as they are."""
    if value is None or isinstance(value, Vec | List | Language):
        return value
    if isinstance(value, Vector):
        return _from_vector(value)
    if isinstance(value, Factor):
        return _from_factor(value)
    if isinstance(value, Frame):
        return _from_frame(value)
    if isinstance(value, RList):
        return _from_list(value)
    if isinstance(value, Call | Symbol):
        return _from_expression(value)
    if isinstance(value, FrameTerms):
        return terms_value(value.terms, value.attributes, formula_environment.get() or _WORKSPACE)
    return _from_python(value)


_WORKSPACE = Environment(None, "R_GlobalEnv")
"""What formulas of fits show as their environment."""


def terms_value(terms: Terms, more: Mapping[str, object], environment: Value = _WORKSPACE) -> Language:
    """Terms as R keeps them: the formula with attributes."""
    names = List([chr(terms.variable_names), chr(terms.term_labels)])
    factors = intv(terms.factors.ravel(order="F"), {"dim": intv(terms.factors.shape), "dimnames": names})
    attrs: dict[str, Value] = {
        "variables": Language(Call(Symbol("list"), tuple(Argument(v) for v in terms.variables))),
    }
    if terms.offsets:
        attrs["offset"] = intv(terms.offsets)
    attrs |= {
        "factors": factors if terms.term_labels else intv([]),
        "term.labels": chr(terms.term_labels),
        "order": intv(terms.order),
        "intercept": intv([int(terms.intercept)]),
        "response": intv([int(terms.response)]),
        "class": chr(["terms", "formula"]),
        ".Environment": environment,
    }
    attrs |= {name: from_record(item) for name, item in more.items()}
    return Language(terms.formula, attrs)


def _from_expression(value: Call | Symbol) -> Value:
    if isinstance(value, Call) and value.name == "~":
        attrs: dict[str, Value] = {"class": chr(["formula"])}
        where = formula_environment.get()
        return Language(value, attrs if where is None else {**attrs, ".Environment": where})
    return Language(value)


def _from_python(value: Any) -> Value:
    if isinstance(value, bool | int | float | str | np.generic):
        return scalar(value.item() if isinstance(value, np.generic) else value)
    if isinstance(value, np.ndarray):
        return from_array(value)
    if type(value).__module__.startswith("scipy.sparse"):
        return _from_sparse(value)
    if type(value) in (list, tuple):
        return _from_sequence(value)
    if callable(value) and not isinstance(value, type):
        return _from_callable(value)
    if type(value) is dict or type(value).__name__ == "mappingproxy":
        return List([from_record(item) for item in value.values()], {"names": chr(str(key) for key in value)})
    return value


def _from_callable(value: Any) -> Builtin:
    """A function that a package hands over, with its attributes; the package gets its own back."""

    def run(context: Any, **arguments: Any) -> Value:
        return from_record(value(*(_numbers_of(argument) for argument in arguments.values())))

    run.record = value  # type: ignore[attr-defined]
    formals = tuple(inspect.signature(value).parameters)
    item = Builtin("function", run, formals)
    item.python_names = formals
    if is_answered("r_attributes", value):
        item.attrs = {name: from_record(part) for name, part in ask("r_attributes", value).items()}
    return item


def _numbers_of(value: Value) -> Any:
    """A plain vector as an array; anything else as a record."""
    return value.data if isinstance(value, Vec) and value.kind == "double" else to_record(value)


def _from_sparse(value: Any) -> Value:
    """A sparse matrix as one of class dgCMatrix; too large a one stays what it is."""
    whole = getattr(value, "s4", None)
    if whole is not None or value.shape[0] * value.shape[1] > _MOST_CELLS:
        return whole or value
    result = from_array(value.toarray())
    rows, columns = getattr(value, "dimnames", (None, None))
    if rows is not None or columns is not None:
        result.attrs["dimnames"] = List([None if names is None else chr(names) for names in (rows, columns)])
    result.attrs["class"] = _class_label(["dgCMatrix"])
    return result


def _class_label(kinds: Sequence[str]) -> Vec:
    """A class attribute; a class of the package Matrix says so."""
    label = chr(kinds)
    if len(kinds) == 1 and kinds[0] in MATRIX_BASES:
        label.attrs["package"] = chr(["Matrix"])
    return label


def _from_sequence(value: Any) -> Value:
    if value and all(isinstance(item, str) or item is None for item in value):
        return chr(value)
    if value and all(isinstance(item, float) for item in value):
        return dbl(value)
    if value and all(isinstance(item, int) and not isinstance(item, bool) for item in value):
        return intv(value)
    return List([from_record(item) for item in value])


def from_array(value: Any) -> Vec:
    """A NumPy array as a vector, matrix or array."""
    flat = value.ravel(order="F")
    attrs = {"dim": intv(value.shape)} if value.ndim > 1 else {}
    if flat.dtype.kind == "b":
        return lgl(flat.astype(np.int8), attrs)
    if flat.dtype == np.int8:
        return lgl(flat, attrs)
    if flat.dtype.kind in "iu":
        return intv(flat, attrs)
    if flat.dtype.kind == "f":
        return dbl(flat, attrs)
    return chr(flat.tolist(), attrs)


def _attributes(source: Mapping[str, object]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, item in source.items():
        if name == "dimnames_names":
            continue
        if name == "class":
            found["class"] = _class_label([item] if isinstance(item, str) else item)  # type: ignore[arg-type]
        else:
            found[name] = from_record(item)
    return found


def _from_vector(value: Vector) -> Vec:
    result = from_array(value.data)
    if value.names is not None:
        result.attrs["names"] = chr(value.names)
    if value.dimnames is not None:
        if value.data.ndim == 1:
            result.attrs["dim"] = intv([len(value.data)])
        titles = value.attributes.get("dimnames_names")
        if titles is not None or any(names is not None for names in value.dimnames):
            items = [chr(names) if names else None for names in value.dimnames]
            attrs = {"names": chr(titles)} if isinstance(titles, tuple) else {}
            result.attrs["dimnames"] = List(items, attrs)
    result.attrs.update(_attributes(value.attributes))
    return result


def _from_factor(value: Factor) -> Vec:
    codes = np.where(value.codes < 0, NA_INTEGER, value.codes + 1).astype(np.int32)
    result = Vec(codes, {"levels": chr(value.levels)})
    result.attrs["class"] = chr(["ordered", "factor"] if value.ordered else ["factor"])
    if value.contrasts is not None:
        result.attrs["contrasts"] = from_record(value.contrasts)
    return result


def _from_frame(value: Frame) -> List:
    rows = intv(range(1, value.n + 1)) if value.row_names is None else _row_names(value.row_names)
    attrs: dict[str, Value] = {"names": chr(value.names), "class": chr(["data.frame"]), "row.names": rows}
    attrs.update(_attributes(value.attributes))
    return List([from_record(column) for column in value.columns.values()], attrs)


def _row_names(names: tuple[str, ...]) -> Vec:
    if all(name.isdigit() and (name == "0" or name[0] != "0") and len(name) < 10 for name in names):
        return intv([int(name) for name in names])
    return chr(names)


def _from_list(value: RList) -> List:
    attrs: dict[str, Value] = {} if value.names is None else {"names": chr(value.names)}
    attrs.update(_attributes(value.attributes))
    return List([from_record(item) for item in value.values], attrs)
