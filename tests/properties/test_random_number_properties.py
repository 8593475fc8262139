"""Streams of random numbers: what follows from how R consumes uniform numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from property_profiles import CHEAP
from tolerances import assert_close

from rcompat.maths.rng import Generator, make_generator, random_seed, set_random_seed
from rcompat.maths.rng_streams import nextRNGStream, nextRNGSubStream
from rcompat.maths.samples import sample, sample_int
from rcompat.maths.variates import rbinom, rchisq, rexp, rgamma, rlnorm, rmultinom, rnorm, rpois, rt, runif

SEEDS = st.integers(0, 2**31 - 1)
KINDS = st.sampled_from(["Mersenne-Twister", "L'Ecuyer-CMRG"])
COUNTS = st.integers(0, 40)


def generator(seed: int, kind: str = "Mersenne-Twister") -> Generator:
    return make_generator(seed, kind)


@settings(CHEAP)
@given(seed=SEEDS, kind=KINDS, first=COUNTS, second=COUNTS)
def test_two_draws_are_one_draw_cut_in_two(seed: int, kind: str, first: int, second: int) -> None:
    for draw in (runif, rnorm, rexp):
        one, two = generator(seed, kind), generator(seed, kind)
        parts = [draw(n, generator=one) for n in (first, second)]
        assert np.array_equal(np.concatenate(parts), draw(first + second, generator=two))


@settings(CHEAP)
@given(seeds=st.lists(SEEDS, min_size=2, max_size=2, unique=True), kind=KINDS)
def test_other_seeds_give_other_numbers(seeds: list[int], kind: str) -> None:
    # not one number may stand in the same place; R's streams of the seeds 0 and 1 are each other's, one number later
    one, two = (runif(8, generator=generator(seed, kind)) for seed in seeds)
    assert not np.any(one == two)


@settings(CHEAP)
@given(seed=SEEDS, kind=KINDS)
def test_uniform_numbers_lie_inside_the_open_interval(seed: int, kind: str) -> None:
    drawn = runif(500, generator=generator(seed, kind))
    assert drawn.min() > 0 and drawn.max() < 1
    assert len(set(drawn.tolist())) == 500
    assert abs(drawn.mean() - 0.5) < 6 / np.sqrt(12 * 500)


@settings(CHEAP)
@given(seed=SEEDS, kind=KINDS, used=COUNTS)
def test_a_state_put_back_gives_the_same_numbers(seed: int, kind: str, used: int) -> None:
    source = generator(seed, kind)
    rnorm(used, generator=source)
    saved, words = source.state, random_seed(source)
    numbers = rnorm(20, generator=source)
    source.restore(saved)
    assert np.array_equal(rnorm(20, generator=source), numbers)
    set_random_seed(words, source)
    assert np.array_equal(rnorm(20, generator=source), numbers)


@settings(CHEAP)
@given(seed=SEEDS, mean=st.floats(-1e3, 1e3), sd=st.floats(0.01, 100))
def test_normal_numbers_are_shifted_and_scaled(seed: int, mean: float, sd: float) -> None:
    plain = rnorm(20, generator=generator(seed))
    assert_close(rnorm(20, mean, sd, generator=generator(seed)), mean + sd * plain, "default")
    assert_close(
        rlnorm(20, mean / 100, sd / 100, generator=generator(seed)), np.exp((mean + sd * plain) / 100), "default"
    )


@settings(CHEAP)
@given(seed=SEEDS, rate=st.floats(0.01, 100), low=st.floats(-10, 10), width=st.floats(0.1, 10))
def test_rates_and_limits_are_scales(seed: int, rate: float, low: float, width: float) -> None:
    assert_close(rexp(9, rate, generator=generator(seed)), rexp(9, generator=generator(seed)) / rate, "default")
    uniform = runif(9, low, low + width, generator=generator(seed))
    assert_close(uniform, low + width * runif(9, generator=generator(seed)), "default")


@settings(CHEAP)
@given(seed=SEEDS, df=st.floats(0.5, 50))
def test_chi_squared_is_a_gamma_and_t_a_quotient(seed: int, df: float) -> None:
    assert np.array_equal(
        rchisq(9, df, generator=generator(seed)), rgamma(9, df / 2, scale=2, generator=generator(seed))
    )
    source = generator(seed)
    quotients = []
    for _ in range(9):
        normal = rnorm(1, generator=source)[0]
        quotients.append(normal / np.sqrt(rchisq(1, df, generator=source)[0] / df))
    assert_close(rt(9, df, generator=generator(seed)), quotients, "default")


@settings(CHEAP)
@given(seed=SEEDS, n=st.integers(1, 60))
def test_a_sample_without_replacement_is_a_permutation(seed: int, n: int) -> None:
    drawn = sample_int(n, generator=generator(seed))
    assert sorted(drawn.tolist()) == list(range(1, n + 1))
    few = sample_int(n, n // 2, generator=generator(seed))
    assert few.tolist() == drawn.tolist()[: n // 2]


@settings(CHEAP)
@given(seed=SEEDS, values=st.lists(st.floats(-9, 9), min_size=2, max_size=20))
def test_sampling_values_is_sampling_places(seed: int, values: list[float]) -> None:
    for replace in (True, False):
        places = sample_int(len(values), replace=replace, generator=generator(seed))
        drawn = np.asarray(sample(np.array(values), replace=replace, generator=generator(seed)))
        assert drawn.tolist() == [values[i - 1] for i in places]


@settings(CHEAP)
@given(seed=SEEDS, weights=st.lists(st.sampled_from([0.0, 1.0, 2.5]), min_size=2, max_size=12))
def test_what_has_no_probability_is_never_drawn(seed: int, weights: list[float]) -> None:
    weights = [*weights, 1.0]
    possible = {i + 1 for i, weight in enumerate(weights) if weight > 0}
    drawn = sample_int(len(weights), 30, replace=True, prob=weights, generator=generator(seed))
    assert set(drawn.tolist()) <= possible
    everything = sample_int(len(weights), len(possible), prob=weights, generator=generator(seed))
    assert set(everything.tolist()) == possible


@settings(CHEAP)
@given(seed=SEEDS, size=st.integers(0, 200), prob=st.floats(0, 1), rate=st.floats(0, 300))
def test_counts_are_whole_and_within_limits(seed: int, size: int, prob: float, rate: float) -> None:
    drawn = rbinom(20, size, prob, generator=generator(seed))
    assert drawn.min() >= 0 and drawn.max() <= size
    assert rpois(20, rate, generator=generator(seed)).min() >= 0
    table = rmultinom(3, size, [0.2, prob, 1.0], generator=generator(seed))
    assert table.shape == (3, 3) and table.sum(axis=0).tolist() == [size] * 3


@settings(CHEAP)
@given(seed=SEEDS)
def test_streams_of_lecuyer_lead_apart(seed: int) -> None:
    start = random_seed(generator(seed, "L'Ecuyer-CMRG"))
    chain = [start, nextRNGStream(start), nextRNGSubStream(start), nextRNGStream(nextRNGStream(start))]
    numbers = []
    for words in chain:
        source = generator(1, "L'Ecuyer-CMRG")
        set_random_seed(words, source)
        numbers.append(tuple(runif(5, generator=source).tolist()))
    assert len(set(numbers)) == len(chain)
    assert np.array_equal(nextRNGStream(nextRNGSubStream(start)), nextRNGSubStream(nextRNGStream(start)))
