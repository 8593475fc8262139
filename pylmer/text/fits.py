"""The pages of a fit: `print(fit)` and `print(summary(fit))`, block by block where lme4 cuts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.accessors import fixef, ngrps
from pylmer.inference.covariance import VarCorr
from pylmer.inference.likelihood import isREML
from pylmer.summaries.summary import MerSummary, aic_table
from pylmer.text.tables import (
    aic_lines,
    call_lines,
    fit_note_lines,
    groups_line,
    optimizer_text,
    shown_components,
    title_lines,
    varcorr_lines,
)
from rcompat.base.abbreviation import abbreviate
from rcompat.base.conditions import message
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.render import shown_name
from rcompat.base.rounding import round_one, zapsmall
from rcompat.base.vectors import Vector
from rcompat.text.coef_table import coef_table_lines
from rcompat.text.layout import MatrixLayout, matrix_lines, named_lines
from rcompat.text.values import print_lines

__all__ = ["PrintArguments", "fit_lines", "summary_lines"]

_QUANTILES = ("Min", "1Q", "Median", "3Q", "Max")
_SYMBOLS = ((0.3, " "), (0.6, "."), (0.8, ","), (0.9, "+"), (0.95, "*"), (1.0, "B"))
_SYMBOL_LEGEND = "[1] 0 ‘ ’ 0.3 ‘.’ 0.6 ‘,’ 0.8 ‘+’ 0.9 ‘*’ 0.95 ‘B’ 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintArguments:
    """Arguments of R's print methods for fits and summaries.

    Attributes:
        digits: significant digits; None: max(3, options(digits) - 3).
        correlation: draw the correlations; None: the summary's own rule.
        symbolic_cor: draw them as symbols.
        signif_stars: draw stars; None: the option.
        ranef_comp: columns of the random-effects table.
        show_resids: draw the quantiles of the residuals.
    """

    digits: int | None = None
    correlation: bool | None = None
    symbolic_cor: bool = False
    signif_stars: bool | None = None
    ranef_comp: Sequence[str] | str | None = None
    show_resids: bool = True

    @property
    def shown_digits(self) -> int:
        """Digits with the default filled in."""
        return max(3, get_options().digits - 3) if self.digits is None else self.digits

    def components(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """Columns of the random-effects table.

        Raises:
            RError: an unknown column.
        """
        given = default if self.ranef_comp is None else self.ranef_comp
        return shown_components(given, "formatVC(varcor, digits = digits, formatter = formatter, comp = comp)")


def fit_lines(fit: MerFit, arguments: PrintArguments) -> list[str]:
    """The short page. R: print.merMod."""
    digits = arguments.shown_digits
    lines = title_lines(isREML(fit), fit.class_name)
    lines += call_lines(fit.spec.call, fit.page_formula, with_control=False)
    lines += aic_lines(aic_table(fit), 4)
    lines.append("Random effects:")
    lines += varcorr_lines(VarCorr(fit), digits, arguments.components(("Std.Dev.",)))
    lines += groups_line(fit.spec.n, ngrps(fit))
    if fit.spec.p:
        lines.append("Fixed Effects:")
        estimates = fixef(fit)
        texts = format_doubles(estimates.data, digits=digits)
        lines += named_lines(texts, estimates.names or (), gap=2)
    else:
        lines.append("No fixed effect coefficients")
    lines += fit_note_lines(fit)
    if not _is_content(fit):
        optim = fit.optim
        counts = f"{len(optim.optimizer_warnings)} optimizer warnings; {len(optim.convergence_messages)} lme4 warnings "
        lines.append(f"{optimizer_text(fit)} ; {counts}")
    return lines


def _is_content(fit: MerFit) -> bool:
    """Whether neither the optimiser nor the convergence checks had anything to say."""
    optim = fit.optim
    return optim.code == 0 and not (optim.optimizer_warnings or optim.convergence_messages)


def summary_lines(page: MerSummary, arguments: PrintArguments) -> list[str]:
    """The long page. R: print.summary.merMod."""
    fit, digits = page.fit, arguments.shown_digits
    lines = title_lines(isREML(fit), page.class_name, page.ddf)
    lines += call_lines(fit.spec.call, fit.page_formula, with_control=True)
    lines += ["", *aic_lines(page.aic, 1), ""]
    if arguments.show_resids:
        lines += _residual_lines(page.residuals, digits)
    lines.append("Random effects:")
    lines += varcorr_lines(page.varcor, digits, arguments.components(("Variance", "Std.Dev.")))
    lines += groups_line(fit.spec.n, page.groups)
    if fit.spec.p:
        lines += ["", "Fixed effects:"]
        lines += coef_table_lines(page.coefficients, digits=digits, signif_stars=arguments.signif_stars)
        lines += _correlation_block(page, arguments, len(lines))
    lines += fit_note_lines(fit)
    if not _is_content(fit):
        lines += [optimizer_text(fit), *fit.optim.convergence_messages, *fit.optim.optimizer_warnings, ""]
    return lines


def _residual_lines(quantiles: Sequence[float], digits: int) -> list[str]:
    shown = zapsmall(np.array(quantiles), digits + 1)
    return ["Scaled residuals: ", *print_lines(Vector(data=shown, names=_QUANTILES), digits=digits), ""]


def _correlation_block(page: MerSummary, arguments: PrintArguments, drawn: int) -> list[str]:
    p = page.fit.spec.p
    if p <= 1:
        return []
    wanted = arguments.correlation
    limit = get_options().summary_cor_max
    if wanted is None:
        wanted = page.correlation is not False and p <= limit
        if p > limit:
            name = shown_name()
            text = (
                f"\nCorrelation matrix not shown by default, as p = {p} > {limit}.\n"
                f"Use print({name}, correlation=TRUE)  or\n"
                f"    vcov({name})        if you need it\n"
            )
            message(text, drawn)
    if not wanted:
        return []
    if page.correlation is False or (page.correlation is None and p > limit):
        message("\nCorrelation of fixed effects could have been required in summary()", drawn)
    return ["", "Correlation of Fixed Effects:", *_correlation_lines(page, arguments.symbolic_cor)]


def _correlation_lines(page: MerSummary, symbolic: bool) -> list[str]:
    names = page.fit.spec.x_names
    deviations = np.sqrt(np.diag(page.covariance))
    correlation = page.covariance / deviations / deviations[:, None]
    if symbolic:
        return _symbol_lines(correlation, names)
    p = len(names)
    texts = format_doubles([round_one(float(value), 3) for value in correlation.flat], nsmall=3)
    cells = [[texts[i * p + j] if j < i else "" for j in range(p - 1)] for i in range(1, p)]
    rows = abbreviate(names, minlength=11)
    columns = abbreviate(names, minlength=6)
    return matrix_lines(cells, rows[1:], columns[: p - 1], MatrixLayout(right=False))


def _symbol_lines(correlation: Any, names: tuple[str, ...]) -> list[str]:
    p = len(names)
    cells = [
        ["1" if i == j else _symbol(float(correlation[i, j])) if j < i else "" for j in range(p)] for i in range(p)
    ]
    rows = abbreviate(names, minlength=11)
    heads = abbreviate(abbreviate(names, minlength=6), minlength=1, strict=True)
    return [*matrix_lines(cells, rows, heads, MatrixLayout(right=False)), 'attr(,"legend")', _SYMBOL_LEGEND]


def _symbol(value: float) -> str:
    return next(symbol for limit, symbol in _SYMBOLS if abs(value) <= limit or limit == 1.0)


@answers("render", MerFit)
def _(fit: MerFit, /, **arguments: Any) -> str:
    return "\n".join(fit_lines(fit, PrintArguments(**arguments))) + "\n"


@answers("render", MerSummary)
def _(page: MerSummary, /, **arguments: Any) -> str:
    merged = replace(PrintArguments(), **{**dict(page.arguments), **arguments})
    return "\n".join(summary_lines(page, merged)) + "\n"
