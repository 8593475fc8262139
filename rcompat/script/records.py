"""Records of packages (fitted models, tables of tests) as the interpreter hands them around."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from inspect import CO_VARARGS, Parameter, Signature
from typing import Any

import numpy as np

from rcompat.base.frame import NA_LOGICAL
from rcompat.base.vectors import Vector
from rcompat.language.expressions import Constant
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import is_factor, is_frame
from rcompat.script.collecting import collecting
from rcompat.script.doors import from_record, to_record
from rcompat.script.evaluator import force
from rcompat.script.machine import Machine
from rcompat.script.matching import Given
from rcompat.script.values import Builtin, Closure, Environment, Instance, Language, List, Value, Vec, names_of

__all__ = ["is_record", "python_name", "python_value", "record_arguments"]

_NA_CODE = "NA"
"""NA as R code: None would mean that nothing was given."""


_OWN = Vec | List | Language | Closure | Builtin | Environment | Instance


def is_record(value: Value) -> bool:
    """Whether the value belongs to a package rather than to the interpreter."""
    return value is not None and not isinstance(value, _OWN)


def python_value(it: Machine, value: Value) -> Any:
    """An R value as a Python caller would give it to a package's function."""
    if isinstance(value, Vec) and not is_factor(value):
        return _plain_vector(value)
    if isinstance(value, List) and not is_frame(value):
        return _plain_list(it, value)
    if isinstance(value, Closure | Builtin):
        return _python_function(it, value)
    return to_record(value)


def _plain_vector(value: Vec) -> Any:
    names = [name for name in value.attrs if name not in ("class", "assign")]
    if names:
        return to_record(value)
    if len(value) == 1:
        item = value.data[0]
        if value.kind == "logical":
            return bool(item) if item in (0, 1) else _NA_CODE
        item = item.item() if isinstance(item, np.generic) else item
        return int(item) if isinstance(item, float) and item.is_integer() and abs(item) < 2**53 else item
    if value.kind == "character":
        return tuple(value.data)
    has_truth_values = value.kind == "logical" and bool((value.data != NA_LOGICAL).all())
    return value.data.astype(bool) if has_truth_values else value.data


def _plain_list(it: Machine, value: List) -> Any:
    names = names_of(value)
    items = [python_value(it, item) for item in value.data]
    if set(value.attrs) - {"names"}:
        return to_record(value)
    if names is not None and all(names):
        return dict(zip(names, items, strict=True))
    return items if names is None else to_record(value)


def _python_function(it: Machine, function: Value) -> Callable[..., Any] | str:
    name = function.name if isinstance(function, Builtin) else None
    if name is not None and name.startswith(("na.", "contr.")):
        return name
    if name is not None and name in it.packages.get("functions", {}):
        found: Callable[..., Any] = it.packages["functions"][name]()
        return found

    record = getattr(function.run, "record", None) if isinstance(function, Builtin) else None
    if record is not None:
        return record  # type: ignore[no-any-return]

    def run(*values: Any, **named: Any) -> Any:
        items = [from_record(value) for value in (*values, *named.values())]
        names = [None] * len(values) + [_r_name(name, function) for name in named]
        # The packages call what they are given `FUN(x)`; the value itself would make no text.
        form = "FUN(x)" if len(items) == 1 else None
        with collecting(it):
            return as_python(call_function(it, function, items, names, form=form))

    run.__signature__ = _signature(function)  # type: ignore[attr-defined]
    return run


def _r_name(name: str, function: Value) -> str:
    formals = function.names if isinstance(function, Closure) else function.formals
    dotted = name.replace("_", ".")
    return dotted if dotted in formals else name


def _signature(function: Value) -> Signature:
    """The parameters of an R function as Python sees them."""
    formals = function.names if isinstance(function, Closure) else function.formals
    names = dict.fromkeys(name.replace(".", "_") for name in formals if name != "...")
    return Signature(
        [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=None) for name in names if name.isidentifier()]
    )


def as_python(value: Value) -> Any:
    """What a package gets back from an R function: numbers as an array, with names as a Vector."""
    record = to_record(value)
    if isinstance(record, Vector) and record.names is None and not record.attributes:
        return record.data
    return record


_EXPRESSIONS = frozenset(("subset", "weights", "offset"))
"""Arguments of model functions that are looked up among the data."""


def python_name(name: str, parameters: Sequence[str]) -> str:
    """The parameter that an R argument names: a dot is an underscore, an unambiguous beginning is enough."""
    label = name.removeprefix(".").replace(".", "_")
    if label in parameters:
        return label
    fits = [parameter for parameter in parameters if parameter.startswith(label)]
    if label + "_" in parameters:
        return label + "_"
    return fits[0] if len(fits) == 1 else label


def record_arguments(it: Machine, given: Given, generic: str, method: Any = None) -> tuple[list[Any], dict[str, Any]]:
    """Positional and named Python arguments, named as the method's parameters are."""
    code = getattr(inspect.unwrap(method), "__code__", None) if method is not None else None
    parameters = () if code is None else code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    positional: list[Any] = []
    named: dict[str, Any] = {}
    for name, promise in given:
        if generic == "update" and name in _EXPRESSIONS:
            expr = plain(promise)
            named[name] = None if isinstance(expr, Constant) and expr.kind == "null" else expr
            continue
        value = python_value(it, force(it, promise))
        if name:
            named[python_name(name, parameters)] = value
        else:
            positional.append(value)
    if code is not None and not code.co_flags & CO_VARARGS:  # R's methods have `...` for what is left over
        taken = sum(name in named for name in code.co_varnames[1 : code.co_argcount])
        positional = positional[: max(code.co_argcount - 1 - taken, 0)]
    return positional, named
