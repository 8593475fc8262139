"""lme4's classes and methods by name, for scripts that list them. Facts about lme4 1.1-31, no code."""

from __future__ import annotations

__all__ = ["S3_METHODS", "S4_CLASSES"]

Relatives = tuple[dict[str, str], list[tuple[str, str, int]], list[str]]

S3_METHODS = {
    "merMod": """
    anova as.function coef confint cooks.distance deviance df.residual drop1 extractAIC family fitted fixef formula
    getData getL@ getME hatvalues influence isGLMM isLMM isNLMM isREML logLik model.frame model.matrix ngrps nobs plot
    predict print profile ranef refit refitML rePCA residuals rstudent show@ sigma simulate summary terms update VarCorr
    vcov weights
    """,
    "lmList4": """
    coef coerce@ confint dimnames<-@ fitted fixef formula kronecker@ logLik nnzero@ Ops@ pairs plot predict qqnorm
    ranef residuals show@ sigma summary update
    """,
    "factor": "ngrps",
}
"""Class to generics; @ marks S4 methods."""


def _reference(heirs: list[str], parent: str = "") -> Relatives:
    """A reference class, whose only slot is its environment."""
    first = [(parent, "", 1)] if parent else []
    by = parent or "envRefClass"
    rest = ["envRefClass", ".environment", "refClass", "environment", "refObject"]
    far = [1, 2, 2, 3, 3]
    bases = [(name, by, d + len(first)) for name, d in zip(rest, far, strict=True)]
    return {".xData": "environment"}, [*first, *bases], heirs


_FIT_SLOTS = {
    "Gp": "integer",
    "call": "call",
    "frame": "data.frame",
    "flist": "list",
    "cnms": "list",
    "lower": "numeric",
    "theta": "numeric",
    "beta": "numeric",
    "u": "numeric",
    "devcomp": "list",
    "pp": "merPredD",
    "optinfo": "list",
}
S4_CLASSES: dict[str, Relatives] = {
    "merMod": (_FIT_SLOTS, [], ["lmerMod", "glmerMod", "nlmerMod"]),
    "lmerMod": ({"resp": "lmerResp", **_FIT_SLOTS}, [("merMod", "", 1)], []),
    "merPredD": _reference([]),
    "lmResp": _reference(["lmerResp", "glmResp", "nlsResp"]),
    "lmerResp": _reference([], "lmResp"),
    "glmResp": _reference([], "lmResp"),
    "nlsResp": _reference([], "lmResp"),
    "NelderMead": _reference([]),
    "golden": _reference([]),
    "rePos": _reference([]),
}
"""Class to its slots, what it extends (name, through which class, distance) and what extends it."""
