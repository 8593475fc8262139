"""R's type of the functions whose names a formula may mention by mistake, as in `y ~ time` without such a column.

R finds the function and complains of its type; names of functions that data often use are listed here.
"""

from __future__ import annotations

from rcompat.design.function_table import find_function

__all__ = ["function_type"]

_SPECIAL = frozenset(("log", "rep", "round", "signif", "call", "expression", "quote", "function"))
_BUILTIN_NAMES = """
    : abs acos acosh all any as.character as.double as.integer as.logical as.numeric asin asinh atan atanh attr c
    ceiling class cos cosh cummax cummin cumprod cumsum dim dimnames exp expm1 floor gamma is.character is.finite
    is.infinite is.logical is.na is.nan is.null is.numeric length lgamma list log10 log1p log2 max min names nargs
    prod range seq_along seq_len sign sin sinh sqrt sum tan tanh trunc"""
_BUILTIN = frozenset(_BUILTIN_NAMES.split())
_CLOSURE_NAMES = """
    aggregate anova apply args array axis beta body box by chartr coef col cor cov cycle data date decompose density
    det deviance df diag difftime dist dnorm dt eigen end effects environment family file filter fitted formula
    frequency get grid hist image julian kappa kernel labels lag legend levels library lines lm glm load logLik mad
    merge mode months norm order optim outer pf plot points power predict print profile pt qr qt Reduce reorder
    replace resid residuals rnorm row rle rt runif sample save search sequence simulate smooth solve source split
    stack start step strsplit sub subset summary svd system t table tail terms text time title transform union
    units update url vector weekdays weights window with within"""
_CLOSURES = frozenset(_CLOSURE_NAMES.split())


def function_type(name: str) -> str | None:
    """Return "closure", "builtin" or "special" for a function of R's, None for any other name.

    R: base::typeof.
    """
    if name in _SPECIAL:
        return "special"
    if name in _BUILTIN:
        return "builtin"
    return "closure" if name in _CLOSURES or find_function(name) is not None else None
