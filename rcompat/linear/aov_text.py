"""How analysis of variance models, their tables and Tukey's comparisons print. R: package stats."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from rcompat.base.frame import Frame
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.rounding import round_one, zapsmall
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse
from rcompat.linear.aov import AovList, AovListSummary, AovSummary, fit_terms
from rcompat.linear.lm_fit import AovFit, LmSolution
from rcompat.linear.sums import sum_of
from rcompat.linear.text import omitted_text
from rcompat.linear.tukey import MeansTables, TukeyComparisons
from rcompat.text.anova_table import anova_lines
from rcompat.text.lists import element_tag
from rcompat.text.values import print_lines

__all__ = ["aov_lines", "tukey_lines"]

_BALANCED = 1e-10


def _sums_lines(terms: Sequence[tuple[str, int, float]], rss: float, rest: int) -> list[str]:
    """The table of sums of squares and degrees of freedom."""
    names = [name for name, _, _ in terms]
    sums = [total for _, _, total in terms]
    freedoms = [float(df) for _, df, _ in terms]
    if rest > 0:
        names, sums, freedoms = [*names, "Residuals"], [*sums, rss], [*freedoms, float(rest)]
    cells = [format_doubles(zapsmall(np.array(sums)).tolist()), format_doubles(freedoms)]
    data = np.array(cells, dtype=object)
    table = Vector(data=data, dimnames=(("Sum of Squares", "Deg. of Freedom"), tuple(names)))
    return ["", "Terms:", *print_lines(table, quote=False, right=True)]


def _effects_lines(solution: LmSolution, n_effects: int, has_effects: bool) -> list[str]:
    lines = []
    lost = n_effects - solution.rank
    if has_effects and lost:
        lines.append(f"{lost} out of {n_effects} effects not estimable")
    if has_effects:
        top = solution.qr.qr[: min(solution.qr.qr.shape)]
        beyond = np.triu(top, 1)
        is_balanced = not beyond.size or float(np.abs(beyond).max()) < _BALANCED
        lines.append(f"Estimated effects {'are' if is_balanced else 'may be un'}{' ' if is_balanced else ''}balanced")
    return lines


def _error_lines(rss: float, rest: int) -> list[str]:
    if rest <= 0:
        return []
    spread = math.sqrt(rss / rest)
    return ["", f"Residual standard error: {format_doubles([spread])[0]}"]


def aov_lines(fit: AovFit) -> list[str]:
    """The short page. R: print.aov."""
    solution = fit.solution
    squares = solution.residuals**2
    rss = sum_of(squares if fit.prior_weights is None else fit.prior_weights * squares)
    call = deparse(fit.call)
    lines = ["Call:", f"   {call[0]}", *call[1:]]
    lines += _sums_lines(fit_terms(fit), rss, solution.df_residual)
    lines += _error_lines(rss, solution.df_residual)
    columns = fit.design.x.shape[1]
    lines += _effects_lines(solution, columns, columns > int(fit.frame.terms.intercept))
    omitted = omitted_text(fit)
    return [*lines, omitted] if omitted else lines


@answers("render", AovFit)
def _(fit: AovFit, /, digits: int | None = None) -> str:
    return "\n".join(aov_lines(fit)) + "\n"


@answers("render", AovList)
def _(fit: AovList, /, digits: int | None = None) -> str:
    lines = ["", "Call:", *deparse(fit.call), "", f"Grand Mean: {format_doubles([fit.grand_mean])[0]}"]
    for place, stratum in enumerate(fit.strata, start=1):
        rest = stratum.solution.df_residual
        lines += ["", f"Stratum {place}: {stratum.name}", *_sums_lines(stratum.terms, stratum.rss, rest)]
        lines += _error_lines(stratum.rss, rest)
        lines += _effects_lines(stratum.solution, stratum.n_columns, stratum.n_columns > 0)
    return "\n".join(lines) + "\n"


def _table_lines(table: Frame) -> list[str]:
    return anova_lines([], table, digits=4)


@answers("render", AovSummary)
def _(page: AovSummary, /, digits: int | None = None) -> str:
    omitted = omitted_text(page.fit)
    return "\n".join([*_table_lines(page.table), *([omitted] if omitted else [])]) + "\n"


@answers("render", AovListSummary)
def _(page: AovListSummary, /, digits: int | None = None) -> str:
    lines = []
    for name, table in page.tables:
        lines += ["", f"Error: {name}", *_table_lines(table)]
    return "\n".join(lines) + "\n"


def tukey_lines(page: TukeyComparisons, digits: int = 7) -> list[str]:
    """The page of Tukey's comparisons. R: print.TukeyHSD."""
    level = format_doubles([page.level * 100])[0]
    lines = ["  Tukey multiple comparisons of means", f"    {level}% family-wise confidence level"]
    if page.ordered:
        lines.append("    factor levels have been ordered")
    lines += ["", *_fit_lines(page), ""]
    for name, table in page.tables.items():
        data = table.data.copy()
        data[:, 3] = [round_one(float(p), digits) for p in data[:, 3]]
        lines += [element_tag(name, 0), *print_lines(Vector(data=data, dimnames=table.dimnames), digits=digits), ""]
    return lines


def _fit_lines(page: TukeyComparisons) -> list[str]:
    call = deparse(page.call)
    return [f"Fit: {call[0]}", *call[1:]]


@answers("render", TukeyComparisons)
def _(page: TukeyComparisons, /, digits: int = 7) -> str:
    return "\n".join(tukey_lines(page, digits)) + "\n"


@answers("render", MeansTables)
def _(page: MeansTables, /, digits: int | None = None) -> str:
    lines = [f"Tables of {page.kind}"]
    if page.grand_mean is not None:
        mean = format_doubles([page.grand_mean])[0]
        lines += ["Grand mean", " " * (len(mean) + 1), f"{mean} "]
    for name, (table, counts) in page.tables.items():
        lines += ["", f" {name} "]
        if counts is None:
            lines += print_lines(table, digits=4)
        else:
            lines += print_lines(_with_counts(table, counts))
    return "\n".join(lines) + "\n"


def _with_counts(table: Vector, counts: Vector) -> Vector:
    """Means above the numbers of observations, as R shows tables of unequal groups."""
    cells = [format_doubles(table.data.tolist(), digits=4), format_doubles(counts.data.tolist())]
    names = table.dimnames[0] if table.dimnames else ()
    return Vector(data=np.array(cells, dtype=object), dimnames=(("", "rep"), names), attributes={"class": "noquote"})
