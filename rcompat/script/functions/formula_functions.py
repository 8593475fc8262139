"""The functions that model formulas may use (rcompat.design), as functions of scripts."""

from __future__ import annotations

from typing import Any

from rcompat.base.vectors import Vector
from rcompat.design.builtins import match_arguments
from rcompat.design.function_table import find_function, function_names
from rcompat.design.values import calling
from rcompat.language.operators import PRIMITIVES
from rcompat.script.calling import plain
from rcompat.script.complex_numbers import complex_function
from rcompat.script.doors import from_record, to_record
from rcompat.script.machine import Context
from rcompat.script.registry import is_free, provide
from rcompat.script.values import Builtin, Value, Vec

__all__ = ["bare_record", "call_design"]

_GENERIC = frozenset(
    (
        "mean",
        "median",
        "quantile",
        "unique",
        "duplicated",
        "rev",
        "sort",
        "length",
        "rep",
        "levels",
        "as.character",
        "as.numeric",
        "as.double",
        "as.integer",
        "as.logical",
        "as.vector",
        "diff",
        "range",
        "max",
        "min",
        "sum",
        "prod",
        "round",
        "signif",
        "abs",
        "sqrt",
        "exp",
        "log",
        "scale",
        "cut",
        "droplevels",
        "relevel",
        "is.na",
        "all",
        "any",
        "floor",
        "ceiling",
        "xtfrm",
    )
)


def bare_record(value: Value) -> Any:
    """A value as the functions of formulas take it: vectors without attributes as arrays."""
    record = to_record(value)
    if isinstance(record, Vector) and record.names is None and record.dimnames is None and not record.attributes:
        return record.data
    return record


def call_design(context: Context, name: str, dots: Any) -> Value:
    """Call one of the functions of formulas with a script's values."""
    function = find_function(name)
    assert function is not None
    given = [(label, bare_record(value)) for label, value in dots]
    positional, keywords = match_arguments(function, given)
    with calling(plain(context.call)):
        return from_record(function.run(*positional, **keywords))


def _bridge(name: str) -> Builtin:
    def run(context: Context, dots: Any = ()) -> Value:
        first = dots[0][1] if dots else None
        if isinstance(first, Vec) and first.kind == "complex" and complex_function(name) is not None:
            kept = first.attrs if len(first) == len(complex_function(name)(first.data)) else {}
            return Vec(complex_function(name)(first.data), dict(kept))
        return call_design(context, name, dots)

    item = Builtin(name, run, ("...",))
    item.python_names = ("dots",)
    item.primitive = name in PRIMITIVES
    item.generic = name in _GENERIC
    return item


def _register() -> None:
    for name in function_names():
        if is_free(name, __name__):
            provide(_bridge(name), __name__)


_register()
