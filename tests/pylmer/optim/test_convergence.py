"""lme4's checkConv on made-up derivatives, against R's answers."""

from __future__ import annotations

from typing import Any

import pytest
from optim_golden import control_of, golden, numbers

from pylmer.optim.convergence import ConvergenceWarning, SingularFitWarning, check_convergence
from rcompat.base.conditions import RMessage


@pytest.mark.parametrize("case", golden()["checks"])
def test_the_same_verdict_as_r(case: dict[str, Any]) -> None:
    par, gradient = numbers(case["par"]), numbers(case["gradient"])
    hessian = numbers(case["hessian"]).reshape(len(par), len(par), order="F")
    report = check_convergence(par, numbers(case["lower"]), gradient, hessian, control_of(case["control"]))
    said = [["message" if isinstance(c, RMessage) else "warning", c.message] for c in report.problems]
    said += [["error", report.error.message]] if report.error else []
    assert said == case["said"]
    assert list(report.codes) == case["codes"]
    assert list(report.messages) == case["messages"]


def test_classes_of_the_conditions() -> None:
    control = control_of({})
    singular = check_convergence(numbers("0x0p+0"), numbers("0x0p+0"), None, None, control)
    assert isinstance(singular.problems[0], SingularFitWarning)
    steep = check_convergence(numbers("0x1p+0"), numbers("0x0p+0"), numbers("0x1p+0"), numbers("0x1p+0").reshape(1, 1),
                              control)  # fmt: skip
    assert isinstance(steep.problems[0], ConvergenceWarning)


def test_without_derivatives_only_singularity_is_judged() -> None:
    report = check_convergence(numbers("0x1p+0"), numbers("0x0p+0"), None, None, control_of({}))
    assert (report.codes, report.messages, report.problems, report.error) == ((), (), (), None)
