"""Whether R today gives what the golden store says: every case run again, in processes of their own."""

from __future__ import annotations

from pathlib import Path

from rcompat.harness.golden import case_directories, rerun_case

__all__ = ["changed_cases"]


def changed_cases(golden: Path, only: str = "") -> list[str]:
    """Names of the cases whose output or values R would write otherwise today."""
    changed = []
    for case in case_directories(golden):
        if only in str(case.relative_to(golden)) and not rerun_case(case, golden):
            changed.append(f"{case.parent.name}/{case.name}")
    return changed
