"""Certified numbers: NIST's one-way analyses of variance as mixed models.

In a balanced one-way layout the REML estimates are closed forms of the mean squares: they are computed here as exact
fractions of NIST's decimal data. SciPy's wheel carries two of the data sets; the others follow their formula.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from rcompat.base.frame import Factor, Frame
from rcompat.harness.certified_fits import CertifiedFit

__all__ = ["CertifiedSet", "certified_sets", "nist_file"]

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
    def fit(self) -> CertifiedFit:
        """The layout as a certified mixed model."""
        between, within = self.variances
        return CertifiedFit(
            name=self.name, formula=_FORMULA, frame=self.frame, variances={"g (Intercept)": between, "Residual": within}
        )

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
