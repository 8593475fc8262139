"""The blocks that several pages share: title, call, likelihood, random effects, groups, warnings."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from pylmer.fit.mer_fit import MerFit
from pylmer.inference.covariance import VarCorrTable
from pylmer.summaries.summary import AicTable, method_title
from rcompat.base.conditions import RError
from rcompat.base.line_wrap import strwrap
from rcompat.base.number_text import format_doubles, number_word
from rcompat.base.options import get_options
from rcompat.base.rounding import round_one
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse
from rcompat.language.expressions import Call, Expr
from rcompat.text.filled_text import cat_fill
from rcompat.text.layout import MatrixLayout, matrix_lines, named_lines

__all__ = [
    "aic_lines",
    "call_lines",
    "fit_note_lines",
    "groups_line",
    "optimizer_text",
    "shown_components",
    "title_lines",
    "varcorr_lines",
]


def title_lines(reml: bool, class_name: str, ddf: str = "lme4") -> list[str]:
    """The title; too long for a line it wraps, and the class loses its quotes. R: lme4's .prt.methTit."""
    method = method_title(reml, ddf)
    width = get_options().width
    if len(method) + 5 + len(class_name) > width:
        return cat_fill([*strwrap(method, width=width - 2, exdent=2), " [", class_name, "]"], width, sep="")
    return [f"{method} ['{class_name}']"]


def call_lines(call: Call, formula: Expr, with_control: bool) -> list[str]:
    """Formula, Data, Weights, Offset, Control and Subset lines. R: lme4's .prt.call."""
    given = {argument.name: argument.value for argument in call.arguments}
    lines = _filled("Formula:", formula) if "formula" in given else []
    for label, name in (
        ("   Data:", "data"),
        ("Weights:", "weights"),
        (" Offset:", "offset"),
        ("Control:", "control"),
        (" Subset:", "subset"),
    ):
        value = given.get(name)
        if value is not None and (with_control or name != "control"):
            lines += _filled(label, value)
    return lines


def _filled(label: str, expr: Expr) -> list[str]:
    return cat_fill([label, *deparse(expr)], get_options().width)


def aic_lines(aic: AicTable, digits: int) -> list[str]:
    """The likelihood block, its numbers rounded to `digits` decimals. R: lme4's .prt.aictab."""
    rounded = [round_one(value, digits) for value in aic.values]
    if aic.names == ("REML",):
        return ["REML criterion at convergence: " + format_doubles(rounded)[0]]
    texts = format_doubles(rounded)
    return named_lines([*texts[:-1], *format_doubles(rounded[-1:])], aic.names)


def shown_components(comp: Sequence[str] | str, call: str) -> tuple[str, ...]:
    """Columns of the random-effects table; a beginning is enough.

    Args:
        comp: what is wanted of "Variance" and "Std.Dev.".
        call: the call that errors name.

    Raises:
        RError: an unknown column, or none.
    """
    wanted = (comp,) if isinstance(comp, str) else tuple(comp)
    unknown = [name for name in wanted if not any(full.startswith(name) for full in _COMPONENTS)]
    if unknown:
        raise RError(f"Illegal 'comp': {', '.join(unknown)}", call)
    if not wanted:
        raise RError("Must *either* show variances or standard deviations", call)
    return tuple(full for name in wanted for full in _COMPONENTS if full.startswith(name))


def varcorr_lines(
    table: VarCorrTable,
    digits: int,
    comp: Sequence[str] = ("Std.Dev.",),
    formatter: Callable[..., Any] | None = None,
) -> list[str]:
    """The table of variances, standard deviations and correlations. R: lme4's formatVC.

    Args:
        table: the covariances.
        digits: significant digits of the variances and deviations; correlations get max(2, digits - 2) decimals.
        comp: which of "Variance" and "Std.Dev." to show.
        formatter: makes texts of numbers and `digits`; None: R's format.
    """
    heads = ["Groups", "Name"]
    groups = [block.group if i == 0 else "" for block in table for i in range(len(block.names))] + ["Residual"]
    names = [name for block in table for name in block.names] + [""]
    columns = [groups, names]
    for kind in comp:
        if kind in _COMPONENTS:
            value = _COMPONENTS[kind]
            numbers = [value(float(sd)) for block in table for sd in block.stddev] + [value(table.sigma)]
            columns.append(_texts(numbers, digits, formatter))
            heads.append(kind)
    correlations = _correlation_columns(table, max(2, digits - 2))
    columns += correlations
    heads += ["Corr", *[""] * (len(correlations) - 1)][: len(correlations)]
    cells = list(zip(*columns, strict=True))
    return matrix_lines(cells, [""] * len(cells), heads, MatrixLayout(right=False))


def _texts(numbers: list[float], digits: int, formatter: Callable[..., Any] | None) -> list[str]:
    if formatter is None:
        return format_doubles(numbers, digits=digits)
    found = formatter(np.array(numbers), digits=digits)
    items = np.asarray(getattr(found, "data", found)).ravel().tolist()
    return [item if isinstance(item, str) else number_word(item) for item in items]


_COMPONENTS: dict[str, Callable[[float], float]] = {"Variance": lambda sd: sd * sd, "Std.Dev.": lambda sd: sd}


def _correlation_columns(table: VarCorrTable, decimals: int) -> list[list[str]]:
    """Lower triangles, one under the other; each term's correlations share a format with its ones on the diagonal."""
    width = max(len(block.names) for block in table) - 1
    rows: list[list[str]] = []
    for block in table:
        k = len(block.names)
        flat = [round_one(value, decimals) if not math.isnan(value) else value for value in block.correlation.flat]
        texts = format_doubles(flat, nsmall=decimals)
        rows += [[texts[i * k + j] if j < i else "" for j in range(width)] for i in range(k)]
    rows.append([""] * width)
    return [list(column) for column in zip(*rows, strict=True)] if width > 0 else []


def groups_line(n: int, groups: Vector) -> list[str]:
    """Numbers of observations and of levels, wrapped at the line width. R: lme4's .prt.grps."""
    counts = [f"{name}, {count}" for name, count in zip(groups.names or (), groups.data.tolist(), strict=True)]
    return cat_fill([f"Number of obs: {n}, groups: ", "; ".join(counts)], get_options().width)


def optimizer_text(fit: MerFit) -> str:
    """The optimiser's name, code and message in one line; empty if there was no optimisation."""
    optim = fit.optim
    if optim.optimizer is None:
        return ""
    said = "OK" if optim.code == 0 else optim.message
    return f"optimizer ({optim.optimizer}) convergence code: {optim.code} ({said})"


def fit_note_lines(fit: MerFit) -> list[str]:
    """Sentences about rank and scale, under their heading."""
    return ["fit warnings:", *fit.spec.notes] if fit.spec.notes else []
