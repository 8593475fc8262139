"""Whether R today gives what the golden store says: every case run again, in processes of their own."""

from __future__ import annotations

from pathlib import Path

from rcompat.harness.case_runs import is_repeated, run_many
from rcompat.harness.golden import case_directories, case_name

__all__ = ["changed_cases"]


def changed_cases(golden: Path, only: str = "") -> list[str]:
    """Names of the cases whose output or values R would write otherwise today."""
    cases = [case for case in case_directories(golden) if only in str(case.relative_to(golden))]
    answers = run_many(is_repeated, cases)
    return [case_name(case) for case, same in zip(cases, answers, strict=True) if not same]
