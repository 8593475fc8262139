"""Which call R names when an argument does not exist: its functions look at arguments only when they need them."""

from __future__ import annotations

from rcompat.base.conditions import RError
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Symbol
from rcompat.language.operators import PRIMITIVES

__all__ = ["blame_closure"]

_FRAME = "is.data.frame(x)"
_LOOKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "C": ("levels(x)", ("nlevels", "levels")),
    "I": ('unique.default(c("AsIs", oldClass(x)))', ("unique.default",)),
    "as.factor": ("is.factor(x)", ("is.factor",)),
    "as.ordered": ("is.ordered(x)", ("is.ordered",)),
    "ave": ("FUN(x)", ("FUN",)),
    "colMeans": (_FRAME, ("is.data.frame",)),
    "colSums": (_FRAME, ("is.data.frame",)),
    "nlevels": ("levels(x)", ("levels",)),
    "ordered": ("factor(x, ..., ordered = TRUE)", ("factor",)),
    "rowMeans": (_FRAME, ("is.data.frame",)),
    "rowSums": (_FRAME, ("is.data.frame",)),
    "sd": (_FRAME, ("var", "is.data.frame")),
    "trimws": ("is.factor(x)", ("mysub", "sub", "is.factor")),
    "var": (_FRAME, ("is.data.frame",)),
}
"""Functions that look at their first argument inside a call of another: that call, and the functions on the way."""
_NOT_CALLED = frozenset((":", "::", ":::", "%in%"))


def blame_closure(error: RError, expr: Call, name: str) -> None:
    """Let an error about an unknown variable name the call in which R meets it; functions without R code do not count.

    R: observed with `lm(y ~ f(unknown), d)` for every function that formulas may use.
    """
    if error.call is not None or name in PRIMITIVES or name in _NOT_CALLED or not (name[0].isalpha() or name[0] == "."):
        return
    call, way = _LOOKS.get(name, ("\n".join(deparse(expr)), ()))
    error.call = call
    error.functions = (*error.functions, name if isinstance(expr.function, Symbol) else "<Anonymous>", *way)
