"""How linear models with several responses print. R: print.mlm, print.summary.mlm."""

from __future__ import annotations

from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.render import render
from rcompat.language.deparse import deparse
from rcompat.linear.several import SeveralSummary, coef
from rcompat.linear.several_fit import SeveralFit
from rcompat.text.layout import MatrixLayout, matrix_lines

__all__: list[str] = []


@answers("render", SeveralFit)
def _(fit: SeveralFit, /, digits: int | None = None) -> str:
    table = coef(fit)
    shown = max(3, get_options().digits - 3) if digits is None else digits
    texts = format_doubles(table.data.ravel(order="F"), digits=shown)
    n = len(table.data)
    cells = [[texts[j * n + i] for j in range(len(fit.names))] for i in range(n)]
    heads = fit.columns or tuple(f"[,{j}]" for j in range(1, len(fit.names) + 1))
    lines = matrix_lines(cells, (table.dimnames or ((),))[0] or (), heads, MatrixLayout(right=False, gap=2))
    return "\n".join(["", "Call:", *deparse(fit.request.call), "", "Coefficients:", *lines, ""]) + "\n"


@answers("render", SeveralSummary)
def _(page: SeveralSummary, /, digits: int | None = None) -> str:
    pages = []
    for name, part in zip(page.names, page.parts, strict=True):
        pages.append(f"Response {name} :\n" + render(part, **({} if digits is None else {"digits": digits})) + "\n")
    return "".join(pages)
