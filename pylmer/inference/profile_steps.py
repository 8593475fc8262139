"""Walking along one parameter until the deviance has risen enough: lme4's stepping rule.

Rows are (zeta, all parameters); zeta is the signed root of the rise of the deviance. The next value goes as far as the
last two rows say that zeta will change by `delta`, never more than `maxmult` times the step before.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rcompat.base.conditions import warning
from rcompat.base.number_text import format_doubles
from rcompat.base.sprintf import c_sprintf

__all__ = ["Row", "Walk", "both_ways"]

Row = list[float]

_SMALLEST_STEP = 1e-6
_CALL = "nextpar(mat, cc, i, delta, lowcut, upcut)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How to walk along one parameter.

    Attributes:
        place: position of the parameter in the rows.
        evaluate: the row at a value, given the row before.
        lower, upper: bounds of the parameter.
        delta: wanted change of zeta.
        cutoff: zeta at which the walk ends.
        maxpts: rows at most.
        maxmult: longest step in units of the step before.
        verbose: whether to print the rows.
    """

    place: int
    evaluate: Callable[[float, Row], Row]
    lower: float
    upper: float
    delta: float
    cutoff: float
    maxpts: int
    maxmult: float
    verbose: int

    def fill(self, first: Row, second: Row) -> list[Row]:
        """The rows from the first two on."""
        rows, place = [first, second], self.place
        while len(rows) < self.maxpts and self._may_go_on(rows[-1]):
            value = self._next_value(rows[-2], rows[-1])
            rows.append(self.evaluate(value, rows[-1]))
            if self.verbose:
                numbers = " ".join(format_doubles([number], digits=7)[0] for number in rows[-1])
                sys.stdout.write(f"{len(rows) - 1} {place + 1} {numbers} \n")
        return rows

    def _may_go_on(self, row: Row) -> bool:
        zeta, value = row[0], row[self.place]
        return not abs(zeta) > self.cutoff and self.lower < value < self.upper

    def _next_value(self, before: Row, last: Row) -> float:
        move, rise = last[self.place] - before[self.place], last[0] - before[0]
        if math.isnan(rise) or rise == 0.0:
            warning("Last two rows have identical or NA .zeta values: using minstep", _CALL)
            step = _SMALLEST_STEP
        else:
            step = self.delta * move / rise
            if step < 0.0:
                warning("unexpected decrease in profile: using minstep", _CALL)
                step = _SMALLEST_STEP
            elif step > self.maxmult * abs(move):
                self._tell_cap(step, abs(move))
                step = self.maxmult * abs(move)
        value = last[self.place] + math.copysign(step, move)
        return min(max(value, self.lower), self.upper)

    def _tell_cap(self, step: float, move: float) -> None:
        if self.verbose:
            text = c_sprintf(
                "capped step at %1.2f (multiplier=%1.2f > %1.2f)", self.maxmult * move, step / move, self.maxmult
            )
            sys.stdout.write(f"{text}\n")


def both_ways(walk: Walk, start: Row, shifted: Row) -> list[Row]:
    """All rows of one parameter, ascending and distinct.

    Args:
        walk: the parameter's rules.
        start: the row at the estimate.
        shifted: the second row; the way back begins there too.
    """
    rows = walk.fill(start, shifted)
    if walk.lower < start[walk.place]:
        rows += walk.fill(shifted, start)
    distinct = list({tuple(row): row for row in rows}.values())
    order = np.argsort([row[walk.place] for row in distinct], kind="stable")
    return [distinct[i] for i in order.tolist()]
