"""Linear models: the geometry of least squares, whatever R's algorithm."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from property_fits import changed
from property_profiles import CHEAP
from tolerances import assert_close

from rcompat.base.frame import Frame
from rcompat.harness.strategies import frames
from rcompat.linear import lm as linear

FRAMES = frames(missing=False)
FORMULAS = st.sampled_from(["y ~ x", "y ~ f * x", "y ~ 0 + f + z", "y ~ x + z + w", "y ~ f + g", "y ~ I(x^2) + h"])


def scale_of(frame: Frame) -> float:
    return float(np.std(np.asarray(frame["y"])))


def numbers(value: object) -> np.ndarray:
    return np.asarray(getattr(value, "data", value), dtype=float)


@settings(CHEAP)
@given(frame=FRAMES, formula=FORMULAS)
def test_residuals_are_orthogonal_to_the_model(frame: Frame, formula: str) -> None:
    m = linear.lm(formula, data=frame)
    x, r = numbers(linear.model_matrix(m)), numbers(linear.residuals(m)) / scale_of(frame)
    assert_close(x.T @ r / np.abs(x).sum(axis=0), np.zeros(x.shape[1]), "invariance")
    assert_close(
        numbers(linear.fitted(m)) / scale_of(frame) + r, np.asarray(frame["y"]) / scale_of(frame), "invariance"
    )


@settings(CHEAP)
@given(frame=FRAMES, formula=FORMULAS, seed=st.integers(0, 99))
def test_order_of_rows_does_not_matter(frame: Frame, formula: str, seed: int) -> None:
    shuffled = frame.take(np.random.default_rng(seed).permutation(frame.n))
    one, two = linear.lm(formula, data=frame), linear.lm(formula, data=shuffled)
    assert_close(
        [linear.deviance(one) / scale_of(frame) ** 2], [linear.deviance(two) / scale_of(frame) ** 2], "invariance"
    )


@settings(CHEAP)
@given(frame=FRAMES, formula=FORMULAS, factor=st.sampled_from([-2.0, 0.25]))
def test_the_response_scales_everything(frame: Frame, formula: str, factor: float) -> None:
    one = linear.lm(formula, data=frame)
    two = linear.lm(formula, data=changed(frame, y=factor * np.asarray(frame["y"])))
    assert_close(numbers(linear.coef(two)), factor * numbers(linear.coef(one)), "invariance")
    assert_close([linear.sigma(two)], [abs(factor) * linear.sigma(one)], "invariance")


@settings(CHEAP)
@given(frame=FRAMES, formula=FORMULAS)
def test_sums_of_squares_add_up(frame: Frame, formula: str) -> None:
    m = linear.lm(formula, data=frame)
    y, table = np.asarray(frame["y"]), linear.anova(m).to_frame()
    total = np.sum(y**2) if "0 +" in formula else np.sum((y - y.mean()) ** 2)
    assert_close([np.sum(np.asarray(table["Sum Sq"])) / total], [1.0], "invariance")
    assert np.sum(np.asarray(table["Df"])) == frame.n - ("0 +" not in formula)
    p_values = np.asarray(table["Pr(>F)"])[:-1]
    assert np.all((p_values >= 0) & (p_values <= 1))


@settings(CHEAP)
@given(frame=FRAMES)
def test_larger_models_leave_less(frame: Frame) -> None:
    formulas = ("y ~ 1", "y ~ x", "y ~ x + f", "y ~ x * f", "y ~ x * f + g")
    left = [linear.deviance(linear.lm(formula, data=frame)) / scale_of(frame) ** 2 for formula in formulas]
    assert all(a >= b - 1e-9 for a, b in pairwise(left))


@settings(CHEAP)
@given(frame=FRAMES, formula=FORMULAS)
def test_leverages_sum_to_the_rank(frame: Frame, formula: str) -> None:
    m = linear.lm(formula, data=frame)
    h = numbers(linear.hatvalues(m))
    assert_close([h.sum()], [frame.n - linear.df_residual(m)], "invariance")
    assert np.all((h > 0) & (h <= 1 + 1e-12))


@settings(CHEAP)
@given(frame=FRAMES, row=st.integers(0, 23))
def test_dfbeta_is_the_change_of_a_fit_without_the_row(frame: Frame, row: int) -> None:
    m = linear.lm("y ~ x + z", data=frame)
    without = linear.lm("y ~ x + z", data=frame.take(np.delete(np.arange(frame.n), row)))
    change = numbers(linear.coef(m)) - numbers(linear.coef(without))
    size = scale_of(frame)
    assert_close(numbers(linear.dfbeta(m))[row] / size, change / size, "invariance")


@settings(CHEAP)
@given(frame=FRAMES, formula=FORMULAS)
def test_predictions_at_the_data_are_fitted_values(frame: Frame, formula: str) -> None:
    m = linear.lm(formula, data=frame)
    assert_close(numbers(linear.predict(m, frame)), numbers(linear.fitted(m)), "invariance")
    band = numbers(linear.predict(m, frame, interval="confidence"))
    wide = numbers(linear.predict(m, frame, interval="prediction"))
    assert np.all(wide[:, 1] <= band[:, 1]) and np.all(band[:, 1] <= band[:, 0])
    assert np.all(wide[:, 2] >= band[:, 2]) and np.all(band[:, 2] >= band[:, 0])


@settings(CHEAP)
@given(frame=FRAMES, times=st.integers(2, 4))
def test_a_whole_weight_is_a_repeated_row(frame: Frame, times: int) -> None:
    counts = 1 + np.arange(frame.n) % times
    weighted = linear.lm("y ~ x + z", data=changed(frame, w=counts.astype(float)), weights="w")
    repeated = linear.lm("y ~ x + z", data=frame.take(np.repeat(np.arange(frame.n), counts)))
    assert_close(numbers(linear.coef(weighted)), numbers(linear.coef(repeated)), "invariance")
    assert_close([linear.deviance(weighted)], [linear.deviance(repeated)], "invariance")


@settings(CHEAP)
@given(frame=FRAMES)
def test_an_offset_is_taken_from_the_response(frame: Frame) -> None:
    one = linear.lm("y ~ x + offset(z)", data=frame)
    two = linear.lm("y ~ x", data=changed(frame, y=np.asarray(frame["y"]) - np.asarray(frame["z"])))
    assert_close(
        numbers(linear.residuals(one)) / scale_of(frame), numbers(linear.residuals(two)) / scale_of(frame), "invariance"
    )


@settings(CHEAP)
@given(frame=FRAMES)
def test_a_column_that_depends_on_others_gets_no_coefficient(frame: Frame) -> None:
    m = linear.lm("y ~ x + I(2 * x) + z", data=frame)
    found = numbers(linear.coef(m))
    assert np.isnan(found).tolist() == [False, False, True, False]
    plain = linear.lm("y ~ x + z", data=frame)
    assert_close(found[[0, 1, 3]], numbers(linear.coef(plain)), "invariance")
    assert linear.df_residual(m) == linear.df_residual(plain)


@settings(CHEAP)
@given(frame=FRAMES, level=st.floats(0.5, 0.999))
def test_intervals_widen_with_the_level(frame: Frame, level: float) -> None:
    m = linear.lm("y ~ x + f", data=frame)
    inner, outer = numbers(linear.confint(m, level=level / 2)), numbers(linear.confint(m, level=level))
    beta = numbers(linear.coef(m))
    assert np.all(outer[:, 0] < inner[:, 0]) and np.all(inner[:, 0] < beta)
    assert np.all(beta < inner[:, 1]) and np.all(inner[:, 1] < outer[:, 1])
