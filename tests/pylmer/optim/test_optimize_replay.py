"""Replays what R's optimizers asked and got (data/optim.json, written by scripts/golden_r/optim.R)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pylmer.control import lmerControl
from pylmer.optim.optimize import optimize
from rcompat.base.conditions import RError, RMessage, collect_conditions

_GOLDEN = json.loads((Path(__file__).parent / "data" / "optim.json").read_text(encoding="utf-8"))
_CASES = {case["name"]: case for case in _GOLDEN["cases"]}


def _numbers(text: str | None) -> np.ndarray | None:
    return None if text is None else np.array([float.fromhex(part) for part in text.split()])


def _surface(name: str) -> dict[bytes, float]:
    rows = [_numbers(row) for row in _GOLDEN["surfaces"][name]]
    return {(row[:-1] + 0.0).tobytes(): float(row[-1]) for row in rows}


class _Replay:
    """The objective as a table: a theta that R never tried is an error."""

    def __init__(self, name: str) -> None:
        self.table = _surface(name)
        self.tried: list[str] = []

    def __call__(self, theta: np.ndarray) -> float:
        return self.table[(theta + 0.0).tobytes()]


def _control(case: dict[str, Any]) -> Any:
    given = {name.replace(".", "_"): value for name, value in case["control"].items()}
    return lmerControl(**given)


def _outcome(case: dict[str, Any]) -> tuple[Any, list[list[str]], list[str]]:
    printed: list[str] = []
    result, error = None, None
    with collect_conditions() as signalled:
        try:
            result = optimize(
                _Replay(case["surface"]),
                _numbers(case["start"]),
                _numbers(case["lower"]),
                _control(case),
                verbose=case["verbose"],
                write=printed.append,
            )
        except RError as stop:
            error = stop
    conditions = list(signalled) + (list(result.problems) if result else [])
    seen = [["message" if isinstance(c, RMessage) else "warning", c.message, c.call] for c in conditions]
    seen += [["error", error.message, error.call]] if error else []
    return result, seen, "".join(printed).splitlines()


def _expected_problems(case: dict[str, Any]) -> list[list[str]]:
    return [
        [kind, text.rstrip("\n") if kind == "message" else text, call.replace("lme4:::", "")]
        for kind, text, call in case["problems"]
    ]


def _exact_names() -> list[str]:
    return [name for name, case in _CASES.items() if _is_exact(case)]


def _is_exact(case: dict[str, Any]) -> bool:
    optimizer = case["control"].get("optimizer", "nloptwrap")
    one = len(case["lower"].split()) == 1
    return optimizer == "nloptwrap" or (optimizer == "bobyqa" and one)


@pytest.mark.parametrize("name", _exact_names())
def test_the_same_bits_as_r(name: str) -> None:
    case = _CASES[name]
    result, problems, printed = _outcome(case)
    assert problems == _expected_problems(case)
    assert printed == case["printed"]
    if case["par"] is None:
        assert result is None
        return
    if result is None:
        return
    assert result.par.tolist() == _numbers(case["par"]).tolist()
    assert result.value == float.fromhex(case["fval"].replace("Inf", "inf"))
    assert result.evaluations == case["feval"]
    assert result.code == case["code"]
    assert result.message == case["message"]
    if case["gradient"] is not None:
        assert result.gradient.tolist() == _numbers(case["gradient"]).tolist()
        assert result.hessian.ravel(order="F").tolist() == _numbers(case["hessian"]).tolist()
    assert list(result.convergence_codes) == case["lme4_code"]
    assert list(result.convergence_messages) == [text for text in case["lme4_messages"]]
    if case["final"] is not None:
        assert result.par.tolist() == _numbers(case["final"]).tolist()
