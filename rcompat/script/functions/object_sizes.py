"""object.size: bytes that R would need for a value. R: utils::object.size.

A vector has a header of 48 bytes; small data take one of a few sizes, larger ones multiples of eight bytes. Each
string counts once in its vector; an attribute is a node and a name, each of 56 bytes, with its value.
"""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles
from rcompat.base.rounding import round_one
from rcompat.script.coercion import string
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr, dbl

__all__: list[str] = []

_HEADER = 48
_NODE = 56
_SMALL = (0, 8, 16, 32, 48, 64, 128)
_WIDTHS = {"logical": 4, "integer": 4, "double": 8, "complex": 16, "character": 8, "raw": 1}
_UNITS = {"B": 0, "KB": 1, "Kb": 1, "MB": 2, "Mb": 2, "GB": 3, "Gb": 3}


def _room(size: int) -> int:
    """Bytes of a vector's data with its header."""
    return _HEADER + next((small for small in _SMALL if size <= small), -(-size // 8) * 8)


def _bytes(value: Value) -> int:
    if value is None:
        return 0
    own = 0
    if isinstance(value, Vec):
        own = _room(_WIDTHS[value.kind] * len(value))
        if value.kind == "character":
            own += sum(_room(len(("NA" if text is None else text).encode()) + 1) for text in set(value.data.tolist()))
    elif isinstance(value, List):
        own = _room(8 * len(value.data)) + sum(_bytes(item) for item in value.data)
    else:
        return _NODE
    return own + sum(2 * _NODE + _attribute_bytes(name, item) for name, item in value.attrs.items())


def _attribute_bytes(name: str, item: Value) -> int:
    from rcompat.script.doors import is_automatic

    compact = name == "row.names" and isinstance(item, Vec) and is_automatic(item)
    return _room(8) if compact else _bytes(item)


@builtin("object.size", "x")
def _object_size(context: Context, x: Value) -> Value:
    return dbl([float(_bytes(x))], {"class": chr(["object_size"])})


def _text(x: Value, units: str) -> str:
    size = float(x.data[0])
    if units == "auto":
        units = "Gb" if size >= 1024**3 else "Mb" if size >= 1024**2 else "Kb" if size >= 1024 else "B"
    if units not in _UNITS:
        raise RError("invalid 'units' argument")
    shown = format_doubles([round_one(size / 1024 ** _UNITS[units], 1)], digits=7)[0]
    return f"{shown} {'bytes' if units == 'B' else units}"


@builtin("format.object_size", "x units standard digits ...")
def _format_size(
    context: Context, x: Value, units: Value = None, standard: Value = None, digits: Value = None, dots: Any = ()
) -> Value:
    return chr([_text(x, "B" if units is None else string(units))])


@builtin("print.object_size", "x quote units ...")
def _print_size(context: Context, x: Value, quote: Value = None, units: Value = None, dots: Any = ()) -> Value:
    context.it.out(_text(x, "B" if units is None else string(units)) + "\n")
    context.it.visible = False
    return x
