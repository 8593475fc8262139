"""Our BOBYQA takes minqa's steps: the same points, up to rounding, until rounding decides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from optim_functions import FUNCTIONS
from optim_golden import golden, numbers
from tolerances import TOLERANCES, assert_close

from pylmer.optim.bobyqa import bobyqa
from pylmer.optim.outcome import Problem


def _id(case: dict[str, Any]) -> str:
    return f"{case['name']}-{case['start']}-{case['options']}"


@pytest.mark.parametrize("case", golden()["bobyqa"], ids=_id)
def test_the_steps_of_minqa(case: dict[str, Any]) -> None:
    tried: list[np.ndarray] = []

    def objective(x: np.ndarray) -> float:
        tried.append(x.copy())
        return FUNCTIONS[case["name"]](x)

    start = numbers(case["start"])
    lower = numbers(case["lower"])
    problem = Problem(objective=objective, start=start, lower=lower, options=case["options"], verbose=0, write=print)
    result = bobyqa(problem)
    assert_close(result.par.tolist(), numbers(case["par"]).tolist(), "bobyqa")
    assert_close([result.value], [float.fromhex(case["value"])], "bobyqa_value")
    early = len(start) + 6  # later, points at equal distances are told apart by rounding alone
    rows = [numbers(row)[:-1].tolist() for row in case["trace"][:early]]
    rtol, atol, _ = TOLERANCES["bobyqa_early"]
    np.testing.assert_allclose([point.tolist() for point in tried[:early]], rows, rtol=rtol, atol=atol)
