"""Fractions of contrast coefficients against MASS::fractions."""

from __future__ import annotations

import math
import random

import pytest

from pylmer.inference.show_tests import fraction_texts
from rcompat.harness.live_r import RSession


@pytest.mark.r
def test_fractions_are_those_of_mass(live_r: RSession) -> None:
    rng = random.Random(7)
    values = [i / j for i in range(-7, 8) for j in (1, 2, 3, 7, 12, 81)]
    values += [rng.gauss(0, 1) for _ in range(100)] + [rng.uniform(-300, 300) for _ in range(100)]
    values += [round(rng.gauss(0, 1), places) for places in (1, 2, 3, 4, 5) for _ in range(20)]
    values += [math.pi, 1e-5, 0.0004, 0.0006, 1e-9, 1 / 1999, 1 / 2001, 12345.678, -5.551115e-17]
    listed = ", ".join(f'as.numeric("{value.hex()}")' for value in values)
    answer = live_r.run(f'cat(attr(MASS::fractions(c({listed})), "fracs"), sep = "\\n")')
    assert fraction_texts(values) == answer.stdout.decode().split()
