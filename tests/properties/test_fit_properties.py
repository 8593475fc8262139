"""Fits at the optimum: closed forms, identities, relations between models."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from property_fits import changed, fit
from property_profiles import MODELS
from tolerances import assert_close

from pylmer.lme4 import (
    AIC,
    BIC,
    deviance,
    fitted,
    fixef,
    getME,
    isSingular,
    logLik,
    ngrps,
    nobs,
    ranef,
    refit,
    residuals,
    sigma,
    update,
    vcov,
)
from rcompat.base.conditions import collect_conditions
from rcompat.base.frame import Factor, Frame
from rcompat.harness.strategies import formulas, frames

BALANCED = st.tuples(
    st.integers(3, 6), st.integers(2, 5), st.integers(0, 2**31), st.sampled_from([0.0, 1.0, 5.0, 50.0])
)


class TestFits:
    """Fits at the optimum."""

    @settings(MODELS)
    @given(data=BALANCED)
    def test_balanced_one_way_closed_form(self, data: tuple[int, int, int, float]) -> None:
        k, n, seed, spread = data
        rng = np.random.default_rng(seed)
        whole = rng.integers(-20, 20, size=(k, n)) + np.round(spread * rng.normal(size=(k, 1))).astype(int)
        rows = [[Fraction(int(v)) for v in row] for row in whole]
        means = [sum(row, Fraction(0)) / n for row in rows]
        grand = sum(means, Fraction(0)) / k
        between = n * sum((m - grand) ** 2 for m in means) / (k - 1)
        within = sum((v - m) ** 2 for row, m in zip(rows, means, strict=True) for v in row) / Fraction(k * (n - 1))
        assume(within > 0 and between > Fraction(3, 2) * within)
        codes = np.repeat(np.arange(k, dtype=np.int32), n)
        g = Factor(codes=codes, levels=tuple(f"g{i}" for i in range(k)))
        m = fit(Frame(columns={"y": whole.ravel().astype(float), "g": g}, n=k * n), "y ~ 1 + (1 | g)")
        found = [float(sigma(m)) ** 2, (float(np.asarray(getME(m, "theta"))[0]) * float(sigma(m))) ** 2]
        assert_close(found, [float(within), float((between - within) / n)], "optimum")
        assert_close([float(np.asarray(fixef(m).data)[0]) - float(grand)], [0.0], "optimum")

    @settings(MODELS)
    @given(frame=frames(missing=False), reml=st.booleans())
    def test_coding_does_not_change_fitted_values(self, frame: Frame, reml: bool) -> None:
        m = fit(frame, "y ~ f + x + (1 | g)", reml=False)
        other = fit(frame, "y ~ f + x + (1 | g)", reml=False, contrasts={"f": "contr.sum"})
        scale = float(np.std(np.asarray(frame["y"])))
        assert_close(np.asarray(fitted(m)) / scale, np.asarray(fitted(other)) / scale, "optimum")
        assert_close([deviance(m)], [deviance(other)], "optimum")

    @settings(MODELS)
    @given(frame=frames(missing=False))
    def test_nested_models_have_ordered_deviance(self, frame: Frame) -> None:
        formulas = ("y ~ 1 + (1 | g)", "y ~ x + (1 | g)", "y ~ x + f + (1 | g)", "y ~ x + f + (1 | g) + (1 | h)")
        values = [float(deviance(fit(frame, formula, reml=False))) for formula in formulas]
        assert all(a >= b - 1e-6 * (1 + abs(b)) for a, b in pairwise(values))

    @settings(MODELS)
    @given(frame=frames(), formula=formulas(), reml=st.booleans())
    def test_identities(self, frame: Frame, formula: str, reml: bool) -> None:
        m = fit(frame, formula, reml)
        scale = float(np.nanstd(np.asarray(frame["y"])))
        kept = np.asarray(frame["y"])[~np.isnan(np.asarray(frame["y"]))]
        assert_close((np.asarray(fitted(m)) + np.asarray(residuals(m))) / scale, kept / scale, "optimum")
        assert nobs(m) == len(kept) and sigma(m) > 0
        theta = np.asarray(getME(m, "theta"))
        assert np.all(theta >= np.asarray(getME(m, "lower")))
        covariance = np.asarray(vcov(m).data if hasattr(vcov(m), "data") else vcov(m))
        assert_close(covariance.ravel(), covariance.T.ravel(), "optimum")
        assert np.all(np.linalg.eigvalsh(covariance / np.max(np.abs(covariance))) > -1e-9)

    @settings(MODELS)
    @given(frame=frames(missing=False), formula=formulas())
    def test_refit_to_the_same_response(self, frame: Frame, formula: str) -> None:
        m = fit(frame, formula, reml=False)
        with collect_conditions():
            again = refit(m, np.asarray(frame["y"]))
        assert_close([deviance(again)], [deviance(m)], "optimum")

    @settings(MODELS)
    @given(frame=frames(missing=False))
    def test_update_is_the_model_written_out(self, frame: Frame) -> None:
        m = fit(frame, "y ~ x + (1 | g)")
        with collect_conditions():
            one, two = update(m, ". ~ . + f"), fit(frame, "y ~ x + (1 | g) + f")
        assert_close(np.asarray(fixef(one)), np.asarray(fixef(two)), "exact")

    @settings(MODELS)
    @given(frame=frames(missing=False))
    def test_ml_and_reml(self, frame: Frame) -> None:
        ml, reml = fit(frame, "y ~ x + f + (1 | g)", reml=False), fit(frame, "y ~ x + f + (1 | g)")
        assert float(sigma(ml)) <= float(sigma(reml)) * (1 + 1e-9)

    @settings(MODELS)
    @given(frame=frames(missing=False), formula=formulas())
    def test_criteria_are_functions_of_the_likelihood(self, frame: Frame, formula: str) -> None:
        m = fit(frame, formula, reml=False)
        value = logLik(m)
        number, df = float(np.ravel(np.asarray(getattr(value, "value", value)))[0]), len(getME(m, "theta")) + 1
        df += len(np.asarray(fixef(m)))
        assert_close([AIC(m)], [2 * df - 2 * number], "optimum")
        assert_close([BIC(m)], [math.log(frame.n) * df - 2 * number], "optimum")
        assert_close([deviance(m)], [-2 * number], "optimum")

    @settings(MODELS)
    @given(frame=frames(missing=False))
    def test_centred_covariate(self, frame: Frame) -> None:
        x = np.asarray(frame["x"])
        m, other = (
            fit(frame, "y ~ x + (1 | g)", reml=False),
            fit(changed(frame, x=x - 3), "y ~ x + (1 | g)", reml=False),
        )
        assert_close([deviance(m)], [deviance(other)], "optimum")

    @settings(MODELS)
    @given(frame=frames(missing=False))
    def test_random_effects_sum_to_zero_in_balance(self, frame: Frame) -> None:
        m = fit(frame, "y ~ 1 + (1 | g)")
        scale = float(np.std(np.asarray(frame["y"])))
        assert_close([float(np.sum(np.asarray(getME(m, "b")))) / scale], [0.0], "optimum")
        assert len(ranef(m)) == 1 and isinstance(isSingular(m), bool | np.bool_)
        assert int(np.ravel(np.asarray(ngrps(m)))[0]) == len(frame["g"].levels)  # type: ignore[union-attr]
