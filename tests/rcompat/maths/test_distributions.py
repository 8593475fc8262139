"""Distribution functions against R: the normal law, closed forms and count quantiles bit for bit, the rest closely."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from tolerances import TOLERANCES

import rcompat.maths.distributions as laws
from rcompat.base.conditions import RError, RWarning

LINES = (Path(__file__).parent / "data" / "distributions.txt").read_text().splitlines()
BIT_EQUAL = {
    "norm", "unif", "exp", "lnorm", "logis", "weibull",
    "pgeom", "qgeom", "qbinom", "qpois", "qnbinom", "pcauchy", "dcauchy",
}  # fmt: skip


def _cases() -> list[tuple[str, list[bool], list[np.ndarray], np.ndarray]]:
    cases, i = [], 0
    while i < len(LINES):
        name, flags, count = LINES[i].split()
        rows = [np.array([float.fromhex(t) for t in line.split()]) for line in LINES[i + 1 : i + 2 + int(count)]]
        cases.append((name, [flag == "1" for flag in flags], rows[:-1], rows[-1]))
        i += 2 + int(count)
    return cases


def _flags(name: str, flags: list[bool]) -> dict[str, bool]:
    return {"log": flags[0]} if name.startswith("d") else {"lower_tail": flags[0], "log_p": flags[1]}


CASES = _cases()


@pytest.mark.filterwarnings("ignore::rcompat.base.conditions.RWarning")
@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_recorded(case: tuple[str, list[bool], list[np.ndarray], np.ndarray]) -> None:
    name, flags, arguments, expected = case
    function = getattr(laws, name)
    actual = function(*arguments, **_flags(name, flags))
    if name in BIT_EQUAL or name[1:] in BIT_EQUAL:
        np.testing.assert_array_equal(actual, expected)
    else:
        rtol, atol, _ = TOLERANCES["distribution"]
        # an absolute error of a logarithm is a relative one of the density
        np.testing.assert_allclose(actual, expected, rtol=rtol, atol=rtol if name[0] == "d" and flags[0] else atol)
    single = [function(*map(float, row), **_flags(name, flags)) for row in zip(*arguments, strict=True)]
    np.testing.assert_array_equal(single, actual)


def test_every_law_is_recorded() -> None:
    assert {case[0] for case in CASES} == {name for name in laws.__all__ if "tukey" not in name}


def test_numbers_give_numbers_and_arrays_are_recycled() -> None:
    assert isinstance(laws.pt(2, 10), float)
    assert isinstance(laws.pt(np.float64(2), 10), float)
    assert laws.pnorm([0.0, 1.0, 2.0, 3.0], [0.0, 1.0]).tolist() == [
        laws.pnorm(0), laws.pnorm(0), laws.pnorm(2), laws.pnorm(2),
    ]  # fmt: skip
    assert laws.pnorm(np.zeros((2, 3))).shape == (2, 3)
    assert laws.pnorm([]).size == 0


def test_missing_values_pass_silently_and_impossible_ones_warn() -> None:
    assert math.isnan(laws.pt(math.nan, 3))
    assert np.isnan(laws.pchisq([np.nan, 1.0], 2.0)).tolist() == [True, False]
    with pytest.warns(RWarning, match="NaNs produced"):
        assert math.isnan(laws.qnorm(2))
    with pytest.warns(RWarning, match="NaNs produced"):
        laws.pchisq([1.0, 2.0], -1.0)


def test_ends() -> None:
    inf = math.inf
    assert (laws.pt(inf, 3), laws.pt(-inf, 3), laws.pf(inf, 2, 3), laws.pchisq(0, 2)) == (1.0, 0.0, 1.0, 0.0)
    assert (laws.qt(0, 3), laws.qt(1, 3), laws.qchisq(1, 2), laws.qf(0, 2, 3)) == (-inf, inf, inf, 0.0)
    assert laws.pt(1.5, inf) == laws.pnorm(1.5)
    assert laws.qt(0.5, 7) == 0.0


def test_contradicting_parameters() -> None:
    with pytest.raises(RError, match="'prob' and 'mu' both specified"):
        laws.dnbinom(1, 2, 0.5, 3)
    with pytest.raises(RError, match="specify 'rate' or 'scale' but not both"):
        laws.pgamma(1, 2, 3, 4)
    assert laws.pgamma(1, 2, scale=4) == laws.pgamma(1, 2, 0.25)


def test_the_range_of_two_means_has_the_accuracy_of_rs_quadrature() -> None:
    """R's own values: its quadrature is five digits away from the t statistic at two degrees of freedom."""
    q, df = np.array([0.3, 1.0, 2.5, 3.6, 8.0]), np.array([2.0, 5.0, 12.5, 40.0, 800.0])
    in_r = [0.14834435149975123, 0.48891591956964403, 0.89851840124068316, 0.98513205229391232, 0.99999998597104245]
    rtol, atol, _ = TOLERANCES["studentized_range"]
    np.testing.assert_allclose(laws.ptukey(q, 2, df), in_r, rtol=rtol, atol=atol)


def test_studentized_range() -> None:
    # R: the same calls, rounded
    assert np.round(laws.ptukey([1, 3.5, 3.5, 5], [3, 3, 4, 10], [8, 20, 60, 15], lower_tail=False), 7).tolist() == [
        0.7662363,
        0.0558918,
        0.0742868,
        0.0642017,
    ]
    assert np.round(laws.qtukey(0.95, [2, 3, 4, 5], [10, 20, 60, np.inf]), 6).tolist() == [
        3.151064,
        3.577935,
        3.737089,
        3.857656,
    ]
    assert (laws.ptukey(-1, 3, 4), laws.ptukey(np.inf, 3, 4), laws.qtukey(1, 3, 4)) == (0.0, 1.0, np.inf)
    with pytest.warns(RWarning, match="NaNs produced"):
        laws.ptukey(1, 1, 4)
