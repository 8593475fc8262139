"""The call that R names after "Error in" and in warnings: the function with the caller's names for its arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pylmer.fit.callers import argument_expr, caller_names
from pylmer.fit.mer_fit import MerFit
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Argument, Call, Constant, Expr, Symbol, without_attributes

__all__ = ["call_text"]


def call_text(function: str, arguments: Sequence[object], named: Mapping[str, object] | None = None) -> str:
    """First line of a call as R deparses it.

    Args:
        function: name of the R function.
        arguments: values of the unnamed arguments, None for NULL.
        named: values of the named ones, under R's names.
    """
    names = caller_names()
    if arguments and isinstance(arguments[0], MerFit) and names.expression_of(arguments[0]) is None:
        return f"{function}({arguments[0].s4_head}"  # R shows the object itself

    def shown(value: object) -> Expr:
        if value is None:
            return Constant(None, "null")
        return Constant(value, "character") if isinstance(value, str) else argument_expr(value, names)

    parts = [Argument(shown(value)) for value in arguments]
    parts += [Argument(shown(value), name) for name, value in (named or {}).items()]
    return deparse(without_attributes(Call(Symbol(function), tuple(parts))))[0]
