"""Our bobyqa takes minqa's steps, point for point; where NLopt's library hides its function, it ends close by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from optim_functions import FUNCTIONS
from optim_golden import golden, numbers
from tolerances import assert_close

from pylmer.optim import powell_search
from pylmer.optim.bobyqa import bobyqa
from pylmer.optim.outcome import Optimum, Problem
from rcompat.base.conditions import RError


def _id(case: dict[str, Any]) -> str:
    return f"{case['name']}-{case['start']}-{case['options']}"


def _minimise(case: dict[str, Any], tried: list[list[float]]) -> Optimum:
    def objective(x: np.ndarray) -> float:
        tried.append(x.tolist())
        return FUNCTIONS[case["name"]](x)

    start, lower = numbers(case["start"]), numbers(case["lower"])
    return bobyqa(
        Problem(objective=objective, start=start, lower=lower, options=case["options"], verbose=0, write=print)
    )


@pytest.mark.parametrize("case", golden()["bobyqa"], ids=_id)
def test_the_steps_of_minqa(case: dict[str, Any]) -> None:
    tried: list[list[float]] = []
    result = _minimise(case, tried)
    assert tried == [numbers(row)[:-1].tolist() for row in case["trace"]]
    assert result.par.tolist() == numbers(case["par"]).tolist()
    assert result.value == float.fromhex(case["value"])


@pytest.mark.parametrize("case", golden()["bobyqa"], ids=_id)
def test_the_public_interface_ends_close_by(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(powell_search, "_library_search", lambda: None)
    result = _minimise(case, [])
    assert result.message == "Normal exit from bobyqa"
    if "rhoend" not in case["options"]:  # such a search ends anywhere
        assert_close([result.value], [float.fromhex(case["value"])], "bobyqa_public")


@pytest.mark.parametrize("hidden", [False, True])
def test_the_budget_and_errors_with_either_interface(hidden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if hidden:
        monkeypatch.setattr(powell_search, "_library_search", lambda: None)

    def fails_late(x: np.ndarray) -> float:
        if x[0] != 1:
            raise RError("late")
        return float(x @ x)

    def ask(objective: Any) -> Optimum:
        options = {"maxfun": 9}
        start, lower = np.array([1.0, 2.0]), np.zeros(2)
        problem = Problem(objective=objective, start=start, lower=lower, options=options, verbose=0, write=print)
        return bobyqa(problem)

    stopped = ask(lambda x: float(np.exp(x @ x) - x[0]))
    assert (stopped.evaluations, stopped.code) == (9, 1)
    assert stopped.message == "bobyqa -- maximum number of function evaluations exceeded"
    with pytest.raises(RError, match="late"):
        ask(fails_late)
