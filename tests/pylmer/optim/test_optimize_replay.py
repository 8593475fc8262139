"""Replays R's optimisations of real models: the objective is the table of what R evaluated."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from optim_golden import control_of, golden, numbers

from pylmer.optim.optimize import optimize
from rcompat.base.conditions import RError, RMessage, collect_conditions

_CASES = {case["name"]: case for case in golden()["cases"]}


class _Table:
    """The objective as a table: a theta that R never tried is an error."""

    def __init__(self, name: str) -> None:
        rows = [numbers(row) for row in golden()["surfaces"][name]]
        self.values = {(row[:-1] + 0.0).tobytes(): float(row[-1]) for row in rows}

    def __call__(self, theta: np.ndarray) -> float:
        return self.values[(theta + 0.0).tobytes()]


def _outcome(case: dict[str, Any]) -> tuple[Any, list[list[str | None]], list[str]]:
    printed: list[str] = []
    result, error = None, None
    start, lower = numbers(case["start"]), numbers(case["lower"])
    with collect_conditions() as signalled:
        try:
            table = _Table(case["surface"])
            result = optimize(table, start, lower, control_of(case["control"]), case["verbose"], printed.append)
        except RError as stop:
            error = stop
    conditions = list(signalled) + (list(result.problems) if result else [])
    seen = [["message" if isinstance(c, RMessage) else "warning", c.message, _first_line(c.call)] for c in conditions]
    seen += [["error", error.message, _first_line(error.call)]] if error else []
    return result, seen, "".join(printed).splitlines()


def _first_line(call: str | None) -> str | None:
    return None if call is None else call.split("\n", 1)[0]


def _problems(case: dict[str, Any]) -> list[list[str]]:
    return [
        [kind, text.rstrip("\n") if kind == "message" else text, call.replace("lme4:::", "")]
        for kind, text, call in case["problems"]
    ]


def _is_exact(case: dict[str, Any]) -> bool:
    optimizer = case["control"].get("optimizer", "nloptwrap")
    return optimizer != "nlminbwrap" or case["par"] is None


@pytest.mark.parametrize("name", [name for name, case in _CASES.items() if _is_exact(case)])
def test_the_same_bits_as_r(name: str) -> None:
    case = _CASES[name]
    result, problems, printed = _outcome(case)
    assert problems == _problems(case)
    assert printed == case["printed"]
    if result is None:
        assert problems[-1][0] == "error"
        return
    assert result.par.tolist() == numbers(case["par"]).tolist()
    assert result.value == float.fromhex(case["fval"])
    assert result.evaluations == case["feval"]
    assert result.code == case["code"]
    assert result.message == case["message"]
    if case["gradient"] is not None:
        assert result.gradient.tolist() == numbers(case["gradient"]).tolist()
        assert result.hessian.ravel(order="F").tolist() == numbers(case["hessian"]).tolist()
    assert list(result.convergence_codes) == case["lme4_code"]
    assert list(result.convergence_messages) == case["lme4_messages"]
    assert list(result.optimizer_warnings) == case["optimizer_warnings"]
    if case["final"] is not None:
        assert result.par.tolist() == numbers(case["final"]).tolist()


def test_no_optimisation() -> None:
    result = optimize(lambda theta: float(theta[0] * 2), [0.5], [0.0], control_of({"optimizer": None}))
    assert (result.par.tolist(), result.value, result.code, result.message) == ([0.5], 1.0, 1000, "no optimization")
    assert result.evaluations is None
    assert result.gradient is None
    assert result.problems == ()


def _bowl(theta: np.ndarray) -> float:
    return float((theta[0] - 2.0) ** 2)


def test_a_user_function_as_optimizer() -> None:
    def mine(fn: Any, par: Any, lower: Any, control: Any) -> dict[str, Any]:
        assert control == {"depth": 3}
        return {"par": [2.0], "fval": fn(np.array([2.0])), "convergence": 7, "message": "enough", "feval": 17}

    result = optimize(_bowl, [1.0], [0.0], control_of({"optimizer": mine, "optCtrl": {"depth": 3}}))
    assert (result.par.tolist(), result.value, result.evaluations) == ([2.0], 0.0, 17)
    assert [c.message for c in result.problems] == ["convergence code 7 from optimizer: enough"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"par": [1.0], "fval": 3.0}, "argument is of length zero"),
        ({"par": [1.2], "convergence": 0}, 'c("conv", "fval") %in% substr(names(opt), 1, 4) are not all TRUE'),
    ],
)
def test_a_user_function_that_answers_badly(answer: dict[str, Any], message: str) -> None:
    def mine(fn: Any, par: Any, lower: Any, control: Any) -> dict[str, Any]:
        return answer

    with pytest.raises(RError) as stop:
        optimize(_bowl, [1.0], [0.0], control_of({"optimizer": mine}))
    assert stop.value.message == message


def test_errors_of_the_objective_come_through() -> None:
    def broken(theta: np.ndarray) -> float:
        raise RError("Downdated VtV is not positive definite")

    for optimizer in ("nloptwrap", "bobyqa", "Nelder_Mead"):
        with pytest.raises(RError, match="Downdated VtV"):
            optimize(broken, [1.0, 1.0], [0.0, 0.0], control_of({"optimizer": optimizer}))


@pytest.mark.parametrize(
    ("given", "message", "call"),
    [
        ({"calc.derivs": "x"}, "argument is not interpretable as logical", "if (calc.derivs) {"),
        ({"calc.derivs": None}, "argument is of length zero", "if (calc.derivs) {"),
        ({"calc.derivs": float("nan")}, "missing value where TRUE/FALSE needed", "if (calc.derivs) {"),
        ({"restart_edge": "a"}, "argument is not interpretable as logical", "if (restart_edge) {"),
        ({"use.last.params": float("nan")}, "missing value where TRUE/FALSE needed", "if (use.last.params) {"),
        ({"boundary.tol": float("nan")}, "missing value where TRUE/FALSE needed",
         "if (boundary.tol > 0) check.boundary(rho, opt, devfun, boundary.tol) else opt"),
        ({"optimizer": True}, "non-function specified as optimizer", "getOptfun(optimizer)"),
        ({"optimizer": ["bobyqa", "Nelder_Mead"]}, "couldn't find optimizer function bobyqaNelder_Mead",
         "getOptfun(optimizer)"),
        ({"optimizer": "none"}, "deprecated use of optimizer=='none'; use NULL instead", None),
    ],
)  # fmt: skip
def test_settings_judged_late(given: dict[str, Any], message: str, call: str | None) -> None:
    with pytest.raises(RError) as stop:
        optimize(_bowl, [1.0], [0.0], control_of(given))
    assert (stop.value.message, stop.value.call) == (message, call)


def test_empty_optimizer_means_none() -> None:
    assert optimize(_bowl, [1.0], [0.0], control_of({"optimizer": []})).code == 1000
