"""`drop1`: what each term that may leave is worth, by lme4's refits or lmerTest's F tests. Also `extractAIC`.

R: lme4's drop1.merMod and extractAIC.merMod, lmerTest's drop1.lmerModLmerTest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.fit.callers import as_formula
from pylmer.fit.mer_fit import MerFit
from pylmer.inference.anova import f_table
from pylmer.inference.answer_tables import AnovaTable, make_frame
from pylmer.inference.call_texts import call_text
from pylmer.inference.likelihood import logLik
from pylmer.inference.likelihood_ratio import refitML
from pylmer.inference.satterthwaite import LmerTestFit
from pylmer.inference.term_contrasts import droppable_terms, term_contrasts
from pylmer.structure.bars import formula_sides, no_bars
from rcompat.base.arguments import match_arg
from rcompat.base.c_format import atoms
from rcompat.base.conditions import RError
from rcompat.base.frame import NA_INTEGER, NA_LOGICAL, NA_REAL, Frame
from rcompat.base.generics import answers, ask
from rcompat.base.number_text import format_doubles
from rcompat.base.vectors import Vector
from rcompat.design.model_matrix import model_matrix
from rcompat.language.deparse import deparse, deparse_one
from rcompat.language.expressions import Expr, Symbol, call
from rcompat.language.formulas import update_formula
from rcompat.language.syntax import parse_expression
from rcompat.language.terms import Terms, make_terms
from rcompat.maths.distributions import pchisq
from rcompat.maths.linpack import pivoted_qr, q_times

__all__ = ["check_row_counts", "drop1", "extractAIC", "lmertest_drop1", "without_term"]

_DDF = ("Satterthwaite", "Kenward-Roger", "lme4")
_DOT = Symbol(".")
_NO_TERMS_CALL = 'x$terms %||% attr(x, "terms") %||% stop("no terms component nor attribute")'


def drop1(fit: Any, *arguments: Any, **named: Any) -> AnovaTable:
    """Single term deletions.

    Args:
        fit: a fitted model.
        *arguments, **named: `scope`, and for fits of lme4 `scale`, `test`, `k`, `trace`, `sumFun`; for fits of
            lmerTest `ddf` and `force_get_contrasts`.

    R: stats::drop1.
    """
    answer: AnovaTable = ask("drop1", fit, *arguments, **named)
    return answer


@answers("extractAIC", MerFit)
def extractAIC(fit: MerFit, scale: float = 0.0, k: float = 2.0) -> Vector:
    """Number of parameters and AIC of the model fitted by maximum likelihood. R: extractAIC.merMod."""
    likelihood = logLik(refitML(fit))
    return Vector(data=np.array([likelihood.df, -2 * likelihood.value + k * likelihood.df], dtype=np.float64))


def check_row_counts(n: int, smaller: int, call_text: str | None = None) -> None:
    """Stop if a smaller model uses other rows.

    Raises:
        RError: R's sentence.
    """
    if n != smaller:
        raise RError("number of rows in use has changed: remove missing values?", call_text)


def without_term(label: str) -> Expr:
    """The change of a formula that takes a term out: `. ~ . - label`."""
    return call("~", _DOT, call("-", _DOT, parse_expression(label)))


@answers("drop1", MerFit)
def _lme4_drop1(
    fit: MerFit,
    scope: Any = None,
    scale: float = 0.0,
    test: str | None = None,
    k: float = 2.0,
    trace: Any = False,
    sumFun: Callable[..., Any] | None = None,
    **extra: Any,
) -> AnovaTable:
    """R: drop1.merMod.

    `sumFun` is asked of the model, then of the model and each smaller one, with `scale=`, `k=` and what is in `extra`.
    """
    chosen = match_arg(test, ("none", "Chisq", "user"), "test")
    if (chosen == "user") != (sumFun is not None):
        text = '‘sumFun’ must be specified if (and only if) test=="user"'
        raise RError(text, call_text("drop1.merMod", (fit,), {"test": test} if test else {}))
    labels = _scope_labels(fit, scope)
    heading = ["Single term deletions", "\nModel:", *deparse(fit.spec.formula)]
    if scale > 0:
        heading.append(f"\nscale:  {format_doubles([scale])[0]} \n")
    smaller = _smaller_fits(fit, labels, trace)
    names = ["<none>", *labels] if labels else ["1"]
    if sumFun is None:
        table = _aic_table(fit, smaller, names, k, chosen == "Chisq")
    else:
        table, method = _user_table(sumFun, fit, smaller, names, {"scale": scale, "k": k, **extra})
        heading += [] if method is None else ["Method: ", method, "\n"]
    return AnovaTable(heading=tuple(heading), table=table)


def _smaller_fits(fit: MerFit, labels: Sequence[str], trace: Any) -> Iterator[MerFit]:
    """The fits without each term, each made when it is asked for."""
    for label in labels:
        if trace > 1:
            sys.stdout.write(f"trying -{label}\n")
        smaller = ask("update", fit, without_term(label))
        check_row_counts(fit.spec.n, smaller.spec.n, call_text("drop1.merMod", (fit,)))
        yield smaller


def _scope_labels(fit: MerFit, scope: Any) -> list[str]:
    terms = fit.spec.terms
    if scope is None:
        return droppable_terms(terms)
    if isinstance(scope, str) and "~" not in scope:
        labels = [scope]
    elif isinstance(scope, str) or not isinstance(scope, Sequence):
        labels = list(make_terms(update_formula(no_bars(fit.spec.formula), as_formula(scope))).term_labels)
    else:
        labels = [str(label) for label in scope]
    if not all(label in terms.term_labels for label in labels):
        raise RError("scope is not a subset of term labels", call_text("drop1.merMod", (fit, scope)))
    return labels


def _aic_table(fit: MerFit, smaller: Iterator[MerFit], names: Sequence[str], k: float, with_test: bool) -> Frame:
    df, aic = extractAIC(fit, k=k).data.tolist()
    rows: list[list[float | None]] = [[None, aic, None, None]]
    for model in smaller:
        other_df, other_aic = extractAIC(model, k=k).data.tolist()
        lost = df - other_df
        ratio = (other_aic - k * other_df) - (aic - k * df)
        rows.append([lost, other_aic, ratio, pchisq(ratio, lost, lower_tail=False) if lost else None])
    columns = ("npar", "AIC", "LRT", "Pr(Chi)")[: 4 if with_test else 2]
    return make_frame(columns, [row[: len(columns)] for row in rows], names)


def _user_table(
    function: Callable[..., Any], fit: MerFit, smaller: Iterator[MerFit], names: Sequence[str], extra: Mapping[str, Any]
) -> tuple[Frame, str | None]:
    """What the user's function says of the model and of each smaller one, and what it calls its method."""
    told = [function(fit, **extra), *(function(fit, model, **extra) for model in smaller)]
    method = getattr(told[-1], "attributes", {}).get("method")
    read = [dict(zip(a.names or (), atoms(a)[1], strict=True)) if isinstance(a, Vector) else dict(a) for a in told]
    columns = list(read[-1])
    table = make_frame(columns, [[_number(row.get(name)) for name in columns] for row in read], names)
    return table, None if method is None else str(np.asarray(method).ravel()[0])


def _number(cell: Any) -> float | None:
    return None if cell in (None, NA_LOGICAL, NA_INTEGER) else float(cell)


@answers("drop1", LmerTestFit)
def lmertest_drop1(
    fit: LmerTestFit,
    scope: Any = None,
    ddf: str | None = None,
    force_get_contrasts: bool = False,
    **further: Any,
) -> AnovaTable:
    """F tests of the terms that may leave the model.

    Args:
        fit: a fit of lmerTest.
        scope: labels of the terms to test; None takes all that may leave.
        ddf: "Satterthwaite", "Kenward-Roger" or "lme4" (lme4's table of AIC).
        force_get_contrasts: compare the designs with and without the term even if the model has full rank.
        **further: arguments of lme4's `drop1`.

    Raises:
        RError: the scope is no text, or names terms that may not leave.

    R: lmerTest's drop1.lmerModLmerTest.
    """
    method = match_arg(ddf, _DDF, "ddf")
    if method == "lme4":
        return _lme4_drop1(fit, scope, **further)
    allowed = droppable_terms(fit.spec.terms)
    labels = allowed if scope is None else [scope] if isinstance(scope, str) else scope
    given_call = call_text("drop1.lmerModLmerTest", (fit, *([] if scope is None else [scope])))
    is_formula = isinstance(scope, str) and "~" in scope
    if is_formula or not (isinstance(labels, Sequence) and all(isinstance(label, str) for label in labels)):
        raise RError("'scope' should be a character vector naming terms to be dropped", given_call)
    if not all(label in allowed for label in labels):
        raise RError("Only marginal terms can be dropped from the model", given_call)
    if fit.spec.dropped or force_get_contrasts:
        contrasts = {label: _residual_contrast(fit, label) for label in labels}
    else:
        every = term_contrasts(fit, "marginal")
        contrasts = {label: every[label] for label in labels} or every
    heading = (f"Single term deletions using {method}'s method:", "\nModel:", deparse_one(fit.spec.formula))
    return AnovaTable(heading=heading, table=f_table(fit, contrasts, method), hypotheses=contrasts, ddf=method)


def _residual_contrast(fit: LmerTestFit, label: str) -> Vector:
    """Orthonormal contrasts of what the term adds to the columns of the others; NA if it adds nothing."""
    spec = fit.spec
    terms = _smaller_terms(spec.terms, label)
    contrasts = {name: value for name, value in spec.contrasts.items() if name in terms.variable_names}
    smaller = model_matrix(terms, spec.frame.frame, contrasts or None).x
    factor = pivoted_qr(smaller)
    basis = np.linalg.qr(smaller[:, factor.pivot[: factor.rank]])[0]
    residual = spec.x - basis @ (basis.T @ spec.x)
    gram: NDArray[np.float64] = residual.T @ residual
    gram[np.abs(gram) < 1e-9 * max(1.0, float(np.abs(spec.x.T @ spec.x).max(initial=0.0)))] = 0.0
    products = pivoted_qr(gram)
    if products.rank == 0:
        return Vector(data=np.full((1, spec.p), NA_REAL), dimnames=(None, spec.x_names))
    rows = q_times(products, np.eye(spec.p))[:, : products.rank].T
    rows = np.where(np.abs(rows) < 1e-12, 0.0, rows)
    number = spec.terms.term_labels.index(label) + 1
    own = tuple(name for name, term in zip(spec.x_names, spec.x_assign.tolist(), strict=True) if term == number)
    names = own if len(own) == len(rows) > 1 else None
    return Vector(data=rows, dimnames=(names, spec.x_names))


def _smaller_terms(terms: Terms, label: str) -> Terms:
    """The terms without one.

    Raises:
        RError: nothing but the intercept is left and the response is computed: lmerTest finds no terms then.
    """
    smaller = make_terms(update_formula(terms.formula, without_term(label)))
    is_bare = smaller.intercept and not smaller.term_labels and not smaller.offsets
    if is_bare and not isinstance(formula_sides(smaller.formula)[0], Symbol):
        raise RError("no terms component nor attribute", _NO_TERMS_CALL)
    return smaller
