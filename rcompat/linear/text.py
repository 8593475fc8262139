"""How linear models and the answers to questions about them print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.p_value_text import format_pval
from rcompat.base.rounding import round_one, signif_one, zapsmall
from rcompat.base.sprintf import c_sprintf, sprintf
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse
from rcompat.linear.accessors import coef
from rcompat.linear.anova import LmAnova
from rcompat.linear.likelihood import LogLik
from rcompat.linear.lm_fit import LmFit
from rcompat.linear.summary import LmSummary
from rcompat.maths.distributions import pf
from rcompat.maths.stats import quantile
from rcompat.text.anova_table import anova_lines
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.layout import MatrixLayout, matrix_lines, named_lines
from rcompat.text.values import print_lines

__all__ = ["fit_lines", "omitted_text", "summary_lines"]

_QUANTILES = ("Min", "1Q", "Median", "3Q", "Max")
_FEW = 5
_SYMBOLS = ((0.3, " "), (0.6, "."), (0.8, ","), (0.9, "+"), (0.95, "*"), (1.0, "B"))
_SYMBOL_LEGEND = "[1] 0 ‘ ’ 0.3 ‘.’ 0.6 ‘,’ 0.8 ‘+’ 0.9 ‘*’ 0.95 ‘B’ 1"


def _default_digits(digits: int | None) -> int:
    return max(3, get_options().digits - 3) if digits is None else digits


def _call_lines(fit: LmFit) -> list[str]:
    return ["", "Call:", *deparse(fit.call), ""]


def fit_lines(fit: LmFit, digits: int | None = None) -> list[str]:
    """The short page. R: print.lm."""
    lines = _call_lines(fit)
    estimates = coef(fit)
    if not len(estimates):
        return [*lines, "No coefficients", ""]
    texts = format_doubles(estimates.data, digits=_default_digits(digits))
    return [*lines, "Coefficients:", *named_lines(texts, estimates.names or (), gap=2), ""]


def omitted_text(fit: LmFit) -> str | None:
    """What the page says of rows with missing values, or None. R: stats::naprint."""
    count = len(fit.frame.dropped)
    if not count or fit.frame.na_action not in ("na.omit", "na.exclude"):
        return None
    noun = "observation" if count == 1 else "observations"
    return f"{count} {noun} deleted due to missingness"


def summary_lines(
    page: LmSummary,
    digits: int | None = None,
    symbolic_cor: bool | None = None,
    signif_stars: bool | None = None,
) -> list[str]:
    """The long page. R: print.summary.lm."""
    shown = _default_digits(digits)
    fit = page.fit
    lines = [*_call_lines(fit), *_residual_lines(page, shown)]
    if not page.df[2]:
        lines += ["", "No Coefficients"]
    else:
        lines += _coefficient_lines(page, shown, signif_stars)
    freedom = page.df[1]
    spread = format_doubles([signif_one(page.sigma, shown)])[0]
    lines += ["", f"Residual standard error: {spread} on {freedom} degrees of freedom"]
    omitted = omitted_text(fit)
    if omitted and page.df[2]:  # R forgets the omitted rows of a model without columns
        lines.append(f"  ({omitted})")
    lines += _fit_quality_lines(page, shown)
    if page.correlation is not None and page.df[0] > 1:
        symbolic = page.symbolic_cor if symbolic_cor is None else symbolic_cor
        lines += ["", "Correlation of Coefficients:", *_correlation_lines(page.correlation, symbolic, shown)]
    return [*lines, ""]


def _residual_lines(page: LmSummary, digits: int) -> list[str]:
    weights = page.fit.prior_weights
    is_weighted = weights is not None and float(weights.max() - weights.min()) != 0.0
    title = "Weighted Residuals:" if is_weighted else "Residuals:"
    freedom = page.df[1]
    if freedom > _FEW:
        shown = zapsmall(np.array(quantile(page.residuals.data)), digits + 1)
        return [title, *print_lines(Vector(data=shown, names=_QUANTILES), digits=digits)]
    if freedom > 0:
        return [title, *print_lines(page.residuals, digits=digits)]
    return [title, f"ALL {page.df[0]} residuals are 0: no residual degrees of freedom!"]


def _coefficient_lines(page: LmSummary, digits: int, signif_stars: bool | None) -> list[str]:
    lost = page.df[2] - page.df[0]
    title = f"Coefficients: ({lost} not defined because of singularities)" if lost else "Coefficients:"
    table = page.coefficients
    if lost:
        names = page.fit.design.names
        full = np.full((len(names), 4), NA_REAL)
        full[page.aliased.data == 0] = table.data[np.argsort(page.fit.solution.kept)]
        table = Vector(data=full, dimnames=(names, (table.dimnames or (None, None))[1]))
    return ["", title, *coef_table_lines(table, digits=digits, signif_stars=signif_stars)]


def _fit_quality_lines(page: LmSummary, digits: int) -> list[str]:
    if page.fstatistic is None:
        return []
    value, df1, df2 = page.fstatistic
    p_value = format_pval([pf(value, df1, df2, False)], digits=digits)[0]
    shares = [_general(page.r_squared, digits), _general(page.adj_r_squared, digits)]
    freedoms = [format_doubles([df])[0] for df in (df1, df2)]
    return [
        f"Multiple R-squared:  {shares[0]},\tAdjusted R-squared:  {shares[1]} ",
        f"F-statistic: {_general(value, digits)} on {freedoms[0]} and {freedoms[1]} DF,  p-value: {p_value}",
    ]


def _general(value: float, digits: int) -> str:
    """One number in C's general format; R's formatC pads to one more than the digits."""
    text = sprintf("%g", value) if value - value != 0.0 else c_sprintf(f"%.{max(digits, 1)}g", value)
    return text.rjust(digits + 1) if digits > 1 else text


def _correlation_lines(correlation: Vector, symbolic: bool, digits: int) -> list[str]:
    names = (correlation.dimnames or (None,))[0] or ()
    p = len(names)
    values = correlation.data
    if symbolic:
        cells = [["1" if i == j else _symbol(float(values[i, j])) if j < i else "" for j in range(p)] for i in range(p)]
        lines = matrix_lines(cells, names, [""] * p, MatrixLayout(right=False))
        return [*lines, 'attr(,"legend")', _SYMBOL_LEGEND]
    texts = format_doubles([round_one(float(v), 2) for v in values.T.flat], nsmall=2, digits=digits)
    cells = [[texts[j * p + i] if j < i else "" for j in range(p - 1)] for i in range(1, p)]
    return matrix_lines(cells, names[1:], names[: p - 1], MatrixLayout(right=False))


def _symbol(value: float) -> str:
    return next(symbol for limit, symbol in _SYMBOLS if abs(value) <= limit or limit == 1.0)


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


@answers("render", LmFit)
def _(fit: LmFit, /, digits: int | None = None) -> str:
    return _joined(fit_lines(fit, digits))


@answers("render", LogLik)
def _(value: LogLik, /, digits: int | None = None) -> str:
    return f"'log Lik.' {format_doubles([value.value], digits=digits)[0]} (df={value.df})\n"


@answers("render", LmSummary)
def _(page: LmSummary, /, **arguments: Any) -> str:
    return _joined(summary_lines(page, **arguments))


@answers("render", LmAnova)
def _(table: LmAnova, /, digits: int | None = None, signif_stars: bool | None = None) -> str:
    return _joined(anova_lines(table.heading, table.table, digits=digits, signif_stars=signif_stars))
