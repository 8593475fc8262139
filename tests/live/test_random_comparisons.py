"""Tests and comparisons of random models, by R and by us: every printed byte and every condition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from random_models import r_frame, random_model

from pylmer import lme4, lmertest
from rcompat.base.condition_text import conditions_text
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.render import render
from rcompat.harness.live_r import RSession

COUNT = 60


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question in both languages; `m` is the drawn model, `m0` a small one."""

    r: str
    ours: Callable[[Any, Any], Any]


def _identity(m: Any) -> Any:
    return np.eye(m.spec.p)


QUESTIONS = {
    "anova_III": Question(r="anova(m)", ours=lambda m, m0: lmertest.anova(m)),
    "anova_II": Question(r="anova(m, type = 2)", ours=lambda m, m0: lmertest.anova(m, type=2)),
    "anova_I": Question(r="anova(m, type = 1)", ours=lambda m, m0: lmertest.anova(m, type=1)),
    "anova_marginal": Question(r='anova(m, type = "marginal")', ours=lambda m, m0: lmertest.anova(m, type="marginal")),
    "anova_lme4": Question(r='anova(m, ddf = "lme4")', ours=lambda m, m0: lmertest.anova(m, ddf="lme4")),
    "contrasts_III": Question(r="show_tests(anova(m))", ours=lambda m, m0: lmertest.show_tests(lmertest.anova(m))),
    "contrasts_II": Question(
        r="show_tests(anova(m, type = 2))", ours=lambda m, m0: lmertest.show_tests(lmertest.anova(m, type=2))
    ),
    "contest": Question(r="contest(m, diag(length(fixef(m))))", ours=lambda m, m0: lmertest.contest(m, _identity(m))),
    "drop1": Question(r="drop1(m)", ours=lambda m, m0: lmertest.drop1(m)),
    "drop1_forced": Question(
        r="drop1(m, force_get_contrasts = TRUE)", ours=lambda m, m0: lmertest.drop1(m, force_get_contrasts=True)
    ),
    "ranova": Question(r="ranova(m)", ours=lambda m, m0: lmertest.ranova(m)),
    "step": Question(r="step(m)", ours=lambda m, m0: lmertest.step(m)),
    "comparison": Question(r="anova(m, m0, refit = FALSE)", ours=lambda m, m0: lmertest.anova(m, m0, refit=False)),
}


@pytest.fixture(scope="module")
def session(live_r: RSession) -> RSession:
    live_r.run("options(warn = 0)")
    return live_r


@pytest.mark.r
@pytest.mark.parametrize("seed", range(COUNT))
def test_answers_are_the_same_bytes(seed: int, session: RSession) -> None:
    drawn = random_model(seed)
    small = f"m0 <- lme4::lmer(y ~ 1 + (1 | g), d{drawn.r_arguments})"
    fitted = session.run(f"{r_frame(drawn.frame)}\nm <- NULL\nm <- lmerTest::{drawn.r_call}\n{small}")
    if fitted.status:
        pytest.skip("R does not fit this model")
    with collect_conditions():
        m = lmertest.lmer(drawn.formula, data=drawn.frame, data_name="d", **drawn.arguments)
        m0 = lme4.lmer("y ~ 1 + (1 | g)", data=drawn.frame, data_name="d", **drawn.arguments)
    failed = [name for name, question in QUESTIONS.items() if not _agrees(question, m, m0, session)]
    assert failed == [], drawn.r_call


def _agrees(question: Question, m: Any, m0: Any, session: RSession) -> bool:
    theirs = session.run(question.r)
    try:
        with collect_conditions() as conditions:
            text = render(question.ours(m, m0))
    except RError as error:
        return bool(theirs.status) and error.message in theirs.stderr.decode()
    return text == theirs.stdout.decode() and conditions_text(conditions) == theirs.stderr.decode()
