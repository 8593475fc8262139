"""Distribution functions: inverses, tails, logarithms, and laws that are one another in disguise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from property_profiles import CHEAP
from tolerances import assert_close

from rcompat.maths import distributions as laws
from rcompat.maths.stats import quantile

POSITIVE = st.floats(0.3, 60)
PROBABILITIES = st.floats(1e-6, 1 - 1e-6)
CONTINUOUS = {"norm": 2, "t": 1, "chisq": 1, "f": 2, "gamma": 2, "beta": 2, "exp": 1, "unif": 0, "lnorm": 2, "logis": 2,
              "weibull": 2, "cauchy": 2}  # fmt: skip
COUNTS = {"pois": 1, "geom": 1, "nbinom": 2, "binom": 2}
ALL = (*CONTINUOUS, *COUNTS)


def parameters(law: str, one: float, two: float) -> tuple[float, ...]:
    match law:
        case "geom":
            return (1 / (1 + one),)
        case "nbinom":
            return (one, 1 / (1 + two))
        case "binom":
            return (float(round(one)) + 1, two / 61)
    return (one, two)[: {**CONTINUOUS, **COUNTS}[law]]


def call(kind: str, law: str, *arguments: float, **more: bool) -> float:
    return float(getattr(laws, kind + law)(*arguments, **more))


@pytest.mark.parametrize("law", CONTINUOUS)
@settings(CHEAP)
@given(p=PROBABILITIES, one=POSITIVE, two=POSITIVE)
def test_the_quantile_is_the_inverse(law: str, p: float, one: float, two: float) -> None:
    given_ = parameters(law, one, two)
    x = call("q", law, p, *given_)
    assume(math.isfinite(x) and (law != "f" or x > 0.01))
    slack = 1e-10 * p
    # Where the law is steep, the nearest double on either side is all one can ask for; R finds quantiles of F from one
    # less a quantile of the beta law, and so loses the digits of a small one.
    low, high = (call("p", law, float(np.nextafter(x, side)), *given_) for side in (-math.inf, math.inf))
    assert low - slack <= p <= high + slack


@pytest.mark.parametrize("law", COUNTS)
@settings(CHEAP)
@given(p=PROBABILITIES, one=POSITIVE, two=POSITIVE)
def test_the_quantile_of_a_count_is_the_first_that_reaches_p(law: str, p: float, one: float, two: float) -> None:
    given_ = parameters(law, one, two)
    x = call("q", law, p, *given_)
    assert x == math.floor(x) >= 0
    assert call("p", law, x, *given_) >= p * (1 - 1e-12)
    assert x == 0 or call("p", law, x - 1, *given_) < p * (1 + 1e-12)


@pytest.mark.parametrize("law", ALL)
@settings(CHEAP)
@given(x=st.floats(-5, 50), one=POSITIVE, two=POSITIVE)
def test_the_tails_sum_to_one_and_have_logarithms(law: str, x: float, one: float, two: float) -> None:
    given_ = parameters(law, one, two)
    lower, upper = (call("p", law, x, *given_, lower_tail=tail) for tail in (True, False))
    assert_close([lower + upper], [1.0], "default")
    for value, tail in ((lower, True), (upper, False)):
        if value > 1e-290:
            assert_close([call("p", law, x, *given_, lower_tail=tail, log_p=True)], [math.log(value)], "default")


@pytest.mark.parametrize("law", ALL)
@settings(CHEAP)
@given(x=st.floats(-5, 50), step=st.floats(0, 5), one=POSITIVE, two=POSITIVE)
def test_probabilities_rise(law: str, x: float, step: float, one: float, two: float) -> None:
    given_ = parameters(law, one, two)
    assert 0 <= call("p", law, x, *given_) <= call("p", law, x + step, *given_) * (1 + 1e-13) <= 1 + 1e-13


@pytest.mark.parametrize("law", COUNTS)
@settings(CHEAP)
@given(x=st.integers(0, 60), one=POSITIVE, two=POSITIVE)
def test_probabilities_of_counts_are_sums(law: str, x: int, one: float, two: float) -> None:
    given_ = parameters(law, one, two)
    total = math.fsum(call("d", law, float(k), *given_) for k in range(x + 1))
    assert_close([call("p", law, float(x), *given_)], [total], "optimum")


@pytest.mark.parametrize("law", CONTINUOUS)
@settings(CHEAP)
@given(p=st.floats(0.05, 0.95), one=POSITIVE, two=POSITIVE)
def test_the_density_is_the_slope(law: str, p: float, one: float, two: float) -> None:
    given_ = parameters(law, one, two)
    x = call("q", law, p, *given_)
    step = 1e-5 / call("d", law, x, *given_)
    slope = (call("p", law, x + step, *given_) - call("p", law, x - step, *given_)) / (2 * step)
    assert_close([call("d", law, x, *given_)], [slope], "slope")


@settings(CHEAP)
@given(x=st.floats(0.01, 100), one=POSITIVE, two=POSITIVE)
def test_laws_that_are_one_another(x: float, one: float, two: float) -> None:
    pairs = [
        (laws.pf(x, one, two), laws.pf(1 / x, two, one, lower_tail=False)),
        (laws.pf(x, one, two), laws.pbeta(one * x / (one * x + two), one / 2, two / 2)),
        (laws.pf(x, 1.0, two), 1 - 2 * laws.pt(math.sqrt(x), two, lower_tail=False)),
        (laws.pchisq(x, one), laws.pgamma(x, one / 2, 0.5)),
        (laws.pchisq(x, 2.0), laws.pexp(x, 0.5)),
        (laws.pt(x, 1.0), laws.pcauchy(x)),
        (laws.pt(-x, one), laws.pt(x, one, lower_tail=False)),
        (laws.plnorm(x, 0.0, 1.0), laws.pnorm(math.log(x))),
        (laws.pweibull(x, 1.0, two), laws.pexp(x, 1 / two)),
        (laws.ppois(math.floor(x), one), laws.pgamma(one, math.floor(x) + 1.0, lower_tail=False)),
        (laws.ptukey(x, 2.0, math.inf), 2 * laws.pnorm(x / math.sqrt(2)) - 1),
    ]
    assert_close([float(a) for a, _ in pairs], [float(b) for _, b in pairs], "invariance")


@settings(CHEAP)
@given(x=st.floats(-30, 30), mean=st.floats(-5, 5), sd=st.floats(0.1, 10))
def test_the_normal_law_is_symmetric_and_scales(x: float, mean: float, sd: float) -> None:
    assert laws.pnorm(x, mean, sd) == laws.pnorm((x - mean) / sd)
    assert laws.pnorm(-x) == laws.pnorm(x, lower_tail=False)
    assert_close([laws.dnorm(x, mean, sd) * sd], [laws.dnorm((x - mean) / sd)], "default")


@settings(CHEAP)
@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), p=st.floats(0, 1))
def test_quantiles_of_a_sample_lie_between_its_neighbours(values: list[float], p: float) -> None:
    found = quantile(np.array(values), (0.0, p, 1.0))
    assert found[0] == min(values) and found[2] == max(values)
    below = sorted(values)[math.floor((len(values) - 1) * p)]
    above = sorted(values)[min(len(values) - 1, math.floor((len(values) - 1) * p) + 1)]
    assert below - abs(below) * 1e-12 <= found[1] <= above + abs(above) * 1e-12
    assert quantile(np.array(values)[::-1], (p,)) == [found[1]]
