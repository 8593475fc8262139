"""Translated scripts: the Python program must print what R prints, byte for byte. R wrote translation/<name>.stdout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rcompat.script.translation.program import translate_script

HERE = Path(__file__).parent
RECORDED = sorted((HERE / "translation").glob("*.stdout"))


@pytest.mark.parametrize("recorded", RECORDED, ids=lambda path: path.stem)
def test_program_prints_what_r_prints(recorded: Path, tmp_path: Path) -> None:
    script = HERE / "data" / f"{recorded.stem}.R"
    translation = translate_script(script.read_text(encoding="utf-8"), script.name)
    assert translation.problems == []
    program = tmp_path / "program.py"
    program.write_text(translation.text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", program], capture_output=True, cwd=script.parent, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == recorded.read_bytes()


def test_comments_stay_beside_their_statements() -> None:
    text = translate_script("# first\nx <- 1  # one\n\n# last\n").text
    assert [line for line in text.splitlines() if "#" in line] == ["# first", "x = 1  # one", "# last"]


def test_what_has_no_python_is_marked_with_its_r_text() -> None:
    translation = translate_script("y <- environment(function() NULL)\nrepeat_me(1)\n")
    assert [problem.line for problem in translation.problems] != []
    for problem in translation.problems:
        assert f"# Not translated: {problem.reason}" in translation.text
        assert f"# R: {problem.source}" in translation.text
