"""NIST's one-way analyses of variance as mixed models."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rcompat.harness.certified import CertifiedSet, certified_sets, fitted_variances, nist_file
from rcompat.harness.compare import log_relative_error

SETS = {data.name: data for data in certified_sets()}
FAST = [name for name in SETS if name not in ("SmLs03", "SmLs06", "SmLs09")]


@pytest.mark.parametrize("name", SETS)
def test_our_fractions_are_nists_certified_numbers(name: str) -> None:
    between, within = SETS[name].mean_squares
    for line in nist_file(name).read_text(encoding="ascii").splitlines()[:60]:
        words = line.split()
        for word, value in (("Between", between), ("Within", within)):
            if words[:1] == [word]:
                certified = Fraction(words[4] if word == "Between" else words[-1])
                assert abs(value / certified - 1) < Fraction(1, 10**13)


@pytest.mark.parametrize("name", [name for name in SETS if name.startswith("SmLs")])
def test_the_formula_gives_nists_data(name: str) -> None:
    values = [Fraction(line.split()[1]) for line in nist_file(name).read_text().splitlines()[60:] if line.split()]
    assert values == [value for group in SETS[name].groups for value in group]


@pytest.mark.parametrize("name", SETS)
def test_polished_variances_reach_the_certified_digits(name: str) -> None:
    wanted = 3.9 if name in ("SmLs07", "SmLs08", "SmLs09") else 6.5
    assert _least(SETS[name], polish=True) >= wanted


@pytest.mark.parametrize("name", FAST[:5])
def test_the_default_has_the_digits_of_an_optimizer(name: str) -> None:
    assert _least(SETS[name], polish=False) >= 3


def _least(data: CertifiedSet, *, polish: bool) -> float:
    found = fitted_variances(data, polish=polish)
    return min(log_relative_error(a, float(b)) for a, b in zip(found, data.variances, strict=True))
