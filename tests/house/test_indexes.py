"""The indexes by which modules are imported late agree with the modules."""

from __future__ import annotations

import subprocess
import sys

from sources import ROOT


def test_indexes_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "write_indexes.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"run scripts/write_indexes.py\n{run.stdout}{run.stderr}"
