"""How tables of deletion diagnostics print. R: print.infl, summary.infl."""

from __future__ import annotations

import numpy as np

from rcompat.base.frame import Column, Frame
from rcompat.base.generics import answers, ask
from rcompat.base.names import make_names
from rcompat.base.number_text import format_doubles
from rcompat.base.options import get_options
from rcompat.base.rounding import round_half
from rcompat.base.vectors import Vector
from rcompat.language.deparse import deparse
from rcompat.linear.influence_measures import InfluenceMeasures, InfluenceSummary
from rcompat.text.values import print_lines

__all__: list[str] = []


def _title(words: str, measures: InfluenceMeasures) -> list[str]:
    return [f"{words} of", f"\t {' '.join(deparse(measures.call))} :", ""]


@answers("render", InfluenceMeasures)
def _(measures: InfluenceMeasures, /, digits: int | None = None) -> str:
    data, (rows, names) = measures.table.data, measures.table.dimnames or ((), ())
    columns: dict[str, Column] = {
        name: data[:, j] for j, name in enumerate(make_names([str(name) for name in names or ()], unique=True))
    }
    columns["inf"] = np.array(["*" if flags.any() else "" for flags in measures.remarkable], dtype=object)
    table = Frame(columns=columns, n=len(data), row_names=tuple(str(name) for name in rows or ()))
    shown = max(3, get_options().digits - 4) if digits is None else digits
    return "\n".join([*_title("Influence measures", measures), *print_lines(table, digits=shown)]) + "\n"


@answers("render", InfluenceSummary)
def _(page: InfluenceSummary, /) -> str:
    measures = page.measures
    chosen = measures.remarkable.any(axis=1)
    lines = _title("Potentially influential observations", measures)
    if not chosen.any():
        return "\n".join([*lines[:-1], "NONE", "numeric(0)"]) + "\n"
    rounded = round_half(measures.table.data[chosen], 2)
    texts = np.array(format_doubles(rounded), dtype=object).reshape(rounded.shape, order="F")
    marked = np.where(measures.remarkable[chosen], texts + "_*", texts).astype(object)
    table = Vector(data=marked, dimnames=ask("r_value", page).dimnames)
    return "\n".join([*lines, *print_lines(table, quote=False)]) + "\n"
