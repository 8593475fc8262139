"""Caterpillars: predicted random effects in order, with intervals from their conditional variances.

R: lme4's dotplot.ranef.mer and qqmath.ranef.mer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pylmer.inference.random_effects import RanefTable
from pylmer.plots.canvas import panels
from rcompat.base.frame import Frame
from rcompat.base.vectors import RList
from rcompat.maths.distributions import qnorm

__all__ = ["Effects", "caterpillars", "normal_quantiles", "read_effects"]

_QUANTILE = 1.96
_OFFSET = 0.375


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effects:
    """Random effects by grouping factor, with the conditional variances (n, q, q) of each term."""

    frames: Mapping[str, Frame]
    variances: Mapping[str, Sequence[NDArray[np.float64]]]


def read_effects(x: RanefTable | RList) -> Effects:
    """Random effects from their record, or from R's list of data frames with an attribute postVar."""
    if isinstance(x, RanefTable):
        return Effects(frames=x.frames, variances=x.variances)
    frames: dict[str, Any] = {str(name): frame for name, frame in zip(x.names or (), x.values, strict=True)}
    return Effects(frames=frames, variances={name: _variances(frame) for name, frame in frames.items()})


def _variances(frame: Frame) -> list[NDArray[np.float64]]:
    found: Any = frame.attributes["postVar"]
    blocks: Sequence[Any] = found.values if isinstance(found, RList) else [found]
    return [np.moveaxis(block.data, 2, 0) for block in blocks]


def _half_widths(effects: Effects, group: str, columns: tuple[str, ...]) -> np.ndarray:
    """1.96 conditional standard deviations, one column for each effect."""
    found = [np.sqrt(np.diagonal(block, axis1=1, axis2=2)) for block in effects.variances[group]]
    widths: np.ndarray = _QUANTILE * np.concatenate(found, axis=1)
    assert widths.shape[1] == len(columns)
    return widths


def caterpillars(effects: Effects) -> dict[str, Any]:
    """A figure for each grouping factor: the levels in the order of the first effect."""
    return {group: _caterpillar(effects, group) for group in effects.frames}


def _caterpillar(effects: Effects, group: str) -> Any:
    frame = effects.frames[group]
    widths = _half_widths(effects, group, frame.names)
    order = np.argsort(np.asarray(frame.columns[frame.names[0]]), kind="stable")
    labels = frame.row_names or tuple(str(i + 1) for i in range(frame.n))
    figure, grid = panels(len(frame.names), columns=len(frame.names))
    places = np.arange(frame.n)
    for j, (axes, name) in enumerate(zip(grid, frame.names, strict=True)):
        values = np.asarray(frame.columns[name])[order]
        axes.errorbar(values, places, xerr=widths[order, j], fmt="o", markersize=3)
        axes.axvline(0.0, color="grey", linewidth=0.6)
        axes.set_title(name)
        axes.set_yticks(places if j == 0 else [], [labels[i] for i in order] if j == 0 else [])
    figure.suptitle(group)
    return figure


def normal_quantiles(effects: Effects) -> dict[str, Any]:
    """A figure for each grouping factor: each effect, sorted, against normal quantiles."""
    return {group: _quantiles(effects, group) for group in effects.frames}


def _quantiles(effects: Effects, group: str) -> Any:
    frame = effects.frames[group]
    widths = _half_widths(effects, group, frame.names)
    places = (np.arange(1, frame.n + 1) - _OFFSET) / (frame.n + 1 - 2 * _OFFSET)
    expected = np.asarray(qnorm(places))
    figure, grid = panels(len(frame.names), columns=len(frame.names))
    for j, (axes, name) in enumerate(zip(grid, frame.names, strict=True)):
        values = np.asarray(frame.columns[name])
        order = np.argsort(values, kind="stable")
        axes.errorbar(values[order], expected, xerr=widths[order, j], fmt="o", markersize=3)
        axes.axvline(0.0, color="grey", linewidth=0.6)
        axes.set_title(name)
    figure.supylabel("Standard normal quantiles")
    figure.suptitle(group)
    return figure
