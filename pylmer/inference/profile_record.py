"""The record of a likelihood profile, its splines and its transformations. R: lme4's class thpr."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rcompat.base.conditions import RError, warning
from rcompat.base.frame import Column, Factor, Frame
from rcompat.base.generics import Asks, answers
from rcompat.base.render import Printable
from rcompat.maths.interpolation import CubicSpline, inverse_spline, natural_spline

__all__ = ["Profile", "logProf", "make_profile", "varianceProf"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile(Printable, Asks):
    """A likelihood profile.

    Attributes:
        names: all parameters of the model.
        rows: (n, 1 + parameters): zeta, then the parameters.
        focal: for each row which parameter it profiles, as a factor.
        forward: zeta as a function of each profiled parameter.
        backward: each profiled parameter as a function of zeta; None where the profile is not monotone, missing
            where a transformation lost that.
        bounds: lower and upper bounds of the covariance parameters.
        row_names: names of the rows where a transformation left some out.
    """

    names: tuple[str, ...]
    rows: NDArray[np.float64]
    focal: Factor
    forward: Mapping[str, CubicSpline]
    backward: Mapping[str, CubicSpline | None]
    bounds: Mapping[str, tuple[float, float]]
    row_names: tuple[str, ...] | None = None

    @property
    def profiled(self) -> tuple[str, ...]:
        """The parameters that have a profile."""
        return self.focal.levels

    def points(self, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Values of one profiled parameter and zeta there."""
        rows = self.rows[self.focal.codes == self.profiled.index(name)]
        return rows[:, 1 + self.names.index(name)], rows[:, 0]

    def to_frame(self, focal: bool = True) -> Frame:
        """Columns .zeta, the parameters, .par and .focal (the value of the profiled parameter).

        R: as.data.frame.thpr.
        """
        if not len(self.rows):
            return Frame(columns={".par": self.focal}, n=0)
        columns: dict[str, Column] = {".zeta": self.rows[:, 0].copy()}
        for j, name in enumerate(self.names):
            columns[name] = self.rows[:, 1 + j].copy()
        columns[".par"] = self.focal
        if focal:
            places = np.array([1 + self.names.index(name) for name in self.profiled])
            columns[".focal"] = self.rows[np.arange(len(self.rows)), places[self.focal.codes]]
        return Frame(columns=columns, n=len(self.rows), row_names=self.row_names)


def make_profile(
    names: Sequence[str],
    found: Mapping[str, Sequence[Sequence[float]]],
    bounds: Mapping[str, tuple[float, float]],
    calls: Mapping[str, str],
) -> Profile:
    """Put the rows of all parameters together and draw the splines.

    Args:
        names: all parameters.
        found: rows (zeta, parameters) by profiled parameter.
        bounds: bounds of the covariance parameters.
        calls: the call that R names in a warning, by parameter.

    Warns:
        RWarning: a profile is not monotone.
    """
    forward: dict[str, CubicSpline] = {}
    backward: dict[str, CubicSpline | None] = {}
    for name, rows in found.items():
        place = 1 + list(names).index(name)
        try:
            forward[name] = natural_spline([row[place] for row in rows], [row[0] for row in rows])
            backward[name] = inverse_spline(forward[name])
        except RError:
            warning(f"non-monotonic profile for {name}", calls[name])
            backward[name] = None
    counts = [len(rows) for rows in found.values()]
    codes = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    table = [row for rows in found.values() for row in rows]
    return Profile(
        names=tuple(names),
        rows=np.array(table, dtype=np.float64).reshape(len(table), 1 + len(names)),
        focal=Factor(codes=codes, levels=tuple(found)),
        forward=forward,
        backward=backward,
        bounds=dict(bounds),
    )


def _transformed(profile: Profile, change: Callable[[float], float], rename: Mapping[str, str], call: str) -> Profile:
    """The profile with some parameters changed and renamed, and its splines drawn again."""
    rows = profile.rows.copy()
    has_nan = False
    for old in rename:
        column = rows[:, 1 + profile.names.index(old)]
        changed = np.array([change(value) for value in column.tolist()])
        has_nan = has_nan or bool((np.isnan(changed) & ~np.isnan(column)).any())
        rows[:, 1 + profile.names.index(old)] = changed
    if has_nan:
        warning("NaNs produced", call)
    new_names = tuple(rename.get(name, name) for name in profile.names)
    levels = tuple(rename.get(name, name) for name in profile.profiled)
    forward: dict[str, CubicSpline] = {}
    backward: dict[str, CubicSpline | None] = {}
    for code, (old, name) in enumerate(zip(profile.profiled, levels, strict=True)):
        if old not in rename:
            if old in profile.forward:
                forward[name] = profile.forward[old]
            if profile.backward.get(old) is not None:  # R's list loses what is no spline
                backward[name] = profile.backward[old]
            continue
        part = rows[profile.focal.codes == code]
        part = part[np.isfinite(part[:, 1 + new_names.index(name)])]
        forward[name] = natural_spline(part[:, 1 + new_names.index(name)], part[:, 0])
        backward[name] = inverse_spline(forward[name])
    stays = np.isfinite(rows[:, [1 + new_names.index(name) for name in rename.values()]]).all(axis=1)
    labels = profile.row_names or tuple(str(i + 1) for i in range(len(rows)))
    return Profile(
        names=new_names,
        rows=rows[stays],
        focal=Factor(codes=profile.focal.codes[stays], levels=levels),
        row_names=profile.row_names if stays.all() else tuple(np.array(labels, dtype=object)[stays].tolist()),
        forward=forward,
        backward=backward,
        bounds={rename.get(name, name): pair for name, pair in profile.bounds.items()},
    )


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf if value == 0 else math.nan


def _names_to_change(profile: Profile, ranef: bool, prefix: str) -> list[str]:
    wanted = [name for name in profile.names if name.startswith(prefix)]
    return wanted if ranef else [name for name in wanted if name == ".sigma"]


@answers("logProf", Profile)
def logProf(profile: Profile, base: float = math.e, ranef: bool = True, sigIni: str = ".sig") -> Profile:
    """The profile with logarithms of the standard deviations.

    Args:
        profile: a profile with names ".sig01", ..., ".sigma".
        base: base of the logarithm.
        ranef: also those of the random effects, not only the residual one.
        sigIni: how the names to change begin.

    R: lme4::logProf.
    """
    scale = math.log(base)
    rename = {name: f".l{name[1:]}" for name in _names_to_change(profile, ranef, sigIni)}
    return _transformed(profile, lambda value: _log(value) / scale, rename, "logProf(p)")


@answers("varianceProf", Profile)
def varianceProf(profile: Profile, ranef: bool = True) -> Profile:
    """The profile with variances instead of standard deviations.

    Args:
        profile: a profile with names ".sig01", ..., ".sigma".
        ranef: also those of the random effects, not only the residual one.

    Raises:
        RError: squares of a correlation's profile are not monotone.

    R: lme4::varianceProf.
    """
    rename = {
        name: ".sigmasq" if name == ".sigma" else f".sigsq{name[4:]}"
        for name in _names_to_change(profile, ranef, ".sig")
    }
    return _transformed(profile, lambda value: value * value, rename, "varianceProf(p)")
