"""R's `symnum`: symbols for intervals of numbers, such as the stars beside p values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rcompat.base.conditions import RError
from rcompat.base.number_text import format_doubles

__all__ = ["SymbolVector", "symnum"]

_CORRELATION_CUTS = (0.3, 0.6, 0.8, 0.9, 0.95)
_CORRELATION_SYMBOLS = (" ", ".", ",", "+", "*", "B")
_LEGEND_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolVector:
    """Symbols and their legend.

    Attributes:
        symbols: one per number; None where a number within `eps` of the last cut point lies above it.
        legend: cut points and symbols in turn, or None.
    """

    symbols: tuple[str | None, ...]
    legend: str | None


def symnum(
    x: Iterable[float],
    cutpoints: Sequence[float] | None = None,
    symbols: Sequence[str] | None = None,
    *,
    legend: bool | None = None,
    na: str | bool = "?",
    eps: float = 1e-5,
    corr: bool | None = None,
    show_max: str | None = None,
) -> SymbolVector:
    """Return a symbol for each number.

    Args:
        x: numbers.
        cutpoints: ends of the intervals, closed on the right; None: those for correlations.
        symbols: one per interval.
        legend: whether to make one; None: from three symbols on.
        na: symbol for NA, or False for none.
        eps: how far numbers may lie outside.
        corr: whether `x` holds correlations, whose size counts; None: when no cut points are given.
        show_max: symbol for the largest possible value; None: "1" for correlations.

    Raises:
        RError: numbers outside the cut points, or a wrong number of symbols.

    R: stats::symnum on a vector.
    """
    is_correlation = cutpoints is None if corr is None else corr
    cuts = list(_CORRELATION_CUTS if cutpoints is None else cutpoints)
    marks = list(_CORRELATION_SYMBOLS if symbols is None else symbols)
    values = list(x)
    top = show_max
    if is_correlation:
        cuts = [0.0, *cuts, 1.0]
        top = "1" if show_max is None else show_max
    _check(values, cuts, marks, eps, is_correlation)
    if is_correlation:
        values = [abs(value) for value in values]
    missing = na if isinstance(na, str) else ""
    shown = tuple(missing if value != value else _symbol(value, cuts, marks, eps, top) for value in values)
    has_legend = len(marks) >= 3 if legend is None else legend
    return SymbolVector(symbols=shown, legend=_legend(cuts, marks) if has_legend else None)


def _check(values: list[float], cuts: list[float], marks: list[str], eps: float, is_correlation: bool) -> None:
    if len(cuts) - 1 != len(marks):
        raise RError("number of 'cutpoints' must be one more than number of symbols", "symnum")
    low = -1.0 if is_correlation else cuts[0]
    if any(value < low - eps or value > cuts[-1] + eps for value in values):
        first, last = (
            format_doubles([low], digits=_LEGEND_DIGITS)[0],
            format_doubles([cuts[-1]], digits=_LEGEND_DIGITS)[0],
        )
        raise RError(f"'x' must be between {first} and {last}", "symnum")


def _symbol(value: float, cuts: list[float], marks: list[str], eps: float, top: str | None) -> str | None:
    if top is not None and value >= cuts[-1] - eps:
        return top
    for cut, mark in zip(cuts[1:], marks, strict=True):
        if value <= cut:
            return mark
    return None


def _legend(cuts: list[float], marks: list[str]) -> str:
    texts = [format_doubles([cut], digits=_LEGEND_DIGITS)[0] for cut in cuts]
    middle = [f"{text} \u2018{mark}\u2019" for text, mark in zip(texts, marks, strict=False)]
    return " ".join([*middle, texts[-1]])
