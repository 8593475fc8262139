"""Random models, fitted and printed by R and by us in turn: every printed byte and every condition."""

from __future__ import annotations

import pytest
from random_models import RandomModel, r_frame, random_model
from tolerances import assert_close

from pylmer import lme4, lmertest
from rcompat.base.condition_text import conditions_text
from rcompat.base.conditions import RError, collect_conditions
from rcompat.harness.live_r import RSession

COUNT = 200
DOORS = {"lme4": lme4, "lmerTest": lmertest}


@pytest.fixture(scope="module")
def session(live_r: RSession) -> RSession:
    live_r.run("options(warn = 0)")
    return live_r


@pytest.mark.r
@pytest.mark.parametrize("seed", range(COUNT))
def test_summary_is_the_same_bytes(seed: int, session: RSession) -> None:
    drawn = random_model(seed)
    package = "lmerTest" if seed % 2 else "lme4"
    # One statement each, as in a script: R writes the warnings of a statement when it ends.
    fitted = session.run(f"{r_frame(drawn.frame)}\nm <- NULL\nm <- {package}::{drawn.r_call}")
    printed = session.run("summary(m)")
    if fitted.status:
        with pytest.raises(RError) as stopped:
            _ours(drawn, package)
        assert stopped.value.message in fitted.stderr.decode(), drawn.r_call
        return
    text, signalled, theta = _ours(drawn, package)
    assert text == printed.stdout.decode(), drawn.r_call
    assert signalled == (fitted.stderr + printed.stderr).decode(), drawn.r_call
    assert_close(theta, session.values('lme4::getME(m, "theta")'), "theta")


def _ours(drawn: RandomModel, package: str) -> tuple[str, str, list[float]]:
    d = drawn.frame
    with collect_conditions() as fitting:
        m = DOORS[package].lmer(drawn.formula, data=d, **drawn.arguments)
    with collect_conditions() as printing:
        text = f"{m.summary()}\n"
    return text, conditions_text(fitting) + conditions_text(printing), list(lme4.getME(m, "theta"))
