"""The fast engine: R's deviances up to rounding, from fewer rows."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from tolerances import assert_close

from pylmer.numerics.fast import FastObjective, compress, make_fast_objective
from pylmer.numerics.problem import PlsProblem

DATA = Path(__file__).parent / "data"
RECORDED = sorted(path.stem for path in DATA.glob("*.json"))
ARRAYS = ("zt_indptr", "zt_indices", "lambda_indptr", "lambda_indices", "lambda_theta")


def doubles(texts: list[str]) -> npt.NDArray[np.float64]:
    return np.array([float.fromhex(text) for text in texts])


def recorded(name: str) -> tuple[PlsProblem, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    case = json.loads((DATA / f"{name}.json").read_text())
    n, p, _, m, reml = case["dims"]
    problem = PlsProblem(
        x=np.ascontiguousarray(doubles(case["x"]).reshape(p, n).T),
        reml=bool(reml),
        **{key: np.array(case[key], np.int32) for key in ARRAYS},
        **{key: doubles(case[key]) for key in ("y", "zt_data", "lower", "theta_start", "weights", "offset")},
    )
    return problem, doubles(case["thetas"]).reshape(-1, m), doubles(case["values"])


@pytest.mark.parametrize("name", RECORDED)
def test_deviances_are_rs_up_to_rounding(name: str) -> None:
    problem, thetas, values = recorded(name)
    objective = make_fast_objective(problem)
    assert_close([objective(theta) for theta in thetas], values)


def test_many_observations_per_level_shrink_to_a_triangle() -> None:
    problem, thetas, values = recorded("long_panels")
    objective = make_fast_objective(problem)
    assert isinstance(objective, FastObjective)
    assert compress(problem).n == 30 * (2 + 3 + 1)
    state = objective.solve(thetas[-1])
    assert len(state.mu) == problem.n
    assert state.criterion == values[-1]


def test_singletons_are_left_alone() -> None:
    problem, _, _ = recorded("dense_supernodal")
    assert not isinstance(make_fast_objective(problem), FastObjective)


def test_refit_keeps_the_engine() -> None:
    problem, thetas, _ = recorded("sleepstudy")
    again = make_fast_objective(problem).refit(problem.y + 1.0)
    exact = make_fast_objective(problem).refit(problem.y + 1.0).solve(thetas[0]).criterion
    assert isinstance(again, FastObjective)
    assert_close([again(thetas[0])], [exact])
