"""Methods of R called by their own names, as in `predict.lm(fit)`: the generic does the work. R: base, stats."""

from __future__ import annotations

from typing import Any

from rcompat.script.dispatch import internal_default
from rcompat.script.evaluator import apply_function
from rcompat.script.machine import Context
from rcompat.script.method_words import METHOD_NAMES
from rcompat.script.registry import builtin
from rcompat.script.values import Value

__all__: list[str] = []


@builtin(" ".join(METHOD_NAMES), "...", lazy="...", primitive=False)
def _method(context: Context, dots: Any = ()) -> Value:
    it, name = context.it, context.builtin.name
    parts = name.split(".")
    generics = [".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
    generic = next(word for word in generics if word in it.base.values)
    if parts[-1] != "default":
        return apply_function(it, it.base.values[generic], context.promises, context.call, context.env)
    return internal_default(it, generic, context.promises, context.call, context.env)
