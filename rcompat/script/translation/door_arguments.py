"""Arguments of pylmer's functions: formulas and expressions of columns are text, lists are dicts, NA is "NA"."""

from __future__ import annotations

import ast

from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol
from rcompat.script.translation.expressions import formula_text, translate
from rcompat.script.translation.scope import Scope, const, r_call

__all__ = ["door_argument"]

_TEXTS = frozenset(("subset", "weights", "offset"))


def door_argument(scope: Scope, argument: Argument) -> ast.expr:
    """One argument as a Python caller would write it."""
    value = argument.value
    text = formula_text(value)
    if text is not None:
        return const(text)
    if argument.name in _TEXTS and not (isinstance(value, Constant) and value.kind == "null"):
        return const(deparse_one(value))
    return _plain(scope, value, bool(argument.name))


def _plain(scope: Scope, value: Expr, is_named: bool = False) -> ast.expr:
    if isinstance(value, Constant):
        return const("NA" if value.value is None and value.kind != "null" else _whole(value.value))
    if isinstance(value, Call) and value.name == "list" and all(argument.name for argument in value.arguments):
        keys: list[ast.expr | None] = [const(argument.name) for argument in value.arguments]
        return ast.Dict(keys, [door_argument(scope, Argument(argument.value)) for argument in value.arguments])
    if isinstance(value, Call) and value.name == "c" and not any(argument.name for argument in value.arguments):
        return ast.List([_plain(scope, item) for item in value.values], ast.Load())
    if isinstance(value, Symbol) and value.name.startswith(("na.", "contr.")):
        return const(value.name)
    code = translate(scope, value)
    is_unknown = code.kind == "any" and is_named
    return r_call("plain", code.node) if code.kind == "value" or is_unknown else code.node


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
