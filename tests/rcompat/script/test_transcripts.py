"""Whole scripts: the transcript must be R's, byte for byte."""

from __future__ import annotations

from contextvars import copy_context
from pathlib import Path

import pytest

from rcompat.base.options import local_options
from rcompat.script.transcript import run_script

DATA = Path(__file__).parent / "data"


def _transcript(path: Path) -> str:
    pieces: list[str] = []
    with local_options():
        run_script(path.read_text(encoding="utf-8"), lambda _, text: pieces.append(text), folder=str(path.parent))
    return "".join(pieces)


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.R")))
def test_transcript(name: str) -> None:
    found = copy_context().run(_transcript, DATA / f"{name}.R")
    assert found == (DATA / f"{name}.out").read_text(encoding="utf-8")
