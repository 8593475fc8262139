"""`show` writes what R's console shows of a value, `cat` what R's `cat` writes."""

from __future__ import annotations

import sys
from typing import Any

from rcompat.base.render import render
from rcompat.r.calls import HIDDEN, call_r, machine, value_of
from rcompat.script.functions.printing import autoprint
from rcompat.script.records import is_record

__all__ = ["cat", "invisible", "page", "show", "show_result"]


def show(value: Any, **options: Any) -> None:
    """Print a value as R does, with the options of R's `print`.

    R: base::print.
    """
    if options or not is_record(value_of(value)):
        _print(value, options)
    else:
        sys.stdout.write(render(value))


def invisible(value: Any) -> Any:
    """A result that the console does not show.

    R: base::invisible.
    """
    HIDDEN[:] = [value]
    return value


def show_result(value: Any) -> None:
    """Print what a function returned, unless it is nothing or meant to be invisible."""
    is_hidden = bool(HIDDEN) and HIDDEN[0] is value
    HIDDEN.clear()
    if value is not None and not is_hidden:
        show(value)


def _print(value: Any, options: dict[str, Any]) -> None:
    if options:
        call_r("print", value, **options)
    else:
        autoprint(machine(), value_of(value))


def page(value: Any) -> str:
    """The text that `show` writes."""
    it = machine()
    it.capture.append([])
    try:
        autoprint(it, value_of(value))
    finally:
        lines = it.capture.pop()
    return "".join(lines)


def cat(*values: Any, sep: Any = " ", fill: Any = False) -> None:
    """Write values one after another.

    R: base::cat.
    """
    call_r("cat", *values, sep=sep, fill=fill)
