"""Coefficient tables: R's `printCoefmat`, with its stars and its legend.

Estimates and standard errors are rounded to decimals that suit the smallest of them and share one format; test
statistics are rounded to `dig_tst` decimals; every other column is formatted by itself; p values come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10

import numpy as np

from rcompat.base.conditions import RError
from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.number_text import format_doubles, is_na_double
from rcompat.base.options import get_options, set_quotes
from rcompat.base.p_value_text import format_pval
from rcompat.base.rounding import round_one, zapsmall
from rcompat.base.vectors import Names, Vector
from rcompat.text.cells import escape_names
from rcompat.text.filled_text import cat_fill
from rcompat.text.layout import MatrixLayout, limited_matrix_lines

__all__ = ["CoefTable", "coef_table_lines", "read_coef_table", "signif_legend_lines", "stars"]

_EPSILON = 2.220446049250313e-16
_LEVELS = ((0.001, "***"), (0.01, "**"), (0.05, "*"), (0.1, "."), (1.0, " "))
_MARKED_P = (0.0, 0.001, 0.01, 0.05, 0.1, 1.0)
_LEGEND = "{} ‘***’ {} ‘**’ {} ‘*’ {} ‘.’ {} ‘ ’ {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoefTable:
    """The numbers and names of a table.

    Attributes:
        columns: one list of doubles per column.
        row_names: row labels or None.
        column_names: column labels or None.
    """

    columns: list[list[float]]
    row_names: Names
    column_names: Names


def read_coef_table(table: Vector | Frame) -> CoefTable:
    """Columns and names of a numeric matrix or data frame."""
    if isinstance(table, Frame):
        return CoefTable(
            columns=[_doubles(column) for column in table.columns.values()],
            row_names=table.row_names,
            column_names=table.names,
        )
    row_names, column_names = table.dimnames or (None, None)
    return CoefTable(columns=table.data.T.tolist(), row_names=row_names, column_names=column_names)


def _doubles(column: Column) -> list[float]:
    values = np.asarray(column)
    if values.dtype.kind == "f":
        doubles: list[float] = values.tolist()
        return doubles
    missing = np.iinfo(values.dtype).min
    return [NA_REAL if value == missing else float(value) for value in values.tolist()]


def stars(p_values: Sequence[float]) -> list[str]:
    """Significance marks of p values, not padded; a missing value has none.

    R: stats::symnum as printCoefmat calls it.
    """
    return [next((mark for level, mark in _LEVELS if p <= level), "") for p in p_values]


def signif_legend_lines(width: int) -> list[str]:
    """The two lines (more on a narrow page) that explain the stars.

    R: stats::printCoefmat.
    """
    # Each bound is written by itself, so that options(scipen) may turn it into 1e-03.
    legend = set_quotes(_LEGEND.format(*[format_doubles([p], digits=15)[0] for p in _MARKED_P]))
    pieces = [legend] if width >= len(legend) else _legend_pieces(legend, width - 2)
    # The fill width is in bytes, and every curly quote takes two bytes more than columns.
    more_bytes = max(len(piece.encode()) - len(piece) for piece in pieces)
    return cat_fill(["---\nSignif. codes:  ", *pieces], width + 4 + more_bytes, sep="")


def _legend_pieces(legend: str, width: int) -> list[str]:
    """The legend broken between words into pieces that, behind two blanks, stay shorter than `width`."""
    pieces: list[str] = []
    for word in legend.split():
        if pieces and len(pieces[-1]) + 1 + len(word) < width:
            pieces[-1] += " " + word
        else:
            pieces.append("  " + word)
    return pieces


def _has_p_column(names: Names) -> bool:
    return bool(names and len(names) >= 4 and names[-1] and names[-1].startswith(("Pr(", "p-v")))


def _coefficient_cells(columns: list[list[float]], digits: int) -> list[list[str]]:
    """Cells of estimates and standard errors: rounded for the smallest of them, then one format for all."""
    values = [value for column in columns for value in column]
    sizes = [abs(value) for value in values if isfinite(value)]
    if not sizes:
        return [[""] * len(column) for column in columns]
    smallest = min((size for size in sizes if size != 0), default=None)
    places = 1 if smallest is None else 1 + floor(log10(smallest))
    decimals = max(1, digits - places)
    cells = format_doubles([round_one(value, decimals) for value in values], digits=digits)
    n_rows = len(columns[0])
    return [cells[j * n_rows : (j + 1) * n_rows] for j in range(len(columns))]


def _test_cells(columns: list[list[float]], decimals: int, digits: int) -> list[list[str]]:
    """Cells of test statistics: rounded, then one format for all columns together."""
    cells = format_doubles([round_one(value, decimals) for column in columns for value in column], digits=digits)
    n_rows = len(columns[0])
    return [cells[j * n_rows : (j + 1) * n_rows] for j in range(len(columns))]


def _mend_zeros(cells: list[list[str]], columns: list[list[float]], digits: int, positions: Sequence[int]) -> None:
    """Re-format, together and with one digit less, the cells that show 0 for a number that is not 0."""
    hidden = [
        (j, i)
        for j in positions
        for i, value in enumerate(columns[j])
        if value == value and isfinite(value) and value != 0 and cells[j][i] and not cells[j][i].strip(" -0.")
    ]
    texts = format_doubles([columns[j][i] for j, i in hidden], digits=max(1, digits - 1)) if hidden else []
    for (j, i), text in zip(hidden, texts, strict=True):
        cells[j][i] = text


def _default_positions(
    n_columns: int, has_p: bool, cs_ind: Sequence[int] | None, tst_ind: Sequence[int] | None
) -> tuple[Sequence[int], Sequence[int]]:
    """Positions of coefficient and test columns: all before the statistic, and the one before the p value."""
    n_tests = 1 if tst_ind is None else len(tst_ind)
    leading = n_columns - has_p - n_tests
    coefficients = range(max(0, leading)) if cs_ind is None else cs_ind
    return coefficients, [leading] if tst_ind is None else tst_ind


def coef_table_lines(
    table: Vector | Frame,
    *,
    digits: int | None = None,
    signif_stars: bool | None = None,
    signif_legend: bool | None = None,
    dig_tst: int | None = None,
    cs_ind: Sequence[int] | None = None,
    tst_ind: Sequence[int] | None = None,
    zap_ind: Sequence[int] = (),
    p_values: bool | None = None,
    has_p_value: bool | None = None,
    eps_pvalue: float = _EPSILON,
    na_print: str = "NA",
    quote: bool = False,
    right: bool = True,
) -> list[str]:
    """Lines of a coefficient table.

    Args:
        table: numeric matrix or data frame (rows, columns).
        digits: significant digits; default max(3, options(digits) - 2).
        signif_stars: draw stars; default options(show_signif_stars).
        signif_legend: draw the legend when there are stars; default as `signif_stars`.
        dig_tst: decimals of test statistics; default max(1, min(5, digits - 1)).
        cs_ind: positions, from 0, of estimates and standard errors; None takes those before the statistic.
        tst_ind: positions of test statistics; None takes the column before the p value.
        zap_ind: positions of columns whose small numbers become 0.
        p_values: format p values; default `has_p_value`. If false, a p column is left out.
        has_p_value: whether the last column holds p values; default by its name, Pr(... or p-v...
        eps_pvalue: smaller p values print as <eps.
        na_print: text of missing cells.
        quote: put every cell in double quotes.
        right: right-justify cells.

    Raises:
        RError: p values are asked for but there is no such column, or one lies outside 0 to 1.

    R: stats::printCoefmat.
    """
    current = get_options()
    numbers = read_coef_table(table)
    digits = max(3, current.digits - 2) if digits is None else digits
    decimals = max(1, min(5, digits - 1)) if dig_tst is None else dig_tst
    names = numbers.column_names
    has_p = _has_p_column(names) if has_p_value is None else has_p_value
    if p_values and not has_p:
        raise RError("'P.values' is TRUE, but 'has.Pvalue' is not")
    columns = [_zapped(column, digits) if j in zap_ind else column for j, column in enumerate(numbers.columns)]
    positions = _default_positions(len(columns), has_p, cs_ind, tst_ind)
    cells = _body_cells(columns[: len(columns) - has_p], positions, digits, decimals)
    marks: list[str] = []
    if has_p and p_values is False:
        names = None if names is None else names[:-1]
    elif has_p:
        cells.append(format_pval(columns[-1], digits=decimals, eps=eps_pvalue))
        marks = _mark_cells(columns[-1], current.show_signif_stars if signif_stars is None else signif_stars)
    _fill_missing(cells, columns, na_print)
    if marks:
        cells.append(marks)
        names = None if names is None else (*names, "")
    lines = _table_lines(cells, numbers.row_names, names, quote=quote, right=right)
    return lines + signif_legend_lines(current.width) if marks and signif_legend is not False else lines


def _mark_cells(p_column: list[float], wanted: bool) -> list[str]:
    """The column of stars, or nothing if no p value is small enough for the table to have one."""
    if not wanted or not any(p < 0.1 for p in p_column):
        return []
    if not all(0 <= p <= 1 or p != p for p in p_column):
        raise RError("'x' must be between 0 and 1")
    marks = stars(p_column)
    widest = max(map(len, marks))
    return [mark.ljust(widest) for mark in marks]


def _zapped(column: list[float], digits: int) -> list[float]:
    values: list[float] = zapsmall(np.array(column), digits).tolist()
    return values


def _body_cells(
    columns: list[list[float]], positions: tuple[Sequence[int], Sequence[int]], digits: int, dig_tst: int
) -> list[list[str]]:
    coefficients, tests = positions
    shared: dict[int, list[str]] = {}
    if coefficients:
        shared.update(zip(coefficients, _coefficient_cells([columns[j] for j in coefficients], digits), strict=True))
    if tests:
        shared.update(zip(tests, _test_cells([columns[j] for j in tests], dig_tst, digits), strict=True))
    cells = [shared.get(j) or format_doubles(column, digits=digits) for j, column in enumerate(columns)]
    _mend_zeros(cells, columns, digits, [j for j in range(len(columns)) if j not in tests])
    return cells


def _fill_missing(cells: list[list[str]], columns: list[list[float]], na_print: str) -> None:
    for texts, column in zip(cells, columns, strict=False):
        for i, value in enumerate(column):
            if value != value:
                texts[i] = na_print if is_na_double(value) else "NaN"


def _table_lines(cells: list[list[str]], row_names: Names, names: Names, *, quote: bool, right: bool) -> list[str]:
    if quote:
        cells = [[f'"{cell}"' for cell in column] for column in cells]
    layout = MatrixLayout(right=right, n_columns=len(cells))
    rows = list(zip(*cells, strict=True))
    max_print = get_options().max_print
    return limited_matrix_lines(rows, escape_names(row_names), escape_names(names), layout, max_print)
