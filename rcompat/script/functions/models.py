"""Generics of models (coef, fitted, anova, ...) and linear models. R: stats."""

from __future__ import annotations

import inspect
import math
from typing import Any

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.generics import method_of
from rcompat.base.number_text import format_doubles
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Symbol
from rcompat.script.calling import call_function, plain
from rcompat.script.coercion import class_of, implicit_class, number, strings, whole
from rcompat.script.frames import make_frame
from rcompat.script.indexing import dollar, subset
from rcompat.script.machine import Context
from rcompat.script.packages import call_door
from rcompat.script.record_parts import record_part, record_value
from rcompat.script.records import is_record
from rcompat.script.registry import builtin
from rcompat.script.signals import raise_warning
from rcompat.script.values import Language, List, Value, chr, dbl, intv

__all__: list[str] = []

_GENERICS = """
    anova coef coefficients confint deviance df.residual extractAIC family fitted fitted.values logLik nobs
    predict resid residuals rstandard rstudent sigma simulate vcov weights hatvalues cooks.distance influence drop1
    add1 profile effects variable.names case.names dfbeta dfbetas dffits covratio refit
    influence.measures weighted.residuals
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
    kinds = implicit_class(object_)
    object_ = record_value(object_) if is_record(object_) else object_
    if isinstance(object_, Language) and context.it.packages["attached"]:
        method = method_of(name, type(object_.expr))
        if method is not None:
            return call_door(context, method, inspect.signature(method), context.promises)
    if isinstance(object_, List) and name in _PARTS:
        return dollar(object_, _PARTS[name])
    if name == "nobs":
        raise RError(
            "no 'nobs' method is available", deparse_one(plain(Call(Symbol("nobs.default"), context.call.arguments)))
        )
    shown = f'"{kinds[0]}"' if len(kinds) == 1 else '"c(' + ", ".join(f"'{kind}'" for kind in kinds) + ')"'
    error = RError(f"no applicable method for '{name}' applied to an object of class {shown}")
    error.call = f'UseMethod("{name}")'
    raise error


@builtin("AIC BIC", "object ... k")
def _criterion(context: Context, object_: Value, dots: Any = (), k: Value = None) -> Value:
    """One number for one model, a table for several."""
    name = context.builtin.name
    it = context.it
    models = [object_, *[value for label, value in dots if not label]]
    numbers, sizes, counts = [], [], set()
    for model in models:
        loglik = model if "logLik" in class_of(model) else call_function(it, it.base.values["logLik"], [model])
        value = record_value(loglik) if is_record(loglik) else loglik
        df = float(value.attrs["df"].data[0])
        counts |= set(value.attrs["nobs"].data.tolist()) if "nobs" in value.attrs else set()
        penalty = 2.0 if k is None else number(k)
        if name == "BIC":
            penalty = math.log(float(value.attrs["nobs"].data[0]))
        numbers.append(-2.0 * float(value.data[0]) + penalty * df)
        sizes.append(df)
    if len(models) == 1:
        return dbl(numbers)
    if len(counts) > 1:
        call = plain(Call(Symbol(f"{name}.default"), context.call.arguments))
        raise_warning(it, "models are not all fitted to the same number of observations", call)
    rows = chr(deparse_one(plain(promise)) for label, promise in context.promises if not label)
    return make_frame([dbl(sizes), dbl(numbers)], ["df", name], rows)


@builtin("lm", "...", lazy="...")
def _lm(context: Context, dots: Any = ()) -> Value:
    """Loaded when it is first called: many scripts fit no linear model."""
    from rcompat.linear import lm as door
    from rcompat.linear import r_values

    del r_values
    return call_door(context, door.lm, inspect.signature(door.lm), dots)


@builtin("glm", "...", lazy="...")
def _glm(context: Context, dots: Any = ()) -> Value:
    """Loaded when it is first called."""
    from rcompat.linear import glm as door
    from rcompat.linear import glm_selection, glm_text, glm_values
    from rcompat.script.functions.families import family_promise

    del glm_selection, glm_text, glm_values
    free = iter(name for name in ("formula", "family", "data", "weights") if name not in [label for label, _ in dots])
    given = [(label or next(free, None), item) for label, item in dots]
    given = [(n, family_promise(context.it, item) if n and "family".startswith(n) else item) for n, item in given]
    return call_door(context, door.glm, inspect.signature(door.glm), given)


@builtin("confint.default", "object parm level ...")
def _confint_default(
    context: Context, object_: Value, parm: Value = None, level: Value = None, dots: Any = ()
) -> Value:
    """Normal intervals of the coefficients."""
    from rcompat.linear.intervals import percent_names
    from rcompat.maths.distributions import qnorm

    it = context.it
    estimates = call_function(it, it.base.values["coef"], [object_])
    covariances = call_function(it, it.base.values["vcov"], [object_])
    share = 0.95 if level is None else number(level)
    size = len(estimates.data)
    errors = np.sqrt(np.diag(np.asarray(covariances.data).reshape(size, size, order="F")))
    half = float(qnorm((1.0 + share) / 2.0)) * errors
    bounds = np.concatenate([estimates.data - half, estimates.data + half])
    dimnames = List([estimates.attrs.get("names"), chr(percent_names(share))])
    table = dbl(bounds, {"dim": intv([size, 2]), "dimnames": dimnames})
    return table if parm is None else subset(table, [parm, None], [False, True], False)


@builtin("print.logLik", "x digits ...")
def _print_loglik(context: Context, x: Value, digits: Value = None, dots: Any = ()) -> Value:
    df = x.attrs.get("df")
    wanted = None if digits is None else whole(digits)
    shown = format_doubles([float(x.data[0])], digits=wanted)[0].strip()
    words = "" if df is None else f" (df={format_doubles([float(df.data[0])], digits=wanted)[0].strip()})"
    context.it.out(f"'log Lik.' {shown}{words}\n")
    context.it.visible = False
    return x


@builtin("print.anova", "x ...")
def _print_anova(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.doors import to_record
    from rcompat.text.anova_table import anova_lines

    heading = x.attrs.get("heading")
    texts = [] if heading is None else [str(text) for text in strings(heading)]
    context.it.out("\n".join(anova_lines(texts, to_record(x))) + "\n")
    context.it.visible = False
    return x


@builtin("getCall", "x ...", generic=True)
def _get_call(context: Context, x: Value, dots: Any = ()) -> Value:
    """The call of a model."""
    if is_record(x):
        return record_part(context.it, x, ["call"], "@")
    return dollar(x, "call") if isinstance(x, List) else None


@builtin("SSD estVar", "object ...")
def _products(context: Context, object_: Value, dots: Any = ()) -> Value:
    """Sums of squares and products of the residuals of a model with several responses; divided by their freedom."""
    from rcompat.base.vectors import RList, Vector
    from rcompat.linear.several import df_residual, residual_products
    from rcompat.linear.several_fit import SeveralFit
    from rcompat.script.doors import from_record

    name = context.builtin.name
    if not isinstance(object_, SeveralFit):
        kinds = implicit_class(object_)
        shown = f'"{kinds[0]}"' if len(kinds) == 1 else '"c(' + ", ".join(f"'{kind}'" for kind in kinds) + ')"'
        text = f"no applicable method for '{name}' applied to an object of class {shown}"
        raise RError(text, f'UseMethod("{name}")')
    products, rest = residual_products(object_), df_residual(object_)
    named = Vector(data=products / rest if name == "estVar" else products, dimnames=(object_.names, object_.names))
    if name == "estVar":
        return from_record(named)
    parts = (named, object_.request.call, np.array([rest], dtype=np.int32))
    return from_record(RList(values=parts, names=("SSD", "call", "df"), attributes={"class": ("SSD",)}))
