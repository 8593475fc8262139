"""Whether R's console shows the value of an expression: what a function returns may be invisible.

The values that an expression may end with are its tails. Each is "shown", "silent", or "unknown" where a function
decides that the translator cannot look into; what stops has no tail.
"""

from __future__ import annotations

from rcompat.language.expressions import Call, Expr, Formals, is_call
from rcompat.script.translation.comments import COMMENT, TRAILING
from rcompat.script.translation.scope import Scope

__all__ = ["tails", "tails_of_body"]

_SHOWN = frozenset(("shown",))
_SILENT = frozenset(("silent",))
_UNKNOWN = frozenset(("unknown",))
_SILENT_FUNCTIONS = frozenset(
    """
    <- = <<- for while repeat cat message warning print str library require invisible rm set.seed stopifnot
    suppressPackageStartupMessages writeLines write.csv write.table options assign attach detach Sys.sleep sink
    on.exit RNGkind Sys.setlocale data plot lines points abline legend par hist boxplot curve pairs qqnorm qqline
    matplot interaction.plot text title axis polygon segments arrows png pdf svg jpeg layout close mtext grid rug
    source Sys.setenv flush glimpse walk iwalk walk2 dput dump saveRDS save write
    barplot pie contour image persp pairs coplot stripchart symbols matlines
    matpoints box rect qqplot termplot dev.new graphics.off sunflowerplot tiff
    """.split()  # noqa: SIM905
)
_TRANSPARENT = ("suppressWarnings", "suppressMessages", "withVisible", "local")
_HANDLING = ("tryCatch", "withCallingHandlers")


def tails(scope: Scope, expr: Expr) -> frozenset[str]:
    """What the value of an expression may be."""
    if not isinstance(expr, Call) or expr.name is None:
        return _UNKNOWN if isinstance(expr, Call) else _SHOWN
    name = expr.name
    if name in scope.project.visibility:
        return scope.project.visibility[name]
    if name == "{":
        return tails_of_body(scope, expr)
    if name in ("if", "switch"):
        return _chosen(scope, expr)
    if name in ("stop", "break", "next"):
        return frozenset()
    if name == "return":
        return tails(scope, expr.values[0]) if expr.values else _SHOWN
    if name in _SILENT_FUNCTIONS:
        return _SILENT
    return _wrapped(scope, expr)


def _wrapped(scope: Scope, expr: Call) -> frozenset[str]:
    """Calls that hand on what is inside them."""
    name = expr.name
    if name in _TRANSPARENT:
        return tails(scope, expr.values[0]) if expr.values else _SHOWN
    if name == "try":
        return tails(scope, expr.values[0]) | _SILENT if expr.values else _SHOWN
    if name in ("%>%", "with") and len(expr.values) == 2:
        return tails(scope, expr.values[1])
    if name in _HANDLING:
        found: frozenset[str] = frozenset()
        for argument in expr.arguments:
            if argument.name != "finally":
                found |= _handler(scope, argument.value)
        return found
    if name in ("do.call", "Recall", "NextMethod", "UseMethod", "eval", "identity"):
        return _UNKNOWN
    kind = scope.kind_of(name or "")
    return _UNKNOWN if kind == "any" else _SHOWN


def _handler(scope: Scope, value: Expr) -> frozenset[str]:
    if is_call(value, "function") and isinstance(value, Call):
        return tails_of_body(scope, value.values[1])
    return tails(scope, value)


def _chosen(scope: Scope, expr: Call) -> frozenset[str]:
    """`if` without `else` and `switch` without a default may end with an invisible NULL."""
    found: frozenset[str] = frozenset()
    if expr.name == "if":
        for branch in expr.values[1:]:
            found |= tails(scope, branch)
        return found if len(expr.values) > 2 else found | _SILENT
    for argument in expr.arguments[1:]:
        found |= tails(scope, argument.value)
    has_default = any(not argument.name for argument in expr.arguments[1:])
    return found if has_default else found | _SILENT


def tails_of_body(scope: Scope, body: Expr) -> frozenset[str]:
    """What a function with this body may return: its last value, and those of `return`."""
    inner = body.values if is_call(body, "{") and isinstance(body, Call) else (body,)
    real = [item for item in inner if not (is_call(item, COMMENT) or is_call(item, TRAILING))]
    found = tails(scope, real[-1]) if real else _SHOWN
    for item in _returns(body):
        found |= tails(scope, item)
    return found


def _returns(body: Expr) -> list[Call]:
    pending, found = [body], []
    while pending:
        item = pending.pop()
        if isinstance(item, Call):
            if item.name == "return":
                found.append(item)
            if item.name != "function":
                pending += item.values
        elif isinstance(item, Formals):
            continue
    return found
