"""Methods of R called by their own names, as in `predict.lm(fit)`: the generic does the work. R: base, stats."""

from __future__ import annotations

from typing import Any

from rcompat.script.dispatch import internal_default
from rcompat.script.evaluator import apply_function, force
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import Value

__all__: list[str] = []

_METHODS = """
    predict.lm predict.glm residuals.lm residuals.glm confint.lm anova.lm anova.glm plot.lm plot.default hist.default
    median.default mean.default summary.data.frame summary.default summary.factor update.default quantile.default
    t.test.default wilcox.test.default aggregate.data.frame merge.data.frame sort.default unique.default rev.default
    head.matrix tail.matrix as.data.frame.matrix as.data.frame.table as.data.frame.list format.Date format.data.frame
    print.data.frame as.list.default seq.default rep.default diff.default scale.default split.default by.data.frame
    within.data.frame transform.data.frame subset.data.frame as.character.default as.character.factor print.factor
    all.equal.numeric toString.default cut.default levels.default density.default t.default t.data.frame
    """


@builtin(_METHODS, "...", lazy="...", primitive=False)
def _method(context: Context, dots: Any = ()) -> Value:
    it, name = context.it, context.builtin.name
    parts = name.split(".")
    generics = [".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
    generic = next(word for word in generics if word in it.base.values)
    if parts[-1] in ("lm", "glm"):
        return apply_function(it, it.base.values[generic], context.promises, context.call, context.env)
    for _, promise in context.promises:
        force(it, promise)
    return internal_default(it, generic, context.promises, context.call, context.env)
