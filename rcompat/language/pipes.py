"""R's native pipe, which is rewritten while parsing: `x |> f(y)` is `f(x, y)`, `x |> f(a = _)` is `f(a = x)`."""

from __future__ import annotations

from typing import Final

from rcompat.language.expressions import Argument, Call, Expr
from rcompat.language.tokens import PLACEHOLDER, RSyntaxError

__all__ = ["pipe"]

_REFUSED: Final = frozenset(
    """
    if while for repeat function return break next { ( [ [[ $ @ + - * / ^ : ~ ? ! & && | || == != < > <= >= <- <<- =
    :: ::: %% %/% %*%
    """.split()  # noqa: SIM905
)


def pipe(left: Expr, right: Expr) -> tuple[Expr, int]:
    """Rewrite `left |> right` as a call.

    Returns:
        tuple[Expr, int]: the call, and how many placeholders it used up (0 or 1).

    Raises:
        RSyntaxError: a right side that is no call, or a misplaced placeholder, in R's words.
    """
    if not isinstance(right, Call):
        raise RSyntaxError("The pipe operator requires a function call as RHS")
    at = [i for i, argument in enumerate(right.arguments) if argument.value is PLACEHOLDER]
    if any(right.arguments[i].name is None for i in at):
        raise RSyntaxError("pipe placeholder can only be used as a named argument")
    if len(at) > 1:
        raise RSyntaxError("pipe placeholder may only appear once")
    if _holds_placeholder(right.function):
        raise RSyntaxError("pipe placeholder cannot be used in the RHS function")
    if right.name in _REFUSED:
        raise RSyntaxError(f"function '{right.name}' not supported in RHS call of a pipe")
    if not at:
        return Call(right.function, (Argument(left), *right.arguments)), 0
    before, after = right.arguments[: at[0]], right.arguments[at[0] + 1 :]
    return Call(right.function, (*before, Argument(left, right.arguments[at[0]].name), *after)), 1


def _holds_placeholder(expr: Expr) -> bool:
    pending = [expr]
    while pending:
        item = pending.pop()
        if item is PLACEHOLDER:
            return True
        if isinstance(item, Call):
            pending.append(item.function)
            pending.extend(item.values)
    return False
