"""Calls that would mean something else in Python: they are marked."""

from __future__ import annotations

from rcompat.language.expressions import Call, Symbol
from rcompat.script.functions.verb_table import VERB_PACKAGES
from rcompat.script.translation.scope import Scope, Untranslatable

__all__ = ["refuse"]


def refuse(scope: Scope, name: str, expr: Call) -> None:
    """What has the same name in Python and another meaning."""
    if name in ("lag", "filter") and not VERB_PACKAGES & set(scope.project.packages):
        raise Untranslatable(f"{name}() of time series")
    if name in ("methods", "getMethod", "showMethods"):
        raise Untranslatable(f"{name}() looks at R's own functions")
    first = expr.values[0] if name in ("sapply", "lapply", "vapply", "Map") and expr.values else None
    if isinstance(first, Symbol) and scope.kind_of(first.name) == "models":
        raise Untranslatable("the fits of an lmList are taken one by one")
