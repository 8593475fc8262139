"""Profiles: zeta against each parameter, densities of the parameters, and pairs.

R: lme4's xyplot.thpr, densityplot.thpr and splom.thpr.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.inference.profile_record import Profile
from pylmer.plots.canvas import panels
from rcompat.base.frame import Factor, Frame
from rcompat.maths.distributions import dnorm, qnorm

__all__ = ["densities", "pairs", "read_profile", "zeta_curves"]

_LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99)
_FINE = 201


def read_profile(table: Frame) -> Profile:
    """A profile from R's data frame of it: .zeta, the parameters, .par."""
    names = tuple(name for name in table.names if name not in (".zeta", ".par", ".focal"))
    focal = table.columns[".par"]
    assert isinstance(focal, Factor)
    rows = np.column_stack([np.asarray(table.columns[name]) for name in (".zeta", *names)])
    return Profile(names=names, rows=rows, focal=focal, forward={}, backward={}, bounds={})


def zeta_curves(profile: Profile, absVal: bool = False) -> Any:
    """Zeta (or its absolute value) against each profiled parameter, with intervals of 50 to 99 per cent."""
    figure, grid = panels(len(profile.profiled))
    for axes, name in zip(grid, profile.profiled, strict=True):
        values, zeta = profile.points(name)
        axes.plot(values, np.abs(zeta) if absVal else zeta)
        for level in _LEVELS:
            cut = float(np.asarray(qnorm([0.5 + level / 2]))[0])
            ends = np.interp([-cut, cut], zeta, values, left=np.nan, right=np.nan)
            axes.vlines(ends, 0.0 if absVal else [-cut, cut], cut if absVal else 0.0, linewidth=0.8)
        axes.set_title(name)
    figure.supylabel("|ζ|" if absVal else "ζ")
    return figure


def densities(profile: Profile) -> Any:
    """The density of each profiled parameter that its profile implies."""
    figure, grid = panels(len(profile.profiled))
    for axes, name in zip(grid, profile.profiled, strict=True):
        values, zeta = profile.points(name)
        x = np.linspace(values[0], values[-1], _FINE)
        heights = np.asarray(dnorm(np.interp(x, values, zeta))) * np.gradient(np.interp(x, values, zeta), x)
        axes.plot(x, heights)
        axes.set_title(name)
    figure.supylabel("density")
    return figure


def pairs(profile: Profile) -> Any:
    """Profile traces of each pair of parameters, and zeta on the diagonal."""
    names = profile.profiled
    figure, grid = panels(len(names) ** 2, columns=len(names))
    for place, axes in enumerate(grid):
        row, column = names[place // len(names)], names[place % len(names)]
        if row == column:
            axes.plot(*profile.points(row))
            axes.set_title(row)
            continue
        for focal in (row, column):
            rows = profile.rows[profile.focal.codes == names.index(focal)]
            axes.plot(rows[:, 1 + profile.names.index(column)], rows[:, 1 + profile.names.index(row)])
    return figure
