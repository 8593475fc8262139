"""Text of numbers, block by block, against live R; `scripts/verify_text.py numbers` does it by the million."""

from __future__ import annotations

import numpy as np
import pytest

from rcompat.harness.live_r import RSession
from rcompat.harness.number_streams import STREAMS, compare_block, number_block


def test_a_block_is_the_same_every_time_and_has_numbers_of_every_size() -> None:
    block, again = number_block(3, 2000), number_block(3, 2000)
    assert block.numbers.tobytes() == again.numbers.tobytes() and len(block.numbers) == block.sizes.sum() == 2000
    size = np.abs(block.numbers[np.isfinite(block.numbers) & (block.numbers != 0)])
    assert size.min() < 1e-200 and size.max() > 1e200
    assert not np.isfinite(block.numbers).all()
    assert [len(group) for group in block.groups] == block.sizes.tolist()


@pytest.mark.r
@pytest.mark.parametrize("seed", [1001, 1002])
def test_r_writes_the_same_text(live_r: RSession, seed: int) -> None:
    compared, found = compare_block(live_r, number_block(seed, 1000))
    assert compared == 1000 * (15 * len(STREAMS) + 1)
    assert found == [], "\n".join(map(str, found[:20]))


@pytest.mark.r
def test_a_wrong_format_is_found(live_r: RSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STREAMS, "alone", lambda block, digits: [repr(value) for value in block.numbers.tolist()])
    _, found = compare_block(live_r, number_block(1003, 50), [7])
    assert {difference.stream for difference in found} == {"alone"}
