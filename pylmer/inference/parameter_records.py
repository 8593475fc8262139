"""What `model_parameters` finds. R: class parameters_model of parameters 0.20.2."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rcompat.base.frame import NA_REAL, Column, Frame
from rcompat.base.generics import Asks
from rcompat.base.line_wrap import strwrap
from rcompat.base.options import get_options
from rcompat.base.render import Printable

__all__ = ["Interval", "ModelParameters", "RandomParameter", "wrapped_message"]

Array = NDArray[np.float64]
Interval = tuple[float, float]


def wrapped_message(text: str) -> str:
    """A message in lines of nine tenths of the page, all but the first indented by two."""
    return "\n  ".join(strwrap(text, width=int(0.9 * get_options().width) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomParameter:
    """A standard deviation or correlation of the random effects.

    Attributes:
        name: as in the data frame, "SD (Intercept)" or "Cor (Intercept~Days)".
        group: its grouping factor, or "Residual".
        value: its estimate.
        interval: limits, or None.
        level: the level whose own value this is, or None.
        error: its standard error.
        intervals: its limits at all confidence levels.
    """

    name: str
    group: str
    value: float
    interval: Interval | None = None
    level: str | None = None
    error: float = math.nan
    intervals: tuple[Interval, ...] = ()

    def limits_at(self, place: int) -> Interval:
        """The limits at one confidence level; NA if there are none."""
        return self.intervals[place] if self.intervals else self.interval or (NA_REAL, NA_REAL)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ModelParameters(Printable, Asks):
    """The parameters of a fit. R: class parameters_model.

    Attributes:
        names, labels: of the coefficients; `labels` for the page.
        table: Coefficient, SE, t, df_error, p of each coefficient (p, 5).
        levels: confidence levels.
        limits: for each level lower and upper limits (p, 2).
        random: parameters of the random effects.
        effects: "fixed", "random" or "all".
        method: how intervals and tests were made.
        given: whether `method` was asked for by name.
        class_name: R's class of the fit.
        response: the response as text.
        digits, ci_digits, p_digits: decimals of the page.
        verbose: whether the page ends with its notes.
        is_mixed: whether the page has headings of effects.
        footer: lines below the tables.
        is_standardized: whether the coefficients are in units of standard deviations.
        is_exponentiated: whether they are exponentiated.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    table: Array
    levels: tuple[float, ...]
    limits: tuple[Array, ...]
    random: tuple[RandomParameter, ...]
    effects: str
    method: str
    class_name: str
    response: str
    digits: int
    ci_digits: int
    p_digits: int
    verbose: bool
    is_mixed: bool = True
    footer: tuple[str, ...] = ()
    is_standardized: bool = False
    is_exponentiated: bool = False

    @property
    def is_by_level(self) -> bool:
        """Whether the random effects are those of the groups, not their spread."""
        return any(each.level is not None for each in self.random)

    def to_frame(self) -> Frame:
        """One row per parameter.

        R: as.data.frame of a parameters_model.
        """
        fixed, varying = self.effects != "random", self.effects != "fixed"
        missing = np.full(len(self.random) if varying else 0, NA_REAL)
        values = [each.value for each in self.random] if varying else []
        errors = np.array([each.error for each in self.random]) if varying and self.is_by_level else missing
        part = self.table if fixed else self.table[:0]
        columns: dict[str, Column] = {
            "Parameter": _texts([*(self.names if fixed else ()), *(each.name for each in self.random if varying)]),
            **self._level_column(len(part), varying),
            "Std_Coefficient" if self.is_standardized else "Coefficient": np.append(part[:, 0], values),
            "SE": np.append(part[:, 1], errors),
            **self._interval_columns(fixed, varying),
        }
        if fixed:
            for name, column in zip(("t", "df_error", "p"), part.T[2:], strict=True):
                columns[name] = np.append(column, missing)
        n = len(part) + len(missing)
        if self.is_mixed:
            columns["Effects"] = _texts(["fixed"] * len(part) + ["random"] * len(missing))
        if varying:
            columns["Group"] = _texts([""] * len(part) + [each.group for each in self.random])
        return Frame(columns=columns, n=n)

    def _level_column(self, fixed: int, varying: bool) -> dict[str, Column]:
        if not varying or not self.is_by_level:
            return {}
        levels: list[str | None] = [None] * fixed
        return {"Level": np.array([*levels, *(each.level for each in self.random)], dtype=object)}

    def _interval_columns(self, fixed: bool, varying: bool) -> dict[str, Column]:
        columns: dict[str, Column] = {}
        if len(self.levels) == 1:
            rows = len(self.table) * fixed + len(self.random) * varying
            columns["CI"] = np.full(rows, self.levels[0])
        for place, (level, limits) in enumerate(zip(self.levels, self.limits, strict=True)):
            ending = "" if len(self.levels) == 1 else f"_{deparse_one_number(level)}"
            bounds = limits if fixed else limits[:0]
            if varying:
                intervals = [each.limits_at(place) for each in self.random]
                bounds = np.vstack([bounds, np.array(intervals).reshape(-1, 2)])
            columns[f"CI_low{ending}"] = bounds[:, 0].copy()
            columns[f"CI_high{ending}"] = bounds[:, 1].copy()
        return columns


def deparse_one_number(level: float) -> str:
    """A level as part of a column's name."""
    from rcompat.base.number_text import format_doubles

    return format_doubles([level], digits=15)[0]


def _texts(values: Sequence[str]) -> NDArray[np.object_]:
    return np.array(list(values), dtype=object)
