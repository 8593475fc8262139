"""Analysis of variance models, with one or several error strata: fits and their tables.

R: stats::aov, summary.aov, summary.aovlist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.design.callers import caller_names
from rcompat.design.model_matrix import model_matrix
from rcompat.language.expressions import Argument, Call, Expr, Symbol
from rcompat.language.terms import make_terms
from rcompat.linear.anova import term_sums
from rcompat.linear.fitting import fit_lm_request
from rcompat.linear.lm_fit import AovFit, LmFit, LmSolution, solve_least_squares
from rcompat.linear.request import LmRequest, read_lm_request
from rcompat.linear.sums import sum_of
from rcompat.maths.distributions import pf
from rcompat.maths.linpack import pivoted_qr, qt_times

__all__ = ["AovList", "AovListSummary", "AovSummary", "Stratum", "aov", "fit_terms", "summary"]

_NO_SQUARES = 1e-5
_MOST_EXACT = 11


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stratum:
    """Least squares within one error stratum.

    Attributes:
        name: of the error term, or "Within".
        terms: name, degrees of freedom and sum of squares of each term that is estimated here.
        solution: of the projected response on the projected columns.
        rss: residual sum of squares.
        n_columns: columns that have something of this stratum.
    """

    name: str
    terms: tuple[tuple[str, int, float], ...]
    solution: LmSolution
    rss: float
    n_columns: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AovList(Printable, Asks):
    """A fit with several error strata. R: class aovlist."""

    call: Call
    fit: LmFit
    grand_mean: float
    strata: tuple[Stratum, ...]

    @property
    def class_name(self) -> str:
        """R's class."""
        return "aovlist"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AovSummary(Printable, Asks):
    """The table of one fit. R: class summary.aov."""

    fit: LmFit
    table: Frame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AovListSummary(Printable, Asks):
    """One table for each stratum. R: class summary.aovlist."""

    tables: tuple[tuple[str, Frame], ...]


def aov(
    formula: Any,
    data: Any = None,
    subset: Any = None,
    weights: Any = None,
    na_action: str | None = None,
    contrasts: Mapping[str, Any] | None = None,
    data_name: str | None = None,
) -> AovFit | AovList:
    """Fit an analysis of variance model; a term `Error(...)` names the error strata.

    Args:
        formula: R formula as text.
        data: data frame.
        subset, weights: R expressions as text, or arrays with one value per row.
        na_action: "na.omit", "na.exclude", "na.pass" or "na.fail".
        contrasts: factor name to contrast name or matrix.
        data_name: what the page calls the data.

    Raises:
        RError: R's message for whatever is wrong with the input.

    R: stats::aov.
    """
    options = {"subset": subset, "weights": weights, "na.action": na_action, "contrasts": contrasts}
    request = replace(read_lm_request(caller_names(), formula, data, options, data_name), function="aov")
    error = _error_term(request.formula)
    if error is None:
        fit = fit_lm_request(request)
        assert isinstance(fit, AovFit)
        return fit
    return _fit_strata(request, error)


def _error_term(formula: Expr) -> Expr | None:
    """What stands in Error( )."""
    if isinstance(formula, Call):
        if formula.name == "Error":
            return formula.arguments[0].value
        for argument in formula.arguments:
            found = _error_term(argument.value)
            if found is not None:
                return found
    return None


def _with_error_inside(formula: Expr, keep: bool) -> Expr:
    """The formula with Error(x) replaced by x, or left out."""
    if not isinstance(formula, Call):
        return formula
    if formula.name == "Error":
        return Call(Symbol("("), (formula.arguments[0],))
    sides = formula.arguments
    if not keep and formula.name == "+" and len(sides) == 2:
        rest = [side for side in sides if not (isinstance(side.value, Call) and side.value.name == "Error")]
        if len(rest) == 1:
            return _with_error_inside(rest[0].value, keep)
    if not keep and formula.name == "~" and isinstance(sides[-1].value, Call) and sides[-1].value.name == "Error":
        return Call(formula.function, (*sides[:-1], Argument(parse_one())))
    return Call(formula.function, tuple(Argument(_with_error_inside(side.value, keep), side.name) for side in sides))


def parse_one() -> Expr:
    """The right side of a formula without terms."""
    from rcompat.language.syntax import parse_expression

    return parse_expression("1")


def _fit_strata(request: LmRequest, error: Expr) -> AovList:
    whole = fit_lm_request(replace(request, formula=_with_error_inside(request.formula, True), function="lm"))
    frame = whole.frame.frame
    sides = request.formula.arguments  # type: ignore[union-attr]
    response = sides[0]
    errors = make_terms(Call(Symbol("~"), (response, Argument(error))))
    fixed = make_terms(_with_error_inside(request.formula, False))
    helmert = _helmert(frame, errors)
    strata_design = model_matrix(errors, frame, helmert)
    design = model_matrix(fixed, frame, request.options.get("contrasts"))
    factor = pivoted_qr(strata_design.x)
    rows = np.full(len(whole.y), -1)
    rows[: factor.rank] = strata_design.assign[factor.pivot[: factor.rank]]
    y = qt_times(factor, whole.y)
    x = np.column_stack([qt_times(factor, column) for column in design.x.T])
    names = [*errors.term_labels, "Within"]
    numbers = [*range(1, len(errors.term_labels) + 1), -1]
    strata = []
    for number, name in zip(numbers, names, strict=True):
        mine = rows == number
        if mine.any():
            strata.append(_stratum(name, y[mine], x[mine], design.assign, fixed.term_labels))
    mean = float(y[0] / x[0, 0])
    return AovList(call=request.call, fit=whole, grand_mean=mean, strata=tuple(strata))


def _helmert(frame: Frame, errors: Any) -> dict[str, str]:
    from rcompat.base.frame import Factor

    names = {name for label in errors.term_labels for name in label.split(":")}
    return {name: "contr.helmert" for name in names if isinstance(frame.columns.get(name), Factor)}


def _stratum(
    name: str, y: NDArray[np.float64], x: NDArray[np.float64], assign: NDArray[Any], labels: tuple[str, ...]
) -> Stratum:
    chosen = (x**2).sum(axis=0) > _NO_SQUARES
    solution = solve_least_squares(x[:, chosen], y)
    places = assign[chosen][solution.kept]
    squares = solution.effects[: solution.rank] ** 2
    terms = [
        (labels[number - 1], int((places == number).sum()), sum_of(squares[places == number]))
        for number in sorted(set(places.tolist()))
        if number
    ]
    rss = sum_of(solution.residuals**2)
    return Stratum(name=name, terms=tuple(terms), solution=solution, rss=rss, n_columns=int(chosen.sum()))


def fit_terms(fit: LmFit) -> list[tuple[str, int, float]]:
    """The terms of a fit without its intercept."""
    return [term for term in term_sums(fit) if term[0] != "(Intercept)"]


def _table(terms: Any, rss: float, rest: int, width: int) -> Frame:
    """Degrees of freedom, sums of squares and F tests, labels padded to one width."""
    names = [name for name, _, _ in terms] + (["Residuals"] if rest > 0 else [])
    wide = max([width, *map(len, names)])
    columns: dict[str, Column] = {
        "Df": np.array([*[float(df) for _, df, _ in terms], *([float(rest)] if rest > 0 else [])]),
        "Sum Sq": np.array([*[total for _, _, total in terms], *([rss] if rest > 0 else [])]),
    }
    columns["Mean Sq"] = np.asarray(columns["Sum Sq"]) / np.asarray(columns["Df"])
    if rest > 0:
        scale = rss / rest
        statistics = [total / df / scale for _, df, total in terms]
        tails = [pf(f, float(df), float(rest), False) for f, (_, df, _) in zip(statistics, terms, strict=True)]
        columns["F value"] = np.array([*statistics, NA_REAL])
        columns["Pr(>F)"] = np.array([*tails, NA_REAL])
    return Frame(columns=columns, n=len(names), row_names=tuple(name.ljust(wide) for name in names))


@answers("summary", AovFit)
def summary(fit: AovFit, intercept: bool = False) -> AovSummary:
    """The table of sums of squares.

    R: stats::summary.aov.
    """
    squares = fit.solution.residuals**2
    rss = sum_of(squares if fit.prior_weights is None else fit.prior_weights * squares)
    terms = term_sums(fit) if intercept else fit_terms(fit)
    return AovSummary(fit=fit, table=_table(terms, rss, fit.solution.df_residual, _MOST_EXACT))


@answers("summary", AovList)
def summary_of_strata(fit: AovList) -> AovListSummary:
    """One table for each stratum.

    R: stats::summary.aovlist.
    """
    width = len("Residuals")
    tables = [(s.name, _table(s.terms, s.rss, s.solution.df_residual, width)) for s in fit.strata]
    return AovListSummary(tables=tuple(tables))
