"""What minqa's `bobyqa()` prints while it works.

NLopt's library does not tell when it lowers the trust region radius. It does tell by stopping there: the search is
replayed on the recorded values with each radius in turn as the last one, and ends after as many evaluations.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from pylmer.optim.outcome import Numbers, Problem
from pylmer.optim.powell_search import Bounds, SearchResult, SearchSettings, minimise_by_models
from rcompat.base.number_text import format_doubles
from rcompat.base.sprintf import c_sprintf

__all__ = ["print_search"]

_SAME: Final = 0.1  # radii between the points of the search and of its replay: nothing but rounding
_Tape = list[tuple[Numbers, float]]


class _TapeEndsError(Exception):
    """The replay asks for a point that the search did not try."""


def print_search(problem: Problem, start: Numbers, bounds: Bounds, settings: SearchSettings) -> SearchResult:
    """Search as `minimise_by_models`, and write minqa's trace.

    R: minqa::bobyqa with `iprint`.
    """
    iprint, write = problem.verbose, problem.write
    if iprint >= 2:
        write(f"npt = {settings.points} , n =  {len(start)} \n")
        write(f"rhobeg =  {_cat([settings.radius])} , rhoend =  {_cat([settings.last_radius])} \n")
    write(f"start par. =  {_cat(start.tolist())} fn =  {_cat([problem.objective(start)])} \n")
    tape: _Tape = []

    def record(par: Numbers) -> float:
        value = problem.objective(par)
        tape.append((par.copy(), value))
        return value

    answer = minimise_by_models(record, start, bounds, settings)
    if iprint >= 2:
        counts, radii = _reductions(tape, start, bounds, settings)
        if answer.is_over_budget:  # the replays of the radii that were not reached end with the tape
            counts = [count if count < len(tape) else 0 for count in counts]
        for line in _trace_lines(tape, counts, radii, iprint):
            write(line)
    numbers = "".join(c_sprintf(" %#8.6g", x) for x in answer.par.tolist())
    write(c_sprintf("At return\neval: %3d fn: %#14.8g par:", answer.evaluations, answer.value) + numbers + "\n")
    return answer


def _cat(values: list[float]) -> str:
    return " ".join(format_doubles([value], digits=7)[0] for value in values)


def _trace_lines(tape: _Tape, counts: list[int], radii: list[float], iprint: int) -> Iterator[str]:
    best, least = tape[0]
    for count, (par, value) in enumerate(tape, start=1):
        if value < least:
            best, least = par, value
        if iprint >= 3:
            numbers = "".join(c_sprintf(" %#8.6g", x) for x in par.tolist())
            yield c_sprintf("%3d:%#14.8g:", count, value) + numbers + "\n"
        for radius in (radius for shrunk, radius in zip(counts, radii, strict=True) if shrunk == count):
            numbers = "".join(c_sprintf("%#8.6g ", x) for x in best.tolist())
            yield c_sprintf("rho: %#8.2g eval: %3d fn: %#12.6g par:", radius, count, least) + numbers + "\n"


def _reductions(tape: _Tape, start: Numbers, bounds: Bounds, settings: SearchSettings) -> tuple[list[int], list[float]]:
    """The evaluations after which the radius was lowered, and what to."""
    radii = [settings.radius, *_radii(settings)]
    counts = [max(_replay(tape, start, bounds, settings, near) for near in _nearby(radius)) for radius in radii[:-1]]
    return counts, radii[1:]


def _radii(settings: SearchSettings) -> Iterator[float]:
    """The radii that the search takes after the first one (Powell 2009, eq. 6.5)."""
    radius, last = settings.radius, settings.last_radius
    while radius > last:
        ratio = radius / last
        radius = last if ratio <= 16 else math.sqrt(ratio) * last if ratio <= 250 else 0.1 * radius
        yield radius


def _nearby(radius: float) -> tuple[float, float, float]:
    """A radius and its neighbours: on one of them the replay rounds as the search did and goes with it longest."""
    return math.nextafter(radius, 0), radius, math.nextafter(radius, math.inf)


def _replay(tape: _Tape, start: Numbers, bounds: Bounds, settings: SearchSettings, radius: float) -> int:
    """How many evaluations there were before the search lowered this radius."""
    recalled = 0

    def recall(par: Numbers) -> float:
        nonlocal recalled
        if recalled == len(tape) or np.max(np.abs(tape[recalled][0] - par)) > _SAME * radius:
            raise _TapeEndsError  # a step that is tried only at the end
        recalled += 1
        return tape[recalled - 1][1]

    try:
        answer = minimise_by_models(recall, start, bounds, replace(settings, last_radius=radius))
    except _TapeEndsError:
        return recalled
    return answer.evaluations - answer.has_final_step
