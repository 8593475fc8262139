"""Tables of R functions: which make frames, fits or pages, which look at names or types, which have no Python."""

from __future__ import annotations

__all__ = [
    "ALSO_OF_FORMULAS",
    "FITS",
    "FRAMES",
    "FUNCTIONS",
    "MASKED",
    "MODEL_GENERICS",
    "PAGES",
    "RECORDS",
    "SAME_KIND",
    "TITLED",
    "TYPED",
    "UNSEEN",
    "UNTITLED",
]

UNSEEN = frozenset(
    """
    substitute match.call sys.call sys.function environment parent.frame parent.env as.environment NextMethod Recall
    eval evalq bquote assign get get0 mget local attach detach on.exit delayedAssign makeActiveBinding nargs
    callNextMethod new.env environmentName globalenv sys.frames body formals args arity do.call.r ls
    makeActiveBinding setClass setMethod setGeneric setRefClass new validObject R6Class
    """.split()  # noqa: SIM905
)
MASKED = frozenset(("subset", "with", "transform", "within"))
FRAMES = frozenset(
    """
    data.frame as.data.frame read.csv read.table expand.grid merge transform aggregate unsplit stack
    """.split()  # noqa: SIM905
)
FITS = frozenset(("lmer", "lm", "update", "refit", "refitML", "get_model", "as_lmerModLmerTest"))
PAGES = frozenset(
    """
    summary anova VarCorr ranef fixef coef confint vcov contest contest1D contestMD ls_means lsmeansLT
    difflsmeans ranova rand step drop1 KRmodcomp PBmodcomp SATmodcomp logLik profile bootMer model_parameters
    """.split()  # noqa: SIM905
)
"""Functions of packages whose answers print themselves."""

TYPED = frozenset(
    """
    class typeof mode storage.mode is.integer is.numeric is.double identical str list data.frame tibble object.size
    sprintf vapply seq
    """.split()  # noqa: SIM905
)
"""Functions whose answer depends on whether a number is an integer or a double."""

TITLED = frozenset(
    """
    hclust t.test wilcox.test cor.test var.test chisq.test fisher.test shapiro.test ks.test kruskal.test bartlett.test
    prop.test binom.test mantelhaen.test mcnemar.test friedman.test by pairwise.t.test oneway.test aov
    """.split()  # noqa: SIM905
)
"""Functions whose pages show what their arguments were written as."""

RECORDS = frozenset(
    """
    try tryCatch glm aov nls loess gls lme prcomp princomp TukeyHSD t.test optim nlm lm lmList profile predict confint
    simulate bootMer lapply sapply Map Filter mapply get eval switch identity with local within
    """.split()  # noqa: SIM905
)
"""Functions whose answers may be no vectors or lists."""

FUNCTIONS = frozenset(("ecdf", "approxfun", "splinefun", "Vectorize", "Negate", "colorRampPalette"))
"""Functions that make functions."""

UNTITLED = frozenset(("function", "c", "-"))

SAME_KIND = frozenset(
    """
    head tail na.omit subset mutate filter select arrange distinct left_join rename relocate drop_na slice
    slice_head slice_tail slice_max slice_min
    """.split()  # noqa: SIM905
)
"""Functions that make a data frame of the kind they are given."""

ALSO_OF_FORMULAS = frozenset(("terms", "formula", "model.matrix", "model.frame", "update"))
MODEL_GENERICS = frozenset(("AIC", "BIC"))
