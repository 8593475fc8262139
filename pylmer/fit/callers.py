"""The call as R would have it, for fits: as `rcompat.design.callers`, and settings stand as their R call."""

from __future__ import annotations

from typing import Any

from pylmer.control import LmerControl
from rcompat.design import callers
from rcompat.design.callers import CallerNames, as_formula, as_model_formula, data_expr
from rcompat.language.expressions import Expr
from rcompat.language.syntax import parse_expression

__all__ = ["CallerNames", "argument_expr", "as_formula", "as_model_formula", "caller_names", "data_expr"]


def caller_names() -> Any:
    """The variables of the nearest calling code outside these packages."""
    return callers.caller_names("pylmer")


def argument_expr(value: object, names: CallerNames) -> Expr:
    """The R expression of a Python argument: text is R code, arrays take the caller's name, settings their R call."""
    if isinstance(value, LmerControl):
        return parse_expression(value.text)
    return callers.argument_expr(value, names)
