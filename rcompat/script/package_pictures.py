"""Pictures of packages' records: found by the name of R's function through the entry points `rcompat.pictures`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from rcompat.script.chunk_pictures import Device
from rcompat.script.doors import to_record
from rcompat.script.values import List, Value, chr

__all__ = ["Picture", "record_pictures"]

_GROUP = "rcompat.pictures"


class Picture(List):
    """A picture that is drawn when it is printed. R: lattice's class trellis."""

    __slots__ = ("figure",)

    def __init__(self, figure: Any = None) -> None:
        super().__init__([], {"class": chr(["trellis"])})
        self.figure = figure


@cache
def _modules() -> tuple[ModuleType, ...]:
    from importlib.metadata import entry_points

    return tuple(import_module(point.value) for point in entry_points(group=_GROUP))


def record_pictures(device: Device, name: str, record: Any, given: list[tuple[str | None, Value]]) -> Value:
    """The pictures of a record: one, or a list of them by names; what no package draws is left out.

    Args:
        device: of the page.
        name: R's function.
        record: its first argument.
        given: the other arguments.
    """
    for module in _modules():
        draw = getattr(module, name, None)
        if draw is None:
            continue
        known = list(inspect.signature(draw).parameters)
        named = {key: _plain(value) for key, value in given if key in known}
        positional = [_plain(value) for key, value in given if not key][: len(known) - 1]
        try:
            drawn = draw(record, *positional, **named)
        except ImportError:
            device.leave_out("any picture (matplotlib is not installed)")
            return Picture()
        if isinstance(drawn, Mapping):
            return List([Picture(figure) for figure in drawn.values()], {"names": chr(drawn)})
        return Picture(drawn)
    device.leave_out(name)
    return Picture()


def _plain(value: Value) -> Any:
    record = to_record(value)
    data = getattr(record, "data", None)
    return data.tolist()[0] if data is not None and len(data) == 1 else record
