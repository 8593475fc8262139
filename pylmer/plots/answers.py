"""Least-squares means with their intervals, and densities of bootstrapped statistics.

R: lmerTest's plot.ls_means and plot.step_list; lme4's densities of bootMer.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from pylmer.inference.bootstrap import BootMer
from pylmer.inference.least_squares_means import LsMeans
from pylmer.plots.canvas import panels

__all__ = ["plot_bootstrap", "plot_means"]

_POINTS = 512
_CUT = 3.0


def plot_means(means: LsMeans) -> Any:
    """A panel for each term: the means as bars with their confidence intervals. R: plot.ls_means."""
    table = means.table
    labels = table.row_names or ()
    terms = list(dict.fromkeys(term for term, _ in means.levels))
    figure, grid = panels(len(terms))
    estimates, lower, upper = (np.asarray(table.columns[name]) for name in ("Estimate", "lower", "upper"))
    for axes, term in zip(grid, terms, strict=True):
        rows = [place for place, (name, _) in enumerate(means.levels) if name == term]
        places = np.arange(len(rows))
        axes.bar(places, estimates[rows], color="lightgrey", edgecolor="black")
        around = np.array([estimates[rows] - lower[rows], upper[rows] - estimates[rows]])
        axes.errorbar(places, estimates[rows], yerr=around, fmt="none", ecolor="black", capsize=3)
        axes.set_xticks(places, [labels[row] for row in rows], rotation=45)
        axes.set_title(term)
    figure.supylabel(means.response)
    return figure


def plot_bootstrap(boot: BootMer) -> Any:
    """The density of each bootstrapped statistic, with a line at its value in the data."""
    columns = np.asarray(boot.t).reshape(-1, np.asarray(boot.t0).size)
    names = boot.names or tuple(f"t{j + 1}*" for j in range(columns.shape[1]))
    figure, grid = panels(columns.shape[1])
    for j, axes in enumerate(grid):
        values = columns[:, j][np.isfinite(columns[:, j])]
        axes.plot(*_density(values))
        axes.axvline(float(np.ravel(boot.t0)[j]), linestyle="--", color="black", linewidth=0.8)
        axes.set_title(str(names[j]))
    figure.supylabel("density")
    return figure


def _density(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A Gaussian kernel's density with R's default bandwidth. R: bw.nrd0."""
    spread = float(np.std(values, ddof=1))
    low, high = np.quantile(values, [0.25, 0.75])
    width = 0.9 * (min(spread, (high - low) / 1.34) or spread or 1.0) * len(values) ** -0.2
    x = np.linspace(values.min() - _CUT * width, values.max() + _CUT * width, _POINTS)
    scaled = (x[:, None] - values[None, :]) / width
    return x, np.exp(-0.5 * scaled**2).sum(axis=1) / (len(values) * width * np.sqrt(2 * np.pi))
