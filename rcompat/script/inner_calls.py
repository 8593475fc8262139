"""The functions of R between a call and the user's code, as the list of calls behind an error shows them."""

from __future__ import annotations

__all__ = ["BY_DEFAULT", "FORCED_IN", "INNER_CALLS", "OWN_ERRORS", "WHOLE_RECORDS"]

_FUN = {"FUN": ("match.fun", "match.fun(FUN)")}
_F = {"f": ("match.fun", "match.fun(f)")}
_IS_FACTOR = {"x": ("is.factor", "is.factor(x)")}
_IS_FRAME = {"x": ("is.data.frame", "is.data.frame(x)")}
FORCED_IN: dict[str, dict[str, tuple[str, str]]] = {
    **dict.fromkeys(("lapply", "vapply", "apply", "tapply", "mapply", "outer", "sweep"), _FUN),
    "sapply": {**_FUN, "X": ("lapply", "lapply(X = X, FUN = FUN, ...)")},
    **dict.fromkeys(("Map", "Filter", "Reduce"), _F),
    **dict.fromkeys(("sub", "gsub"), _IS_FACTOR),
    **dict.fromkeys(("var", "cor"), _IS_FRAME),
    "nls": {"formula": ("as.formula", "as.formula(formula)")},
    "pairwise.t.test": {"g": ("factor", "factor(g)")},
    "sd": {"x": ("var is.data.frame", "is.data.frame(x)")},
}
"""Parameters that are evaluated by a function that R's function calls: its names, and the call that errors show."""
INNER_CALLS = {
    "sapply": ("lapply",),
    "Map": ("mapply",),
    "Filter": ("unlist", "lapply"),
    "read.csv": ("read.table",),
    "replicate": ("sapply", "lapply", "FUN"),
    "tapply": ("lapply",),
    "ave": ("lapply",),
    "by": ("by.data.frame", "structure", "eval", "eval", "tapply", "lapply", "FUN"),
    "optim": ("<Anonymous>",),
    "optimize": ("<Anonymous>",),
    "optimise": ("<Anonymous>",),
    "integrate": ("<Anonymous>",),
    "eval": ("eval",),
    "evalq": ("evalq",),
    "local": ("eval.parent", "eval", "eval", "eval", "eval"),
}
"""Functions of R that call others on their way to the user's function."""
OWN_ERRORS = frozenset(("tapply", "ave", "by", "optim", "optimize", "optimise", "integrate", "eval", "evalq", "local"))
"""Those of them whose own errors arise before the others are called."""
BY_DEFAULT = frozenset(("na.fail", "seq", "quantile", "t.test", "cor.test"))
"""Generics of R whose errors come from their default method."""
WHOLE_RECORDS = frozenset(
    """
    list c lapply sapply vapply mapply Map Reduce Filter do.call invisible identity print print.default class oldClass
    inherits is identical is.null is.function isS4 assign exists structure setNames append update anova cat format
    AIC BIC confint.default data.frame eval str as.data.frame as_tibble TukeyHSD model.tables summary.lm summary.aov
    step coefficients fitted.values resid nobs vcov sigma SSD estVar
    """.split()  # noqa: SIM905
)
"""Functions that take records of packages as they are."""
