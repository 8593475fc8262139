"""Invariants of fitted models that need no R."""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tolerances import assert_close

sys.path.insert(0, str(Path(__file__).resolve().parent))
from property_profiles import PROFILE

from pylmer.lme4 import (
    AIC,
    BIC,
    MerFit,
    deviance,
    fitted,
    fixef,
    getME,
    isSingular,
    lmer,
    lmerControl,
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
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame import Factor, Frame
from rcompat.harness.strategies import formulas, frames

BALANCED = st.tuples(
    st.integers(3, 6), st.integers(2, 5), st.integers(0, 2**31), st.sampled_from([0.0, 1.0, 5.0, 50.0])
)
TERMS = ("(1 | g)", "(x | g)", "(x || g)", "(1 | g) + (1 | h)", "(0 + x | g)")


def fit(frame: Frame, formula: str, reml: bool = True, **more: Any) -> MerFit:
    """A fit at the optimum itself."""
    with collect_conditions():
        try:
            return lmer(formula, data=frame, REML=reml, control=lmerControl(polish=True), **more)
        except RError as error:
            assume(False)
            raise AssertionError from error


def at(frame: Frame, formula: str, theta: Any, reml: bool = True) -> float:
    """The criterion at theta."""
    with collect_conditions():
        return float(lmer(formula, data=frame, REML=reml, devFunOnly=True)(np.asarray(theta, dtype=np.float64)))


def changed(frame: Frame, **columns: Any) -> Frame:
    return Frame(columns={**frame.columns, **columns}, n=frame.n)


def theta_of(text: str) -> np.ndarray:
    return {"(x | g)": np.array([0.7, 0.2, 0.5]), "(x || g)": np.array([0.7, 0.5])}.get(
        text, np.array([0.8, 0.4]) if "h)" in text else np.array([0.8])
    )


def same(a: Any, b: Any, quantity: str = "invariance") -> None:
    assert_close(np.ravel(a), np.ravel(b), quantity)


@pytest.mark.parametrize("reml", [True, False])
@pytest.mark.parametrize("bars", TERMS)
class TestCriterion:
    """The criterion at a fixed theta: no optimiser is in the way."""

    @settings(PROFILE)
    @given(frame=frames(missing=False), seed=st.integers(0, 999))
    def test_row_order(self, frame: Frame, seed: int, bars: str, reml: bool) -> None:
        shuffled = frame.take(np.random.default_rng(seed).permutation(frame.n))
        formula, theta = f"y ~ x + f + {bars}", theta_of(bars)
        same([at(frame, formula, theta, reml)], [at(shuffled, formula, theta, reml)])

    @settings(PROFILE)
    @given(frame=frames(missing=False), seed=st.integers(0, 999))
    def test_relabelling(self, frame: Frame, seed: int, bars: str, reml: bool) -> None:
        g = frame["g"]
        assert isinstance(g, Factor)
        order = np.random.default_rng(seed).permutation(len(g.levels)).astype(np.int32)
        other = changed(frame, g=Factor(codes=order[g.codes], levels=tuple(f"new {i}" for i in range(len(order)))))
        formula, theta = f"y ~ x + f + {bars}", theta_of(bars)
        same([at(frame, formula, theta, reml)], [at(other, formula, theta, reml)])

    @settings(PROFILE)
    @given(frame=frames(missing=False), shift=st.integers(-5, 5), scale=st.sampled_from([0.5, -2.0, 8.0]))
    def test_affine_response(self, frame: Frame, shift: int, scale: float, bars: str, reml: bool) -> None:
        y = np.asarray(frame["y"])
        other = changed(frame, y=scale * (y + shift * np.std(y)))
        formula, theta = f"y ~ x + f + {bars}", theta_of(bars)
        df = frame.n - (1 + 1 + len(frame["f"].levels) - 1 if reml else 0)  # type: ignore[union-attr]
        expected = at(frame, formula, theta, reml) + 2 * df * math.log(abs(scale))
        same([at(other, formula, theta, reml)], [expected])

    @settings(PROFILE)
    @given(frame=frames(missing=False))
    def test_dense_reference(self, frame: Frame, bars: str, reml: bool) -> None:
        formula, theta = f"y ~ x + {bars}", theta_of(bars)
        same([at(frame, formula, theta, reml)], [_dense(frame, bars, theta, reml)])

    @settings(PROFILE)
    @given(frame=frames(missing=False))
    def test_optimum_is_no_worse_than_neighbours(self, frame: Frame, bars: str, reml: bool) -> None:
        formula = f"y ~ x + {bars}"
        m = fit(frame, formula, reml)
        best, lower = at(frame, formula, getME(m, "theta"), reml), np.asarray(getME(m, "lower"))
        for step in (0.05, -0.05):
            theta = np.maximum(np.asarray(getME(m, "theta")) + step, lower)
            assert at(frame, formula, theta, reml) >= best - 1e-6 * (1 + abs(best))


def _dense(frame: Frame, bars: str, theta: np.ndarray, reml: bool) -> float:
    """The criterion from the n x n covariance matrix of the response."""
    x, y = np.column_stack([np.ones(frame.n), np.asarray(frame["x"])]), np.asarray(frame["y"])
    g, h = (np.eye(len(frame[k].levels))[frame[k].codes] for k in "gh")  # type: ignore[union-attr]
    gg, slope = g @ g.T, np.outer(x[:, 1], x[:, 1])
    if bars == "(x | g)":
        lam = np.array([[theta[0], 0], [theta[1], theta[2]]])
        v = np.eye(frame.n) + gg * (x @ lam @ lam.T @ x.T)
    elif bars == "(x || g)":
        v = np.eye(frame.n) + gg * (theta[0] ** 2 + theta[1] ** 2 * slope)
    elif bars == "(0 + x | g)":
        v = np.eye(frame.n) + theta[0] ** 2 * gg * slope
    elif "h)" in bars:
        # the factor with more levels comes first; of two alike, the first in the formula
        first, second = (g, h) if g.shape[1] >= h.shape[1] else (h, g)
        v = np.eye(frame.n) + theta[0] ** 2 * first @ first.T + theta[1] ** 2 * second @ second.T
    else:
        v = np.eye(frame.n) + theta[0] ** 2 * gg
    low = np.linalg.cholesky(v)
    xs, ys = np.linalg.solve(low, x), np.linalg.solve(low, y)
    rss = float(np.sum((ys - xs @ np.linalg.lstsq(xs, ys, rcond=None)[0]) ** 2))
    log_v, df = 2 * float(np.sum(np.log(np.diag(low)))), frame.n - 2 * reml
    log_x = float(np.linalg.slogdet(xs.T @ xs)[1]) if reml else 0.0
    return log_v + log_x + df * (1 + math.log(2 * math.pi * rss / df))


class TestFits:
    """Fits at the optimum."""

    @settings(PROFILE)
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

    @settings(PROFILE)
    @given(frame=frames(missing=False), reml=st.booleans())
    def test_coding_does_not_change_fitted_values(self, frame: Frame, reml: bool) -> None:
        m = fit(frame, "y ~ f + x + (1 | g)", reml=False)
        other = fit(frame, "y ~ f + x + (1 | g)", reml=False, contrasts={"f": "contr.sum"})
        scale = float(np.std(np.asarray(frame["y"])))
        assert_close(np.asarray(fitted(m)) / scale, np.asarray(fitted(other)) / scale, "optimum")
        assert_close([deviance(m)], [deviance(other)], "optimum")

    @settings(PROFILE)
    @given(frame=frames(missing=False))
    def test_nested_models_have_ordered_deviance(self, frame: Frame) -> None:
        formulas = ("y ~ 1 + (1 | g)", "y ~ x + (1 | g)", "y ~ x + f + (1 | g)", "y ~ x + f + (1 | g) + (1 | h)")
        values = [float(deviance(fit(frame, formula, reml=False))) for formula in formulas]
        assert all(a >= b - 1e-6 * (1 + abs(b)) for a, b in pairwise(values))

    @settings(PROFILE)
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

    @settings(PROFILE)
    @given(frame=frames(missing=False), formula=formulas())
    def test_refit_to_the_same_response(self, frame: Frame, formula: str) -> None:
        m = fit(frame, formula, reml=False)
        with collect_conditions():
            again = refit(m, np.asarray(frame["y"]))
        assert_close([deviance(again)], [deviance(m)], "optimum")

    @settings(PROFILE)
    @given(frame=frames(missing=False))
    def test_update_is_the_model_written_out(self, frame: Frame) -> None:
        m = fit(frame, "y ~ x + (1 | g)")
        with collect_conditions():
            one, two = update(m, ". ~ . + f"), fit(frame, "y ~ x + (1 | g) + f")
        assert_close(np.asarray(fixef(one)), np.asarray(fixef(two)), "exact")

    @settings(PROFILE)
    @given(frame=frames(missing=False))
    def test_ml_and_reml(self, frame: Frame) -> None:
        ml, reml = fit(frame, "y ~ x + f + (1 | g)", reml=False), fit(frame, "y ~ x + f + (1 | g)")
        assert float(sigma(ml)) <= float(sigma(reml)) * (1 + 1e-9)

    @settings(PROFILE)
    @given(frame=frames(missing=False), formula=formulas())
    def test_criteria_are_functions_of_the_likelihood(self, frame: Frame, formula: str) -> None:
        m = fit(frame, formula, reml=False)
        value = logLik(m)
        number, df = float(np.ravel(np.asarray(getattr(value, "value", value)))[0]), len(getME(m, "theta")) + 1
        df += len(np.asarray(fixef(m)))
        assert_close([AIC(m)], [2 * df - 2 * number], "optimum")
        assert_close([BIC(m)], [math.log(frame.n) * df - 2 * number], "optimum")
        assert_close([deviance(m)], [-2 * number], "optimum")

    @settings(PROFILE)
    @given(frame=frames(missing=False))
    def test_centred_covariate(self, frame: Frame) -> None:
        x = np.asarray(frame["x"])
        m, other = (
            fit(frame, "y ~ x + (1 | g)", reml=False),
            fit(changed(frame, x=x - 3), "y ~ x + (1 | g)", reml=False),
        )
        assert_close([deviance(m)], [deviance(other)], "optimum")

    @settings(PROFILE)
    @given(frame=frames(missing=False))
    def test_random_effects_sum_to_zero_in_balance(self, frame: Frame) -> None:
        m = fit(frame, "y ~ 1 + (1 | g)")
        scale = float(np.std(np.asarray(frame["y"])))
        assert_close([float(np.sum(np.asarray(getME(m, "b")))) / scale], [0.0], "optimum")
        assert len(ranef(m)) == 1 and isinstance(isSingular(m), bool | np.bool_)
        assert int(np.ravel(np.asarray(ngrps(m)))[0]) == len(frame["g"].levels)  # type: ignore[union-attr]
