"""Questions put to a fit: intervals, tests, predictions, simulations and their relations to one another."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from property_fits import at, changed, fit
from property_profiles import MODELS
from tolerances import assert_close

from pylmer import lme4, lmertest
from pylmer.lme4 import fixef, getME, predict, ranef, refit, sigma, simulate, vcov
from pylmer.pbkrtest import KRmodcomp
from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import Factor, Frame
from rcompat.harness.strategies import fitted_models, frames
from rcompat.maths.distributions import pf, qchisq, qnorm
from rcompat.maths.rng import make_generator
from rcompat.maths.variates import rnorm

FRAMES = frames(missing=False)
SIMPLE = "y ~ x + f + (1 | g)"


def numbers(value: object) -> np.ndarray:
    return np.asarray(getattr(value, "data", value), dtype=float)


def with_tests(frame: Frame, formula: str = SIMPLE, **more: object) -> lmertest.LmerTestFit:
    """A fit of lmerTest's kind."""
    with collect_conditions():
        return lmertest.lmer(formula, data=frame, control=lmertest.lmerControl(polish=True), **more)


def dense(value: object) -> np.ndarray:
    return np.asarray(value.toarray() if hasattr(value, "toarray") else numbers(value))


def covariance(m: object) -> np.ndarray:
    return numbers(getattr(vcov(m), "data", vcov(m)))


@settings(MODELS)
@given(frame=FRAMES, level=st.sampled_from([0.8, 0.95, 0.99]))
def test_wald_limits_are_estimate_and_errors(frame: Frame, level: float) -> None:
    m = fit(frame, SIMPLE)
    limits = numbers(lme4.confint(m, parm="beta_", method="Wald", level=level))
    reach = qnorm(0.5 + level / 2) * np.sqrt(np.diag(covariance(m)))
    beta = numbers(fixef(m))
    assert_close(limits.ravel(), np.column_stack([beta - reach, beta + reach]).ravel(), "invariance")


@settings(MODELS)
@given(frame=FRAMES)
def test_profile_limits_are_where_the_deviance_has_risen(frame: Frame) -> None:
    m = fit(frame, "y ~ x + (1 | g)", reml=False)
    with collect_conditions():
        low, high = numbers(lme4.confint(m, parm="x")).ravel()
    assert low < numbers(fixef(m))[1] < high
    best = float(lme4.deviance(m))
    for slope in (low, high):
        held = changed(frame, y=np.asarray(frame["y"]) - slope * np.asarray(frame["x"]))
        rise = float(lme4.deviance(fit(held, "y ~ 1 + (1 | g)", reml=False))) - best
        assert_close([rise], [qchisq(0.95, 1.0)], "limits")


@settings(MODELS)
@given(frame=FRAMES)
def test_one_contrast_is_tested_alike_by_t_and_f(frame: Frame) -> None:
    m = with_tests(frame)
    for place in range(len(numbers(fixef(m)))):
        row = np.zeros(len(numbers(fixef(m))))
        row[place] = 1.0
        t, f = lmertest.contest1D(m, row).to_frame(), lmertest.contestMD(m, row[None, :]).to_frame()
        assert_close([float(t["t value"][0]) ** 2], [float(f["F value"][0])], "optimum")
        assert_close([float(t["df"][0])], [float(f["DenDF"][0])], "optimum")
        assert_close([float(t["Pr(>|t|)"][0])], [float(f["Pr(>F)"][0])], "optimum")


@settings(MODELS)
@given(frame=FRAMES)
def test_degrees_of_freedom_have_bounds(frame: Frame) -> None:
    m = with_tests(frame)
    table = lmertest.anova(m).to_frame()
    df, p = np.asarray(table["DenDF"]), np.asarray(table["Pr(>F)"])
    assert np.all(df > 0) and np.all((p >= 0) & (p <= 1))
    f_values, num = np.asarray(table["F value"]), np.asarray(table["NumDF"])
    assert_close(p, [pf(*row, lower_tail=False) for row in zip(f_values, num, df, strict=True)], "optimum")


@settings(MODELS)
@given(frame=FRAMES, factor=st.sampled_from([-4.0, 0.125]))
def test_tests_do_not_see_the_units_of_the_response(frame: Frame, factor: float) -> None:
    one = lmertest.anova(with_tests(frame)).to_frame()
    two = lmertest.anova(with_tests(changed(frame, y=factor * np.asarray(frame["y"])))).to_frame()
    for name in ("F value", "DenDF", "Pr(>F)"):
        assert_close(np.asarray(one[name]), np.asarray(two[name]), "tests")


@settings(MODELS)
@given(k=st.integers(4, 7), n=st.integers(2, 4), seed=st.integers(0, 999))
def test_balanced_blocks_have_the_f_test_of_analysis_of_variance(k: int, n: int, seed: int) -> None:
    """Treatments within blocks: F on (treatments - 1) and (treatments - 1)(blocks - 1) degrees, in closed form."""
    treatments = n + 1
    rng = np.random.default_rng(seed)
    blocks, treatment = np.repeat(np.arange(k), treatments), np.tile(np.arange(treatments), k)
    y = 5 * rng.normal(size=k)[blocks] + rng.normal(size=treatments)[treatment] + rng.normal(size=k * treatments)
    cells = y.reshape(k, treatments)
    centred = cells - cells.mean(axis=1, keepdims=True) - cells.mean(axis=0) + cells.mean()
    df = (k - 1) * (treatments - 1)
    error = float(np.sum(centred**2)) / df
    between = treatments * float(np.var(cells.mean(axis=1), ddof=1))
    assume(between > error)
    f = k * float(np.var(cells.mean(axis=0), ddof=1)) / error
    frame = Frame(
        columns={
            "y": y,
            "g": Factor(codes=blocks.astype(np.int32), levels=tuple(f"b{i}" for i in range(k))),
            "f": Factor(codes=treatment.astype(np.int32), levels=tuple(f"t{i}" for i in range(treatments))),
        },
        n=len(y),
    )
    m, smaller = with_tests(frame, "y ~ f + (1 | g)"), with_tests(frame, "y ~ 1 + (1 | g)")
    for ddf in ("Satterthwaite", "Kenward-Roger"):
        table = lmertest.anova(m, ddf=ddf).to_frame()
        found = [float(table[name][0]) for name in ("NumDF", "DenDF", "F value")]
        assert_close(found, [treatments - 1, df, f], "tests")
    kr = KRmodcomp(m, smaller).to_frame()
    assert_close([float(kr["stat"][0]), float(kr["ddf"][0])], [f, df], "tests")


@settings(MODELS)
@given(frame=FRAMES)
def test_likelihood_ratios_are_differences_of_deviances(frame: Frame) -> None:
    small, large = fit(frame, "y ~ x + (1 | g)", reml=False), fit(frame, SIMPLE, reml=False)
    with collect_conditions():
        table = lme4.anova(small, large).to_frame()
    ratio = float(lme4.deviance(small)) - float(lme4.deviance(large))
    assert_close([float(np.asarray(table["Chisq"])[1])], [ratio], "invariance")
    assert int(np.asarray(table["Df"])[1]) == len(numbers(fixef(large))) - len(numbers(fixef(small)))


@settings(MODELS)
@given(drawn=fitted_models(missing=False))
def test_predictions_at_the_data_are_fitted_values(drawn: tuple[object, lme4.MerFit]) -> None:
    m = drawn[1]
    frame = drawn[0].frame  # type: ignore[attr-defined]
    scale = float(np.std(np.asarray(frame["y"])))
    assert_close(numbers(predict(m)) / scale, numbers(lme4.fitted(m)) / scale, "invariance")
    assert_close(numbers(predict(m, frame)) / scale, numbers(lme4.fitted(m)) / scale, "invariance")
    population = numbers(getME(m, "X")) @ numbers(fixef(m))
    assert_close(numbers(predict(m, frame, re_form="NA")) / scale, population / scale, "invariance")


@settings(MODELS)
@given(drawn=fitted_models(missing=False))
def test_effects_are_factors_of_spherical_ones(drawn: tuple[object, lme4.MerFit]) -> None:
    m = drawn[1]
    size = float(sigma(m))
    b, u = numbers(getME(m, "b")).ravel() / size, numbers(getME(m, "u")).ravel() / size
    assert_close(b, dense(getME(m, "Lambda")) @ u, "invariance")


@settings(MODELS)
@given(frame=FRAMES)
def test_new_groups_have_no_effects(frame: Frame) -> None:
    m = fit(frame, SIMPLE)
    g = frame["g"]
    assert isinstance(g, Factor)
    other = changed(frame, g=Factor(codes=g.codes, levels=tuple(f"new {level}" for level in g.levels)))
    one = numbers(predict(m, other, allow_new_levels=True))
    assert np.array_equal(one, numbers(predict(m, frame, re_form="NA")))


@settings(MODELS)
@given(drawn=fitted_models(missing=False), seed=st.integers(0, 2**31 - 1))
def test_simulations_are_effects_and_errors_from_one_stream(drawn: tuple[object, lme4.MerFit], seed: int) -> None:
    m = drawn[1]
    found = np.asarray(next(iter(simulate(m, nsim=1, seed=seed).values())))
    stream = make_generator(seed)
    size, q = float(sigma(m)), len(numbers(getME(m, "u")).ravel())
    u, e = size * rnorm(q, generator=stream), size * rnorm(len(found), generator=stream)
    expected = numbers(predict(m, re_form="NA")) + dense(getME(m, "Z")) @ (dense(getME(m, "Lambda")) @ u) + e
    assert_close(found / size, expected / size, "invariance")


@settings(MODELS)
@given(frame=FRAMES, seed=st.integers(0, 999))
def test_a_refit_is_a_fit_to_the_new_response(frame: Frame, seed: int) -> None:
    m = fit(frame, "y ~ x + (1 | g)", reml=False)
    response = np.asarray(next(iter(simulate(m, nsim=1, seed=seed).values())))
    with collect_conditions():
        again = refit(m, response)
    assert_close([at(changed(frame, y=response), "y ~ x + (1 | g)", getME(again, "theta"), reml=False)],
                 [float(lme4.deviance(again))], "invariance")  # fmt: skip


@settings(MODELS)
@given(frame=FRAMES)
def test_effects_of_a_group_shrink_its_mean_residual(frame: Frame) -> None:
    m = fit(frame, "y ~ 1 + (1 | g)")
    theta, g = float(numbers(getME(m, "theta"))[0]), frame["g"]
    assert isinstance(g, Factor)
    rest = np.asarray(frame["y"]) - numbers(fixef(m))[0]
    counts = np.bincount(g.codes)
    expected = np.bincount(g.codes, rest) / (counts + (1 / theta**2 if theta > 0 else math.inf))
    scale = float(np.std(np.asarray(frame["y"])))
    assert_close(numbers(ranef(m)["g"]["(Intercept)"]) / scale, expected / scale, "invariance")


@settings(MODELS)
@given(frame=FRAMES)
def test_leaving_out_a_random_term_cannot_help(frame: Frame) -> None:
    with collect_conditions():
        table = lmertest.ranova(with_tests(frame, "y ~ x + (1 | g) + (1 | h)")).to_frame()
    ratios, p = np.asarray(table["LRT"])[1:], np.asarray(table["Pr(>Chisq)"])[1:]
    assert np.all(ratios > -1e-6) and np.all((p >= 0) & (p <= 1))


@settings(MODELS)
@given(frame=FRAMES)
def test_reml_and_ml_have_the_same_fixed_effects_at_the_same_theta(frame: Frame) -> None:
    m = fit(frame, "y ~ x + (1 | g)")
    theta = numbers(getME(m, "theta"))
    reml, ml = at(frame, "y ~ x + (1 | g)", theta), at(frame, "y ~ x + (1 | g)", theta, reml=False)
    n, p = frame.n, len(numbers(fixef(m)))
    log_rx = 2 * float(np.sum(np.log(np.abs(np.diag(numbers(getME(m, "RX")))))))
    rss = float(sigma(m)) ** 2 * (n - p)
    constant = (n - p) * (1 + math.log(2 * math.pi * rss / (n - p))) - n * (1 + math.log(2 * math.pi * rss / n))
    assert_close([reml - ml], [log_rx + constant], "invariance")
