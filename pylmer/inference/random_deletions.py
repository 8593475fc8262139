"""`ranova`: likelihood-ratio tests of the random-effects terms, by REML or maximum likelihood as the model was fitted.

R: lmerTest 3.1-3, ranova and rand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.answer_tables import AnovaTable, make_frame
from pylmer.inference.call_texts import call_text
from pylmer.inference.likelihood import isREML, logLik
from pylmer.inference.linear_steps import linear_fit
from pylmer.inference.single_deletions import check_row_counts, without_term
from pylmer.inference.term_contrasts import droppable_terms
from pylmer.structure.bars import find_bars, formula_sides, has_bars, no_bars
from rcompat.base.arguments import negated
from rcompat.base.conditions import RError
from rcompat.base.generics import answers, ask
from rcompat.language.deparse import deparse_one
from rcompat.language.expressions import Call, Constant, Expr, Symbol, call
from rcompat.language.formulas import update_formula
from rcompat.language.terms import make_terms
from rcompat.linear import likelihood as linear_likelihood
from rcompat.maths.distributions import pchisq

__all__ = ["rand", "ranova"]

_COLUMNS = ("npar", "logLik", "AIC", "LRT", "Df", "Pr(>Chisq)")
_HEADING = "ANOVA-like table for random-effects: Single term deletions"
_DOT = Symbol(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reduction:
    """A row of the table: its name and the smaller model's formula."""

    name: str
    formula: Expr


_REDUCE_CALL = "if (!reduce.terms) rm_complete_terms(reforms, full_form) else unlist(lapply(reforms, "


@answers("ranova", MerFit)
def ranova(fit: MerFit, reduce_terms: Any = True, **unused: Any) -> AnovaTable:
    """Test the random effects: delete each intercept term, take each effect out of the other terms.

    Args:
        fit: a fitted model.
        reduce_terms: shrink terms such as `(x | g)` to `(1 | g)`; False deletes them as a whole.
        **unused: ignored, as R ignores them.

    Raises:
        RError: `fit` is no linear mixed model.

    R: lmerTest::ranova.
    """
    if not isinstance(fit, MerFit):
        text = "'model' should be an lmer-fit: \"inherits(model, 'lmerMod')\" is not TRUE"
        raise RError(text, call_text("ranova", (fit,)))
    full = _full_formula(fit)
    bars = find_bars(fit.spec.formula)
    is_whole = negated(reduce_terms, "reduce.terms", _REDUCE_CALL)
    reductions = [item for bar in bars for item in _reductions(bar, full, not is_whole)]
    whole = logLik(fit)
    rows: list[tuple[float | None, ...]] = [(whole.df, whole.value, -2 * whole.value + 2 * whole.df, None, None, None)]
    for item in reductions:
        value, df = _reduced_likelihood(fit, item.formula)
        ratio, lost = 2 * (whole.value - value), whole.df - df
        p_value = pchisq(ratio, lost, lower_tail=False) if lost else None
        rows.append((df, value, -2 * value + 2 * df, ratio, lost, p_value))
    names = ["<none>", *(item.name for item in reductions)]
    return AnovaTable(
        heading=(_HEADING, "\nModel:", deparse_one(full)),
        table=make_frame(_COLUMNS, rows, names, ("npar",)),
        formulae={item.name: item.formula for item in reductions},
    )


@answers("rand", MerFit)
def rand(fit: MerFit, reduce_terms: Any = True, **unused: Any) -> AnovaTable:
    """The older name of `ranova`. R: lmerTest::rand."""
    return ranova(fit, reduce_terms, **unused)


def _full_formula(fit: MerFit) -> Expr:
    """The model's formula with `||` and `/` written out, sorted as R's update sorts it."""
    given = fit.spec.formula
    fixed = no_bars(given)
    left, right = formula_sides(fixed)
    for bar in find_bars(given):
        right = call("+", right, call("(", bar))
    sides = (right,) if left is None else (left, right)
    return update_formula(call("~", *sides), call("~", _DOT, _DOT))


def _reductions(bar: Call, full: Expr, reduce_terms: bool) -> list[_Reduction]:
    """What replaces one random-effects term."""
    effects, group = bar.values
    text = f"({deparse_one(bar)})"
    one_sided = call("~", effects)
    labels = droppable_terms(make_terms(one_sided)) if reduce_terms else []
    gone = call("-", _DOT, call("(", bar))
    if not labels:
        return [_Reduction(name=text, formula=update_formula(full, call("~", _DOT, gone)))]
    found = []
    for label in labels:
        _, left_over = formula_sides(update_formula(one_sided, without_term_of(label)))
        rest = left_over if make_terms(call("~", left_over)).term_labels else Constant(1.0, "double")
        smaller = call("+", gone, call("(", call("|", rest, group)))
        found.append(_Reduction(name=f"{label} in {text}", formula=update_formula(full, call("~", _DOT, smaller))))
    return found


def without_term_of(label: str) -> Expr:
    """The change of a one-sided formula that takes a term out: `~ . - label`."""
    change = without_term(label)
    return call("~", formula_sides(change)[1])


def _reduced_likelihood(fit: MerFit, smaller: Expr) -> tuple[float, int]:
    """Log-likelihood and number of parameters of the model with another random part, or with none."""
    if has_bars(smaller):
        reduced = ask("update", fit, smaller)
        check_row_counts(fit.spec.n, reduced.spec.n, call_text("ranova", (fit,)))
        likelihood = logLik(reduced)
        return likelihood.value, likelihood.df
    linear = linear_fit(fit, smaller)
    check_row_counts(fit.spec.n, len(linear.y), call_text("ranova", (fit,)))
    restricted = linear_likelihood.logLik(linear, REML=isREML(fit))
    return restricted.value, restricted.df
