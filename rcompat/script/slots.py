"""Slots of S4 objects: matrices of the package Matrix, fitted models, and what the floors below hand over as S4.

A matrix of the package Matrix is here a vector with dimensions whose class says so; its slots are worked out from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.generics import ask, is_answered
from rcompat.base.s4 import S4Object
from rcompat.script.coercion import class_of, implicit_class
from rcompat.script.conditions import unknown_field
from rcompat.script.doors import from_record
from rcompat.script.formal_objects import definition_of, object_data
from rcompat.script.records import is_record
from rcompat.script.values import List, Value, Vec, chr, dbl, intv

__all__ = ["Slots", "class_package", "is_s4", "slot_value", "slots_of"]

Slots = dict[str, Callable[[], Value]]


def class_package(value: Value) -> str | None:
    """The package that defines the S4 class of a value; None if the class is none of S4."""
    if isinstance(value, S4Object):
        return value.package
    if is_record(value):
        found = ask("r_class", value).attributes.get("package") if is_answered("r_class", value) else None
        return None if found is None else str(found)
    classes = getattr(value, "attrs", {}).get("class")
    package = None if classes is None else classes.attrs.get("package")
    return None if package is None else str(package.data[0])


def is_s4(value: Value) -> bool:
    """Whether the value is an S4 object."""
    return class_package(value) is not None


def slots_of(value: Value) -> Slots | None:
    """The slots by name, each made when it is called for; None for what has none."""
    if isinstance(value, S4Object):
        return {name: _converted(make) for name, make in value.slots.items()}
    if is_record(value):
        if not is_answered("r_slots", value):
            return None
        return {name: _converted(make) for name, make in ask("r_slots", value).items()}
    definition = definition_of(value)
    if definition is not None:
        return {name: _own_slot(value, name) for name in definition.slots}
    if isinstance(value, Vec) and class_package(value) == "Matrix":
        return _matrix_slots(value)
    return None


def _own_slot(value: Value, name: str) -> Callable[[], Value]:
    return lambda: object_data(value) if name == ".Data" else value.attrs.get(name)


def _converted(make: Callable[[], object]) -> Callable[[], Value]:
    return lambda: from_record(make())


def slot_value(value: Value, name: str) -> Value:
    """One slot.

    Raises:
        RError: there is none of that name.
    """
    slots = slots_of(value)
    if slots is None and not is_record(value):
        if name == ".Data":
            return value
        raise RError(f'trying to get slot "{name}" from an object {_no_slots(value)}')
    if getattr(value, "methods", None) is not None and name not in (slots or ()):
        raise unknown_field(name, class_of(value)[0])
    if slots is None or name not in slots:
        raise RError(f'no slot of name "{name}" for this object of class "{class_of(value)[0]}"')
    return slots[name]()


def _no_slots(value: Value) -> str:
    """Why a value that is not S4 has no slots."""
    if class_of(value):
        return f'(class "{class_of(value)[0]}") that is not an S4 object '
    kind = implicit_class(value)[0]
    return f'of a basic class ("{"numeric" if kind == "double" else kind}") with no slots'


def _matrix_slots(value: Vec) -> Slots:
    """R: the classes of package Matrix; only column-oriented and dense ones."""
    kind = class_of(value)[0]
    dim = value.attrs["dim"]
    names = value.attrs.get("dimnames")
    shared: Slots = {"Dim": lambda: dim, "Dimnames": lambda: List([None, None]) if names is None else names}
    factors = value.attrs.get("factors")
    last: Slots = {"factors": lambda: List([]) if factors is None else factors}
    uplo: Slots = {} if kind[1:3] == "ge" or kind[1] == "g" else {"uplo": lambda: chr(["U"])}
    if kind.endswith("CMatrix"):
        cells = np.reshape(value.data, tuple(dim.data), order="F")
        rows, starts, numbers = _columns(cells, kind)
        front: Slots = {"i": lambda: intv(rows), "p": lambda: intv(starts)}
        return {**front, **shared, "x": lambda: Vec(numbers), **uplo, **last}
    own: Slots = {"sd": lambda: value.attrs["sd"]} if kind == "corMatrix" else {}
    return {**own, **shared, "x": lambda: dbl(value.data), **uplo, **last}


def _columns(cells: Any, kind: str) -> tuple[Any, Any, Any]:
    """Rows, column starts and numbers of what is stored; of a symmetric matrix the upper triangle."""
    stored = np.triu(cells) if kind[1] == "s" else cells
    columns, rows = np.nonzero(stored.T)
    starts = np.concatenate(([0], np.cumsum(np.bincount(columns, minlength=cells.shape[1]))))
    return rows, starts, stored[rows, columns]
