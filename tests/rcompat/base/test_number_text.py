"""Text of numbers and rounding against R: recorded answers, and fresh random calls judged by live R."""

from __future__ import annotations

import os
import random
import subprocess
from pathlib import Path

import pytest
from number_questions import KINDS, answer, questions

_RECORDED = Path(__file__).parent / "data" / "number_text.txt"
_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC"}
_COUNT = 1500


def _wrong(lines: list[str]) -> dict[str, tuple[str, str]]:
    """Calls whose answers differ: (R's, ours)."""
    pairs = [line.split("\t", 1) for line in lines]
    return {question: (expected, got) for question, expected in pairs if (got := answer(question)) != expected}


@pytest.mark.parametrize("kind", KINDS)
def test_same_as_recorded(kind: str) -> None:
    blocks = _RECORDED.read_text(encoding="utf-8").split("# ")
    lines = next(block for block in blocks if block.startswith(f"{kind}\n")).split("\n")[1:-1]
    assert len(lines) > 100
    assert not _wrong(lines)


@pytest.mark.r
@pytest.mark.parametrize("kind", KINDS)
def test_same_as_live_r(kind: str, tmp_path: Path, project_root: Path, seed: int) -> None:
    calls = questions(kind, _COUNT, random.Random(seed))
    (tmp_path / "questions").write_text("".join(f"{call}\n" for call in calls), encoding="utf-8")
    script = project_root / "scripts" / "golden_r" / "number_text.R"
    command = ["Rscript", "--vanilla", str(script), str(tmp_path / "questions"), str(tmp_path / "answers")]
    subprocess.run(command, check=True, env=_ENVIRONMENT, capture_output=True)
    lines = (tmp_path / "answers").read_text(encoding="utf-8").split("\n")[:-1]
    assert len(lines) == _COUNT
    assert not _wrong(lines)
