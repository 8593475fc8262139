"""Certified numbers: NIST's one-way analyses of variance as mixed models, and the fits of `scripts/certify.py`."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rcompat.harness.certified import certified_sets, nist_file
from rcompat.harness.certified_fits import CertifiedFit, certified_fits
from rcompat.harness.correct_digits import fitted_variances, variance_digits

SETS = {data.name: data for data in certified_sets()}
FITS = {fit.name: fit for fit in certified_fits()}
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
    assert _least(SETS[name].fit, polish=True) >= wanted


@pytest.mark.parametrize("name", FAST[:5])
def test_the_default_has_the_digits_of_an_optimizer(name: str) -> None:
    assert _least(SETS[name].fit, polish=False) >= 3


def test_twenty_fits_are_certified_to_thirty_digits() -> None:
    assert len(FITS) >= 20
    assert min(fit.agreed_digits or 0 for fit in FITS.values()) >= 30


@pytest.mark.parametrize("name", FITS)
def test_polished_fits_reach_the_certified_digits(name: str) -> None:
    assert _least(FITS[name], polish=True) >= 6.5


@pytest.mark.parametrize("name", FITS)
def test_default_fits_have_the_digits_of_an_optimizer(name: str) -> None:
    assert _least(FITS[name], polish=False) >= 3


def _least(fit: CertifiedFit, *, polish: bool) -> float:
    return min(variance_digits(fitted_variances(fit, polish=polish), fit))
