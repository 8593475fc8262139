"""Names of R's own methods that a script may call although generics do the work here, and never look for them."""

from __future__ import annotations

__all__ = ["METHOD_NAMES"]

METHOD_NAMES = dict.fromkeys(
    """
    predict.lm predict.glm residuals.lm residuals.glm confint.lm anova.lm anova.glm plot.lm plot.default
    hist.default median.default mean.default summary.data.frame summary.default summary.factor update.default
    quantile.default t.test.default wilcox.test.default aggregate.data.frame merge.data.frame sort.default
    unique.default rev.default head.matrix tail.matrix as.data.frame.matrix as.data.frame.table
    as.data.frame.list format.data.frame print.data.frame as.list.default seq.default rep.default diff.default
    scale.default by.data.frame within.data.frame transform.data.frame subset.data.frame as.character.default
    as.character.factor print.factor all.equal.numeric toString.default cut.default levels.default
    density.default t.default t.data.frame
    """.split()  # noqa: SIM905
)
