"""Fresh random source text and formulas, judged by R itself in one process each."""

from __future__ import annotations

import os
import random
import subprocess
from pathlib import Path

import pytest
from language_answers import ANSWERS, escape
from random_source import damaged, expression, formula

_COUNT = 2000
_ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC"}


def _questions(kind: str, seed: int) -> list[str]:
    source = random.Random(seed)
    if kind == "formulas":
        return [f"y ~ {formula(source, source.randint(1, 4))}" for _ in range(_COUNT)]
    texts = [expression(source, source.randint(2, 4)) for _ in range(_COUNT)]
    texts[::2] = [damaged(source, text) for text in texts[::2]]
    return [escape(text) for text in texts]


@pytest.mark.r
@pytest.mark.parametrize("kind", ["expressions", "formulas"])
def test_same_as_live_r(kind: str, tmp_path: Path, project_root: Path, seed: int) -> None:
    questions = _questions(kind, seed)
    (tmp_path / "questions").write_text("".join(f"{line}\n" for line in questions), encoding="utf-8")
    script = project_root / "scripts" / "golden_r" / "language.R"
    command = ["Rscript", "--vanilla", str(script), kind, str(tmp_path / "questions"), str(tmp_path / "answers")]
    subprocess.run(command, check=True, env=_ENVIRONMENT, capture_output=True)
    answers = (tmp_path / "answers").read_text(encoding="utf-8", errors="surrogateescape").split("\n")[:-1]
    assert len(answers) == len(questions)
    wrong = {
        question: (expected, got)
        for question, expected in zip(questions, answers, strict=True)
        if (got := ANSWERS[kind](question)) != expected
    }
    assert not wrong
