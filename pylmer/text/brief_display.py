"""How arm's `display` draws a fit. R: arm::display for merMod and lm."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from pylmer.inference.brief_display import GlmDisplay, LmDisplay, MerDisplay
from pylmer.inference.covariance import VarCorrTable
from rcompat.base.generics import answers
from rcompat.base.number_text import format_doubles
from rcompat.base.rounding import round_one
from rcompat.base.vectors import Vector
from rcompat.text.layout import MatrixLayout, matrix_lines
from rcompat.text.values import print_lines

__all__: list[str] = []


@answers("render", MerDisplay)
def _(shown: MerDisplay, /) -> str:
    columns = {"coef.est": shown.coef, "coef.se": shown.se}
    if shown.detail:
        columns["t value"] = shown.t_value
    lines = [*print_lines(shown.call)]
    if len(shown.coef) == 1 and not shown.detail:
        cells = _fixed(_flat(columns.values()), shown.digits)
        lines += print_lines(Vector(data=np.array(cells, dtype=object), names=tuple(columns)), quote=False)
    else:
        lines += _table_lines(columns, shown.digits)
    lines += ["", "Error terms:", *_error_lines(shown.varcor, shown.digits), "---"]
    names = shown.ngrps.names or ()
    counts = [f"{name}, {int(count.data[0])}" for name, count in zip(names, shown.ngrps.values, strict=True)]  # type: ignore[attr-defined]
    lines.append(f"number of obs: {shown.n}, groups: {'; '.join(counts)}")
    aic, dic = (format_doubles([round_one(value, 1)])[0] for value in (shown.AIC, shown.DIC))
    lines.append(f"AIC = {aic}, DIC = {dic}")
    return "\n".join([*lines, f"deviance = {_fixed([shown.deviance], 1)[0]} "]) + "\n"


@answers("render", LmDisplay)
def _(shown: LmDisplay, /) -> str:
    columns = {"coef.est": shown.coef, "coef.se": shown.se}
    if shown.detail:
        columns |= {"t value": shown.t_value, "Pr(>|t|)": shown.p_value}
    lines = [*print_lines(shown.call), *_table_lines(columns, shown.digits), "---"]
    spread = _fixed([shown.sigma_hat], shown.digits)[0]
    share = _fixed([shown.r_squared], 2)[0]
    lines += [f"n = {shown.n}, k = {shown.k}", f"residual sd = {spread}, R-Squared = {share}"]
    return "\n".join(lines) + "\n"


@answers("render", GlmDisplay)
def _(shown: GlmDisplay, /) -> str:
    rows, heads = shown.table.dimnames or ((), ())
    names = ("coef.est", "coef.se", *(str(head) for head in (heads or ())[2:]))[: 4 if shown.detail else 2]
    columns = {name: Vector(data=shown.table.data[:, j], names=rows) for j, name in enumerate(names)}
    lines = [*print_lines(shown.call), *_table_lines(columns, shown.digits), "---"]
    lines.append(f"  n = {shown.n}, k = {shown.k}")
    gain = shown.null_deviance - shown.deviance
    left, null, difference = (_fixed([value], 1)[0] for value in (shown.deviance, shown.null_deviance, gain))
    lines.append(f"  residual deviance = {left}, null deviance = {null} (difference = {difference})")
    if shown.dispersion is not None:
        lines.append(f"  overdispersion parameter = {_fixed([shown.dispersion], 1)[0]}")
    if shown.is_gaussian and shown.dispersion is not None:
        spread = _fixed([math.sqrt(shown.dispersion)], shown.digits)[0]
        lines.append(f"  residual sd is sqrt(overdispersion) = {spread}")
    return "\n".join(lines) + "\n"


def _flat(columns: Iterable[Vector]) -> list[float]:
    return [value for column in columns for value in column.data.tolist()]


def _fixed(values: Sequence[float], digits: float) -> list[str]:
    """Numbers rounded to `digits` decimals, all of which are shown, in one width. R: arm::fround."""
    return format_doubles([round_one(value, math.floor(digits + 0.5)) for value in values], nsmall=int(digits))


def _table_lines(columns: dict[str, Vector], digits: float) -> list[str]:
    first, *_ = columns.values()
    n = len(first)
    cells = _fixed(_flat(columns.values()), digits)
    rows = [[cells[j * n + i] for j in range(len(columns))] for i in range(n)]
    return matrix_lines(rows, first.names or (), tuple(columns), MatrixLayout(right=False))


def _error_lines(table: VarCorrTable, digits: float) -> list[str]:
    """Standard deviations and correlations; where there are any, R leaves room for one column more."""
    size = max(len(block.names) for block in table)
    deviations = _fixed([*(float(sd) for block in table for sd in block.stddev), table.sigma], digits)
    rows: list[list[str]] = []
    for block in table:
        k = len(block.names)
        texts = _fixed([float(value) for value in block.correlation.flat], digits)
        for i, name in enumerate(block.names):
            lower = [texts[i * k + j] if j < i else "" for j in range(size)] if size > 1 else []
            rows.append([block.group if i == 0 else "", name, deviations[len(rows)], *lower])
    rows.append(["Residual", "", deviations[-1], *([""] * size if size > 1 else [])])
    heads = ["Groups", "Name", "Std.Dev.", *(["Corr", *[""] * (size - 1)] if size > 1 else [])]
    return matrix_lines(rows, [""] * len(rows), heads, MatrixLayout(right=False))
