"""Which data frames of a script are known to have missing values: pandas drops rows where R shows rows of NA."""

from __future__ import annotations

import ast
from functools import cache
from typing import Any

import numpy as np

from rcompat.base.frame import Factor
from rcompat.language.expressions import Call, Constant, Expr, Formals, Symbol
from rcompat.script.translation.scope import Scope

__all__ = ["has_missing", "is_dataset", "may_miss", "note_missing"]


@cache
def _machine() -> Any:
    """A machine that knows the data sets of all packages."""
    from rcompat.script.packages import known_packages, load_datasets
    from rcompat.script.session import make_machine

    it = make_machine(lambda stream, text: None)
    for package in known_packages():
        load_datasets(it, package)
    return it


def is_dataset(name: str) -> bool:
    """Whether R or a package has a data set of that name."""
    return name in _machine().datasets


@cache
def has_missing(name: str) -> bool:
    """Whether a data set has missing values."""
    from rcompat.base.frame import Frame, is_na
    from rcompat.script.coercion import is_frame
    from rcompat.script.doors import to_record

    found = _machine().datasets[name]() if is_dataset(name) else None
    record = to_record(found) if is_frame(found) else None
    columns = record.columns.values() if isinstance(record, Frame) else ()
    return any(bool(np.any(is_na(column))) for column in columns if isinstance(column, np.ndarray | Factor))


def note_missing(scope: Scope, name: str, value: Expr) -> None:
    """A variable gets a value: it may miss something if NA, or a frame with missing values, is in it."""
    if _mentions_missing(scope, value):
        scope.project.missing.add(name)
    else:
        scope.project.missing.discard(name)


def _mentions_missing(scope: Scope, value: Expr) -> bool:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, Constant) and item.value is None and item.kind != "null":
            return True
        if isinstance(item, Symbol) and item.name in scope.project.missing:
            return True
        if isinstance(item, Call) and item.name not in ("na.omit", "drop_na"):
            pending += item.values
        elif isinstance(item, Formals):
            pending += [parameter.value for parameter in item.parameters]
    return False


def may_miss(scope: Scope, node: ast.expr) -> bool:
    """Whether an expression uses a frame that is known to have missing values."""
    labels = {scope.python(name) for name in scope.project.missing}
    return any(isinstance(item, ast.Name) and item.id in labels for item in ast.walk(node))
