"""`$`, `[[`, `[` and `@` on records of packages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.base.generics import ask, is_answered
from rcompat.script.coercion import class_of
from rcompat.script.conditions import ScriptError
from rcompat.script.doors import from_record
from rcompat.script.machine import Machine
from rcompat.script.values import Value, Vec

__all__ = ["record_frame", "record_part", "record_slots", "record_value"]


def record_value(record: Any) -> Value:
    """The record as R sees it (a list, data frame, matrix or vector), or the record if it is seen whole."""
    if is_answered("r_value", record):
        return from_record(ask("r_value", record))
    to_frame = getattr(record, "to_frame", None)
    return from_record(to_frame()) if callable(to_frame) else record


def record_frame(record: Any) -> Frame | None:
    """The table a record stands for, if it has one."""
    to_frame = getattr(record, "to_frame", None)
    if callable(to_frame):
        found = to_frame()
        return found if isinstance(found, Frame) else None
    return None


def record_part(it: Machine, record: Any, keys: list[Any], operator: str) -> Value:
    """One part of a record: a mapping's item, a column of its table, or an attribute of that name.

    Raises:
        RError: no such part.
    """
    if operator == "@":
        return _slot(record, str(keys[0]))
    value = record_value(record)
    if value is record:
        key = keys[0] if keys else None
        name = str(key.data[0]) if isinstance(key, Vec) and key.kind == "character" else key
        if isinstance(name, str):
            return _named(record, name, operator)
        raise RError("object of type 'S4' is not subsettable")
    from rcompat.script.indexing import dollar, element, subset

    if operator == "$":
        name = keys[0] if isinstance(keys[0], str) else str(keys[0].data[0])
        found = dollar(value, name)
        return _named(record, name, operator) if found is None else found
    if operator == "[[":
        return element(value, keys)
    return subset(value, keys, [item is None for item in keys], None)


def record_slots(record: Any) -> Mapping[str, Any]:
    """The slots of a record: functions that make their values, by name."""
    return ask("r_slots", record) if is_answered("r_slots", record) else {}


def _slot(record: Any, name: str) -> Value:
    slots = record_slots(record)
    if name in slots:
        return from_record(slots[name]())
    value = record_value(record)
    if value is not record:
        return getattr(value, "attrs", {}).get(name)
    raise ScriptError(f'no slot of name "{name}" for this object of class "{class_of(record)[0]}"')


def _named(record: Any, name: str, operator: str) -> Value:
    if isinstance(record, Mapping) and name in record:
        return from_record(record[name])
    frame = record_frame(record)
    if frame is not None and name in frame.columns:
        return from_record(frame.columns[name])
    attribute = getattr(record, name.replace(".", "_"), None)
    if attribute is not None and not callable(attribute):
        return from_record(attribute)
    if operator == "$" and (isinstance(record, Mapping) or frame is not None or is_answered("r_value", record)):
        return None
    raise RError("$ operator not defined for this S4 class")
