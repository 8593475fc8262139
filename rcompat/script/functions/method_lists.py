"""methods and getS3method: which functions are methods. R: utils."""

from __future__ import annotations

from typing import Any

from rcompat.base.collation import sort_texts
from rcompat.base.conditions import RError
from rcompat.language.expressions import Symbol
from rcompat.script.calling import plain
from rcompat.script.coercion import string, strings
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Closure, Value, chr

__all__: list[str] = []


@builtin("getS3method", "f class optional envir")
def _get_method(context: Context, f: Value, class_: Value, optional: Value = None, envir: Value = None) -> Value:
    from rcompat.script.dispatch import find_method

    method = find_method(context.it, string(f), string(class_), context.env)
    if method is None:
        if optional is not None and optional.data[0] == 1:
            return None
        raise RError(f"S3 method '{string(f)}.{string(class_)}' not found")
    return method


@builtin("methods", "generic.function class", lazy="generic.function")
def _methods(context: Context, generic: Any = None, class_: Value = None) -> Value:
    """The user's methods of a generic or for a class."""
    names = [name for name, value in context.it.globals.values.items() if isinstance(value, Closure)]
    if class_ is not None:
        ending = f".{string(class_)}"
        found = sort_texts({name.removesuffix(ending) for name in names if name.endswith(ending)})
        return chr(found, {"class": chr(["MethodsFunction"]), "by": chr(["class"])})
    expr = plain(generic)
    stem = expr.name if isinstance(expr, Symbol) else str(getattr(expr, "value", ""))
    found = sort_texts({name for name in names if name.startswith(f"{stem}.")})
    return chr(found, {"class": chr(["MethodsFunction"]), "by": chr(["generic"])})


@builtin("print.MethodsFunction", "x ...")
def _print_methods(context: Context, x: Value, dots: Any = ()) -> Value:
    from rcompat.script.functions.printing import print_value

    words = strings(x)
    if words:
        print_value(context.it, chr(words, {"class": chr(["noquote"])}))
        context.it.out("see '?methods' for accessing help and source code\n")
    else:
        context.it.out("no methods found\n")
    context.it.visible = False
    return x
