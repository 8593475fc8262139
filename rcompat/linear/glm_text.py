"""How generalised linear models print. R: print.glm, print.summary.glm."""

from __future__ import annotations

import numpy as np

from rcompat.base.frame import NA_REAL
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import signif_one, zapsmall
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse
from rcompat.linear.accessors import coef
from rcompat.linear.glm import GlmSummary
from rcompat.linear.glm_fit import GlmFit
from rcompat.linear.text import omitted_text
from rcompat.maths.stats import quantile
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.layout import named_lines
from rcompat.text.values import print_lines

__all__ = ["glm_lines", "glm_summary_lines"]

_QUANTILES = ("Min", "1Q", "Median", "3Q", "Max")
_FEW = 5


def _digits(digits: int | None) -> int:
    return max(3, get_options().digits - 3) if digits is None else digits


def _number(value: float, digits: int) -> str:
    return format_doubles([signif_one(value, digits)])[0]


def glm_lines(fit: GlmFit, digits: int | None = None) -> list[str]:
    """The short page. R: print.glm."""
    shown = _digits(digits)
    call = deparse(fit.call)
    lines = ["", f"Call:  {call[0]}", *call[1:], ""]
    estimates = coef(fit)
    if len(estimates):
        texts = format_doubles(estimates.data, digits=shown)
        lines += ["Coefficients:", *named_lines(texts, estimates.names or (), gap=2), ""]
    else:
        lines += ["No coefficients", ""]
    rest = fit.solution.df_residual
    lines.append(f"Degrees of Freedom: {fit.null_df} Total (i.e. Null);  {rest} Residual")
    omitted = omitted_text(fit)
    if omitted:
        lines.append(f"  ({omitted})")
    lines.append(f"Null Deviance:\t    {_number(fit.null_deviance, shown)} ")
    aic = "NA" if fit.aic != fit.aic else _number(fit.aic, shown)
    return [*lines, f"Residual Deviance: {_number(fit.steps.deviance, shown)} \tAIC: {aic}"]


def glm_summary_lines(page: GlmSummary, digits: int | None = None, signif_stars: bool | None = None) -> list[str]:
    """The long page. R: print.summary.glm."""
    shown = _digits(digits)
    fit = page.fit
    lines = ["", "Call:", *deparse(fit.call), "", "Deviance Residuals: ", *_residual_lines(page, shown)]
    lines += _coefficient_lines(page, shown, signif_stars)
    spread = format_doubles([page.dispersion])[0]
    lines += ["", f"(Dispersion parameter for {fit.family.name} family taken to be {spread})", ""]
    texts = format_doubles([fit.null_deviance, fit.steps.deviance], digits=max(5, shown + 1))
    freedoms = [str(fit.null_df), str(fit.solution.df_residual)]
    width = max(len(text) for text in freedoms)
    for title, text, freedom in zip(("    Null", "Residual"), texts, freedoms, strict=True):
        lines.append(f"{title} deviance: {text}  on {freedom.rjust(width)}  degrees of freedom")
    omitted = omitted_text(fit)
    if omitted:
        lines.append(f"  ({omitted})")
    aic = "NA" if fit.aic != fit.aic else format_doubles([fit.aic], digits=max(4, shown + 1))[0]
    return [*lines, f"AIC: {aic}", "", f"Number of Fisher Scoring iterations: {fit.steps.iterations}", ""]


def _residual_lines(page: GlmSummary, digits: int) -> list[str]:
    values = page.residuals.data
    if page.fit.solution.df_residual > _FEW:
        known = values[~np.isnan(values)]
        cuts = zapsmall(np.array(quantile(known)), digits + 1)
        return print_lines(Vector(data=cuts, names=_QUANTILES), digits=digits, print_gap=2)
    return print_lines(
        Vector(data=zapsmall(values, digits + 1), names=page.residuals.names), digits=digits, print_gap=2
    )


def _coefficient_lines(page: GlmSummary, digits: int, signif_stars: bool | None) -> list[str]:
    fit, table = page.fit, page.coefficients
    names = fit.design.names
    if not names:
        return ["", "No Coefficients"]
    lost = len(names) - fit.solution.rank
    title = f"Coefficients: ({lost} not defined because of singularities)" if lost else "Coefficients:"
    if lost:
        full = np.full((len(names), 4), NA_REAL)
        full[fit.solution.kept] = table.data
        table = Vector(data=full, dimnames=(names, (table.dimnames or (None, None))[1]))
    return ["", title, *coef_table_lines(table, digits=digits, signif_stars=signif_stars)]


@answers("render", GlmFit)
def _(fit: GlmFit, /, digits: int | None = None) -> str:
    return "\n".join(glm_lines(fit, digits)) + "\n"


@answers("render", GlmSummary)
def _(page: GlmSummary, /, digits: int | None = None, signif_stars: bool | None = None) -> str:
    return "\n".join([*glm_summary_lines(page, digits, signif_stars), ""])
