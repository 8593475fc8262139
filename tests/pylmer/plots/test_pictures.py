"""Pictures hold the data of the answers that they show; nothing is compared by pixels."""

from __future__ import annotations

import numpy as np
import pytest

from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, fitted, fixef, profile, ranef, residuals, sigma
from pylmer.lmertest import lmer, ls_means, step

pytest.importorskip("matplotlib")


@pytest.fixture(scope="module")
def fit():
    return lmer("Reaction ~ Days + (Days | Subject)", data=load_dataset("sleepstudy"))


@pytest.fixture(scope="module")
def ham():
    return lmer("Informed.liking ~ Product + (1 | Consumer)", data=load_dataset("ham"))


@pytest.fixture(scope="module")
def curves():
    return profile(lmer("Yield ~ 1 + (1 | Batch)", data=load_dataset("Dyestuff"), REML=False))


def _points(axes):
    return np.asarray(axes.collections[0].get_offsets())


def test_residuals_against_fitted_values(fit):
    from pylmer.plots import plot

    points = _points(plot(fit).axes[0])
    assert np.array_equal(points[:, 0], fitted(fit).data)
    assert np.array_equal(points[:, 1], residuals(fit).data)


def test_formula_form(fit):
    from pylmer.plots import plot

    figure = plot(fit, "resid(., scaled = TRUE) ~ Days | Subject", abline=0)
    assert [axes.get_title() for axes in figure.axes][:2] == ["308", "309"]
    days = np.asarray(load_dataset("sleepstudy").columns["Days"])
    assert np.array_equal(_points(figure.axes[1])[:, 0], days[10:20])
    assert np.array_equal(_points(figure.axes[1])[:, 1], (np.asarray(residuals(fit).data) / sigma(fit))[10:20])
    boxes = plot(fit, "Subject ~ resid(.)")
    assert len(boxes.axes[0].get_yticklabels()) == len(set(load_dataset("sleepstudy").columns["Subject"].levels))


def test_caterpillars(fit):
    from pylmer.plots import dotplot, qqmath

    effects = ranef(fit)
    figure = dotplot(effects)["Subject"]
    order = np.argsort(effects["Subject"].columns["(Intercept)"])
    variances = effects.variances["Subject"][0]
    for j, name in enumerate(("(Intercept)", "Days")):
        values = effects["Subject"].columns[name][order]
        points, _, (bars,) = figure.axes[j].containers[0]
        assert np.array_equal(points.get_xdata(), values)
        ends = np.array([segment[:, 0] for segment in bars.get_segments()])
        half = 1.96 * np.sqrt(variances[order, j, j])
        assert np.array_equal(ends, np.column_stack([values - half, values + half]))
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels == [effects["Subject"].row_names[i] for i in order]
    points = qqmath(effects)["Subject"].axes[1].containers[0][0]
    assert np.array_equal(points.get_xdata(), np.sort(effects["Subject"].columns["Days"]))
    assert len(_points(qqmath(fit).axes[0])) == len(residuals(fit).data)


def test_profiles(curves):
    from pylmer.plots import densityplot, splom, xyplot

    figure = xyplot(curves)
    for axes, name in zip(figure.axes, curves.profiled, strict=True):
        values, zeta = curves.points(name)
        assert axes.get_title() == name
        assert np.array_equal(axes.lines[0].get_xdata(), values)
        assert np.array_equal(axes.lines[0].get_ydata(), zeta)
    absolute = xyplot(curves, absVal=True).axes[1].lines[0].get_ydata()
    assert np.array_equal(absolute, np.abs(curves.points(".sigma")[1]))
    x, height = densityplot(curves).axes[2].lines[0].get_data()
    assert abs(np.trapezoid(height, x) - 1) < 0.01
    assert len(splom(curves).axes) == len(curves.profiled) ** 2


def test_means_and_steps(ham):
    from pylmer.plots import plot

    means = ls_means(ham)
    for picture in (plot(means), plot(step(ham))):
        axes = picture.axes[0]
        assert [bar.get_height() for bar in axes.patches] == list(means.table.columns["Estimate"])
    ends = np.array([segment[:, 1] for segment in axes.collections[0].get_segments()])
    estimates, lower = (np.asarray(means.table.columns[name]) for name in ("Estimate", "lower"))
    assert np.array_equal(ends[:, 0], estimates - (estimates - lower))


def test_bootstraps(fit):
    from pylmer.plots import densityplot, plot

    boot = bootMer(fit, fixef, nsim=5, seed=1)
    for figure in (plot(boot), densityplot(boot)):
        assert [axes.get_title() for axes in figure.axes] == ["(Intercept)", "Days"]
        assert figure.axes[1].lines[1].get_xdata()[0] == boot.t0[1]


def test_no_picture_of_other_things():
    from pylmer.plots import dotplot, plot
    from rcompat.base.generics import NoMethodError

    for draw in (plot, dotplot):
        with pytest.raises(NoMethodError):
            draw("a text")
