"""`$`, `[[`, `[` and `@` on records of packages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.frame import Frame
from rcompat.script.doors import from_record, to_record
from rcompat.script.machine import Machine
from rcompat.script.values import Value, Vec

__all__ = ["record_frame", "record_part"]


def record_frame(record: Any) -> Frame | None:
    """The table a record stands for, if it has one."""
    to_frame = getattr(record, "to_frame", None)
    return to_frame() if callable(to_frame) else None


def record_part(it: Machine, record: Any, keys: list[Any], operator: str) -> Value:
    """One part of a record: a mapping's item, a column of its table, or an attribute of that name.

    Raises:
        RError: no such part.
    """
    key = keys[0] if keys else None
    if isinstance(key, Vec) and len(key) == 1 and operator in ("[[", "$") and key.kind == "character":
        key = str(key.data[0])
    if isinstance(key, str):
        return _named(record, key, operator)
    frame = record_frame(record)
    if frame is not None:
        from rcompat.script.indexing import element, subset

        table = from_record(frame)
        if operator == "[[":
            return element(table, keys)
        return subset(table, keys, [item is None for item in keys], None)
    if isinstance(key, Vec) and hasattr(record, "__getitem__"):
        items = list(record.values()) if isinstance(record, Mapping) else list(record)
        return from_record(items[int(key.data[0]) - 1])
    raise RError(f"object of type 'S4' is not subsettable ({to_record(record)!r})")


def _named(record: Any, name: str, operator: str) -> Value:
    if isinstance(record, Mapping) and name in record:
        return from_record(record[name])
    frame = record_frame(record)
    if frame is not None and name in frame.columns:
        return from_record(frame.columns[name])
    attribute = getattr(record, name.replace(".", "_"), None)
    if attribute is not None and not callable(attribute):
        return from_record(attribute)
    if operator == "@":
        raise RError(f'no slot of name "{name}" for this object of class "{type(record).__name__}"')
    if operator == "$" and isinstance(record, Mapping):
        return None
    if frame is not None:
        return None
    raise RError("$ operator not defined for this S4 class")
