"""Modules that only hand on names: each name is imported when it is first used.

Such a module lists its imports under `if TYPE_CHECKING:`, where type checkers and editors read them, and ends with
`__getattr__ = late_names(__name__)`, which reads them there too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import Any

from rcompat.base.generics import generic
from rcompat.base.refusals import in_r_words

__all__ = ["late_names"]


@cache
def _homes(module: str) -> dict[str, tuple[str, str]]:
    """Name to the module it comes from and its name there."""
    tree = ast.parse(Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8"))
    return dict(entry for node in tree.body for item in _for_checkers(node) for entry in _entries(item))


def _for_checkers(node: ast.stmt) -> list[ast.stmt]:
    is_block = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return node.body if isinstance(node, ast.If) and is_block else []


def _entries(item: ast.stmt) -> Iterator[tuple[str, tuple[str, str]]]:
    if isinstance(item, ast.ImportFrom):
        for alias in item.names:
            yield alias.asname or alias.name, (str(item.module), alias.name)


def late_names(module: str, generics: str = "") -> Callable[[str], Any]:
    """The `__getattr__` of a module that hands on names.

    Args:
        module: its `__name__`.
        generics: names of methods that are handed on as generic functions, separated by blanks.

    Raises:
        AttributeError: the module has no such name.
    """
    wrapped = frozenset(generics.split())

    def late_name(name: str) -> Any:
        if name.startswith("__") or name not in _homes(module):
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        home, original = _homes(module)[name]
        value = getattr(import_module(home), original)
        if name in wrapped:
            value = generic(value)
        elif isfunction(value):
            value = in_r_words(value)
        setattr(sys.modules[module], name, value)
        return value

    return late_name
