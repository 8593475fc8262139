"""Posterior simulation: refusals, counts and shapes (the numbers are compared in golden/cases/simulation)."""

from __future__ import annotations

import numpy as np
import pytest

from pylmer.arm import coef, display, fixef, ranef, rescale, se_ranef, sim
from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.linear.lm import lm
from rcompat.maths.rng import set_seed

sleepstudy = load_dataset("sleepstudy")


@pytest.fixture(scope="module")
def model():
    return lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)


@pytest.mark.parametrize(("n_sims", "message"), [(-1, "invalid 'times' argument"), (0, "subscript out of bounds")])
def test_counts_that_r_refuses(model, n_sims, message):
    for fit in (model, lm("Reaction ~ Days", data=sleepstudy)):
        with pytest.raises(RError, match=message):
            sim(fit, n_sims)


def test_counts_are_cut(model):
    assert sim(model, 2.7).sigma.data.shape == (2,)


def test_shapes_and_accessors(model):
    draws = sim(model, 5)
    assert fixef(draws).data.shape == (5, 2)
    assert ranef(draws)["Subject"].data.shape == (5, 18, 2)
    assert coef(draws).names == ("fixef", "ranef")


def test_draws_go_on_from_the_session(model):
    set_seed(1)
    both = sim(model, 2)
    set_seed(1)
    one_by_one = [sim(model, 1).sigma.data[0] for _ in range(2)]
    assert both.sigma.data.tolist() == one_by_one


def test_models_without_fixed_effects_are_refused():
    fit = lmer("Reaction ~ 0 + (1 | Subject)", data=sleepstudy)
    with pytest.raises(RError, match="0-diml"):
        sim(fit)
    with pytest.raises(RError, match="subscript out of bounds"):
        display(fit)


def test_two_terms_of_one_factor_have_no_se_ranef():
    fit = lmer("Reaction ~ Days + (1 | Subject) + (0 + Days | Subject)", data=sleepstudy)
    with pytest.raises(RError, match="'dims' cannot be of length 0"):
        se_ranef(fit)


def test_rescaled_constants_are_not_numbers():
    assert np.isnan(rescale([3.0, 3.0])).all()
