"""Control records: R's checks of the arguments, in R's words, and the R text of the call."""

from __future__ import annotations

from typing import Any

import pytest

from pylmer.control import LmerControl, as_lmer_control, glmerControl, lmerControl, makeCC
from rcompat.base.conditions import RError, collect_conditions

_RANKS = "“message+drop.cols”, “silent.drop.cols”, “warn+drop.cols”, “stop.deficient”, “ignore”"
_SCALES = "“warning”, “stop”, “silent.rescale”, “message+rescale”, “warn+rescale”, “ignore”"


@pytest.mark.parametrize(
    ("given", "message", "call"),
    [
        ({"foo": 1}, "unused argument (foo = 1)", "lmerControl(foo = 1)"),
        ({"foo": 1, "bar": "a"}, 'unused arguments (foo = 1, bar = "a")', 'lmerControl(foo = 1, bar = "a")'),
        ({"check_rankX": "foo"}, f"'arg' should be one of {_RANKS}", "match.arg(check.rankX)"),
        ({"check_rankX": ["message+drop.cols", "ignore"]}, "'arg' must be of length 1", "match.arg(check.rankX)"),
        ({"check_rankX": 3}, "'arg' must be NULL or a character vector", "match.arg(check.rankX)"),
        ({"check_scaleX": "foo"}, f"'arg' should be one of {_SCALES}", "match.arg(check.scaleX)"),
        ({"check_conv_grad": 3}, "check.conv* option copt must be a list", "chk.convOpt(copt)"),
        ({"check_conv_grad": {"tol": 1}}, "check.conv* option copt has no 'action' string", "chk.convOpt(copt)"),
        (
            {"check_conv_hess": {"action": "warning"}},
            "check.conv* option copt must have a numeric 'tol' component",
            "chk.convOpt(copt)",
        ),
        (
            {"check_conv_grad": {"action": "warning", "tol": -1}},
            "check.conv* option copt$tol must be number >= 0",
            "chk.convOpt(copt)",
        ),
        (
            {"check_conv_grad": {"action": "warning", "tol": 1, "relTol": "a"}},
            "is.numeric(relTol) is not TRUE",
            "chk.convOpt(copt)",
        ),
        (
            {"check_conv_grad": {"action": "warning", "tol": 1, "relTol": -1}},
            "relTol >= 0 is not TRUE",
            "chk.convOpt(copt)",
        ),
        ({"optCtrl": 3}, "is.list(optCtrl) is not TRUE", "lmerControl(optCtrl = 3)"),
        ({"check_response_not_const": "stop"}, 'unused argument (check.response.not.const = "stop")',
         'lmerControl(check.response.not.const = "stop")'),
    ],
)  # fmt: skip
def test_bad_arguments(given: dict[str, Any], message: str, call: str) -> None:
    with pytest.raises(RError) as stop:
        lmerControl(**given)
    assert (stop.value.message, stop.value.call) == (message, call)


@pytest.mark.parametrize(
    ("given", "message", "call"),
    [
        (("warning", "a"), "must have a numeric 'tol' component", '.makeCC("warning", "a")'),
        (("warning", -1), "'tol' must be number >= 0", '.makeCC("warning", -1)'),
        (("warning", 1, "b"), "is.numeric(relTol) is not TRUE", '.makeCC("warning", 1, "b")'),
        ((3, 1), "is.character(action) is not TRUE", ".makeCC(3, 1)"),
        ((["warning", "stop"], 1), "length(action) == 1 is not TRUE", '.makeCC(c("warning", "stop"), 1)'),
        (("warning", 1, -1), "relTol >= 0 is not TRUE", '.makeCC("warning", 1, -1)'),
        (("warning", 1, [1, 2]), "length(relTol) == 1 is not TRUE", '.makeCC("warning", 1, c(1, 2))'),
    ],
)
def test_bad_checks(given: tuple[Any, ...], message: str, call: str) -> None:
    with pytest.raises(RError) as stop:
        makeCC(*given)
    assert (stop.value.message, stop.value.call) == (message, call)


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (lmerControl(), "lmerControl()"),
        (lmerControl("bobyqa"), 'lmerControl("bobyqa")'),
        (lmerControl(optimizer="bobyqa"), 'lmerControl(optimizer = "bobyqa")'),
        (
            lmerControl(optimizer="bobyqa", optCtrl={"maxfun": 1e5}),
            'lmerControl(optimizer = "bobyqa", optCtrl = list(maxfun = 1e+05))',
        ),
        (lmerControl(optCtrl={"maxeval": 20000, "xtol_abs": 1e-6}),
         "lmerControl(optCtrl = list(maxeval = 20000, xtol_abs = 1e-06))"),
        (lmerControl(calc_derivs=False, restart_edge=True), "lmerControl(calc.derivs = FALSE, restart_edge = TRUE)"),
        (lmerControl(optimizer=None), "lmerControl(optimizer = NULL)"),
        (lmerControl(check_nobs_vs_nRE="ignore"), 'lmerControl(check.nobs.vs.nRE = "ignore")'),
        (lmerControl(check_conv_grad=makeCC("warning", tol=0.01, relTol=None)),
         'lmerControl(check.conv.grad = .makeCC("warning", tol = 0.01, relTol = NULL))'),
        (lmerControl(engine="fast"), "lmerControl()"),
        (glmerControl(optimizer="bobyqa"), 'glmerControl(optimizer = "bobyqa")'),
    ],
)  # fmt: skip
def test_text_of_the_call(record: LmerControl, text: str) -> None:
    assert record.text == text


def test_defaults_and_partial_levels() -> None:
    control = lmerControl(check_conv_grad="ignore", check_rankX="mess")
    assert control.check_rankX == "message+drop.cols"
    assert (control.check_conv_grad.action, control.check_conv_grad.tol) == ("ignore", 2e-3)
    assert (control.check_conv_singular.action, control.check_conv_singular.tol) == ("message", 1e-4)
    assert (control.check_conv_hess.action, control.check_conv_hess.tol) == ("warning", 1e-6)
    assert control.check_response_not_const is None
    assert glmerControl().check_response_not_const == "stop"
    assert glmerControl().restart_edge is False


@pytest.mark.parametrize("value", ["bobyqa", 3, None])
def test_control_that_is_no_list(value: object) -> None:
    with pytest.raises(RError) as stop:
        as_lmer_control(value, "lmer(y ~ x)")
    assert (stop.value.message, stop.value.call) == ("'control' is not a list; use lmerControl()", "lmer(y ~ x)")


def test_control_as_a_plain_list() -> None:
    with collect_conditions() as conditions:
        control = as_lmer_control({"optimizer": "bobyqa", "calc.derivs": False}, "lmer(y ~ x)")
    assert (control.optimizer, control.calc_derivs) == ("bobyqa", False)
    assert [c.message for c in conditions] == [
        "passing control as list is deprecated: please use lmerControl() instead"
    ]
