"""R expressions as R text, for functions that take what R leaves unevaluated."""

from __future__ import annotations

from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.expressions import Argument, Call, Expr, is_call
from rcompat.script.translation.comments import COMMENT, TRAILING

__all__ = ["r_text", "without_comments"]


def r_text(expr: Expr) -> str:
    """The text, on one line unless it has statements."""
    bare = without_comments(expr)
    text = deparse_one(bare)
    return "\n".join(deparse(bare)) if "{" in text else text


def without_comments(expr: Expr) -> Expr:
    """An expression without the comments that stand in its blocks as statements."""
    if not isinstance(expr, Call):
        return expr
    kept = [item for item in expr.arguments if not (is_call(item.value, COMMENT) or is_call(item.value, TRAILING))]
    return Call(expr.function, tuple(Argument(without_comments(item.value), item.name) for item in kept))
