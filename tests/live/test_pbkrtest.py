"""Kenward-Roger and Satterthwaite comparisons of random models, and their tables of parameters, in R and here."""

from __future__ import annotations

import numpy as np
import pytest
from random_models import r_frame, random_model
from tolerances import assert_close

from pylmer import pbkrtest
from pylmer.fit.mer_fit import MerFit
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.render import render
from rcompat.harness.live_r import RSession

_COUNT = 40


@pytest.fixture(scope="module")
def session(live_r: RSession) -> RSession:
    live_r.run("library(pbkrtest); library(parameters)")
    return live_r


@pytest.mark.r
@pytest.mark.parametrize("seed", range(500, 500 + _COUNT))
def test_comparisons(seed: int, session: RSession) -> None:
    drawn = random_model(seed)
    session.run(r_frame(drawn.frame))
    quiet = "suppressWarnings(suppressMessages({}))"
    if session.run("m <- " + quiet.format("lme4::" + drawn.r_call)).status:
        pytest.skip("R does not fit this model")
    with collect_conditions():
        try:
            large = lmer(drawn.formula, drawn.frame, **drawn.arguments)
        except RError:
            pytest.skip("not fitted")
        labels = large.spec.terms.term_labels
        if not labels or large.spec.p < 2:
            pytest.skip("nothing to leave out")
        small = large.update(f". ~ . - {labels[-1]}")
    session.run(f"m0 <- {quiet.format(f'update(m, . ~ . - {labels[-1]})')}")
    conditioned = session.run(f"v <- {quiet.format('vcovAdj(m)')}; stopifnot(rcond(as.matrix(attr(v, 'W'))) > 1e-14)")
    if conditioned.status and b"singular" not in conditioned.stderr:
        pytest.skip("the information on the variances is rounding noise")
    for name in ("KRmodcomp", "SATmodcomp"):
        printed = session.run(f"k <- {quiet.format(f'{name}(m, m0)')}; k")
        with collect_conditions():
            if printed.status:
                with pytest.raises(RError) as stopped:
                    getattr(pbkrtest, name)(large, small)
                assert stopped.value.message.split(":")[0] in printed.stderr.decode()
                continue
            found = getattr(pbkrtest, name)(large, small)
        assert render(found) == printed.stdout.decode(), drawn.r_call
        assert_close(np.ravel(found.restriction.data, order="F"), session.values("k$L"), "restriction")
    # R's rounding errors, of an n x n inverse, come out divided by this number: below it pages agree, digits need not.
    if not session.run("stopifnot(rcond(as.matrix(attr(v, 'W'))) > 1e-9)").status:
        _assert_same_adjustment(large, session)
    page = session.run(quiet.format("model_parameters(m, ci_method = 'satterthwaite')"))
    with collect_conditions():
        assert render(model_parameters(large, ci_method="satterthwaite")) == page.stdout.decode(), drawn.r_call


def _assert_same_adjustment(fit: MerFit, session: RSession) -> None:
    """Compare the adjusted covariance; where R's system is singular both stop."""
    stopped = session.run("v <- suppressWarnings(suppressMessages(vcovAdj(m)))").status
    with collect_conditions():
        if stopped:
            with pytest.raises(RError):
                pbkrtest.vcovAdj(fit)
            return
        adjusted = pbkrtest.vcovAdj(fit).data
    expected = np.array(session.values("as.matrix(v)"))
    size = np.abs(expected).max()
    assert_close(adjusted.ravel() / size, expected / size, "kr_vcov")
