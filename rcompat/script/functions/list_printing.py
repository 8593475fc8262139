"""Lists that print under their names. R: class listof."""

from __future__ import annotations

from typing import Any

from rcompat.script.functions.printing import print_value
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value, names_of

__all__: list[str] = []


@builtin("print.listof", "x ...")
def _print_listof(context: Context, x: Value, dots: Any = ()) -> Value:
    """The elements under their names."""
    labels = names_of(x) or [f"Component {place}" for place in range(1, len(x.data) + 1)]
    for label, item in zip(labels, x.data, strict=True):
        context.it.out(f"{label} :\n")
        print_value(context.it, item, list(dots))
        context.it.out("\n")
    context.it.visible = False
    return x
