"""Bad arguments of public functions: errors in R's words, never Python's from inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pylmer.arm import display
from pylmer.datasets import load_dataset
from pylmer.lme4 import MerFit, confint, isREML, lmer, ranef
from pylmer.lmertest import contest
from pylmer.parameters import model_parameters
from rcompat.base.conditions import RError
from rcompat.base.refusals import BadArgumentError, SignatureError, in_r_words


@pytest.fixture(scope="module")
def fit() -> MerFit:
    made: MerFit = lmer("Reaction ~ Days + (1 | Subject)", data=load_dataset("sleepstudy"))
    return made


@in_r_words
def sample(flag: bool = True, number: float = 1.0, word: str = "a", table: pd.DataFrame | None = None) -> Any:
    """Something that fails as Python does on odd values."""
    kept = "yes" if flag else "no"
    return kept, number + 1.0, word.upper(), table if table is None else table.columns


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("flag", np.zeros((3, 3)), "the condition has length > 1"),
        ("flag", np.array([]), "argument is of length zero"),
        ("flag", pd.DataFrame(), "argument is of length zero"),
        ("number", "a", "non-numeric argument to binary operator"),
        ("number", None, "argument is of length zero"),
        ("number", [1, 2], "the condition has length > 1"),
        ("number", [], "argument is of length zero"),
        ("word", 1, "'arg' must be NULL or a character vector"),
        ("word", ["a", "b"], "'arg' must be of length 1"),
        ("table", 3, "invalid 'table' argument"),
    ],
)
def test_values_of_wrong_kinds_are_refused(name: str, value: object, message: str) -> None:
    with pytest.raises(BadArgumentError) as caught:
        sample(**{name: value})
    assert caught.value.message == message
    assert isinstance(caught.value.__cause__, Exception)


@in_r_words
def applied(function: Callable[[float], float], value: float = 1.0) -> float:
    """A function of the caller's, called."""
    return function(value)


def test_good_values_pass() -> None:
    assert sample(flag=False, number=2, word="b") == ("no", 3.0, "B", None)


def test_calls_that_do_not_fit() -> None:
    with pytest.raises(SignatureError, match=r"^unused argument \(nonsense = TRUE\)$"):
        sample(nonsense=True)
    with pytest.raises(SignatureError, match=r'^argument "function" is missing, with no default$'):
        applied()


def test_errors_of_the_callers_own_functions_stay() -> None:
    with pytest.raises(ZeroDivisionError):
        applied(lambda x: x / 0)


def test_public_functions_refuse(fit: MerFit) -> None:
    table: Any = pd.DataFrame({"x": [1.0, 2.0]})
    level: Any = "a"
    nothing: Any = []
    calls: list[Callable[[], object]] = [
        lambda: confint(fit, method=table),
        lambda: confint(fit, parm=object(), method="Wald"),
        lambda: fit.summary(correlation=table),
        lambda: display(fit, digits=table),
        lambda: contest(fit, level),
        lambda: ranef(fit, drop=table),
        lambda: model_parameters(fit, digits=nothing),
    ]
    for number, call in enumerate(calls):
        with pytest.raises(RError):
            assert call() is number


@pytest.mark.parametrize(
    ("value", "kind"),
    [([1, 2.5], "c('double', 'numeric')"), (["a", "b"], "character"), ([True], "logical"), ([1, "a"], "list")],
)
def test_lists_have_the_classes_of_vectors(value: Any, kind: str) -> None:
    with pytest.raises(RError) as caught:
        isREML(value)
    assert caught.value.message == f"no applicable method for 'isREML' applied to an object of class \"{kind}\""


def test_a_fault_of_ours_is_not_blamed_on_the_caller(fit: MerFit) -> None:
    @in_r_words
    def broken(fit: MerFit) -> Any:
        return {}[fit]

    with pytest.raises(KeyError):
        broken(fit)
    with pytest.raises(BadArgumentError):
        broken(5)  # type: ignore[arg-type]
