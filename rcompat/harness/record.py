"""`rcompat record`: R alone writes the golden store, in a temporary place, and one exchange puts it in place.

The new store is built beside the old one; the two change names in one step of the file system, so that whoever looks,
and whatever is killed, finds the old store or the new one and never a mixture.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rcompat.harness.golden import GoldenError, build_store, verify_store

__all__ = ["exchange_directories", "record_store", "refusal"]

_CI = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "JENKINS_URL")
_AT_CURRENT_DIRECTORY = -100
_EXCHANGE = 2


def refusal(
    golden: Path, *, allow_dirty: bool = False, allow_ci: bool = False, environment: Mapping[str, str] = os.environ
) -> str | None:
    """Why nothing may be recorded now, or None."""
    if not allow_ci and any(environment.get(name) for name in _CI):
        return "refused: this is a CI machine (--in-ci records all the same)"
    if allow_dirty:
        return None
    root = golden.resolve().parent
    done = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=no"], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode == 0 and done.stdout.strip():
        return "refused: the working tree has changes that are not committed (--dirty records all the same)"
    return None


def record_store(golden: Path, *, everything: bool = False, only: str = "") -> list[str]:
    """Let R run the new or changed cases twice, and put the new store in the old one's place in one step.

    Args:
        golden: the store.
        everything: run all cases anew.
        only: run only cases whose path holds this text.

    Returns:
        Names of the cases that were run.

    Raises:
        GoldenError: R failed, two runs differ, or the new store has faults; the old store is as it was.
    """
    golden = golden.resolve()
    place = Path(tempfile.mkdtemp(prefix=".record-", dir=golden.parent))
    try:
        shutil.copytree(golden, place / golden.name, ignore=shutil.ignore_patterns("__pycache__"))
        with _data_of(golden):
            done = build_store(place / golden.name, everything=everything, only=only)
        faults = verify_store(place / golden.name)
        if faults:
            raise GoldenError("the new store is faulty:\n" + "\n".join(faults))
        exchange_directories(place / golden.name, golden)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return done


class _data_of:  # noqa: N801
    """Scripts find unshipped data where the store itself would look, though they run in the temporary place."""

    def __init__(self, golden: Path) -> None:
        self._given = os.environ.get("PYLMER_DATA")
        self._default = str(golden.parent.parent / "shared" / "data")

    def __enter__(self) -> None:
        os.environ.setdefault("PYLMER_DATA", self._default)

    def __exit__(self, *_: object) -> None:
        if self._given is None:
            os.environ.pop("PYLMER_DATA", None)


def exchange_directories(new: Path, old: Path) -> None:
    """Exchange two directories of one file system in one step.

    Raises:
        GoldenError: the system cannot do that (it is Linux's renameat2).
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        raise GoldenError("this system has no renameat2: no store can be replaced in one step")
    here = _AT_CURRENT_DIRECTORY
    if call(here, os.fsencode(new), here, os.fsencode(old), ctypes.c_uint(_EXCHANGE)):
        raise GoldenError(f"{old} could not be replaced: {os.strerror(ctypes.get_errno())}")
