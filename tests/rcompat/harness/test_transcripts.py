"""Transcripts are cut at the numbered comments, whatever stands between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rcompat.harness.transcripts import compare_script, cut_transcript, mask, prepare


def test_pieces_are_found_by_their_numbers() -> None:
    text = "> #-# 1\n> x <- 1\n> #-# 2\n> x\n[1] 1\n> # a comment\n> #-# 10\n> stop('a')\nError: a\n> \n"
    pieces = cut_transcript(text)
    assert list(pieces) == [1, 2, 10]
    assert pieces[2] == "\n> x\n[1] 1\n> # a comment\n"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("   user  system elapsed \n  0.012   0.000   0.012 \n", "   user  system elapsed \nTIMES\n"),
        ("Bootstrap test; time: 1.25 sec; samples: 50", "Bootstrap test; time: SECONDS sec; samples: 50"),
        ("<environment: 0x55d5c8a3b0f8>", "<environment: ADDRESS>"),
        ("0x1f", "0x1f"),
    ],
)
def test_times_and_addresses_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.r
def test_both_sides_go_on_after_errors(tmp_path: Path) -> None:
    script = tmp_path / "script.R"
    script.write_text("f <- function(x) {\n  x + 1\n}\nf('a')\nf(1)\n# nothing\ncat('> #-# 1')\n", encoding="utf-8")
    prepare(f'cut_script("{script}", "{tmp_path}/numbered.R")', directory=tmp_path)
    found = compare_script("script", tmp_path / "numbered.R", tmp_path, 60.0)
    assert [piece.number for piece in found.pieces] == [1, 2, 3, 4]
    assert found.same == 4
    assert "non-numeric argument" in found.pieces[1].theirs
    assert "f" in found.names
