"""The deviance and its state, bit by bit: recorded from R for a dozen models, and from live R for some thirty."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from pylmer.numerics.pls import Objective, make_objective, rx_inverse
from pylmer.numerics.problem import NotPositiveDefiniteError, PlsProblem

DATA = Path(__file__).parent / "data"
RECORDED = sorted(path.stem for path in DATA.glob("*.json"))
SCRIPT = Path(__file__).parents[3] / "scripts" / "golden_r" / "kernel.R"

Arrays = dict[str, npt.NDArray[np.float64] | npt.NDArray[np.int32]]
INTEGER = {
    "dims", "zt_indptr", "zt_indices", "lambda_indptr", "lambda_indices", "lambda_theta", "perm", "type",
}  # fmt: skip
EXACT = ("beta", "u", "b", "mu", "rx", "rzx", "rxi")


def recorded(name: str) -> Arrays:
    content = json.loads((DATA / f"{name}.json").read_text())
    return {
        key: np.array(value, np.int32) if key in INTEGER else np.array([float.fromhex(text) for text in value])
        for key, value in content.items()
    }


def streamed(directory: Path) -> Arrays:
    return {path.name: np.fromfile(path, "<i4" if path.name in INTEGER else "<f8") for path in directory.iterdir()}


def problem_of(case: Arrays) -> PlsProblem:
    n, p, _, _, reml = (int(value) for value in case["dims"])
    keys = ("zt_indptr", "zt_indices", "zt_data", "lambda_indptr", "lambda_indices", "lambda_theta")
    return PlsProblem(
        y=case["y"],
        x=np.ascontiguousarray(case["x"].reshape(p, n).T),
        **{key: case[key] for key in keys},
        lower=case["lower"],
        theta_start=case["theta_start"],
        weights=case["weights"],
        offset=case["offset"],
        reml=bool(reml),
    )


def hexadecimal(values: npt.NDArray[np.float64]) -> list[str]:
    return [float(value).hex() for value in np.asarray(values).ravel(order="F") + 0.0]  # R's -0 and 0 are one


def check(case: Arrays) -> int:
    """Compare every value of one model; returns the number of evaluations."""
    objective = make_objective(problem_of(case))
    thetas = case["thetas"].reshape(-1, len(case["lower"]))
    state = objective.solve(thetas[-1])
    assert hexadecimal(np.array([objective(theta) for theta in thetas])) == hexadecimal(case["values"])
    assert state.factor.perm.tolist() == case["perm"].tolist()
    assert state.factor.ordering == case["type"][0]
    assert state.factor.is_supernodal == bool(case["type"][2])
    found = {name: getattr(state, name, None) for name in EXACT} | {"rxi": rx_inverse(state)}
    for name in EXACT:
        assert hexadecimal(found[name]) == hexadecimal(case[name]), name
    scalars = np.array([state.logdet_l, state.logdet_rx, state.wrss, state.penalty])
    known = [0, 1, 2, 3] if len(state.beta) else [0, 2, 3]  # without fixed effects R leaves log|RX| unset
    assert hexadecimal(scalars[known]) == hexadecimal(case["scalars"][known])
    return len(thetas)


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_models(name: str) -> None:
    assert check(recorded(name)) >= 7


@pytest.mark.r
def test_live_models(tmp_path: Path, seed: int) -> None:
    pinned = [shutil.which("setarch"), "-R"] if shutil.which("setarch") else []
    environment = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC"}
    command = [*pinned, "Rscript", "--vanilla", str(SCRIPT), "live", str(tmp_path), str(seed % 10**6)]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    evaluations = 0
    for directory in sorted(tmp_path.iterdir()):
        try:
            evaluations += check(streamed(directory))
        except AssertionError as error:
            raise AssertionError(f"{directory.name}, seed {seed}: {error}") from error
    assert evaluations > 400


def sleepstudy() -> Objective:
    return make_objective(problem_of(recorded("sleepstudy")))


def test_refit_equals_a_fresh_objective() -> None:
    case = recorded("sleepstudy")
    other = case["y"][::-1].copy()
    again = sleepstudy().refit(other)
    fresh = make_objective(problem_of(case | {"y": other}))
    assert again(case["theta_start"]).hex() == fresh(case["theta_start"]).hex()
    assert hexadecimal(again.solve(case["theta_start"]).mu) == hexadecimal(fresh.solve(case["theta_start"]).mu)


def test_collinear_columns_stop_as_in_r() -> None:
    case = recorded("sleepstudy")
    n = int(case["dims"][0])
    x = case["x"].reshape(2, n)
    objective = make_objective(problem_of(case | {"x": np.concatenate([x[0], x[0]])}))
    with pytest.raises(NotPositiveDefiniteError, match="Downdated VtV is not positive definite"):
        objective(case["theta_start"])


def test_not_a_number_passes_through_as_in_r() -> None:
    objective = sleepstudy()
    assert np.isnan(objective(np.array([np.nan, 0.0, 1.0])))
    assert np.isfinite(objective(np.array([1.0, 0.0, 1.0])))


def test_a_zero_weight_makes_the_deviance_infinite() -> None:
    case = recorded("sleepstudy")
    weights = np.ones(len(case["y"]))
    weights[3] = 0.0
    assert make_objective(problem_of(case | {"weights": weights}))(case["theta_start"]) == np.inf


def test_read_only_arrays_are_accepted() -> None:
    case = recorded("sleepstudy")
    for array in case.values():
        array.flags.writeable = False
    assert make_objective(problem_of(case))(case["theta_start"]) == case["values"][0]


def test_an_objective_can_be_pickled_and_copied() -> None:
    objective = sleepstudy()
    theta = np.array([1.0, 0.1, 0.2])
    for copy in (pickle.loads(pickle.dumps(objective)), deepcopy(objective)):  # noqa: S301
        assert copy(theta) == objective(theta)


def test_natural_order_needs_fewer_entries_than_the_bound() -> None:
    case = recorded("penicillin")
    structure = make_objective(problem_of(case), natural=True).structure
    plain = make_objective(problem_of(case)).structure
    assert plain.ordering.is_natural is False
    assert sorted(structure.perm.tolist()) == sorted(plain.perm.tolist())


def test_lambda_of_another_shape_is_refused() -> None:
    case = recorded("sleepstudy")
    scrambled = case["lambda_theta"].copy()
    scrambled[4] = 2
    with pytest.raises(ValueError, match="upper triangular blocks"):
        make_objective(problem_of(case | {"lambda_theta": scrambled}))
