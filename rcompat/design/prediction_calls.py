"""Calls whose result depends on the data they were first given, with those data's constants written into them.

`scale(x)` becomes `scale(x, center = 3, scale = 2.4)`, so that new data are coded as the old. Answers to R's
`makepredictcall`.
"""

from __future__ import annotations

import numpy as np

from rcompat.base.vectors import RList, Vector
from rcompat.design.values import as_array, flat
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol, call

__all__ = ["prediction_call"]

_SPLINES = {"bs": ("degree", "knots", "Boundary.knots", "intercept"), "ns": ("knots", "Boundary.knots", "intercept")}


def prediction_call(expr: Expr, value: object) -> Expr:
    """Return the call that codes new data as `value` was coded.

    Args:
        expr: the variable's expression.
        value: its value on the training data.

    R: stats::makepredictcall.
    """
    if not isinstance(expr, Call) or not isinstance(value, Vector):
        return expr
    name = _called(expr)
    classes = value.attributes.get("class")
    if not isinstance(classes, tuple):
        classes = ()
    if name == "poly" and "poly" in classes:
        coefs = value.attributes.get("coefs")
        return expr if coefs is None else _with(expr, {"coefs": coefs})
    if name in _SPLINES and name in classes:
        plain = Call(expr.function, expr.arguments[:1])
        return _with(plain, {key: value.attributes.get(key) for key in _SPLINES[name]})
    if name == "scale":
        found = {key: value.attributes.get(f"scaled:{key}") for key in ("center", "scale")}
        return _with(expr, {key: constant for key, constant in found.items() if constant is not None})
    return expr


def _called(expr: Call) -> str | None:
    """Name of the function, with or without its package."""
    function = expr.function
    if isinstance(function, Call) and function.name in ("::", ":::"):
        function = function.values[-1]
    return function.name if isinstance(function, Symbol) else None


def _with(expr: Call, settings: dict[str, object]) -> Call:
    """The call with arguments set by name."""
    arguments = list(expr.arguments)
    places = {argument.name: place for place, argument in enumerate(arguments)}
    for name, value in settings.items():
        argument = Argument(_literal(value), name)
        if name in places:
            arguments[places[name]] = argument
        else:
            arguments.append(argument)
    return Call(expr.function, tuple(arguments))


def _literal(value: object) -> Expr:
    """An expression that evaluates to the value."""
    if isinstance(value, RList):
        names = value.names or (None,) * len(value.values)
        parts = zip(names, value.values, strict=True)
        return Call(Symbol("list"), tuple(Argument(_literal(part), name) for name, part in parts))
    data = flat(as_array(value))
    kind = {"f": "double", "i": "logical" if data.dtype == np.int8 else "integer"}[data.dtype.kind]
    items = [Constant(bool(item) if kind == "logical" else item, kind) for item in data.tolist()]
    return items[0] if len(items) == 1 else call("c", *items)
