from __future__ import annotations

import pytest

from pylmer.lme4 import isNested
from rcompat.base.conditions import RError

# What R 4.2.2 with lme4 1.1-31 answered.
ANSWERS = [
    ([1, 1, 2, 2, 3, 3], [1, 1, 1, 1, 2, 2], True),
    ([1, 1, 1, 1, 2, 2], [1, 1, 2, 2, 3, 3], False),
    (["x", "y", "x"], ["u", "u", "u"], True),
    (["x", "y", "x"], ["u", "u", "w"], False),
]


@pytest.mark.parametrize(("inner", "outer", "answer"), ANSWERS)
def test_nesting_as_in_r(inner: list[object], outer: list[object], answer: bool) -> None:
    assert isNested(inner, outer) is answer


def test_lengths_differ() -> None:
    with pytest.raises(RError, match=r"^length\(f1\) == length\(f2\) is not TRUE$"):
        isNested([1, 2], [1])
