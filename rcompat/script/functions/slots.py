"""slot, slotNames, is, as: S4 objects from outside. R: methods."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.generics import ask, is_answered
from rcompat.base.s4 import MATRIX_BASES, S4Object
from rcompat.script.calling import call_function
from rcompat.script.coercion import class_of, implicit_class, string
from rcompat.script.formal_classes import class_table, distances_from, value_distances
from rcompat.script.formal_objects import definition_of
from rcompat.script.functions.formal_classes import as_base
from rcompat.script.machine import Context
from rcompat.script.matrix_class import as_matrix_class, is_matrix_class, plain_matrix
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.slots import class_package, is_s4, slot_value, slots_of
from rcompat.script.values import Value, Vec, chr, lgl

__all__: list[str] = []

_BASIC = {
    "numeric": "as.numeric",
    "double": "as.double",
    "integer": "as.integer",
    "character": "as.character",
    "logical": "as.logical",
    "factor": "as.factor",
    "list": "as.list",
    "vector": "as.vector",
    "matrix": "as.matrix",
    "data.frame": "as.data.frame",
    "function": "as.function",
    "name": "as.name",
}
_GENERAL = {"sparseMatrix": "CMatrix", "CsparseMatrix": "CMatrix", "denseMatrix": "eMatrix", "generalMatrix": ""}


@builtin("slot", "object name")
def _slot(context: Context, object_: Value, name: Value) -> Value:
    return slot_value(object_, string(name))


@builtin("slotNames", "x")
def _slot_names(context: Context, x: Value) -> Value:
    if isinstance(x, Vec) and x.kind == "character" and not class_of(x):
        found = class_table.get().get(string(x))
        return chr(() if found is None else found.slots)
    return chr(slots_of(x) or ())


@builtin(".hasSlot", "object name")
def _has_slot(context: Context, object_: Value, name: Value) -> Value:
    return lgl([string(name) in (slots_of(object_) or ())])


@builtin("isS4", "object")
def _is_s4(context: Context, object_: Value) -> Value:
    return lgl([int(is_s4(object_))])


@builtin("is", "object class2")
def _is(context: Context, object_: Value, class2: Value = None) -> Value:
    known = value_distances(object_)
    if class2 is None:
        package = {} if len(known) > 2 or class_package(object_) is None else {"package": chr([".GlobalEnv"])}
        if class_of(object_) == [] and "dim" in getattr(object_, "attrs", ()):
            known = distances_from(next(iter(known)))
        return chr([name for name in known if name != "ANY"], package)
    names = [*known, *implicit_class(object_), *(base.__name__ for base in type(object_).__mro__)]
    return lgl([int(string(class2) in names)])


@builtin("as", "object Class ...")
def _as(context: Context, object_: Value, class_: Value, dots: Any = ()) -> Value:
    kind = string(class_)
    if kind in class_of(object_)[:1]:
        return object_
    ways = context.it.formal_coercions
    method = next((ways[name, kind] for name in value_distances(object_) if (name, kind) in ways), None)
    if method is not None:
        return call_function(context.it, method, [object_], form="asMethod(object)")
    if definition_of(object_) is not None and kind in value_distances(object_):
        return as_base(object_, kind)
    if is_matrix_class(object_) and kind == "matrix":
        return plain_matrix(object_)
    if isinstance(object_, S4Object) and object_.class_name == "dCHMsimpl" and kind.endswith(("Matrix", "matrix")):
        return _factor_cells(object_)
    if kind in _BASIC:
        return call_function(context.it, context.it.base.values[_BASIC[kind]], [object_])
    if is_record(object_) and is_answered("as_class", object_):
        fit = ask("as_class", object_, kind)
        if fit is not None:
            return fit
    found = _as_matrix_kind(object_, kind)
    if found is None:
        have = implicit_class(object_)[0]
        raise RError(f"no method or default for coercing “{have}” to “{kind}”")
    return found


def _as_matrix_kind(value: Value, kind: str) -> Value:
    """A matrix as another class of the package Matrix, or None."""
    if not isinstance(value, Vec) or "dim" not in value.attrs:
        return None
    if kind == "corMatrix":
        return _correlations(value)
    if kind in MATRIX_BASES:
        return as_matrix_class(value, kind)
    if kind not in _GENERAL:
        return None
    shape = class_of(value)[0][1] if is_matrix_class(value) else "g"
    if kind == "generalMatrix":
        return as_matrix_class(value, "dgCMatrix" if class_of(value)[0].endswith("CMatrix") else "dgeMatrix")
    dense = {"g": "dgeMatrix", "s": "dsyMatrix", "t": "dtrMatrix"}.get(shape, "dsyMatrix")
    sparse = f"d{shape if shape in 'gst' else 's'}CMatrix"
    return as_matrix_class(value, dense if kind == "denseMatrix" else sparse)


def _factor_cells(factor: S4Object) -> Vec:
    """A Cholesky factor as a lower triangular matrix."""
    found = slots_of(factor) or {}
    x, p, i, dim = (found[name]() for name in ("x", "p", "i", "Dim"))
    cells = np.zeros(tuple(dim.data))
    cells[i.data, np.repeat(np.arange(dim.data[1]), np.diff(p.data))] = x.data
    return as_matrix_class(Vec(cells.ravel(order="F"), {"dim": dim}), "dtCMatrix")


def _correlations(value: Vec) -> Vec:
    kept = value.attrs.get("factors")
    if kept is not None and kept.data:
        found: Vec = kept.data[0]
        return found
    k = int(value.attrs["dim"].data[0])
    cells = value.data.reshape((k, k), order="F")
    deviations = np.sqrt(np.diagonal(cells))
    ratios = cells / deviations / deviations[:, None]
    np.fill_diagonal(ratios, 1.0)
    shape = plain_matrix(value).attrs
    return as_matrix_class(Vec(ratios.ravel(order="F"), shape), "corMatrix", sd=Vec(deviations))
