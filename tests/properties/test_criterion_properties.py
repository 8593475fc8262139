"""The criterion at a fixed theta: no optimiser is in the way."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from property_fits import at, changed, fit, same, theta_of
from property_profiles import MODELS

from pylmer.lme4 import getME
from rcompat.base.frame import Factor, Frame
from rcompat.harness.strategies import frames

TERMS = ("(1 | g)", "(x | g)", "(x || g)", "(1 | g) + (1 | h)", "(0 + x | g)")


@pytest.mark.parametrize("reml", [True, False])
@pytest.mark.parametrize("bars", TERMS)
class TestCriterion:
    """The criterion at a fixed theta: no optimiser is in the way."""

    @settings(MODELS)
    @given(frame=frames(missing=False), seed=st.integers(0, 999))
    def test_row_order(self, frame: Frame, seed: int, bars: str, reml: bool) -> None:
        shuffled = frame.take(np.random.default_rng(seed).permutation(frame.n))
        formula, theta = f"y ~ x + f + {bars}", theta_of(bars)
        same([at(frame, formula, theta, reml)], [at(shuffled, formula, theta, reml)])

    @settings(MODELS)
    @given(frame=frames(missing=False), seed=st.integers(0, 999))
    def test_relabelling(self, frame: Frame, seed: int, bars: str, reml: bool) -> None:
        g = frame["g"]
        assert isinstance(g, Factor)
        order = np.random.default_rng(seed).permutation(len(g.levels)).astype(np.int32)
        other = changed(frame, g=Factor(codes=order[g.codes], levels=tuple(f"new {i}" for i in range(len(order)))))
        formula, theta = f"y ~ x + f + {bars}", theta_of(bars)
        same([at(frame, formula, theta, reml)], [at(other, formula, theta, reml)])

    @settings(MODELS)
    @given(frame=frames(missing=False), shift=st.integers(-5, 5), scale=st.sampled_from([0.5, -2.0, 8.0]))
    def test_affine_response(self, frame: Frame, shift: int, scale: float, bars: str, reml: bool) -> None:
        y = np.asarray(frame["y"])
        other = changed(frame, y=scale * (y + shift * np.std(y)))
        formula, theta = f"y ~ x + f + {bars}", theta_of(bars)
        df = frame.n - (1 + 1 + len(frame["f"].levels) - 1 if reml else 0)  # type: ignore[union-attr]
        expected = at(frame, formula, theta, reml) + 2 * df * math.log(abs(scale))
        same([at(other, formula, theta, reml)], [expected])

    @settings(MODELS)
    @given(frame=frames(missing=False))
    def test_dense_reference(self, frame: Frame, bars: str, reml: bool) -> None:
        formula, theta = f"y ~ x + {bars}", theta_of(bars)
        same([at(frame, formula, theta, reml)], [_dense(frame, bars, theta, reml)])

    @settings(MODELS)
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
