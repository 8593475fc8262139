"""Whether R today gives what the golden store says: every case run again, in processes of their own.

R's last bits depend on the machine where sums are long (README, "Deliberate differences"). A case that differs is
therefore compared with ours once more, told to follow this machine; where the two agree the cause is known.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rcompat.harness.agreement import compare_case
from rcompat.harness.case_runs import CaseOutcome, run_case, run_many, unshipped_data
from rcompat.harness.golden import WRITTEN_BY_R, case_directories, case_name
from rcompat.harness.tolerances import ToleranceTable, read_tolerances

__all__ = ["ChangedCases", "changed_cases"]

_THIS_MACHINE = {"PYLMER_L1_CACHE": "machine"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCases:
    """Names of the cases whose output or values R would write otherwise today.

    Attributes:
        unexplained: without a known reason.
        by_machine: as ours give it that follow this machine, not that of the record.
    """

    unexplained: tuple[str, ...]
    by_machine: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.unexplained) + len(self.by_machine)


def changed_cases(golden: Path, only: str = "") -> ChangedCases:
    """Run all cases whose path holds `only` in R again."""
    cases = [case for case in case_directories(golden) if only in str(case.relative_to(golden))]
    outcomes = run_many(run_case, cases)
    changed = [(case, outcome) for case, outcome in zip(cases, outcomes, strict=True) if not _repeats(case, outcome)]
    table = read_tolerances(golden)
    by_machine = tuple(case_name(case) for case, outcome in changed if _follows_machine(case, outcome, table))
    names = (case_name(case) for case, _ in changed)
    return ChangedCases(unexplained=tuple(name for name in names if name not in by_machine), by_machine=by_machine)


def _repeats(case: Path, outcome: CaseOutcome) -> bool:
    return all((case / name).read_bytes() == text for name, text in zip(WRITTEN_BY_R, outcome.contents, strict=True))


def _follows_machine(case: Path, outcome: CaseOutcome, table: ToleranceTable) -> bool:
    """Whether ours agree with what R gave today once they follow this machine."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch, *case.resolve().parts[-4:])
        shutil.copytree(case, copy)
        if (golden := case.resolve().parents[2]).joinpath("data").exists():
            copy.parents[2].joinpath("data").symlink_to(golden / "data")
        for name, text in zip(WRITTEN_BY_R, outcome.contents, strict=True):
            (copy / name).write_bytes(text)
        with _environment({**_THIS_MACHINE, "PYLMER_DATA": unshipped_data(case)}):
            return compare_case(copy, table).is_explained


@contextlib.contextmanager
def _environment(changes: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(changes)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
