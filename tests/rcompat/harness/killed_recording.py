"""Kill a recording before each of its steps in turn, by SIGKILL, and print what is wrong with the store it leaves.

Run as `python killed_recording.py DIRECTORY`, where DIRECTORY holds `project/golden`, recorded once and then changed.
A step is whatever Python reports to an audit hook: opening, making, renaming, removing, copying, starting a process,
calling the C library. Each killed recording is a process of its own, forked from this one.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path

from rcompat.harness.golden import GoldenError, verify_store
from rcompat.harness.record import record_store

_STEPS = ("open", "os.", "shutil.", "tempfile.", "subprocess.", "ctypes.", "fcntl.", "pathlib.")
_MENDED = 7  # after every so many kills the next recording must mend what was left


def contents(golden: Path) -> dict[str, bytes]:
    """All files of a store."""
    return {path.relative_to(golden).as_posix(): path.read_bytes() for path in golden.rglob("*") if path.is_file()}


def killed_at(step: int, golden: Path) -> bool:
    """Record in a child that kills itself before its step of this number; whether it did not get to the end."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _: object) -> None:
            nonlocal left
            if event.startswith(_STEPS):
                left -= 1
                if left == -1:  # the kill is an event itself
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        record_store(golden)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit(f"step {step}: the recording failed")
    return os.WIFSIGNALED(status)


def _mend(project: Path) -> None:
    """Record again; a program that the killed recording was just starting may hold its lock for a moment."""
    for patience in range(100, -1, -1):
        try:
            record_store(project / "golden")
            return
        except GoldenError:
            if not patience:
                raise
            time.sleep(0.05)


def main(directory: Path) -> None:
    """Kill at every step; print the counts, or the first fault."""
    pristine, project = directory / "project", directory / "now"
    shutil.copytree(pristine, project)
    record_store(project / "golden")
    old, new = contents(pristine / "golden"), contents(project / "golden")
    counts = {"old": 0, "new": 0}
    step, killed = 0, True
    while killed:
        shutil.rmtree(project)
        shutil.copytree(pristine, project)
        killed = killed_at(step, project / "golden")
        found = contents(project / "golden")
        if found not in (old, new):
            sys.exit(f"killed before step {step}: a mixture")
        counts["new" if found == new else "old"] += 1
        if step % _MENDED == 0:
            _mend(project)
            if contents(project / "golden") != new or verify_store(project / "golden") or len(os.listdir(project)) != 1:
                sys.exit(f"killed before step {step}: the next recording does not mend it")
        step += 1
    print(counts["old"], counts["new"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
