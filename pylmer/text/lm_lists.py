"""How the linear models of groups print. R: show, print.summary.lmList4, print of lmList4.confint."""

from __future__ import annotations

from typing import Any

from pylmer.fit.lm_list import LmListFit
from pylmer.inference.lm_lists import LmListConfint, LmListSummary, coef, pooled_df, sigma
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse, deparse_one
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", LmListFit)
def _(fit: LmListFit, /, digits: int | None = None) -> str:
    table = print_lines(coef(fit), digits=digits)
    lines = [f"Call: {' '.join(deparse(fit.request.call))} ", "Coefficients:", *table]
    if fit.pool:
        total, rest = pooled_df(fit)
        lines += ["", f"Degrees of freedom: {total} total; {rest} residual"]
        lines.append(f"Residual standard error: {format_doubles([sigma(fit)])[0]}")
    return "\n".join(lines) + "\n"


@answers("render", LmListSummary)
def _(page: LmListSummary, /, digits: int | None = None) -> str:
    """R's page; lme4 1.1-31 looks for the groups in the wrong place and shows NULL."""
    request = page.fit.request
    data = deparse_one(request.shown["data"]) if "data" in request.shown else "NULL"
    lines = ["Call:", f"  Model: {deparse_one(page.fit.model)} | NULL ", f"   Data: {data} ", "", "Coefficients:"]
    rows, columns, names = page.coefficients.dimnames or (None, None, None)
    for place, name in enumerate(names or ()):
        slab = Vector(data=page.coefficients.data[:, :, place], dimnames=(rows, columns))
        lines += [f"   {name} ", *print_lines(slab, digits=digits)]
    if page.sigma is not None:
        lines += ["", f"Residual standard error: {format_doubles([page.sigma])[0]} on {page.df} degrees of freedom"]
    return "\n".join([*lines, ""]) + "\n"


@answers("render", LmListConfint)
def _(found: LmListConfint, /, **arguments: Any) -> str:
    lines = ['An object of class "lmList4.confint"', *print_lines(found.intervals, **arguments)]
    return "\n".join(lines) + "\n"
