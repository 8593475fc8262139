"""Parser, deparser, terms and update.formula against R's recorded answers, every case and every field."""

from __future__ import annotations

from pathlib import Path

import pytest
from language_answers import ANSWERS

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_same_as_r(kind: str) -> None:
    questions = (DATA / f"{kind}.txt").read_text(encoding="utf-8").split("\n")[:-1]
    answers = (DATA / f"{kind}.r.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert len(questions) == len(answers) > 500
    wrong = {
        question: (expected, got)
        for question, expected in zip(questions, answers, strict=True)
        if (got := ANSWERS[kind](question)) != expected
    }
    assert not wrong
