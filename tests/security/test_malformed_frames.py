"""Malformed frames: a typed error in R's words or a fit, and the same one through every door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from malformed_frames import FRAMES

from pylmer.lme4 import getME, lmer
from rcompat.base.conditions import RError, collect_conditions
from rcompat.base.frame_doors import as_frame

_DOORS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "dict": dict,
    "pandas": pd.DataFrame,
    "polars": lambda columns: pl.DataFrame(columns, strict=False),
    "pyarrow": pa.table,
}


def _outcome(data: Any) -> tuple[str, ...]:
    """The class and the words of the error, or theta to the last bit; then the warnings."""
    with collect_conditions() as said, np.errstate(all="ignore"):
        try:
            theta = getME(lmer("y ~ x + (1 | g)", data=as_frame(data)), "theta")
            end = ("fit", *(float(value).hex() for value in np.asarray(theta)))
        except RError as error:
            end = (type(error).__name__, error.message)
    return (*end, *map(str, said))


def test_there_are_forty_frames() -> None:
    assert len(FRAMES) >= 40


@pytest.mark.parametrize("name", FRAMES)
def test_every_door_comes_to_the_same_end(name: str) -> None:
    ends = {door: _outcome(make(FRAMES[name])) for door, make in _DOORS.items()}
    assert set(ends.values()) == {ends["dict"]}, ends
    assert ends["dict"][1]


@pytest.mark.parametrize("door", _DOORS)
@pytest.mark.parametrize("name", FRAMES)
def test_names_are_kept(name: str, door: str) -> None:
    assert as_frame(_DOORS[door](FRAMES[name])).names == tuple(FRAMES[name])
