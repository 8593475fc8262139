"""Bootstraps of lmeresampler: what follows from their definition (the package is not there to compare with)."""

from __future__ import annotations

import numpy as np
import pytest
from tolerances import assert_close

from pylmer.datasets import load_dataset
from pylmer.inference.case_draws import case_plan, drawn_request
from pylmer.inference.residual_draws import reflated_responses
from pylmer.lme4 import fixef, lmer, refit, residuals
from pylmer.lme4 import simulate as simulate_fit
from pylmer.lmeresampler import bootstrap, confint
from rcompat.base.conditions import RError
from rcompat.maths.rng import set_seed

sleepstudy = load_dataset("sleepstudy")
pastes = load_dataset("Pastes")


@pytest.fixture(scope="module")
def model():
    return lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)


def test_parametric_is_simulate_and_refit(model):
    set_seed(1)
    boot = bootstrap(model, fixef, type="parametric", B=3)
    drawn = simulate_fit(model, nsim=3, seed=1)
    for row, name in zip(boot.replicates.data, drawn, strict=True):
        assert row.tolist() == fixef(refit(model, drawn[name])).data.tolist()


def test_residual_responses_keep_the_fixed_part_on_average(model):
    set_seed(2)
    responses = reflated_responses(model, np.asarray(residuals(model).data), 2000)
    centre = model.spec.x @ model.state.beta
    spread = np.abs(responses.mean(axis=1) - centre)
    assert spread.max() < 0.15 * responses.std(axis=1).min()


@pytest.mark.parametrize("resample", [(True, False), (False, True), (True, True)])
def test_cases_keep_the_size_of_balanced_data(model, resample):
    set_seed(3)
    request = drawn_request(case_plan(model, resample))
    assert request.data.n == 180
    assert len(set(request.data["Subject"].codes.tolist())) == 18
    rows = np.column_stack([request.data["Reaction"], request.data["Subject"].codes])
    assert (len(np.unique(rows, axis=0)) == 180) == (not resample[1])


def test_nested_cases_are_relabelled_below_their_cluster():
    fit = lmer("strength ~ 1 + (1 | batch/cask)", data=pastes)
    set_seed(4)
    data = drawn_request(case_plan(fit, (True, True, False))).data
    pairs = {(int(b), int(c)) for b, c in zip(data["batch"].codes, data["cask"].codes, strict=True)}
    assert len(pairs) == 30


def test_same_seed_same_page(model):
    pages = []
    for _ in range(2):
        set_seed(5)
        pages.append(str(bootstrap(model, fixef, type="case", B=4, resample=(True, True))))
    assert pages[0] == pages[1]
    assert pages[0].startswith("Bootstrap type: case \n\nNumber of resamples: 4 \n\n")


def test_intervals(model):
    set_seed(6)
    boot = bootstrap(model, fixef, B=20)
    table = confint(boot)
    assert list(table["type"]) == ["norm"] * 2 + ["basic"] * 2 + ["perc"] * 2
    assert_close(table["lower"][2:4], 2 * table["estimate"][2:4] - table["upper"][4:6])
    with pytest.raises(RError, match="should be one of"):
        confint(boot, type="bca")


@pytest.mark.parametrize(
    "arguments",
    [
        {"type": "wild"},
        {"B": 0},
        {"type": "case"},
        {"type": "case", "resample": (True,)},
    ],
)
def test_bad_input_is_refused(model, arguments):
    with pytest.raises(RError):
        bootstrap(model, fixef, **{"B": 2, **arguments})


def test_crossed_factors_are_refused():
    fit = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=load_dataset("Penicillin"))
    with pytest.raises(RError, match="nested"):
        bootstrap(fit, fixef, type="case", B=2, resample=(True, True, True))


def test_failed_resamples_are_counted(model):
    calls = []

    def sometimes(fit):
        calls.append(fit)
        if len(calls) == 3:
            raise ValueError("no")
        return fixef(fit)

    boot = bootstrap(model, sometimes, B=4)
    assert [len(texts) for texts in boot.error] == [0, 1, 0, 0]
    assert np.isnan(boot.replicates.data[1]).all()
