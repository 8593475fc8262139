"""Generators, `sample()` and the random variates against R: the digests of millions of draws."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from rng_laws import KINDS, LAWS, digest

from rcompat.base.conditions import RError, RWarning
from rcompat.maths import rng, rng_streams
from rcompat.maths.samples import sample, sample_int
from rcompat.maths.variates import rbinom, rexp, rgamma, rmultinom, rnbinom, rnorm, rpois, runif

if TYPE_CHECKING:
    from rcompat.harness.live_r import RSession

LINES = [line.split() for line in (Path(__file__).parent / "data" / "rng.txt").read_text().splitlines()]
DRAWS = [tuple(line[1:]) for line in LINES if line[0] == "draw"]
STATES = {(line[0], line[1]): [int(word) for word in line[2:]] for line in LINES if line[0] != "draw"}


@pytest.fixture(autouse=True)
def _own_session() -> Iterator[None]:
    kept = rng.session_generator().state
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="non-uniform")
        rng.RNGkind("default", "default", "default")
        yield
    rng.session_generator().restore(kept)


def _use(kind: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rng.RNGkind(*KINDS[kind])


@pytest.mark.parametrize(("kind", "law", "seed", "expected"), [d for d in DRAWS if d[2] in ("1", "-7")])
def test_a_million_draws(kind: str, law: str, seed: str, expected: str) -> None:
    _use(kind)
    rng.set_seed(int(seed))
    assert digest(LAWS[law]()) == expected


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "law", "seed", "expected"), [d for d in DRAWS if d[2] not in ("1", "-7")])
def test_a_million_draws_of_more_seeds(kind: str, law: str, seed: str, expected: str) -> None:
    _use(kind)
    rng.set_seed(int(seed))
    assert digest(LAWS[law]()) == expected


def test_every_law_is_recorded() -> None:
    assert {draw[1] for draw in DRAWS} == set(LAWS)


@pytest.mark.parametrize("kind", KINDS)
def test_seeds_and_changes_of_kind(kind: str) -> None:
    _use(kind)
    rng.set_seed(123)
    assert rng.random_seed().tolist() == STATES["seed", kind]
    rng.RNGkind("Mersenne-Twister")
    assert rng.random_seed().tolist() == STATES["change", kind]


def test_streams() -> None:
    first = STATES["seed", "lecuyer"]
    assert rng_streams.nextRNGStream(first).tolist() == STATES["stream", "lecuyer"]
    assert rng_streams.nextRNGSubStream(first).tolist() == STATES["substream", "lecuyer"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kept_state_continues(kind: str) -> None:
    _use(kind)
    rng.set_seed(5)
    rnorm(101)
    kept, vector = rng.session_generator().state, rng.random_seed()
    expected = [rnorm(700).tobytes(), sample_int(100).tobytes()]
    rng.set_random_seed(vector)
    assert [rnorm(700).tobytes(), sample_int(100).tobytes()] == expected
    other = rng.Generator(kept)
    assert [rnorm(700, generator=other).tobytes(), sample_int(100, generator=other).tobytes()] == expected


def test_an_own_generator_leaves_the_session_alone() -> None:
    rng.set_seed(1)
    before = rng.random_seed()
    runif(10, generator=rng.make_generator(3))
    np.testing.assert_array_equal(rng.random_seed(), before)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rng.set_seed("a"), "supplied seed is not a valid integer"),
        (lambda: rng.set_seed(float("nan")), "supplied seed is not a valid integer"),
        (lambda: rng.set_seed(3e10), "supplied seed is not a valid integer"),
        (lambda: rng.set_seed(1, kind="foo"), "'foo' is not a valid abbreviation of an RNG"),
        (lambda: rng.set_seed(1, sample_kind="foo"), "'NA' is not a valid choice"),
        (lambda: rng.set_random_seed([10403, 1, 2]), "'.Random.seed' has wrong length"),
        (lambda: rnorm(-1), "invalid arguments"),
        (lambda: sample_int(5, 6), "cannot take a sample larger than the population when 'replace = FALSE'"),
        (lambda: sample_int(5, -1), "invalid 'size' argument"),
        (lambda: sample_int(-5), "invalid first argument"),
        (lambda: sample_int(5, 2, prob=[1, 2]), "incorrect number of probabilities"),
        (lambda: sample_int(5, 2, prob=[-1, 2, 1, 1, 1]), "negative probability"),
        (lambda: sample_int(3, 3, prob=[0, 2, 1]), "too few positive probabilities"),
        (lambda: sample_int(3, 2, prob=[np.nan, 2, 1]), "NA in probability vector"),
        (lambda: rnbinom(2, 3, 0.5, 4), "'prob' and 'mu' both specified"),
        (lambda: rgamma(2, 1, 2, 3), "specify 'rate' or 'scale' but not both"),
        (lambda: rmultinom(2, 3, [0, 0]), "no positive probabilities"),
        (lambda: rmultinom(2, -3, [1, 2]), "invalid second argument 'size'"),
    ],
)
@pytest.mark.filterwarnings("ignore:NAs introduced by coercion")
def test_errors(call: Any, words: str) -> None:
    with pytest.raises(RError) as caught:
        call()
    assert caught.value.message == words


@pytest.mark.parametrize(
    "call",
    [lambda: rnorm(2, np.nan), lambda: rnorm(2, 0, -1), lambda: rexp(2, 0), lambda: rbinom(2, 1.5, 0.5),
     lambda: rpois(2, -1), lambda: runif(2, 3, 1), lambda: rnorm(3, [])],
)  # fmt: skip
def test_impossible_parameters_give_missing_values(call: Any) -> None:
    with pytest.warns(RWarning, match="NAs produced"):
        call()


def test_degenerate_parameters_draw_nothing() -> None:
    rng.set_seed(1)
    before = rng.random_seed()
    assert runif(2, 3, 3).tolist() == [3, 3]
    assert rnorm(1, np.inf).tolist() == [np.inf]
    assert rgamma(2, 0).tolist() == [0, 0]
    assert rexp(2, np.inf).tolist() == [0, 0]
    assert rbinom(0, 5, 0.5).tolist() == []
    assert rbinom(2, 5, 1).tolist() == [5, 5]
    np.testing.assert_array_equal(rng.random_seed(), before)


def test_what_sample_returns() -> None:
    rng.set_seed(1)
    assert sample_int(10).dtype == np.int32
    assert sample_int(3e9, 1).dtype == np.float64
    assert sorted(sample(["a", "b", "c"])) == ["a", "b", "c"]
    assert sorted(sample(4.7)) == [1, 2, 3, 4]
    assert sample_int(0).size == 0
    assert sample([]) == []


@pytest.mark.r
def test_live_r(live_r: RSession, seed: int) -> None:
    calls = {
        "rnorm(500, 1:3, 2)": lambda: rnorm(500, (1, 2, 3), 2),
        "rgamma(500, c(.3, 8))": lambda: rgamma(500, (0.3, 8)),
        "rbinom(500, c(7, 400), .4)": lambda: rbinom(500, (7, 400), 0.4),
        "rpois(500, c(4, 44))": lambda: rpois(500, (4, 44)),
        "sample.int(500)": lambda: sample_int(500),
    }
    for drawn in np.random.default_rng(seed).integers(-(2**31) + 1, 2**31, 5).tolist():
        for code, call in calls.items():
            rng.set_seed(drawn)
            expected = live_r.values(f"{{set.seed({drawn}L); as.double({code})}}")
            np.testing.assert_array_equal(np.asarray(call(), dtype=float), np.asarray(expected, dtype=float))
