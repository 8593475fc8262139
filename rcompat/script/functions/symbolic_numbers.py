"""symnum: numbers as symbols between cutpoints. R: stats."""

from __future__ import annotations

from typing import Any

import numpy as np

from rcompat.base.abbreviation import abbreviate
from rcompat.base.conditions import RError
from rcompat.base.number_text import number_word
from rcompat.base.string_text import squote
from rcompat.script.coercion import flag, strings, to_array
from rcompat.script.machine import Context
from rcompat.script.registry import builtin
from rcompat.script.values import List, Value, Vec, chr

__all__: list[str] = []

_CORRELATION_CUTS = (0.3, 0.6, 0.8, 0.9, 0.95)
_CORRELATION_SYMBOLS = (" ", ".", ",", "+", "*", "B")
_FEW = 2


@builtin("symnum", "x cutpoints symbols legend na eps numeric.x corr show.max show.min abbr.colnames lower.triangular")
def _symnum(
    context: Context,
    x: Value,
    cutpoints: Value = None,
    symbols: Value = None,
    legend: Value = None,
    na: Value = None,
    eps: Value = None,
    numeric_x: Value = None,
    corr: Value = None,
    show_max: Value = None,
    show_min: Value = None,
    abbr_colnames: Value = None,
    lower_triangular: Value = None,
) -> Value:
    is_corr = cutpoints is None if corr is None else flag(corr)
    mark = "?" if na is None else str(strings(na)[0]) if na.kind == "character" else "?" if flag(na) else ""
    if x.kind == "logical":
        words = [mark if value < 0 else "|" if value else "." for value in np.where(x.data < 0, -1, x.data).tolist()]
        return _noquote(words, _shape(x))
    cuts = list(_CORRELATION_CUTS) if cutpoints is None else to_array(cutpoints, "double").tolist()
    marks = list(_CORRELATION_SYMBOLS) if symbols is None else [str(text) for text in strings(symbols)]
    cuts = [0.0, *cuts, 1.0] if is_corr else cuts
    if len(cuts) != len(marks) + 1:
        raise RError("number of 'cutpoints' must be one more than number of symbols")
    values = np.abs(to_array(x, "double")) if is_corr else to_array(x, "double")
    known = values[~np.isnan(values)]
    if len(known) and (known.min() < cuts[0] or known.max() > cuts[-1]):
        low, high = number_word(cuts[0]), number_word(cuts[-1])
        raise RError("'x' must be between -1 and 1" if is_corr else f"'x' must be between {low} and {high}")
    words = [_symbol(value, cuts, marks, mark, is_corr) for value in values.tolist()]
    attrs = _shape(x)
    if len(attrs.get("dim", ())) == 2 and "dimnames" not in attrs:
        attrs["dimnames"] = List([None, chr([""] * int(attrs["dim"].data[1]))])
    if is_corr and "dim" in attrs:
        words = _lower(words, attrs)
    has_missing = len(known) < len(values)
    if len(marks) > _FEW if legend is None else flag(legend):
        attrs["legend"] = chr([_legend(cuts, marks, mark if has_missing else "")])
    return _noquote(words, attrs)


def _symbol(value: float, cuts: list[float], marks: list[str], mark: str, is_corr: bool) -> str:
    if value != value:
        return mark
    if is_corr and value >= cuts[-1]:
        return "1"
    return marks[max(int(np.searchsorted(cuts, value, side="left")) - 1, 0)]


def _lower(words: list[str], attrs: dict[str, Value]) -> list[str]:
    """The lower triangle of a matrix, its columns under abbreviated names."""
    rows, columns = attrs["dim"].data.tolist()
    cells = np.array(words, dtype=object).reshape((rows, columns), order="F")
    cells[np.triu_indices(rows, 1, columns)] = ""
    names: Any = attrs.get("dimnames")
    if names is not None and names.data[1] is not None:
        short = abbreviate([str(name) for name in strings(names.data[1])], 1)
        attrs["dimnames"] = List([names.data[0], chr(short)])
    found: list[str] = cells.ravel(order="F").tolist()
    return found


def _legend(cuts: list[float], marks: list[str], missing: str) -> str:
    words = [number_word(cut) for cut in cuts]
    pairs = [f"{word} {squote(mark)}" for word, mark in zip(words, marks, strict=False)]
    end = f" \t    ## NA: {squote(missing)}" if missing else ""
    return " ".join([*pairs, words[-1]]) + end


def _shape(x: Vec) -> dict[str, Value]:
    return {name: item for name, item in x.attrs.items() if name in ("names", "dim", "dimnames")}


def _noquote(words: list[str], attrs: dict[str, Value]) -> Vec:
    legend = attrs.pop("legend", None)
    attrs["class"] = chr(["noquote"])
    if legend is not None:
        attrs["legend"] = legend
    return chr(words, attrs)
