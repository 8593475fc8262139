"""How the observations of one term are laid out for `lane_kernel`: several groups side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pylmer.numerics.lane_kernel import LANE_COUNT
from pylmer.numerics.term_layout import PairLayout, TermLayout, lower_triangle

__all__ = ["LaneLayout", "make_lane_layout"]

IntArray = npt.NDArray[np.int32]
FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LaneLayout:
    """Slots of one term: step after step, one observation of each group of a block.

    Attributes:
        starts: first step of every block (blocks + 1,).
        levels: the group in every lane of every block, -1 for none (blocks * lanes,).
        slots: the observation in every slot, in storage order; n for none.
        sources: the same in the data's own order; -1 for none.
        theta_index, positions: as in the term's layout.
        places: where the products of a group's coefficients belong in the factor (levels * products,).
        left_index, right_index: the coefficients of every product.
    """

    starts: IntArray
    levels: IntArray
    slots: npt.NDArray[np.intp]
    sources: IntArray
    theta_index: IntArray
    positions: IntArray
    places: IntArray
    left_index: IntArray
    right_index: IntArray

    def spread(self, values: FloatArray) -> FloatArray:
        """Put numbers by observation (..., n) into the slots; zero where there is no observation."""
        padded = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
        padded[..., :-1] = values
        return np.take(padded, self.slots, axis=-1)


def make_lane_layout(layout: TermLayout, itself: PairLayout, storage_order: IntArray) -> LaneLayout:
    """Lay out one term; `itself` says where its products belong. Groups of about equal size share a block."""
    lanes: int = LANE_COUNT
    counts = np.diff(layout.starts)
    order = np.argsort(-counts, kind="stable")
    steps = counts[order[::lanes]]
    starts = np.concatenate([[0], np.cumsum(steps)]).astype(np.int32)
    levels = np.full(len(steps) * lanes, -1, np.int32)
    levels[: layout.levels] = order
    seat = np.empty(layout.levels, np.intp)
    seat[order] = np.arange(layout.levels)
    group = np.repeat(np.arange(layout.levels), counts)
    step = np.arange(len(group)) - layout.starts[group] + starts[seat[group] // lanes]
    slots = np.full(int(starts[-1]) * lanes, len(group), np.intp)
    slots[step * lanes + seat[group] % lanes] = layout.members
    left, right = lower_triangle(layout.size)
    return LaneLayout(
        starts=starts,
        levels=levels,
        slots=slots,
        sources=np.append(storage_order, np.int32(-1))[slots],
        theta_index=layout.theta_index,
        positions=layout.positions,
        places=itself.positions,
        left_index=left.astype(np.int32),
        right_index=right.astype(np.int32),
    )
