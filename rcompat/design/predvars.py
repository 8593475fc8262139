"""Variables whose coding depends on the data, rewritten with the constants of the data they were first seen on.

R: stats::makepredictcall and its methods for poly, bs, ns and scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rcompat.base.vectors import RList, Vector
from rcompat.design.values import as_array, flat
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol, call

__all__ = ["make_predvars"]

_SPLINE_KEYS = {
    "ns": ("knots", "Boundary.knots", "intercept"),
    "bs": ("degree", "knots", "Boundary.knots", "intercept"),
}
_SCALE_KEYS = {"center": "scaled:center", "scale": "scaled:scale"}


def make_predvars(exprs: Sequence[Expr], values: Sequence[object]) -> tuple[Expr, ...]:
    """Return the expressions that code new data as `values` coded the old.

    Args:
        exprs: variables of a model as written.
        values: what each of them evaluated to on the training data.

    Only an outermost call of poly, ns, bs or scale is rewritten, as in R.

    R: stats::makepredictcall.
    """
    return tuple(_rewritten(expr, value) for expr, value in zip(exprs, values, strict=True))


def _rewritten(expr: Expr, value: object) -> Expr:
    if not isinstance(expr, Call) or not isinstance(value, Vector):
        return expr
    name = _called(expr.function)
    held = value.attributes
    if name == "poly" and "coefs" in held:
        return _with(expr, {"coefs": _expression(held["coefs"])})
    if name in _SPLINE_KEYS and "Boundary.knots" in held:
        return _kept_spline(expr, {key: _expression(held[key]) for key in _SPLINE_KEYS[name]})
    if name == "scale" and isinstance(expr.function, Symbol):
        known = {key: held.get(source) for key, source in _SCALE_KEYS.items()}
        false = Constant(False, "logical")
        return _with(expr, {key: false if x is None else _expression(x) for key, x in known.items()})
    return expr


def _called(function: Expr) -> str | None:
    if isinstance(function, Call) and function.name in ("::", ":::"):
        function = function.values[-1]
    return function.name if isinstance(function, Symbol) else None


def _kept_spline(expr: Call, changes: dict[str, Expr]) -> Call:
    """The variable alone keeps its place: df and everything else follow from the knots."""
    variable = next((a for a in expr.arguments if a.name == "x"), None)
    variable = variable or next(a for a in expr.arguments if a.name is None)
    kept = Call(expr.function, (Argument(variable.value),))
    return _with(kept, changes)


def _with(expr: Call, changes: dict[str, Expr]) -> Call:
    """Set named arguments, replacing those given before, abbreviated or by position."""
    positions = {"center": 1, "scale": 2} if "center" in changes else {}
    arguments: list[Argument] = []
    unnamed = 0
    for argument in expr.arguments:
        place = None
        if argument.name is None:
            place, unnamed = unnamed, unnamed + 1
        by_name = argument.name is not None and any(key.startswith(argument.name) for key in changes)
        if (not by_name and place not in positions.values()) or place == 0:
            arguments.append(argument)
    arguments.extend(Argument(value, key) for key, value in changes.items())
    return replace(expr, arguments=tuple(arguments))


def _expression(value: object) -> Expr:
    """A value as an expression that evaluates to it."""
    if isinstance(value, RList):
        names = value.names or (None,) * len(value)
        parts = tuple(Argument(_expression(item), name) for item, name in zip(value.values, names, strict=True))
        return Call(Symbol("list"), parts)
    data = flat(as_array(value))
    if data.dtype == np.int8:
        return _vector([Constant(bool(x), "logical") for x in data.tolist()], "logical")
    if data.dtype == np.int32:
        return _vector([Constant(int(x), "integer") for x in data.tolist()], "integer")
    return _vector([Constant(float(x), "double") for x in data.tolist()], "numeric")


def _vector(constants: list[Constant], maker: str) -> Expr:
    if not constants:
        return call(maker, Constant(0.0, "double"))
    return constants[0] if len(constants) == 1 else call("c", *constants)
