"""Certified numbers: NIST's one-way analyses of variance as mixed models, and how many digits of them a program has.

In a balanced one-way layout the REML estimates are closed forms of the mean squares: they are computed here as exact
fractions of NIST's decimal data. SciPy's wheel carries two of the data sets; the others follow their formula.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import Factor, Frame
from rcompat.base.number_text import encode_number, number_format
from rcompat.harness.compare import log_relative_error
from rcompat.harness.doors import door
from rcompat.harness.live_r import RSession, has_r
from rcompat.harness.transport import send_frame

__all__ = ["CertifiedSet", "certified_sets", "fitted_variances", "lre_lines", "nist_file"]

_SIZES = (21, 201, 2001)
_LEADING = (1, 10**6, 10**12)
_FORMULA = "y ~ 1 + (1 | g)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedSet:
    """One balanced one-way layout.

    Attributes:
        name: NIST's name.
        groups: the decimal data of each group, exactly.
    """

    name: str
    groups: tuple[tuple[Fraction, ...], ...]

    @property
    def mean_squares(self) -> tuple[Fraction, Fraction]:
        """Mean squares between and within groups, exactly."""
        n = len(self.groups[0])
        means = [sum(group, Fraction(0)) / n for group in self.groups]
        grand = sum(means, Fraction(0)) / len(means)
        between = n * sum((mean - grand) ** 2 for mean in means) / (len(means) - 1)
        within = sum((y - mean) ** 2 for group, mean in zip(self.groups, means, strict=True) for y in group)
        return Fraction(between), Fraction(within) / (len(means) * (n - 1))

    @property
    def variances(self) -> tuple[Fraction, Fraction]:
        """REML estimates of the variances between and within groups, exactly."""
        between, within = self.mean_squares
        return max(Fraction(0), (between - within) / len(self.groups[0])), within

    @property
    def frame(self) -> Frame:
        """The data as doubles: y and g."""
        k, n = len(self.groups), len(self.groups[0])
        codes = np.repeat(np.arange(k, dtype=np.int32), n)
        y = np.array([float(value) for group in self.groups for value in group])
        return Frame(columns={"y": y, "g": Factor(codes=codes, levels=tuple(map(str, range(1, k + 1))))}, n=k * n)


def certified_sets() -> tuple[CertifiedSet, ...]:
    """The eleven sets: SiRstv, AtmWtAg, SmLs01 to SmLs09."""
    files = [CertifiedSet(name=name, groups=_read(nist_file(name))) for name in ("SiRstv", "AtmWtAg")]
    return (*files, *(_simon_lesage(i) for i in range(9)))


def nist_file(name: str) -> Path:
    """NIST's file as SciPy's wheel carries it.

    Raises:
        FileNotFoundError: SciPy was installed without its tests.
    """
    spec = importlib.util.find_spec("scipy")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / "stats" / "tests" / "data" / "nist_anova" / f"{name}.dat"
        if path.exists():
            return path
    raise FileNotFoundError(f"{name}.dat is not in this installation of SciPy")


def _read(path: Path) -> tuple[tuple[Fraction, ...], ...]:
    groups: dict[str, list[Fraction]] = {}
    for line in path.read_text(encoding="ascii").splitlines()[60:]:
        words = line.split()
        if len(words) == 2:
            groups.setdefault(words[0], []).append(Fraction(words[1]))
    return tuple(tuple(group) for group in groups.values())


def _simon_lesage(index: int) -> CertifiedSet:
    """Nine treatments; within each the first value is the mean, the others lie 0.1 below and above in turn."""
    base, size = _LEADING[index // 3], _SIZES[index % 3]
    groups = []
    for treatment in range(9):
        tenths = 4 if treatment == 0 else 3 if treatment % 2 else 5
        turns = [0] + [-1 if i % 2 else 1 for i in range(1, size)]
        groups.append(tuple(base + Fraction(tenths + turn, 10) for turn in turns))
    return CertifiedSet(name=f"SmLs0{index + 1}", groups=tuple(groups))


def fitted_variances(data: CertifiedSet, *, polish: bool) -> tuple[float, float]:
    """Our estimates of both variances."""
    lme4 = door("lme4")
    control = lme4.lmerControl(polish=True) if polish else lme4.lmerControl()
    with collect_conditions():
        fit = lme4.lmer(_FORMULA, data=data.frame, control=control)
    sigma = float(lme4.sigma(fit))
    theta = float(np.asarray(lme4.getME(fit, "theta"))[0])
    return (theta * sigma) ** 2, sigma**2


def _r_variances(session: RSession, data: CertifiedSet) -> tuple[float, float]:
    send_frame(session, data.frame, "d")
    session.run(f"m <- NULL; m <- suppressMessages(suppressWarnings(lme4::lmer({_FORMULA}, d)))")
    try:
        found = session.values("c((getME(m, 'theta') * sigma(m))^2, sigma(m)^2)")
    except ValueError:
        return math.nan, math.nan
    return found[0], found[1]


def lre_lines(*, with_r: bool = True) -> list[str]:
    """The table of correct digits: both variances of every set by lme4, by our default, and polished."""
    sets = certified_sets()
    columns: dict[str, list[tuple[float, float]]] = {}
    if with_r and has_r():
        with RSession(packages=("lme4",)) as session:
            columns["lme4"] = [_r_variances(session, data) for data in sets]
    columns["default"] = [fitted_variances(data, polish=False) for data in sets]
    columns["polish"] = [fitted_variances(data, polish=True) for data in sets]
    heads = [f"{name} {part}" for name in columns for part in ("between", "within")]
    lines = ["Correct digits (log relative error, 15 at most) of the REML variances", ""]
    lines.append("set     " + "".join(head.rjust(17) for head in heads))
    for i, data in enumerate(sets):
        cells = [_digits(found, data) for found in (column[i] for column in columns.values())]
        lines.append(data.name.ljust(8) + "".join(cell.rjust(17) for pair in cells for cell in pair))
    return lines


def _digits(found: Sequence[float], data: CertifiedSet) -> list[str]:
    values = [log_relative_error(a, float(b)) for a, b in zip(found, data.variances, strict=True)]
    return [encode_number(value, number_format([value], digits=3)) for value in values]
