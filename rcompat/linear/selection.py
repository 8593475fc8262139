"""One term less, one term more: `drop1` and `add1` of a linear model. R: drop1.lm, add1.lm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rcompat.base.arguments import match_arg
from rcompat.base.conditions import RError, warning
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.design.callers import as_formula
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Expr, Symbol, call
from rcompat.language.formulas import update_formula
from rcompat.language.terms import Terms, make_terms
from rcompat.linear.accessors import deviance, residual_sum
from rcompat.linear.anova import LmAnova
from rcompat.linear.fitting import fit_lm_request
from rcompat.linear.lm_fit import LmFit, LmSolution, solve_least_squares
from rcompat.linear.summary import shown_name
from rcompat.linear.sums import sum_of
from rcompat.maths.distributions import pchisq, pf

__all__ = ["add1", "added_terms", "drop1", "droppable_terms", "dropped_terms"]

_TESTS = ("none", "Chisq", "F")
_SUBSET = "scope is not a subset of term labels"
_NONE = "<none>"
_PERFECT = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What a table of neighbours is to show: test, error variance (0: unknown), penalty per coefficient."""

    test: str
    scale: float
    k: float


def droppable_terms(terms: Terms) -> tuple[str, ...]:
    """Labels of the terms that stand in no other term.

    R: stats::drop.scope.
    """
    sets = [frozenset(np.flatnonzero(column).tolist()) for column in np.asarray(terms.factors).T]
    labels = terms.term_labels
    return tuple(
        label
        for label, mine in zip(labels, sets[: len(labels)], strict=False)
        if not any(mine < other for other in sets)
    )


def _labels_of(scope: object) -> tuple[str, ...]:
    """Terms given as text: labels, or a formula's."""
    if isinstance(scope, Call | Symbol):
        return make_terms(scope).term_labels
    if isinstance(scope, str):
        return make_terms(as_formula(scope)).term_labels if "~" in scope else (scope,)
    assert isinstance(scope, Sequence)
    return tuple(scope)


def _columns_of(labels: Sequence[str], wanted: Sequence[str], assign: NDArray[np.intp]) -> list[NDArray[np.bool_]]:
    return [assign == labels.index(label) + 1 for label in wanted]


def _rss(solution: LmSolution, weights: NDArray[np.float64] | None) -> float:
    residuals = solution.residuals
    return sum_of((residuals if weights is None else np.sqrt(weights) * residuals) ** 2)


def _refitted(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weights: NDArray[np.float64] | None,
    offset: NDArray[np.float64] | None,
) -> LmSolution:
    """Least squares of a neighbour; R forgets the offset of a model without columns."""
    return solve_least_squares(x, y, weights, offset if x.shape[1] else None)


def _log_rss(rss: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    with np.errstate(all="ignore"):
        return np.asarray(n * np.log(rss / n))


def _criterion(
    rss: NDArray[np.float64], ranks: NDArray[np.float64], n: int, question: _Question
) -> NDArray[np.float64]:
    part = rss / question.scale - n if question.scale > 0.0 else _log_rss(rss, n)
    return part + question.k * ranks


def _heading(title: str, formula: Expr, scale: float) -> tuple[str, ...]:
    shown = (title, "\nModel:", *deparse(formula))
    return (*shown, f"\nscale:  {format_doubles([scale])[0]} \n") if scale > 0.0 else shown


@answers("drop1", LmFit)
def drop1(fit: LmFit, scope: object = None, scale: float = 0.0, test: str = "none", k: float = 2.0) -> LmAnova:
    """Leave out one term at a time.

    Args:
        fit: a fitted model.
        scope: labels of terms, or a formula; None takes those that stand in no other term.
        scale: error variance in squared units of y (then Mallows' Cp), or 0.
        test: "none", "Chisq" or "F".
        k: penalty per coefficient.

    Raises:
        RError: the scope is not a subset of the model's terms.

    R: drop1.lm.
    """
    _check_perfection(fit)
    labels = fit.frame.terms.term_labels
    wanted = dropped_terms(fit, scope)
    if any(label not in labels for label in wanted):
        raise RError(_SUBSET, f"drop1.lm({shown_name(fit)}, ...)")
    question = _Question(test=match_arg(test, _TESTS, "test"), scale=scale, k=k)
    x = fit.design.x
    ranks, sums = [fit.solution.rank], [deviance(fit)]
    y = fit.solution.residuals + fit.solution.fitted
    for mine in _columns_of(labels, wanted, fit.design.assign):
        smaller = _refitted(x[:, ~mine], y, fit.prior_weights, fit.total_offset)
        ranks.append(smaller.rank)
        sums.append(_rss(smaller, fit.prior_weights))
    rss, used = np.array(sums), np.array(ranks, dtype=np.float64)
    n = len(fit.y)
    freed = used[0] - used
    freed[0] = NA_REAL
    lost = rss - rss[0]
    lost[0] = NA_REAL
    table = {"Df": freed, "Sum of Sq": lost, "RSS": rss}
    table["Cp" if scale > 0.0 else "AIC"] = _criterion(rss, used, n, question)
    table |= _drop_tests(question, table, n, fit.solution.df_residual)
    heading = _heading("Single term deletions", fit.frame.terms.formula, scale)
    return _table(heading, table, wanted)


def _table(heading: tuple[str, ...], table: dict[str, NDArray[np.float64]], wanted: Sequence[str]) -> LmAnova:
    columns: dict[str, Column] = dict(table)
    return LmAnova(heading=heading, table=Frame(columns=columns, n=len(wanted) + 1, row_names=(_NONE, *wanted)))


def dropped_terms(fit: LmFit, scope: object) -> tuple[str, ...]:
    """The terms that a scope names; without one those that stand in no other term."""
    if scope is None:
        return droppable_terms(fit.frame.terms)
    if isinstance(scope, Call | Symbol) or (isinstance(scope, str) and "~" in scope):
        formula = update_formula(fit.frame.terms.formula, as_formula(scope))
        return make_terms(formula).term_labels
    return _labels_of(scope)


def _check_perfection(fit: LmFit) -> None:
    """R's remark on fits without error."""
    weights = fit.prior_weights
    squares = fit.solution.fitted**2
    if residual_sum(fit) < _PERFECT * sum_of(squares if weights is None else weights * squares):
        warning("attempting model selection on an essentially perfect fit is nonsense")


def _chi_squared(values: NDArray[np.float64], dfs: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    tails = [pchisq(v, df, False) if df > 0.0 else NA_REAL for v, df in zip(values.tolist(), dfs.tolist(), strict=True)]
    return {"Pr(>Chi)": np.array(tails, dtype=np.float64)}


def _drop_tests(
    question: _Question, table: dict[str, NDArray[np.float64]], n: int, rest: int
) -> dict[str, NDArray[np.float64]]:
    dfs, rss = table["Df"], table["RSS"]
    if question.test == "Chisq":
        if question.scale > 0.0:
            return _chi_squared(table["Sum of Sq"] / question.scale, dfs)
        logs = _log_rss(rss, n)
        return _chi_squared(logs - logs[0], dfs)
    if question.test != "F":
        return {}
    with np.errstate(all="ignore"):
        values = table["Sum of Sq"] / dfs / (rss[0] / rest)
    values[~(dfs >= 1e-4)] = NA_REAL
    return _f_columns(values, dfs, np.full(len(dfs), float(rest)))


def _f_columns(
    values: NDArray[np.float64], dfs: NDArray[np.float64], rests: NDArray[np.float64]
) -> dict[str, NDArray[np.float64]]:
    rows = zip(values.tolist(), dfs.tolist(), rests.tolist(), strict=True)
    tails = [pf(value, df, rest, False) if value == value else value for value, df, rest in rows]
    return {"F value": values, "Pr(>F)": np.array(tails, dtype=np.float64)}


@answers("add1", LmFit)
def add1(fit: LmFit, scope: object, scale: float = 0.0, test: str = "none", k: float = 2.0) -> LmAnova:
    """Add one term at a time.

    Args:
        fit: a fitted model.
        scope: labels of terms, or a formula (`.` stands for the old parts).
        scale: error variance in squared units of y (then Mallows' Cp), or 0.
        test: "none", "Chisq" or "F".
        k: penalty per coefficient.

    Raises:
        RError: there is nothing to add.

    R: add1.lm.
    """
    _check_perfection(fit)
    wanted = added_terms(fit, scope)
    if not wanted:
        raise RError("no terms in scope for adding to object", f"add1.lm({shown_name(fit)}, ...)")
    question = _Question(test=match_arg(test, _TESTS, "test"), scale=scale, k=k)
    full = _combined(fit, wanted)
    labels = full.frame.terms.term_labels
    present = np.isin(full.design.assign, [0, *(labels.index(_known(labels, label)) + 1 for label in _own(fit))])
    y, weights, offset = full.y, full.prior_weights, full.total_offset
    base = _refitted(full.design.x[:, present], y, weights, offset)
    ranks, sums = [base.rank], [_rss(base, weights)]
    for mine in _columns_of(labels, [_known(labels, label) for label in wanted], full.design.assign):
        larger = _refitted(full.design.x[:, present | mine], y, weights, offset)
        ranks.append(larger.rank)
        sums.append(_rss(larger, weights))
    rss, used = np.array(sums), np.array(ranks, dtype=np.float64)
    n = len(y)
    more, gained = used - used[0], rss[0] - rss
    more[0] = gained[0] = NA_REAL
    table = {"Df": more, "Sum of Sq": gained, "RSS": rss}
    table["Cp" if scale > 0.0 else "AIC"] = _criterion(rss, used, n, question)
    table |= _add_tests(question, table, n, fit.solution.df_residual)
    heading = _heading("Single term additions", fit.frame.terms.formula, scale)
    return _table(heading, table, wanted)


def _own(fit: LmFit) -> tuple[str, ...]:
    return fit.frame.terms.term_labels


def _known(labels: Sequence[str], label: str) -> str:
    """The label under which a term stands in a model: its variables may come in another order."""
    if label in labels:
        return label
    parts = sorted(label.split(":"))
    return next(item for item in labels if sorted(item.split(":")) == parts)


def added_terms(fit: LmFit, scope: object) -> tuple[str, ...]:
    """The terms that a scope has and the model has not."""
    if isinstance(scope, str) and "~" not in scope:
        return (scope,)
    if not isinstance(scope, str | Call | Symbol):
        return _labels_of(scope)
    old = fit.frame.terms
    new = make_terms(update_formula(old.formula, as_formula(scope)))
    own = {_variables_of(old, label) for label in old.term_labels}
    fresh = {label: _variables_of(new, label) for label in new.term_labels if _variables_of(new, label) not in own}
    return tuple(
        label
        for label, mine in fresh.items()
        if not any(other < mine for name, other in fresh.items() if name != label)
    )


def _variables_of(terms: Terms, label: str) -> frozenset[str]:
    column = np.asarray(terms.factors)[:, terms.term_labels.index(label)]
    return frozenset(terms.variable_names[i] for i in np.flatnonzero(column).tolist())


def _combined(fit: LmFit, wanted: Sequence[str]) -> LmFit:
    """The model with all terms added."""
    right: Expr = Symbol(".")
    for label in wanted:
        added = as_formula(f"~ {label}")
        assert isinstance(added, Call)
        right = call("+", right, added.values[0])
    formula = update_formula(fit.frame.terms.formula, call("~", Symbol("."), right))
    full = fit_lm_request(replace(fit.request, formula=formula, extra=()))
    n, old = len(full.y), len(fit.y)
    if n != old:
        warning(f"using the {n}/{old} rows from a combined fit", f"add1.lm({shown_name(fit)}, ...)")
    return full


def _add_tests(
    question: _Question, table: dict[str, NDArray[np.float64]], n: int, rest: int
) -> dict[str, NDArray[np.float64]]:
    dfs, rss = table["Df"], table["RSS"]
    if question.test == "Chisq":
        if question.scale > 0.0:
            return _chi_squared(table["Sum of Sq"] / question.scale, dfs)
        logs = _log_rss(rss, n)
        return _chi_squared(logs[0] - logs, dfs)
    if question.test != "F":
        return {}
    with np.errstate(all="ignore"):
        values = table["Sum of Sq"] / dfs / (rss / (rest - dfs))
    values[~(dfs >= 1e-4)] = NA_REAL
    return _f_columns(values, dfs, rest - dfs)
