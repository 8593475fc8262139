"""`$`, `[[`, `[` and `@` on records of packages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.base.generics import ask, is_answered
from rcompat.base.s4 import S4Object
from rcompat.script.conditions import ScriptError
from rcompat.script.doors import from_record
from rcompat.script.machine import Machine
from rcompat.script.slots import slot_value, slots_of
from rcompat.script.values import Value, Vec

__all__ = ["record_attribute", "record_frame", "record_part", "record_value"]


def record_value(record: Any) -> Value:
    """The record as R sees it (a list, data frame, matrix or vector), or the record if it is seen whole."""
    if is_answered("r_value", record):
        return from_record(ask("r_value", record))
    to_frame = getattr(record, "to_frame", None)
    return from_record(to_frame()) if callable(to_frame) else record


def record_frame(record: Any, **named: Any) -> Frame | None:
    """The table a record stands for, if it has one; named arguments that its method does not know are left out.

    A record that is a list in R is none, even if Python may have it as a table.
    """
    to_frame = None if hasattr(record, "to_list") else getattr(record, "to_frame", None)
    if callable(to_frame):
        code = getattr(to_frame, "__code__", None)
        known = () if code is None else code.co_varnames[: code.co_argcount]
        found = to_frame(**{name: item for name, item in named.items() if name in known})
        return found if isinstance(found, Frame) else None
    return None


def record_part(it: Machine, record: Any, keys: list[Any], operator: str) -> Value:
    """One part of a record: a mapping's item, a column of its table, or an attribute of that name.

    Raises:
        RError: no such part.
    """
    if operator == "@" or isinstance(record, S4Object):
        return _slot(record, keys[0] if isinstance(keys[0], str) else str(keys[0].data[0]))
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


def _slot(record: Any, name: str) -> Value:
    slots = slots_of(record)
    value = record if slots is not None else record_value(record)
    if value is not record:
        return getattr(value, "attrs", {}).get(name)
    try:
        return slot_value(record, name)
    except RError as error:
        raise error if error.call is not None else ScriptError(error.message) from None


def record_attribute(record: Any, name: str) -> Value:
    """`attr(record, name)`: an attribute of what R sees, a slot, or what the record itself calls so; else NULL."""
    value = record_value(record)
    if value is not record and name in value.attrs:
        return value.attrs[name]
    slots = slots_of(record) or {}
    if name in slots:
        return slots[name]()
    found = getattr(record, name.replace(".", "_"), None)
    return None if found is None or callable(found) else from_record(found)


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
