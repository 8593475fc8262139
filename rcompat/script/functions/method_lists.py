"""getS3method: the method of a generic for a class. R: utils."""

from __future__ import annotations

from rcompat.base.conditions import RError
from rcompat.script.coercion import string
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value

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
