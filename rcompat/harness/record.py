"""`rcompat record`: R alone writes the golden store, in a temporary place, and one exchange puts it in place.

The new store is built beside the old one; the two change names in one step of the file system, so that whoever looks,
and whatever is killed, finds the old store or the new one and never a mixture.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rcompat.harness.case_runs import CaseOutcome, run_case, run_many
from rcompat.harness.golden import WRITTEN_BY_R, GoldenError, case_directories, case_name, listed_files, verify_store
from rcompat.harness.live_r import run_r
from rcompat.harness.manifest import MANIFEST, checksum, manifest_text, read_manifest
from rcompat.harness.setting import blas_faults, read_setting, setting_faults, setting_script

__all__ = ["exchange_directories", "record_store", "refusal"]

_CI = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "BUILDKITE", "JENKINS_URL")
_AT_CURRENT_DIRECTORY = -100
_EXCHANGE = 2
_PREFIX = ".record-"


def refusal(
    golden: Path, *, allow_dirty: bool = False, allow_ci: bool = False, environment: Mapping[str, str] = os.environ
) -> str | None:
    """Why nothing may be recorded now, or None."""
    if not case_directories(golden):
        return f"refused: {golden} holds no case: write cases/<area>/<name>/case.R and case.py in it"
    if not allow_ci and any(environment.get(name) for name in _CI):
        return "refused: this is a CI machine (--in-ci records all the same)"
    if allow_dirty or shutil.which("git") is None:
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
        GoldenError: R failed, two runs differ, another R or other packages wrote the store, the new store has faults,
            or somebody changed the old store meanwhile. The old store is as it was.
    """
    golden = golden.resolve()
    with _one_recording(golden.parent):
        place = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=golden.parent))
        try:
            new = place / golden.name
            before = _snapshot(golden)
            shutil.copytree(golden, new, ignore=shutil.ignore_patterns("__pycache__"))
            done = _build(new, golden.parent, everything=everything, only=only)
            faults = verify_store(new)
            if faults:
                raise GoldenError("the new store is faulty:\n" + "\n".join(faults))
            if _snapshot(golden) != before:
                raise GoldenError("files of the store were changed while R ran: nothing was recorded")
            exchange_directories(new, golden)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return done


@contextlib.contextmanager
def _one_recording(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder (the system gives it back, however the process ends); clear what a killed one left."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in folder.glob(_PREFIX + "*"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    except BlockingIOError as error:
        raise GoldenError("another recording of this store is running") from error
    finally:
        os.close(handle)


def _snapshot(golden: Path) -> dict[Path, str]:
    files = [path for path in golden.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {path: checksum(path) for path in files}


def _build(golden: Path, home: Path, *, everything: bool, only: str) -> list[str]:
    manifest = read_manifest(golden)
    recorded = manifest.get("files", {})
    if everything or not _data_are_current(golden, recorded):
        _make_data(golden)
        everything = True
    chosen = [case for case in case_directories(golden) if only in str(case.relative_to(golden))]
    if not everything and not only:
        chosen = [case for case in chosen if not _is_current(case, golden, recorded)]
    packages = set[str]() if everything else set(manifest.get("packages", {}))
    for case, outcome in zip(chosen, run_many(lambda case: _same_twice(case, home), chosen), strict=True):
        packages |= outcome.packages
        for name, content in zip(WRITTEN_BY_R, outcome.contents, strict=True):
            (case / name).write_bytes(content)
    now = _environment(packages)
    if not everything:
        _refuse_another_r(manifest, now)
    sums = {name: checksum(path) for name, path in listed_files(golden).items()}
    (golden / MANIFEST).write_text(manifest_text(now["environment"], now["packages"], sums), encoding="utf-8")
    return [case_name(case) for case in chosen]


def _same_twice(case: Path, home: Path) -> CaseOutcome:
    first, second = (run_case(case, home=home) for _ in range(2))
    if first != second:
        raise GoldenError(f"{case_name(case)}: R gave two different results in two runs")
    return first


def _is_current(case: Path, golden: Path, recorded: Mapping[str, object]) -> bool:
    return all(
        (case / name).exists() and checksum(case / name) == recorded.get((case / name).relative_to(golden).as_posix())
        for name in ("case.R", *WRITTEN_BY_R)
    )


def _data_are_current(golden: Path, recorded: Mapping[str, object]) -> bool:
    files = {name: path for name, path in listed_files(golden).items() if name.startswith("data/")}
    return all(checksum(path) == recorded.get(name) for name, path in files.items())


def _make_data(golden: Path) -> None:
    script = golden / "data" / "make.R"
    if not script.exists():
        return
    result = run_r(script.read_text(encoding="utf-8"), timeout=600, directory=golden.parent)
    if result.status:
        raise GoldenError(f"data/make.R failed:\n{result.stderr.decode()}")


def _environment(packages: Iterable[str]) -> Mapping[str, Mapping[str, object]]:
    result = run_r(setting_script(packages))
    if result.status:
        raise GoldenError(f"R could not describe itself:\n{result.stderr.decode()}")
    setting = read_setting(result.stdout)
    faults = [*setting_faults(setting), *blas_faults(setting)]
    if faults:
        raise GoldenError("R is not as it must be for a record: " + "; ".join(faults))
    return setting


def _refuse_another_r(manifest: Mapping[str, Mapping[str, object]], now: Mapping[str, Mapping[str, object]]) -> None:
    changes = []
    for table in ("environment", "packages"):
        for name, old in manifest.get(table, {}).items():
            new = now[table].get(name)
            changes += [] if new == old else [f"{name} {old} -> {new}"]
    if changes:
        raise GoldenError("another R than the one that wrote the store (--all records it anew): " + "; ".join(changes))


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
