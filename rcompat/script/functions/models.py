"""Generics of models (coef, fitted, anova, ...) and linear models. R: stats."""

from __future__ import annotations

from typing import Any

from rcompat.base.conditions import RError
from rcompat.script.coercion import implicit_class
from rcompat.script.indexing import dollar
from rcompat.script.machine import Context
from rcompat.script.packages import door_function
from rcompat.script.registry import BUILTINS, builtin
from rcompat.script.values import List, Value

__all__: list[str] = []

_GENERICS = """
    AIC BIC anova coef coefficients confint deviance df.residual extractAIC family fitted fitted.values logLik nobs
    predict resid residuals rstandard rstudent sigma simulate vcov weights hatvalues cooks.distance influence drop1
    add1 profile effects variable.names case.names dfbeta dfbetas dffits covratio refit plot
    """
_SAME = {"coefficients": "coef", "fitted.values": "fitted", "resid": "residuals"}
_PARTS = {
    "coef": "coefficients",
    "fitted": "fitted.values",
    "residuals": "residuals",
    "df.residual": "df.residual",
    "deviance": "deviance",
    "weights": "weights",
}


@builtin(_GENERICS, "object ...", generic=True)
def _generic(context: Context, object_: Value, dots: Any = ()) -> Value:
    name = context.builtin.name
    if name in _SAME:
        from rcompat.script.dispatch import try_dispatch

        found, value = try_dispatch(context.it, _SAME[name], context.promises, context.call, context.env)
        if found:
            return value
        name = _SAME[name]
    if isinstance(object_, List) and name in _PARTS:
        return dollar(object_, _PARTS[name])
    kinds = implicit_class(object_)
    shown = f'"{kinds[0]}"' if len(kinds) == 1 else "c(" + ", ".join(f"'{kind}'" for kind in kinds) + ")"
    error = RError(f"no applicable method for '{name}' applied to an object of class {shown}")
    error.call = f'UseMethod("{name}")'
    raise error


def _register() -> None:
    """`lm` and whatever else the linear models' door offers that is no generic."""
    from rcompat.linear import lm as door

    for name in ("lm",):
        BUILTINS[name] = door_function(name, getattr(door, name))


_register()
