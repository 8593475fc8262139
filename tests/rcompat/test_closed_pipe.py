"""A reader that stops reading ends the command quietly, as with other tools of the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("code", ["for (i in 1:20000) print(i)", "1\n" * 20000], ids=["one call", "many calls"])
def test_run_into_a_closed_pipe(tmp_path: Path, code: str) -> None:
    script = tmp_path / "long.R"
    script.write_text(code + "\n", encoding="utf-8")
    command = [sys.executable, "-I", "-m", "rcompat.command", "run", "--no-echo", str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (141, b"")
