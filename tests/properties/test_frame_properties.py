"""Frames: the same whichever library they come from, and the same after a round trip through a library, a file or R."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from property_profiles import CHEAP, MODELS

from rcompat.base.delimited import read_csv, read_delimited_text
from rcompat.base.factors import as_factor, droplevels, factor_labels
from rcompat.base.frame import NA_REAL, Frame
from rcompat.base.frame_doors import as_frame
from rcompat.base.frame_exits import to_arrow, to_dict, to_pandas, to_polars
from rcompat.harness.compare import compare_frames
from rcompat.harness.live_r import RSession
from rcompat.harness.strategies import factors, frames, numbers
from rcompat.harness.transport import decode_frame, encode_frame, receive_frame, send_frame

COLUMNS = st.fixed_dictionaries(
    {
        "number": st.lists(st.none() | numbers(), min_size=4, max_size=4),
        "whole": st.lists(st.none() | st.integers(-(10**6), 10**6), min_size=4, max_size=4),
        "word": st.lists(st.none() | st.text("abcé日 ", max_size=5), min_size=4, max_size=4),
        "truth": st.lists(st.none() | st.booleans(), min_size=4, max_size=4),
    }
)
NULLABLE = {"number": "Float64", "whole": "Int64", "word": "string", "truth": "boolean"}


@settings(CHEAP)
@given(columns=COLUMNS)
def test_all_doors_give_the_same_frame(columns: dict[str, list[object]]) -> None:
    columns = {name: values for name, values in columns.items() if any(value is not None for value in values)}
    plain = as_frame(columns)
    nullable = pd.DataFrame({name: pd.array(values, dtype=NULLABLE[name]) for name, values in columns.items()})
    for table in (pl.DataFrame(columns, strict=False), pa.table(columns), nullable):
        assert compare_frames(as_frame(table), plain) == []


@settings(CHEAP)
@given(frame=frames())
def test_leaving_and_coming_back_changes_nothing(frame: Frame) -> None:
    for leave in (to_dict, to_pandas, to_polars, to_arrow):
        back = as_frame(leave(frame))
        assert compare_frames(back, frame) == [] or leave is to_dict
        assert back.names == frame.names and back.n == frame.n
    assert compare_frames(decode_frame(encode_frame(frame)), frame) == []


@settings(CHEAP)
@given(frame=frames(), seed=st.integers(0, 99))
def test_taking_rows_twice_is_taking_them_once(frame: Frame, seed: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.permutation(frame.n), rng.integers(0, frame.n, 10)
    assert compare_frames(frame.take(first).take(second), frame.take(first[second])) == []


@settings(CHEAP)
@given(
    values=st.lists(numbers(), min_size=1, max_size=20),
    words=st.lists(st.text("ab ,\"é'#", max_size=6), min_size=20, max_size=20),
)
def test_a_csv_file_reads_back(values: list[float], words: list[str]) -> None:
    words = [f"w{word}" for word in words]
    quoted = [f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words]
    lines = ["x,s", *(f"{value!r},{word}" for value, word in zip(values, quoted, strict=False))]
    frame = read_delimited_text("\n".join(lines) + "\n")
    assert np.asarray(frame["x"]).tolist() == values
    assert np.asarray(frame["s"], dtype=object).tolist() == words[: len(values)]


@settings(CHEAP)
@given(values=st.lists(st.sampled_from([1.5, 2.0, 1e5, 100000.0, -3.25, 0.1, NA_REAL]), min_size=1, max_size=12))
def test_levels_of_numbers_are_sorted_and_labelled_once(values: list[float]) -> None:
    factor = as_factor(np.array(values))
    levels = [float(level) for level in factor.levels]
    assert levels == sorted(set(levels)) and set(levels) == {value for value in values if value == value}
    assert [levels[code] if code >= 0 else None for code in factor.codes] == [v if v == v else None for v in values]


@settings(CHEAP)
@given(factor=factors(), cut=st.integers(1, 6))
def test_dropping_levels_keeps_every_label(factor: object, cut: int) -> None:
    kept = Frame(columns={"f": factor}, n=len(factor)).take(np.arange(min(cut, len(factor))))["f"]  # type: ignore[dict-item, arg-type]
    dropped = droplevels(kept)  # type: ignore[arg-type]
    assert factor_labels(dropped) == factor_labels(kept)  # type: ignore[arg-type]
    assert set(dropped.levels) == set(factor_labels(dropped)) and droplevels(dropped).levels == dropped.levels


@pytest.mark.r
@settings(MODELS)
@given(frame=frames())
def test_a_frame_comes_back_from_r_bit_for_bit(live_r: RSession, frame: Frame) -> None:
    send_frame(live_r, frame, "d")
    assert compare_frames(receive_frame(live_r, "d"), frame) == []


@settings(CHEAP)
@given(frame=frames(missing=False))
def test_a_file_of_a_frame_is_the_frame(tmp_path_factory: pytest.TempPathFactory, frame: Frame) -> None:
    path: Path = tmp_path_factory.mktemp("frames") / "d.csv"
    to_pandas(frame).to_csv(path, index=False)
    back = read_csv(path)
    assert back.names == frame.names
    assert np.array_equal(np.asarray(back["y"]), np.asarray(frame["y"]))
