"""Every observation of a term has one slot, in the order of its group."""

from __future__ import annotations

import numpy as np
import pytest

from pylmer.fit.lmer import objective_of
from pylmer.lme4 import lmer
from pylmer.numerics.lane_kernel import LANE_COUNT
from rcompat.base.conditions import collect_conditions

rng = np.random.default_rng(7)
CODES = {
    "unbalanced": np.repeat(np.arange(13), rng.integers(1, 30, 13)),
    "shuffled": rng.integers(0, 9, 150),
    "two groups": np.repeat([0, 1], [40, 3]),
}


@pytest.mark.parametrize("name", CODES)
def test_slots_hold_every_observation_once(name: str) -> None:
    codes = CODES[name]
    n = len(codes)
    data = {"y": rng.normal(size=n), "x": rng.normal(size=n), "g": codes.astype(str)}
    with collect_conditions():
        structure = objective_of(lmer("y ~ x + (x | g)", data).spec).structure
    (lanes,) = structure.lanes
    slots = lanes.slots.reshape(-1, LANE_COUNT)
    held = lanes.slots[lanes.slots < n]
    np.testing.assert_array_equal(np.sort(held), np.arange(n))
    np.testing.assert_array_equal(lanes.sources[lanes.slots < n], structure.storage_order[held])
    assert (lanes.sources[lanes.slots == n] == -1).all()
    for block, (first, end) in enumerate(zip(lanes.starts[:-1], lanes.starts[1:], strict=True)):
        for lane in range(LANE_COUNT):
            own = slots[first:end, lane]
            own = own[own < n]
            level = lanes.levels[block * LANE_COUNT + lane]
            expected = np.flatnonzero(structure.layouts[0].codes == level) if level >= 0 else np.empty(0, int)
            np.testing.assert_array_equal(own, expected)


def test_numbers_are_spread_with_zeros_between() -> None:
    data = {"y": rng.normal(size=9), "g": np.repeat(["a", "b", "c"], [5, 1, 3])}
    with collect_conditions():
        (lanes,) = objective_of(lmer("y ~ 1 + (1 | g)", data).spec).structure.lanes
    spread = lanes.spread(np.arange(1.0, 10.0))
    assert spread.sum() == 45.0
    assert (spread[lanes.slots == 9] == 0.0).all()
