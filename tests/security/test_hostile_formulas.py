"""Hostile formulas: nothing is opened, imported, executed or connected, and the model is not fitted."""

from __future__ import annotations

import numpy as np
import pytest
from audit import watched
from hostile_texts import FORMULAS, PLACES

from pylmer.lme4 import lmer
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import Frame
from rcompat.base.frame_doors import as_frame
from rcompat.linear.lm import lm


def _data() -> Frame:
    rng = np.random.default_rng(1)
    return as_frame({"y": rng.normal(size=24), "x": rng.normal(size=24), "g": ["a", "b", "c", "d"] * 6})


@pytest.fixture(scope="module")
def warm() -> Frame:
    """Data, after a fit and some errors: lazy imports of our own are done."""
    data = _data()
    with collect_conditions():
        lmer("y ~ log(abs(x)) + (1 | g)", data=data)
        lm("y ~ x", data=data)
        for call in ("evil(1)", "base::evil(1)", "nowhere", "offset('a')"):
            for place in PLACES:
                with pytest.raises(Exception):  # noqa: B017 - whatever it is, it is no fit
                    lmer(place.format(call) + " + (1 | g)", data=data)
    return data


def test_there_are_two_hundred_at_least() -> None:
    assert len(set(FORMULAS)) >= 200


def test_the_audit_sees_what_it_must_not_find() -> None:
    with watched() as events, pytest.raises(FileNotFoundError):
        open("/nowhere")  # noqa: SIM115
    assert len(events) == 1


@pytest.mark.parametrize("formula", FORMULAS)
def test_mixed_models_do_nothing_but_stop(formula: str, warm: Frame) -> None:
    text = formula if "|" in formula else f"{formula} + (1 | g)"
    with watched() as events, collect_conditions(), pytest.raises(RError):
        lmer(text, data=warm)
    assert events == []


@pytest.mark.parametrize("formula", [formula for formula in FORMULAS if " | " not in formula])
def test_linear_models_do_nothing_but_stop(formula: str, warm: Frame) -> None:
    with watched() as events, collect_conditions(), pytest.raises(RError):
        lm(formula, data=warm)
    assert events == []


@pytest.mark.parametrize("argument", ["subset", "weights", "offset"])
@pytest.mark.parametrize("call", ["system('id')", "eval(parse(text = 'q()'))", "open('/etc/passwd')", "x <<- 1"])
def test_other_arguments_are_no_way_in(argument: str, call: str, warm: Frame) -> None:
    with watched() as events, collect_conditions(), pytest.raises(RError):
        lmer("y ~ x + (1 | g)", data=warm, **{argument: call})
    assert events == []
