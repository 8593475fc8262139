"""aov, TukeyHSD, model.tables: analyses of variance. R: stats."""

from __future__ import annotations

import inspect
from typing import Any

from rcompat.base.conditions import RError
from rcompat.script.coercion import flag, implicit_class, number, string, strings
from rcompat.script.machine import Context
from rcompat.script.packages import call_door
from rcompat.script.registry import builtin
from rcompat.script.values import Value

__all__: list[str] = []


@builtin("aov", "...", lazy="...")
def _aov(context: Context, dots: Any = ()) -> Value:
    from rcompat.linear import aov as door

    return call_door(context, door.aov, inspect.signature(door.aov), dots)


def _fit(x: Value, name: str) -> Any:
    from rcompat.linear.lm_fit import AovFit

    if isinstance(x, AovFit):
        return x
    kinds = implicit_class(x)
    shown = f'"{kinds[0]}"' if len(kinds) == 1 else '"c(' + ", ".join(f"'{kind}'" for kind in kinds) + ')"'
    error = RError(f"no applicable method for '{name}' applied to an object of class {shown}")
    error.call = f'UseMethod("{name}")'
    raise error


@builtin("TukeyHSD", "x which ordered conf.level ...")
def _tukey(
    context: Context,
    x: Value,
    which: Value = None,
    ordered: Value = None,
    conf_level: Value = None,
    dots: Any = (),
) -> Value:
    from rcompat.linear.tukey import tukey_comparisons

    fit = _fit(x, "TukeyHSD")
    level = 0.95 if conf_level is None else number(conf_level)
    chosen = None if which is None else tuple(str(name) for name in strings(which))
    try:
        return tukey_comparisons(fit, chosen, ordered is not None and flag(ordered), level)
    except RError as error:
        error.method = "TukeyHSD.aov"  # type: ignore[attr-defined]
        raise


@builtin("model.tables", "x type ...")
def _model_tables(context: Context, x: Value, type_: Value = None, dots: Any = ()) -> Value:
    from rcompat.linear.tukey import means_tables

    return means_tables(_fit(x, "model.tables"), "effects" if type_ is None else string(type_))


@builtin("summary.lm summary.aov", "object ...")
def _summary_of(context: Context, object_: Value, dots: Any = ()) -> Value:
    from rcompat.linear import aov as variance
    from rcompat.linear import summary

    return summary.summary(object_) if context.builtin.name == "summary.lm" else variance.summary(object_)
