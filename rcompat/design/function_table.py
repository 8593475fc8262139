"""The list of functions that expressions may call.

An index names them: the module of each is imported when the function is first called. `scripts/write_indexes.py`
writes it, one line per function: its name, the module, and the module's table that holds it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from rcompat.design.builtins import Builtin

__all__ = ["INDEX", "find_function", "function_names"]

INDEX = Path(__file__).with_name("index.txt")


@cache
def _homes() -> dict[str, tuple[str, str]]:
    lines = INDEX.read_text(encoding="utf-8").splitlines()
    return {name: (module, table) for name, module, table in (line.split() for line in lines)}


def find_function(name: str) -> Builtin | None:
    """Return the builtin of R's name, or None."""
    if name not in _homes():
        return None
    module, table = _homes()[name]
    found: Builtin = getattr(import_module(f"rcompat.design.{module}"), table)[name]
    return found


def function_names() -> tuple[str, ...]:
    """Return the names of all functions, in no order."""
    return tuple(_homes())
